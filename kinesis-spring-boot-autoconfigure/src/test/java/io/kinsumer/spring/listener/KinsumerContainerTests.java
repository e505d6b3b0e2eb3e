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

import java.io.IOException;
import java.util.List;

import io.kinsumer.core.kinsumer.KinsumerState;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KinsumerContainerTests {

	private static final ShardId SHARD = new ShardId("shardId-000000000000");

	private final FakeKinsumer kinsumer = new FakeKinsumer("orders", "orders", "shop");

	private final KinsumerContainer container = this.kinsumer.container();

	@Test
	void failuresAreThoseOfTheLastCall() {
		this.kinsumer.status(KinsumerState.RUNNING, shard("no room"));
		this.kinsumer.refuseDeadLetter(SHARD, 5, 2, new IOException("no room"));
		assertThat(this.container.consecutiveFailures(SHARD)).isEqualTo(5);
		assertThat(this.container.deadLetterFailure(SHARD)).contains("failed 2 times");
		this.kinsumer.status(KinsumerState.RUNNING, shard(null));
		assertThat(this.container.consecutiveFailures(SHARD)).isZero();
		assertThat(this.container.deadLetterFailure(SHARD)).isNull();
	}

	private static ShardStatus shard(String failure) {
		return new ShardStatus(SHARD, ShardStatus.State.ACTIVE, "me", true, 1, ShardPosition.TRIM_HORIZON, 0L,
				List.of(), null, failure);
	}

}
