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

package io.kinsumer.spring.listener;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConsecutiveFailuresTests {

	private static final ShardId SHARD = new ShardId("shardId-000000000000");

	private final KinsumerInfo kinsumer = new FakeKinsumer("orders", "orders", "shop").info;

	private final AtomicLong now = new AtomicLong();

	private final ConsecutiveFailures failures = new ConsecutiveFailures(this.now::get);

	@Test
	void aRecordThatKeepsFailingIsNotHiddenByOneThatBeginsTo() {
		fails(7, Duration.ofSeconds(30));
		fails(1, Duration.ofSeconds(1));
		passes(Duration.ofSeconds(29));
		fails(2, Duration.ofSeconds(2));
		assertThat(this.failures.of(SHARD)).isEqualTo(7);
		passes(Duration.ofSeconds(1));
		fails(8, Duration.ofSeconds(30));
		assertThat(this.failures.of(SHARD)).isEqualTo(8);
	}

	@Test
	void aRecordThatIsHandledInTheEndCountsNoLongerThanItsNextAttemptWasAway() {
		fails(7, Duration.ofSeconds(30));
		passes(Duration.ofSeconds(40));
		fails(1, Duration.ofSeconds(1));
		assertThat(this.failures.of(SHARD)).isOne();
	}

	@Test
	void aNewPeriodOfOwnershipBeginsWithoutFailures() {
		fails(7, Duration.ofDays(365));
		this.failures.shardReleased(this.kinsumer, SHARD, ShardPosition.TRIM_HORIZON, Duration.ZERO);
		this.failures.shardAssigned(this.kinsumer, SHARD, ShardPosition.TRIM_HORIZON, Duration.ZERO);
		assertThat(this.failures.of(SHARD)).isZero();
		fails(1, Duration.ofSeconds(1));
		assertThat(this.failures.of(SHARD)).isOne();
	}

	private void fails(int attempt, Duration retryIn) {
		this.failures.handlingFailed(this.kinsumer, SHARD, new IllegalStateException(), attempt, retryIn);
	}

	private void passes(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

}
