/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.kinsumer.core.producer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.writer.PutRecordsCall;
import org.jspecify.annotations.Nullable;

/**
 * The producer's state and the steps that change it, one at a time under a lock: a record
 * is put, a timer fires, an answer arrives, the shards change. What a step brings about
 * is done after the lock is released.
 * <p>
 * When the shards change, all that is not in flight is collected anew by the new map; if
 * order is kept, behind a {@link Fence}.
 */
final class ProducerLoop implements ShardMapRefresher.Outcome {

	private final ReentrantLock lock = new ReentrantLock();

	private final ProducerSettings settings;

	private final EngineRuntime runtime;

	private final Budget budget;

	private final ProducerReports reports;

	private final ShardMapRefresher refresher;

	private final Outstanding outstanding = new Outstanding();

	private final RateLimiter limiter;

	private final SendQueue queue;

	private final Intake intake;

	private final Landings landings;

	private final Settlement settlement;

	private final Answers answers;

	private final Sender sender;

	private EngineRuntime.@Nullable Timer limiterTimer;

	private long limiterTimerAt;

	private @Nullable Long pausedAt;

	private boolean stopping;

	private boolean ended;

	ProducerLoop(ProducerSettings settings, EngineRuntime runtime, RandomGenerator random, PutRecordsCall call,
			ShardSource source, Budget budget, ProducerReports reports) {
		this.settings = settings;
		this.runtime = runtime;
		this.budget = budget;
		this.reports = reports;
		this.limiter = new RateLimiter(settings.rateLimit());
		this.queue = new SendQueue(settings, this.limiter);
		this.settlement = new Settlement(settings, this.outstanding, this.queue, reports, call.stream());
		this.intake = new Intake(settings, runtime, this.queue, this::flushDue);
		this.refresher = new ShardMapRefresher(source, runtime, random, settings.shardRefreshInterval(), this);
		this.landings = new Landings(this.intake, this.queue, this.settlement, reports, this.refresher::refresh);
		this.answers = new Answers(settings, random, this.queue, this.limiter, this.intake, this.landings,
				this.settlement, reports, call.stream(),
				(delay, resume) -> runtime.schedule(delay, () -> step((effects, now) -> resume.run())));
		this.sender = new Sender(settings, runtime, call, this.queue, this.limiter, this.settlement, reports,
				this::answered);
	}

	void start() {
		this.refresher.refresh();
	}

	/**
	 * Accepts a record.
	 * @return {@code false} if the producer is closed
	 */
	boolean accept(PendingRecord record) {
		Effects effects = new Effects();
		this.lock.lock();
		try {
			if (this.stopping) {
				return false;
			}
			long now = this.runtime.nanoTime();
			record.acceptedAt = now;
			record.deadline = now + this.settings.recordDeadline().toNanos();
			record.flushAt = now + this.settings.flushInterval().toNanos();
			this.outstanding.add(record);
			boolean accepted = false;
			try {
				this.intake.place(record, now);
				proceed(effects, now);
				accepted = true;
			}
			finally {
				if (!accepted) {
					this.outstanding.withdraw(record);
				}
			}
		}
		finally {
			this.lock.unlock();
			effects.run(this.runtime, this.budget, this.reports.listeners());
		}
		return true;
	}

	CompletableFuture<Void> flush() {
		CompletableFuture<Void> result = new CompletableFuture<>();
		step((effects, now) -> {
			CompletableFuture<Void> settled = this.outstanding.mark();
			if (settled.isDone()) {
				result.complete(null);
			}
			else {
				settled.thenRun(() -> Effects.execute(this.runtime, () -> result.complete(null)));
			}
			this.intake.sealAll();
		});
		return result;
	}

	/**
	 * Refuses what is put from now on.
	 */
	void stopAccepting() {
		this.lock.lock();
		this.stopping = true;
		this.lock.unlock();
	}

	private void flushDue() {
		step((effects, now) -> this.intake.sealDue(now));
	}

	/**
	 * Sends nothing until {@link #resume()}, except what is under way.
	 */
	void pause() {
		step((effects, now) -> {
			if (this.pausedAt == null) {
				this.pausedAt = now;
			}
		});
	}

	/**
	 * Sends again. The time of the pause does not count for records that waited.
	 */
	void resume() {
		step((effects, now) -> {
			Long since = this.pausedAt;
			if (since != null) {
				this.pausedAt = null;
				this.outstanding.all().forEach((record) -> record.deadline += now - laterOf(since, record.acceptedAt));
			}
		});
	}

	private static long laterOf(long left, long right) {
		return (left - right > 0) ? left : right;
	}

	/**
	 * Fails all that is not settled.
	 * @return the records, in the order they were put
	 */
	List<UserRecord> abort() {
		List<UserRecord> left = new ArrayList<>();
		this.refresher.close();
		step((effects, now) -> {
			this.ended = true;
			this.intake.clear();
			this.landings.clear();
			List<PendingRecord> records = this.outstanding.all();
			records.forEach((record) -> left.add(record.given));
			DrainException failure = new DrainException(this.settings.name(), left);
			records.forEach((record) -> this.settlement.fail(record, failure, effects));
		});
		return left;
	}

	ProducerStatus status() {
		this.lock.lock();
		try {
			PendingRecord oldest = this.outstanding.oldest();
			Duration age = (oldest != null) ? Duration.ofNanos(this.runtime.nanoTime() - oldest.acceptedAt)
					: Duration.ZERO;
			return new ProducerStatus(this.budget.records(), this.budget.bytes(), this.budget.used(), age,
					this.sender.requestsInFlight(), this.intake.shards().size(), this.pausedAt != null);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Changes the state, sends what became ready, and then does what the change brought
	 * about.
	 */
	private void step(Change change) {
		Effects effects = new Effects();
		this.lock.lock();
		try {
			long now = this.runtime.nanoTime();
			change.apply(effects, now);
			proceed(effects, now);
		}
		finally {
			this.lock.unlock();
			// Whatever happened: what is in here is in no other place any more.
			effects.run(this.runtime, this.budget, this.reports.listeners());
		}
	}

	private void proceed(Effects effects, long now) {
		if (this.intake.isFenced() && this.sender.isIdle() && this.landings.isEmpty()) {
			this.intake.liftFence(now);
		}
		if (!this.intake.isFenced() && this.pausedAt == null) {
			this.sender.dispatch(effects, now);
		}
		setLimiterTimer(now);
	}

	/**
	 * What is held back by the limiter goes on by a timer, unless it waits for something
	 * else as well, whose end is a step of its own.
	 */
	private void setLimiterTimer(long now) {
		long nanos = this.queue.nanosToNext(now);
		if (nanos < 0 || this.sender.isBusy() || this.pausedAt != null || this.ended) {
			return;
		}
		long at = now + nanos;
		EngineRuntime.Timer present = this.limiterTimer;
		if (present == null || at - this.limiterTimerAt < 0) {
			if (present != null) {
				present.cancel();
			}
			this.limiterTimerAt = at;
			this.limiterTimer = this.runtime.schedule(Duration.ofNanos(nanos), () -> step((effects, later) -> {
				if (this.limiterTimerAt == at) {
					this.limiterTimer = null;
				}
			}));
		}
	}

	private void answered(List<Shipment> batch, @Nullable List<PutRecordsCall.Result> results,
			@Nullable Throwable failure, Duration duration) {
		step((effects, now) -> {
			this.sender.answered(batch);
			if (this.ended) {
				return;
			}
			if (results != null) {
				this.answers.answered(batch, results, duration, effects, now);
			}
			else if (this.answers.requestFailed(batch,
					(failure != null) ? failure : new IllegalStateException("no answer"), duration, effects, now)) {
				// Should it be created again, its shards may be others of the same names.
				change(ShardMap.UNKNOWN, now);
				effects.send(this.refresher::refresh);
			}
		});
	}

	@Override
	public void listed(ShardMap shards, Duration duration) {
		step((effects, now) -> {
			this.reports.refreshed(shards, duration, effects);
			this.limiter.retain(shards);
			change(shards, now);
			this.landings.listed(effects, now);
		});
	}

	private void change(ShardMap shards, long now) {
		List<PendingRecord> moved = this.intake.change(shards);
		moved.forEach((record) -> this.intake.place(record, now));
	}

	@Override
	public void failed(Throwable failure) {
		step((effects, now) -> {
			this.reports.refreshFailed(failure, effects);
			this.landings.listingFailed(failure, effects, now);
		});
	}

	/**
	 * A change of the state.
	 */
	private interface Change {

		void apply(Effects effects, long now);

	}

}
