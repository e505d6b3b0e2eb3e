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
import io.kinsumer.core.metadata.ShardItem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody removed the item of a shard, and one was made anew.
 */
class ItemMadeAnewTests extends AbstractCoordinatorTests {

	private static final ShardItem ANEW = Samples.item(0, null);

	@Test
	void itsShardIsGivenUpAndAcquiredInAnEpochThatWasNeverUsed() {
		holding(members(Samples.ANNA), 0);
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA)));
		this.wishes.take();
		this.coordinator.onDiscoverTick();
		this.coordinator.onShards(List.of(ANEW));
		assertThat(this.wishes.take("lose")).containsExactly("lose 0");
		this.coordinator.onEnded(ANEW, Outcome.LOST);
		this.coordinator.onShards(List.of(ANEW));
		assertThat(this.wishes.take("acquire")).containsExactly("acquire 0 in epoch 2");
		this.coordinator.onAcquired(owned(2));
		assertThat(this.wishes.take("begin")).containsExactly("begin 0 of epoch 2");
		lost();
		assertThat(this.wishes.take("acquire")).as("the last epoch counts").containsExactly("acquire 0 in epoch 3");
	}

	@Test
	void anAcquisitionThatIsRepeatedHasTheSameEpoch() {
		joined(members(Samples.ANNA), ANEW);
		assertThat(this.wishes.take("acquire")).containsExactly("acquire 0");
		this.coordinator.onAcquireFailed(Samples.shard(0));
		this.coordinator.onShards(List.of(ANEW));
		assertThat(this.wishes.take("acquire")).as("so that both succeed when one does").containsExactly("acquire 0");
	}

	@Test
	void aLateAcquisitionThatBroughtAnEpochUsedBeforeIsMadeOnceMore() {
		holding(members(Samples.ANNA), 0);
		lost();
		assertThat(this.wishes.take("acquire")).containsExactly("acquire 0 in epoch 2");
		this.coordinator.onAcquireFailed(Samples.shard(0));
		answer(owned(1));
		assertThat(this.wishes.take()).contains("acquire 0 from anna#s1").noneMatch((wish) -> wish.startsWith("begin"));
		answer(owned(1));
		assertThat(this.wishes.take("acquire")).as("once at a time").isEmpty();
		this.coordinator.onAcquired(owned(2));
		assertThat(this.wishes.take("begin")).containsExactly("begin 0 of epoch 2");
	}

	@Test
	void itsShardIsGivenUpWhenOthersHaveFinishedIt() {
		holding(members(Samples.ANNA, Samples.BERT), 0, 1);
		this.wishes.take();
		ShardItem finishedByOther = ANEW.finished(Samples.BERT);
		answer(finishedByOther, Samples.item(1, Samples.ANNA).finished(Samples.ANNA));
		answer(finishedByOther, Samples.item(1, Samples.ANNA).finished(Samples.ANNA));
		assertThat(this.wishes.take("lose")).as("what it finished itself may not be answered yet")
			.contains("lose 0")
			.doesNotContain("lose 1");
	}

	@Test
	void itsShardIsGivenUpWhenALateAcquisitionTookTheNewItem() {
		holding(members(Samples.ANNA), 0);
		lost();
		this.coordinator.onAcquired(owned(2));
		this.wishes.take();
		answer(owned(1));
		answer(owned(1));
		assertThat(this.wishes.take("lose")).contains("lose 0");
	}

	@Test
	void whatAnotherOwnedMeanwhileCountsToo() {
		holding(members(Samples.ANNA), 0);
		this.coordinator.onEnded(released(0), Outcome.LOST);
		answer(owned(7));
		assertThat(this.wishes.take("begin")).as("adopted in a later epoch").containsExactly("begin 0 of epoch 7");
		lost();
		assertThat(this.wishes.take("acquire")).containsExactly("acquire 0 in epoch 8");
	}

	private void lost() {
		this.wishes.take();
		this.coordinator.onEnded(ANEW, Outcome.LOST);
		answer(ANEW);
	}

	private static ShardItem owned(long epoch) {
		return new ShardItem(Samples.shard(0), List.of(), Samples.ANNA, epoch, 0, ANEW.position(), false);
	}

}
