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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is ready to be sent, and what waits for its turn: for a retry, because its shard
 * takes no more now, or, if order is kept, for the shipment before it in its lane.
 * Guarded by the producer's lock.
 */
final class SendQueue {

	private final ProducerSettings settings;

	private final RateLimiter limiter;

	private final LimitedShards limited;

	private final Deque<Shipment> ready = new ArrayDeque<>();

	private final Set<Shipment> backingOff = new LinkedHashSet<>();

	/**
	 * Lanes with a shipment that is not settled, and those that wait behind it.
	 */
	private final Map<Object, Deque<Shipment>> lanes = new HashMap<>();

	SendQueue(ProducerSettings settings, RateLimiter limiter) {
		this.settings = settings;
		this.limiter = limiter;
		this.limited = new LimitedShards(limiter);
	}

	private boolean isOrdered() {
		return this.settings.ordering() == Ordering.SHARD;
	}

	void offer(Shipment shipment) {
		if (isOrdered()) {
			Deque<Shipment> lane = this.lanes.get(shipment.lane);
			if (lane != null) {
				lane.add(shipment);
				return;
			}
			this.lanes.put(shipment.lane, new ArrayDeque<>());
		}
		this.ready.add(shipment);
	}

	/**
	 * A shipment has left: its lane goes on.
	 */
	void settled(Shipment shipment) {
		if (isOrdered()) {
			Deque<Shipment> lane = this.lanes.get(shipment.lane);
			Shipment next = (lane != null) ? lane.poll() : null;
			if (next != null) {
				this.ready.add(next);
			}
			else {
				this.lanes.remove(shipment.lane);
			}
		}
	}

	void backOff(Shipment shipment) {
		this.backingOff.add(shipment);
	}

	/**
	 * Makes a shipment ready again after its delay, before what came later, unless it was
	 * removed meanwhile.
	 */
	void resume(Shipment shipment) {
		if (this.backingOff.remove(shipment)) {
			again(shipment);
		}
	}

	void again(Shipment shipment) {
		if (!this.limited.addFirst(shipment)) {
			this.ready.addFirst(shipment);
		}
	}

	/**
	 * The next shipment that may go now or has expired, if it fits into a request.
	 * @param count shipments in the request so far
	 * @param size their bytes
	 * @param now the time
	 * @return {@code null} if there is none that fits
	 */
	@Nullable Shipment poll(int count, int size, long now) {
		LimitedShards.Waiting waiting = this.limited.due(now);
		if (waiting != null) {
			return fits(waiting.first(), count, size) ? this.limited.poll(waiting, now) : null;
		}
		for (Shipment next = this.ready.peek(); next != null; next = this.ready.peek()) {
			if (mayGo(next, now) || next.earliestDeadline() - now <= 0) {
				return fits(next, count, size) ? this.ready.poll() : null;
			}
			this.ready.remove();
			this.limited.add(next, now);
		}
		return null;
	}

	private boolean mayGo(Shipment shipment, long now) {
		return !this.limited.isLimited(shipment.expectedShard)
				&& this.limiter.nanosToWait(shipment.expectedShard, now) == 0;
	}

	private boolean fits(Shipment shipment, int count, int size) {
		return count == 0 || (!shipment.isolated && count < this.settings.batchCount()
				&& size + shipment.size <= this.settings.batchSize());
	}

	/**
	 * When one of those that are held back may go.
	 * @param now the time
	 * @return nanoseconds; negative: none is held back
	 */
	long nanosToNext(long now) {
		return this.limited.nanosToNext(now);
	}

	/**
	 * Removes all that is not in flight. Lanes of those in flight remain occupied.
	 * @return the shipments, in no order
	 */
	List<Shipment> removeAll() {
		List<Shipment> result = new ArrayList<>(this.ready);
		result.addAll(this.backingOff);
		result.addAll(this.limited.removeAll());
		this.lanes.values().forEach(result::addAll);
		this.ready.clear();
		this.backingOff.clear();
		this.lanes.clear();
		return result;
	}

}
