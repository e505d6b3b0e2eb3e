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
import java.util.HashMap;
import java.util.Map;

import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what goes to a shard below what the shard takes: 1000 records and 1 MiB a second,
 * of which this producer takes a share. The share halves when the shard refuses, and
 * grows again while it does not, by steps that double, from a hundredth to all of it
 * within a second. However small the share, something is sent every half second, to find
 * out. Guarded by the producer's lock.
 */
final class RateLimiter {

	/**
	 * Between two attempts at most, however small the share has become.
	 */
	static final Duration MAX_WAIT = Duration.ofMillis(500);

	private static final double RECORDS_PER_NANO = 1000 / 1e9;

	private static final double BYTES_PER_NANO = 1024 * 1024 / 1e9;

	private static final double MIN_SHARE = 0.01;

	private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();

	private static final long BURST_NANOS = Duration.ofSeconds(1).toNanos();

	private final double maxShare;

	private final Map<ShardId, Bucket> buckets = new HashMap<>();

	/**
	 * Creates a limiter.
	 * @param percent the most to take of a shard, in percent; 0: no limit
	 */
	RateLimiter(int percent) {
		this.maxShare = percent / 100.0;
	}

	/**
	 * How long to hold a Kinesis record back.
	 * @param shard where it is expected to go; {@code null}: not known
	 * @param now the time
	 * @return nanoseconds; 0: not at all
	 */
	long nanosToWait(@Nullable ShardId shard, long now) {
		Bucket bucket = (shard != null) ? this.buckets.get(shard) : null;
		return (bucket != null) ? bucket.nanosToWait(now) : 0;
	}

	/**
	 * A Kinesis record is sent.
	 * @param shard where it is expected to go; {@code null}: not known
	 * @param size its bytes with its key
	 * @param now the time
	 */
	void sent(@Nullable ShardId shard, int size, long now) {
		if (shard != null && this.maxShare > 0) {
			this.buckets.computeIfAbsent(shard, (key) -> new Bucket(now)).sent(size, now);
		}
	}

	/**
	 * A shard refused because of its limits.
	 * @param shard which; {@code null}: not known
	 * @param sentAt when that was sent which it refused
	 * @param now the time
	 */
	void throttled(@Nullable ShardId shard, long sentAt, long now) {
		Bucket bucket = (shard != null) ? this.buckets.get(shard) : null;
		if (bucket != null) {
			bucket.throttled(sentAt, now);
		}
	}

	/**
	 * A shard took something.
	 * @param shard which; {@code null}: not known
	 * @param now the time
	 */
	void written(@Nullable ShardId shard, long now) {
		Bucket bucket = (shard != null) ? this.buckets.get(shard) : null;
		if (bucket != null) {
			bucket.written(now);
		}
	}

	/**
	 * Forgets the shards that take no more records.
	 */
	void retain(ShardMap shards) {
		this.buckets.keySet().removeIf((shard) -> !shards.isOpen(shard));
	}

	/**
	 * What is left of a shard's share: filled as time passes, emptied by what is sent,
	 * below nothing if that is large.
	 */
	private final class Bucket {

		private double share = RateLimiter.this.maxShare;

		private double step = MIN_SHARE;

		private double records;

		private double bytes;

		private boolean growing;

		private boolean lowered;

		private long loweredAt;

		private long grownAt;

		private long filledAt;

		private long sentAt;

		Bucket(long now) {
			this.filledAt = now;
			this.records = burst(RECORDS_PER_NANO);
			this.bytes = burst(BYTES_PER_NANO);
		}

		private double burst(double perNano) {
			return this.share * perNano * BURST_NANOS;
		}

		long nanosToWait(long now) {
			fill(now);
			double nanos = Math.max(-this.records / (this.share * RECORDS_PER_NANO),
					-this.bytes / (this.share * BYTES_PER_NANO));
			if (this.share < RateLimiter.this.maxShare) {
				nanos = Math.min(nanos, this.sentAt + MAX_WAIT.toNanos() - now);
			}
			return Math.max(0, (long) Math.ceil(nanos));
		}

		void sent(int size, long now) {
			fill(now);
			// What is sent although there is nothing left is an attempt: debts do not add
			// up.
			this.records = Math.max(0, this.records) - 1;
			this.bytes = Math.max(0, this.bytes) - size;
			this.sentAt = now;
		}

		void throttled(long sent, long now) {
			fill(now);
			this.growing = false;
			this.step = MIN_SHARE;
			this.records = Math.min(this.records, 0);
			this.bytes = Math.min(this.bytes, 0);
			// What was sent before it slowed down tells nothing about the slower rate.
			if (!this.lowered || sent - this.loweredAt >= 0) {
				this.lowered = true;
				this.loweredAt = now;
				this.share = Math.max(Math.min(MIN_SHARE, RateLimiter.this.maxShare), this.share / 2);
			}
		}

		void written(long now) {
			fill(now);
			if (!this.growing) {
				this.growing = true;
				this.grownAt = now;
			}
		}

		private void fill(long now) {
			while (this.growing && this.share < RateLimiter.this.maxShare && now - this.grownAt >= STEP_NANOS) {
				this.grownAt += STEP_NANOS;
				fillUntil(this.grownAt);
				this.share = Math.min(RateLimiter.this.maxShare, this.share + this.step);
				this.step *= 2;
			}
			fillUntil(now);
		}

		private void fillUntil(long time) {
			if (time - this.filledAt > 0) {
				double nanos = this.share * (time - this.filledAt);
				this.records = Math.min(burst(RECORDS_PER_NANO), this.records + nanos * RECORDS_PER_NANO);
				this.bytes = Math.min(burst(BYTES_PER_NANO), this.bytes + nanos * BYTES_PER_NANO);
				this.filledAt = time;
			}
		}

	}

}
