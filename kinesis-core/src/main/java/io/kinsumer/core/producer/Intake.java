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
import java.util.List;

import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Where records go until they are ready to be sent: to the aggregator, which a timer
 * empties, or behind the fence. Guarded by the producer's lock.
 */
final class Intake {

	private final ProducerSettings settings;

	private final EngineRuntime runtime;

	private final Aggregator aggregator;

	private final Fence fence;

	private final Runnable flushDue;

	private EngineRuntime.@Nullable Timer timer;

	private long timerAt;

	/**
	 * Creates an intake.
	 * @param settings the limits
	 * @param runtime sets the timer
	 * @param queue gets what is ready
	 * @param flushDue called without the lock when {@link #sealDue} is due
	 */
	Intake(ProducerSettings settings, EngineRuntime runtime, SendQueue queue, Runnable flushDue) {
		this.settings = settings;
		this.runtime = runtime;
		this.aggregator = new Aggregator(settings, queue::offer);
		this.fence = new Fence(this.aggregator, queue);
		this.flushDue = flushDue;
	}

	ShardMap shards() {
		return this.aggregator.shards();
	}

	boolean isFenced() {
		return this.fence.isRaised();
	}

	/**
	 * Puts a record where it belongs by the present map.
	 */
	void place(PendingRecord record, long now) {
		if (this.fence.isRaised()) {
			this.fence.hold(record);
			return;
		}
		this.aggregator.add(record);
		if (this.timer == null || record.flushAt - this.timerAt < 0) {
			setTimer(record.flushAt, now);
		}
	}

	private void setTimer(long at, long now) {
		cancelTimer();
		this.timerAt = at;
		this.timer = this.runtime.schedule(Duration.ofNanos(Math.max(0, at - now)), this.flushDue);
	}

	private void cancelTimer() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	/**
	 * Puts a record again that was sent already.
	 */
	void placeAgain(PendingRecord record, long now) {
		record.waitNoMore();
		place(record, now);
	}

	/**
	 * Holds records that are not in flight any more behind the fence.
	 */
	void hold(Shipment shipment) {
		shipment.records.forEach((record) -> {
			record.waitNoMore();
			this.fence.hold(record);
		});
	}

	/**
	 * If order is kept, holds everything back from now until nothing is in flight.
	 */
	void fenceIfOrdered() {
		if (this.settings.ordering() == Ordering.SHARD) {
			this.fence.raise();
		}
	}

	void liftFence(long now) {
		this.fence.lift().forEach((record) -> place(record, now));
	}

	/**
	 * Changes the map.
	 * @return what is to be placed by it; nothing if order is kept, as it is held until
	 * the fence is lifted
	 */
	List<PendingRecord> change(ShardMap shards) {
		List<PendingRecord> moved = List.of();
		if (!shards.predictsAs(this.aggregator.shards())) {
			fenceIfOrdered();
			moved = this.fence.isRaised() ? List.of() : this.fence.takeBack();
		}
		this.aggregator.shards(shards);
		return moved;
	}

	void sealDue(long now) {
		cancelTimer();
		this.aggregator.sealDue(now);
		long nanos = this.aggregator.nanosToNext(now);
		if (nanos >= 0) {
			setTimer(now + nanos, now);
		}
	}

	void sealAll() {
		this.fence.flush();
		this.aggregator.sealAll();
	}

	/**
	 * Forgets everything.
	 */
	void clear() {
		cancelTimer();
		this.fence.takeBack();
		this.fence.lift();
	}

}
