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
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * What is held back because its shard takes no more now, by shard, so that one shard
 * holds back no other. Guarded by the producer's lock.
 */
final class LimitedShards {

	private final RateLimiter limiter;

	private final Map<ShardId, Waiting> shards = new HashMap<>();

	private final PriorityQueue<Waiting> byTime = new PriorityQueue<>(
			(left, right) -> Long.signum(left.due - right.due));

	LimitedShards(RateLimiter limiter) {
		this.limiter = limiter;
	}

	boolean isLimited(@Nullable ShardId shard) {
		return shard != null && this.shards.containsKey(shard);
	}

	/**
	 * Holds a shipment back, behind others for its shard.
	 */
	void add(Shipment shipment, long now) {
		if (shipment.limitedAt == null) {
			shipment.limitedAt = now;
		}
		ShardId shard = shipment.expectedShard;
		Waiting present = (shard != null) ? this.shards.get(shard) : null;
		if (present != null) {
			present.shipments.add(shipment);
		}
		else if (shard != null) {
			Waiting waiting = new Waiting(shard);
			waiting.shipments.add(shipment);
			this.shards.put(shard, waiting);
			schedule(waiting, now);
		}
	}

	/**
	 * Holds a shipment back before others for its shard.
	 * @return {@code false} if there are none, and nothing was done
	 */
	boolean addFirst(Shipment shipment) {
		Waiting waiting = (shipment.expectedShard != null) ? this.shards.get(shipment.expectedShard) : null;
		if (waiting != null) {
			waiting.shipments.addFirst(shipment);
		}
		return waiting != null;
	}

	/**
	 * A shard of which the first may go, or has to be given up.
	 * @return {@code null} if there is none
	 */
	@Nullable Waiting due(long now) {
		for (Waiting next = this.byTime.peek(); next != null && next.due - now <= 0; next = this.byTime.peek()) {
			if (this.limiter.nanosToWait(next.shard, now) == 0 || next.first().earliestDeadline() - now <= 0) {
				return next;
			}
			this.byTime.remove();
			schedule(next, now);
		}
		return null;
	}

	/**
	 * Takes the first out.
	 */
	@Nullable Shipment poll(Waiting waiting, long now) {
		Shipment result = waiting.shipments.poll();
		this.byTime.remove(waiting);
		if (waiting.shipments.isEmpty()) {
			this.shards.remove(waiting.shard);
		}
		else {
			// Looked at again once what is taken out counts.
			waiting.due = now;
			this.byTime.add(waiting);
		}
		return result;
	}

	long nanosToNext(long now) {
		Waiting next = this.byTime.peek();
		return (next != null) ? Math.max(0, next.due - now) : -1;
	}

	List<Shipment> removeAll() {
		List<Shipment> result = new ArrayList<>();
		this.byTime.forEach((waiting) -> result.addAll(waiting.shipments));
		this.byTime.clear();
		this.shards.clear();
		return result;
	}

	private void schedule(Waiting waiting, long now) {
		// At least twice a second, as the rate may have risen, and records expire.
		waiting.due = now + Math.min(this.limiter.nanosToWait(waiting.shard, now), RateLimiter.MAX_WAIT.toNanos());
		this.byTime.add(waiting);
	}

	/**
	 * What waits for one shard, never nothing.
	 */
	static final class Waiting {

		private final ShardId shard;

		private final Deque<Shipment> shipments = new ArrayDeque<>();

		private long due;

		Waiting(ShardId shard) {
			this.shard = shard;
		}

		Shipment first() {
			return this.shipments.element();
		}

	}

}
