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

package io.kinsumer.core.kinsumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;

import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Hands records over one by one, several at once if so configured, in order for each
 * partition key. Brings batches to the {@link Lanes}, decides when a record that failed
 * is tried again, and sees to it that there is a scout while there is work.
 * <p>
 * A drain tries a record that failed again at once, and then every second at the latest,
 * if others behind it are handled or under way. It does so as long as it is given time
 * for that; a record whose handler stops the shard has one more attempt. What cannot be
 * handled then is left to the next owner with all that comes after it.
 */
final class LaneDelivery implements Delivery {

	private static final Duration DRAIN_RETRY = Duration.ofSeconds(1);

	private static final Duration LEFT_RETRY = Duration.ofMillis(100);

	private final Intake intake;

	private final Lanes lanes;

	private final EngineRuntime runtime;

	private final Effects effects;

	private final PriorityQueue<Retry> retries = new PriorityQueue<>();

	private final List<InFlight> waitForResumption = new ArrayList<>();

	private @Nullable Long drainUntil;

	private boolean stopped;

	LaneDelivery(Intake intake, Lanes lanes, EngineRuntime runtime, Effects effects) {
		this.intake = intake;
		this.lanes = lanes;
		this.runtime = runtime;
		this.effects = effects;
	}

	@Override
	public void advance() {
		this.lanes.takeNews();
		Throwable breakage = this.lanes.takeBreakage();
		if (breakage != null) {
			this.effects.brokeDown(breakage);
		}
		for (InFlight record : this.lanes.takeFailed()) {
			failed(record);
		}
		for (int finished = this.lanes.takeFinishedBatches(); finished > 0; finished--) {
			this.intake.release();
		}
		Lanes.Handled handled = this.lanes.takeHandled();
		if (handled.records() > 0) {
			this.effects.recordsHandled(handled);
		}
		giveUpInTime();
		retry();
		while (!this.stopped && this.lanes.hasRoom()) {
			ShardBatch batch = this.intake.take();
			if (batch == null) {
				break;
			}
			this.lanes.add(batch);
		}
		if (this.lanes.wantsScout()) {
			this.effects.work(this.lanes);
		}
	}

	private void failed(InFlight record) {
		Throwable failure = this.lanes.failureOf(record);
		if (failure == null) {
			return;
		}
		Duration delay = Attempts.delay(failure, Math.max(1, record.attempt() - 1));
		if (this.stopped) {
			delay = drainDelay(record, failure, delay);
		}
		if (delay == null) {
			this.waitForResumption.add(record);
			this.lanes.hold(true);
		}
		else if (!this.stopped || this.lanes.isWanted(record)) {
			this.retries.add(new Retry(this.runtime.nanoTime() + delay.toNanos(), record));
		}
		if (!(this.stopped && failure instanceof CancellationException)) {
			this.effects.handlerFailed(failure, record.attempt() - 1, delay);
		}
	}

	private Duration drainDelay(InFlight record, Throwable failure, @Nullable Duration delay) {
		if (!this.lanes.isWanted(record)) {
			return Duration.ZERO;
		}
		if (delay == null) {
			this.lanes.giveUp();
			return Duration.ZERO;
		}
		Duration longest = (failure instanceof CancellationException) ? LEFT_RETRY : DRAIN_RETRY;
		return (delay.compareTo(longest) < 0) ? delay : longest;
	}

	private void retry() {
		long now = this.runtime.nanoTime();
		Retry first = this.retries.peek();
		while (first != null && first.at - now <= 0) {
			this.lanes.retry(this.retries.remove().record);
			first = this.retries.peek();
		}
		if (first != null) {
			this.effects.wakeIn(Duration.ofNanos(first.at - now));
		}
	}

	@Override
	public void drain(Duration patience) {
		this.stopped = true;
		this.drainUntil = this.runtime.nanoTime() + patience.toNanos();
		this.lanes.drain();
		resume();
	}

	private void giveUpInTime() {
		Long until = this.drainUntil;
		if (until == null) {
			return;
		}
		long left = until - this.runtime.nanoTime();
		if (left > 0) {
			this.effects.wakeIn(Duration.ofNanos(left));
			return;
		}
		this.drainUntil = null;
		this.lanes.giveUp();
	}

	@Override
	public void stop() {
		this.stopped = true;
		this.drainUntil = null;
		this.lanes.stop();
	}

	@Override
	public boolean isBusy() {
		return this.lanes.isBusy();
	}

	@Override
	public boolean isAwaited() {
		return this.lanes.deferred() > 0;
	}

	@Override
	public int inHand() {
		return this.lanes.running() + this.lanes.deferred();
	}

	@Override
	public int handledAhead() {
		return this.lanes.handledAhead();
	}

	@Override
	public boolean isStopped() {
		return !this.waitForResumption.isEmpty();
	}

	@Override
	public void resume() {
		while (!this.retries.isEmpty()) {
			this.lanes.retry(this.retries.remove().record);
		}
		this.waitForResumption.forEach(this.lanes::retry);
		this.waitForResumption.clear();
		this.lanes.hold(false);
	}

	@Override
	public @Nullable Throwable failure() {
		return this.lanes.failure();
	}

	/**
	 * A record that is tried again.
	 *
	 * @param at when, in nanoseconds
	 * @param record which
	 */
	private record Retry(long at, InFlight record) implements Comparable<Retry> {

		@Override
		public int compareTo(Retry other) {
			return Long.compare(this.at, other.at);
		}

	}

	/**
	 * What the delivery wants done. No method may call back before it returns.
	 */
	interface Effects {

		/**
		 * Has a scout handle records on a thread for handlers, until none is left.
		 * Answered by {@link #advance} whenever the lanes have news.
		 */
		void work(Lanes lanes);

		/**
		 * Answered by {@link #advance}; the earliest wish counts.
		 */
		void wakeIn(Duration delay);

		/**
		 * For the record: the handler failed.
		 * @param retryIn zero when it will not be called again, {@code null} when that
		 * takes a resumption
		 */
		void handlerFailed(Throwable failure, int attempt, @Nullable Duration retryIn);

		/**
		 * The lanes cannot be relied upon any more: the ownership is to end.
		 */
		void brokeDown(Throwable reason);

		/**
		 * For the record: records were handled.
		 */
		void recordsHandled(Lanes.Handled handled);

	}

}
