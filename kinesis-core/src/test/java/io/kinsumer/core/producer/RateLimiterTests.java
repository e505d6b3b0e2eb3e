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

import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.ShardId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimiterTests {

	private static final ShardId SHARD = new ShardId("shardId-000000000000");

	private static final int KIB = 1024;

	private long now = Long.MAX_VALUE - 5;

	@Test
	void sendsNoMoreThanTheShareOfAShard() {
		RateLimiter limiter = new RateLimiter(50);
		assertThat(bytesIn(limiter, Duration.ofSeconds(11), 10 * KIB, false)).as("a burst and eleven seconds")
			.isBetween(6_100L * KIB, 6_200L * KIB);
		RateLimiter small = new RateLimiter(50);
		assertThat(bytesIn(small, Duration.ofSeconds(10), 1, false)).as("500 records a second, and a burst")
			.isBetween(5_400L, 5_600L);
	}

	@Test
	void zeroMeansNoLimit() {
		RateLimiter limiter = new RateLimiter(0);
		for (int i = 0; i < 100_000; i++) {
			limiter.sent(SHARD, 1024 * KIB, this.now);
		}
		assertThat(limiter.nanosToWait(SHARD, this.now)).isZero();
	}

	@Test
	void shardsDoNotHinderEachOther() {
		RateLimiter limiter = new RateLimiter(100);
		limiter.sent(SHARD, 10_240 * KIB, this.now);
		assertThat(limiter.nanosToWait(SHARD, this.now)).isPositive();
		assertThat(limiter.nanosToWait(new ShardId("other"), this.now)).isZero();
		assertThat(limiter.nanosToWait(null, this.now)).isZero();
	}

	@Test
	void permanentRefusalLeavesTwoAttemptsASecond() {
		RateLimiter limiter = new RateLimiter(150);
		bytesIn(limiter, Duration.ofSeconds(20), 50 * KIB, true);
		assertThat(bytesIn(limiter, Duration.ofSeconds(60), 50 * KIB, true)).isBetween(118L * 50 * KIB,
				122L * 50 * KIB);
	}

	@Test
	void recoversWithinASecondOfTheFirstSuccess() {
		RateLimiter limiter = new RateLimiter(100);
		bytesIn(limiter, Duration.ofSeconds(60), 50 * KIB, true);
		bytesIn(limiter, Duration.ofMillis(1500), 50 * KIB, false);
		assertThat(bytesIn(limiter, Duration.ofSeconds(1), 50 * KIB, false)).isGreaterThan(950L * KIB);
	}

	@Test
	void refusalsOfOneFlightCountOnce() {
		RateLimiter limiter = new RateLimiter(100);
		long sentAt = this.now;
		limiter.sent(SHARD, 1, sentAt);
		this.now += 1_000_000;
		for (int i = 0; i < 10; i++) {
			limiter.throttled(SHARD, sentAt, this.now);
		}
		limiter.sent(SHARD, 512 * KIB, this.now);
		// At half the rate, what was sent takes a second; the wait is bounded.
		assertThat(limiter.nanosToWait(SHARD, this.now)).isEqualTo(RateLimiter.MAX_WAIT.toNanos());
		this.now += Duration.ofMillis(999).toNanos();
		limiter.sent(SHARD, 0, this.now);
		this.now += Duration.ofMillis(10).toNanos();
		assertThat(limiter.nanosToWait(SHARD, this.now)).isZero();
	}

	@Test
	void forgetsShardsThatTakeNoMore() {
		RateLimiter limiter = new RateLimiter(100);
		limiter.sent(SHARD, 10_240 * KIB, this.now);
		limiter.retain(new ShardMap(List.of(new StreamShard(SHARD, HashKeyRange.FULL, true))));
		assertThat(limiter.nanosToWait(SHARD, this.now)).isPositive();
		limiter.retain(new ShardMap(List.of(new StreamShard(SHARD, HashKeyRange.FULL, false))));
		assertThat(limiter.nanosToWait(SHARD, this.now)).isZero();
	}

	private long bytesIn(RateLimiter limiter, Duration duration, int size, boolean refused) {
		long end = this.now + duration.toNanos();
		long bytes = 0;
		while (this.now - end < 0) {
			long wait = limiter.nanosToWait(SHARD, this.now);
			if (wait > 0) {
				this.now += wait;
				continue;
			}
			long sentAt = this.now;
			limiter.sent(SHARD, size, sentAt);
			bytes += size;
			this.now += 1000;
			if (refused) {
				limiter.throttled(SHARD, sentAt, this.now);
			}
			else {
				limiter.written(SHARD, this.now);
			}
		}
		return bytes;
	}

}
