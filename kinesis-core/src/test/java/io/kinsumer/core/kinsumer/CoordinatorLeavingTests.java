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

import java.util.List;

import io.kinsumer.core.kinsumer.ShardConsumer.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A coordinator gives all its shards up.
 */
class CoordinatorLeavingTests extends AbstractCoordinatorTests {

	@Test
	void leavesWhenAllHaveEnded() {
		holding(members(Samples.ANNA), 0, 1);
		this.wishes.take();
		this.coordinator.leave();
		assertThat(this.wishes.take("drain")).containsExactlyInAnyOrder("drain 0", "drain 1");
		this.coordinator.onEnded(released(0), Outcome.RELEASED);
		assertThat(this.wishes.take()).noneMatch((wish) -> wish.startsWith("acquire")).doesNotContain("empty");
		this.coordinator.onEnded(released(1), Outcome.LOST);
		assertThat(this.wishes.take()).contains("empty");
		this.coordinator.onDiscoverTick();
		this.coordinator.query();
		assertThat(this.wishes.take()).isEmpty();
	}

	@Test
	void leavesAtOnceWithoutShards() {
		joined(members(Samples.ANNA, Samples.BERT), Samples.item(0, Samples.BERT));
		this.coordinator.leave();
		assertThat(this.wishes.take()).contains("empty");
	}

	@Test
	void aShardAcquiredWhileLeavingIsGivenBack() {
		joined(members(Samples.ANNA), Samples.item(0, null));
		this.wishes.take();
		this.coordinator.leave();
		assertThat(this.wishes.take()).doesNotContain("empty");
		this.coordinator.onAcquired(Samples.item(0, Samples.ANNA));
		assertThat(this.wishes.take()).containsSubsequence("begin 0 of epoch 1", "drain 0").doesNotContain("empty");
		this.coordinator.onEnded(released(0), Outcome.RELEASED);
		assertThat(this.wishes.take()).contains("empty");
	}

	@Test
	void anAcquisitionOfUnknownOutcomeIsClearedUpBeforeLeaving() {
		joined(members(Samples.ANNA), Samples.item(0, null));
		this.coordinator.leave();
		this.wishes.take();
		this.coordinator.onAcquireFailed(Samples.shard(0));
		assertThat(this.wishes.take()).contains("query").doesNotContain("empty");
		this.coordinator.onShards(List.of(Samples.item(0, null)));
		assertThat(this.wishes.take()).contains("empty");
	}

	@Test
	void aShardAdoptedWhileLeavingIsGivenBack() {
		joined(members(Samples.ANNA), Samples.item(0, Samples.ANNA), Samples.item(1, null));
		this.coordinator.leave();
		this.coordinator.onAcquireFailed(Samples.shard(1));
		this.wishes.take();
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA), Samples.item(1, Samples.ANNA)));
		assertThat(this.wishes.take()).containsSubsequence("begin 1 of epoch 1", "drain 1");
	}

	@Test
	void nothingHappensAfterClose() {
		holding(members(Samples.ANNA), 0);
		this.wishes.take();
		this.coordinator.close();
		this.coordinator.onMembers(members(Samples.ANNA, Samples.BERT));
		this.coordinator.onShards(List.of(Samples.item(0, null)));
		this.coordinator.onListed(listing(0, 1));
		this.coordinator.onEnded(released(0), Outcome.LOST);
		this.coordinator.onDiscoverTick();
		assertThat(this.wishes.take()).isEmpty();
	}

}
