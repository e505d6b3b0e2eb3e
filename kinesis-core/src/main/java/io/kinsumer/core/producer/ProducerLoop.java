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

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.AwsErrors.Kind;
import io.kinsumer.core.client.InvalidRequestException;
import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.record.HashKeyRange;
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

	private final RandomGenerator random;

	private final PutRecordsCall call;

	private final Budget budget;

	private final ProducerReports reports;

	private final ShardMapRefresher refresher;

	private final Outstanding outstanding = new Outstanding();

	private final SendQueue queue;

	private final Aggregator aggregator;

	private final Settlement settlement;

	private final Sender sender;

	private final Fence fence;

	private List<Landing> landings = new ArrayList<>();

	private EngineRuntime.@Nullable Timer flushTimer;

	private boolean stopping;

	private boolean ended;

	ProducerLoop(ProducerSettings settings, EngineRuntime runtime, RandomGenerator random, PutRecordsCall call,
			ShardSource source, Budget budget, ProducerReports reports) {
		this.settings = settings;
		this.runtime = runtime;
		this.random = random;
		this.call = call;
		this.budget = budget;
		this.reports = reports;
		this.queue = new SendQueue(settings);
		this.aggregator = new Aggregator(settings, this.queue::offer);
		this.settlement = new Settlement(settings, this.outstanding, this.queue, reports, call.stream());
		this.sender = new Sender(settings, runtime, call, this.queue, this.settlement, this::answered);
		this.fence = new Fence(this.aggregator, this.queue);
		this.refresher = new ShardMapRefresher(source, runtime, random, settings.shardRefreshInterval(), this);
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
			this.outstanding.add(record);
			place(record, now);
			proceed(effects, now);
		}
		finally {
			this.lock.unlock();
		}
		effects.run(this.runtime, this.budget, this.reports.listeners());
		return true;
	}

	CompletableFuture<Void> flush() {
		CompletableFuture<Void> result = new CompletableFuture<>();
		step((effects, now) -> {
			this.outstanding.mark().thenRun(() -> result.complete(null));
			this.aggregator.sealAll();
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

	/**
	 * Fails all that is not settled.
	 * @return the records, in the order they were put
	 */
	List<UserRecord> abort() {
		List<UserRecord> left = new ArrayList<>();
		this.refresher.close();
		step((effects, now) -> {
			if (this.flushTimer != null) {
				this.flushTimer.cancel();
			}
			this.ended = true;
			this.fence.takeBack();
			this.fence.lift();
			this.landings.clear();
			List<PendingRecord> records = this.outstanding.all();
			records.forEach((record) -> left.add(record.record));
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
			return new ProducerStatus(this.budget.records(), this.budget.bytes(), age, this.sender.requestsInFlight(),
					this.aggregator.shards().size());
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
		}
		effects.run(this.runtime, this.budget, this.reports.listeners());
	}

	private void proceed(Effects effects, long now) {
		if (this.fence.isRaised() && this.sender.isIdle() && this.landings.isEmpty()) {
			this.fence.lift().forEach((record) -> place(record, now));
		}
		if (!this.fence.isRaised()) {
			this.sender.dispatch(effects, now);
		}
	}

	private void place(PendingRecord record, long now) {
		if (this.fence.isRaised()) {
			this.fence.hold(record);
			return;
		}
		this.aggregator.add(record, now + this.settings.flushInterval().toNanos());
		if (this.flushTimer == null) {
			this.flushTimer = this.runtime.schedule(this.settings.flushInterval(), this::flushDue);
		}
	}

	private void flushDue() {
		step((effects, now) -> {
			this.flushTimer = null;
			this.aggregator.sealDue(now);
			long nanos = this.aggregator.nanosToNext(now);
			if (nanos >= 0) {
				this.flushTimer = this.runtime.schedule(Duration.ofNanos(nanos), this::flushDue);
			}
		});
	}

	private void answered(List<Shipment> batch, @Nullable List<PutRecordsCall.Result> results,
			@Nullable Throwable failure, Duration duration) {
		step((effects, now) -> {
			this.sender.answered(batch);
			if (!this.ended) {
				handle(batch, results, failure, duration, effects, now);
			}
		});
	}

	private void handle(List<Shipment> batch, @Nullable List<PutRecordsCall.Result> results,
			@Nullable Throwable failure, Duration duration, Effects effects, long now) {
		List<Shipment> refused = new ArrayList<>();
		if (results == null) {
			this.reports.requestFailed(batch, failure, duration, effects);
			requestFailed(batch, (failure != null) ? failure : new IllegalStateException("no answer"), refused,
					effects);
		}
		else {
			this.reports.requestAnswered(batch, results, duration, effects);
			for (int i = 0; i < batch.size(); i++) {
				if (results.get(i) instanceof PutRecordsCall.Written written) {
					written(new Landing(batch.get(i), written.shardId(), written.sequenceNumber()), effects, now);
				}
				else if (results.get(i) instanceof PutRecordsCall.Refused reason) {
					KinesisException cause = AwsErrors.translate(this.call.stream(), reason.code(), reason.message());
					failOrRefuse(batch.get(i), reason.kind(), cause, refused, effects);
				}
			}
		}
		if (!refused.isEmpty()) {
			retry(refused, now);
		}
	}

	private void requestFailed(List<Shipment> batch, Throwable failure, List<Shipment> refused, Effects effects) {
		KinesisException cause = AwsErrors.translate(this.call.stream(), failure);
		Kind kind = AwsErrors.kindOf(failure);
		if (cause instanceof InvalidRequestException && batch.size() > 1) {
			// One of them may be to blame; the others must not fail with it.
			batch.forEach(this::isolate);
			return;
		}
		batch.forEach((shipment) -> failOrRefuse(shipment, kind, cause, refused, effects));
	}

	private void isolate(Shipment shipment) {
		if (this.fence.isRaised()) {
			shipment.records.forEach(this.fence::hold);
		}
		else {
			shipment.isolated = true;
			this.queue.again(shipment);
		}
	}

	private void failOrRefuse(Shipment shipment, Kind kind, KinesisException cause, List<Shipment> refused,
			Effects effects) {
		shipment.lastFailure = cause;
		if (kind == Kind.PERMANENT) {
			this.settlement.fail(shipment, cause, effects);
		}
		else {
			refused.add(shipment);
		}
	}

	private void retry(List<Shipment> refused, long now) {
		if (this.fence.isRaised()) {
			refused.forEach((shipment) -> shipment.records.forEach(this.fence::hold));
			return;
		}
		long delay = Long.MAX_VALUE;
		int attempts = 1;
		for (Shipment shipment : refused) {
			this.queue.backOff(shipment);
			delay = Math.min(delay, Math.max(0, shipment.earliestDeadline() - now));
			attempts = Math.max(attempts, shipment.attempts);
		}
		delay = Math.min(delay, this.settings.backoff().delayAfter(attempts, this.random).toNanos());
		this.runtime.schedule(Duration.ofNanos(delay), () -> step((effects, later) -> {
			for (int i = refused.size() - 1; i >= 0; i--) {
				this.queue.resume(refused.get(i));
			}
		}));
	}

	private void written(Landing landing, Effects effects, long now) {
		Shipment shipment = landing.shipment();
		if (shipment.expectedShard == null || shipment.expectedShard.equals(landing.shardId())) {
			this.settlement.succeed(landing, effects);
			return;
		}
		this.reports.mispredicted(landing, effects);
		effects.send(this.refresher::refresh);
		if (shipment.hasSeveralHashKeys()) {
			judge(landing, effects, now);
		}
		else {
			this.settlement.succeed(landing, effects);
		}
	}

	/**
	 * Decides about an aggregate that is not where it was meant to be, if its shard is
	 * known.
	 */
	private void judge(Landing landing, Effects effects, long now) {
		Shipment shipment = landing.shipment();
		HashKeyRange range = this.aggregator.shards().range(landing.shardId());
		if (range == null) {
			this.landings.add(landing);
		}
		else if (landing.fits(range)) {
			this.settlement.succeed(landing, effects);
		}
		else {
			this.reports.misplaced(landing, effects);
			if (this.settings.ordering() == Ordering.SHARD) {
				this.fence.raise();
			}
			this.queue.settled(shipment);
			for (PendingRecord record : shipment.records) {
				record.misplacements++;
				place(record, now);
			}
		}
	}

	@Override
	public void listed(ShardMap shards, Duration duration) {
		step((effects, now) -> {
			this.reports.refreshed(shards, duration, effects);
			List<PendingRecord> moved = List.of();
			if (!shards.predictsAs(this.aggregator.shards())) {
				moved = regroup();
			}
			this.aggregator.shards(shards);
			judgeAgain(effects, now, null);
			moved.forEach((record) -> place(record, now));
		});
	}

	@Override
	public void failed(Throwable failure) {
		step((effects, now) -> {
			this.reports.refreshFailed(failure, effects);
			judgeAgain(effects, now, failure);
		});
	}

	private void judgeAgain(Effects effects, long now, @Nullable Throwable failure) {
		List<Landing> open = this.landings;
		this.landings = new ArrayList<>();
		for (Landing landing : open) {
			if (landing.shipment().earliestDeadline() - now <= 0) {
				this.settlement.fail(landing.shipment(), this.settlement.unverified(landing, failure), effects);
			}
			else {
				judge(landing, effects, now);
			}
		}
		if (!this.landings.isEmpty()) {
			effects.send(this.refresher::refresh);
		}
	}

	/**
	 * Takes back what is not in flight, because the shards changed.
	 * @return what is to be placed by the new map; nothing if order is kept, as it is
	 * held until the fence is lifted
	 */
	private List<PendingRecord> regroup() {
		if (this.settings.ordering() == Ordering.SHARD) {
			this.fence.raise();
			return List.of();
		}
		return this.fence.takeBack();
	}

	/**
	 * A change of the state.
	 */
	private interface Change {

		void apply(Effects effects, long now);

	}

}
