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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a shard that moves belongs to nobody.
 */
class HandoffTimeTests {

	private final VirtualGroup group = new VirtualGroup(8);

	private final Map<ShardId, Duration> released = new HashMap<>();

	private final Map<ShardId, Duration> between = new HashMap<>();

	@Test
	void aShardThatMovesToANewcomerIsOwnedAgainWithinASecond() {
		this.group.join("anna", new Times());
		this.group.passes(Duration.ofSeconds(20));
		VirtualGroup.Member bob = this.group.join("bob", new Times());
		this.group.passes(Duration.ofSeconds(15));
		assertThat(bob.shards()).isEqualTo(4);
		assertThat(this.between).hasSize(4)
			.allSatisfy((shard, took) -> assertThat(took).isLessThan(Duration.ofSeconds(1)));
	}

	@Test
	void theShardsOfWhoLeavesAreOwnedAgainWithinASecond() {
		VirtualGroup.Member anna = this.group.join("anna", new Times());
		List<VirtualGroup.Member> others = List.of(this.group.join("bob", new Times()),
				this.group.join("carl", new Times()));
		this.group.passes(Duration.ofSeconds(20));
		this.released.clear();
		this.between.clear();
		int moving = anna.shards();
		anna.stop();
		this.group.passes(Duration.ofSeconds(15));
		assertThat(others).allSatisfy((member) -> assertThat(member.shards()).isEqualTo(4));
		assertThat(this.between).hasSize(moving)
			.allSatisfy((shard, took) -> assertThat(took).isLessThan(Duration.ofSeconds(1)));
	}

	private final class Times implements KinsumerListener {

		private Duration now() {
			return HandoffTimeTests.this.group.time().elapsed();
		}

		@Override
		public void shardReleased(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration took) {
			HandoffTimeTests.this.released.put(shardId, now());
		}

		@Override
		public void shardAssigned(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration took) {
			Duration since = HandoffTimeTests.this.released.remove(shardId);
			if (since != null) {
				HandoffTimeTests.this.between.put(shardId, now().minus(since));
			}
		}

	}

}
