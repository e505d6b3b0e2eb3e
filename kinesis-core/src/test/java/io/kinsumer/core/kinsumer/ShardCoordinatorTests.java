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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import io.kinsumer.core.kinsumer.ShardConsumer.Outcome;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShardCoordinatorTests extends AbstractCoordinatorTests {

	@Test
	void nothingIsAcquiredBeforeMembersShardsAndListingAreKnown() {
		ShardItem free = Samples.item(0, null);
		this.coordinator.start();
		this.coordinator.onShards(List.of(free));
		this.coordinator.onListed(listing(0));
		this.coordinator.onSameStream();
		assertThat(this.wishes.take()).noneMatch((wish) -> wish.startsWith("acquire"));
		this.coordinator.onMembers(members(Samples.ANNA));
		assertThat(this.wishes.take()).contains("acquire 0");
	}

	@Test
	void onlyTheOwnQuotaIsAcquired() {
		joined(members(Samples.ANNA, Samples.BERT), Samples.item(0, null), Samples.item(1, null), Samples.item(2, null),
				Samples.item(3, null));
		assertThat(this.wishes.take("acquire")).containsExactlyInAnyOrder("acquire 0", "acquire 1");
	}

	@Test
	void whatIsBeingAcquiredCountsAndIsAcquiredOnce() {
		joined(members(Samples.ANNA), Samples.item(0, null));
		this.coordinator.onDiscoverTick();
		this.coordinator.onShards(List.of(Samples.item(0, null)));
		this.coordinator.onListed(listing(0));
		assertThat(this.wishes.take("acquire")).containsExactly("acquire 0");
	}

	@Test
	void anAcquiredShardBegins() {
		joined(members(Samples.ANNA), Samples.item(0, null));
		this.wishes.take();
		this.coordinator.onAcquired(Samples.item(0, Samples.ANNA));
		assertThat(this.wishes.take()).containsSubsequence("touched", "begin 0 of epoch 1");
	}

	@Test
	void theShardsOfTheDeadAreAcquiredAndThoseOfTheLivingAreNot() {
		Members members = new Members(new TreeSet<>(Set.of(Samples.ANNA)), Set.of(Samples.BERT), Map.of(), true);
		joined(members, Samples.item(0, Samples.BERT), Samples.item(1, Samples.CARL));
		assertThat(this.wishes.take("acquire")).containsExactly("acquire 0 from bert#s2");
	}

	@Test
	void whoseSessionWasReplacedAcquiresNothingThatAnEarlierPlanWanted() {
		ShardItem[] items = new ShardItem[21];
		Arrays.setAll(items, (shard) -> Samples.item(shard, null));
		joined(members(Samples.ANNA), items);
		assertThat(this.wishes.take("acquire")).hasSize(20);
		this.coordinator.onMembers(members(Samples.CARL));
		items[20] = Samples.item(20, Samples.CARL);
		answer(items);
		this.coordinator.onAcquired(Samples.item(0, Samples.ANNA));
		assertThat(this.wishes.take("acquire")).isEmpty();
	}

	@Test
	void excessIsDrainedFromTheFarEnd() {
		holding(members(Samples.ANNA), 0, 1, 2, 3);
		this.coordinator.onMembers(members(Samples.ANNA, Samples.BERT));
		this.coordinator.onMembers(members(Samples.ANNA, Samples.BERT));
		answer(mine(0, 1, 2, 3));
		this.coordinator.onMembersConfirmed();
		assertThat(this.wishes.take("drain")).containsExactlyInAnyOrder("drain 2", "drain 3");
		this.coordinator.onPlan();
		assertThat(this.wishes.take("drain")).as("once").isEmpty();
	}

	@Test
	void nothingIsPlannedOnItemsThatAreOlderThanTheChangeOfTheMembers() {
		Members before = members(Samples.ANNA, Samples.BERT, Samples.CARL);
		joined(before, Samples.item(0, Samples.ANNA), Samples.item(1, Samples.ANNA), Samples.item(2, Samples.BERT),
				Samples.item(3, Samples.CARL));
		this.coordinator.onShards(List.of());
		this.coordinator.query();
		this.wishes.take();
		this.coordinator.onMembers(members(Samples.ANNA, Samples.CARL));
		assertThat(this.wishes.take()).isEmpty();
		this.coordinator.onListed(listing(0, 1, 2, 3));
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA), Samples.item(1, Samples.ANNA),
				Samples.item(2, null), Samples.item(3, Samples.CARL)));
		assertThat(this.wishes.take()).as("asked before the change").containsExactly("query");
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA), Samples.item(1, Samples.ANNA),
				Samples.item(2, Samples.CARL), Samples.item(3, Samples.CARL)));
		assertThat(this.wishes.take()).isEmpty();
		this.coordinator
			.onMembers(new Members(new TreeSet<>(Set.of(Samples.ANNA)), Set.of(Samples.CARL), Map.of(), true));
		assertThat(this.wishes.take()).containsExactly("query");
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA), Samples.item(1, Samples.ANNA),
				Samples.item(2, Samples.CARL), Samples.item(3, Samples.CARL)));
		assertThat(this.wishes.take("acquire")).hasSize(2);
	}

	@Test
	void whatOthersDidToTheirShardsMakesNoItemsTooOldToPlan() {
		holding(members(Samples.ANNA), 0);
		this.coordinator
			.onMembers(new Members(new TreeSet<>(Set.of(Samples.ANNA)), Set.of(), Map.of(Samples.ANNA, 1L), true));
		this.wishes.take();
		this.coordinator.onEnded(released(0), Outcome.RELEASED);
		this.coordinator.onPlan();
		assertThat(this.wishes.take()).contains("acquire 0");
	}

	@Test
	void aDrainedShardIsLeftToTheOther() {
		holding(members(Samples.ANNA), 0, 1);
		this.coordinator.onMembers(members(Samples.ANNA, Samples.BERT));
		this.wishes.take();
		this.coordinator.onEnded(released(1), Outcome.RELEASED);
		assertThat(this.wishes.take()).contains("touched").noneMatch((wish) -> wish.startsWith("acquire"));
	}

	@Test
	void anItemThatNamesThisSessionIsAdopted() {
		joined(members(Samples.ANNA), Samples.item(0, Samples.ANNA));
		assertThat(this.wishes.take("begin")).containsExactly("begin 0 of epoch 1");
		this.coordinator.onDiscoverTick();
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA)));
		assertThat(this.wishes.take("begin")).as("once").isEmpty();
	}

	@Test
	void anItemOfAnEarlierSessionIsNotAdopted() {
		joined(members(Samples.ANNA), Samples.item(0, new Owner("anna", "s0")));
		assertThat(this.wishes.take("begin")).isEmpty();
	}

	@Test
	void aShardUnderAcquisitionIsNotAdopted() {
		joined(members(Samples.ANNA), Samples.item(0, null));
		this.coordinator.onDiscoverTick();
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA)));
		assertThat(this.wishes.take("begin")).isEmpty();
		this.coordinator.onAcquireFailed(Samples.shard(0));
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA)));
		assertThat(this.wishes.take("begin")).containsExactly("begin 0 of epoch 1");
	}

	@Test
	void anAnswerAskedForBeforeAnAcquisitionDoesNotUndoIt() {
		joined(members(Samples.ANNA), Samples.item(0, null));
		this.coordinator.onDiscoverTick();
		this.coordinator.onAcquired(Samples.item(0, Samples.ANNA));
		this.wishes.take();
		this.coordinator.onShards(List.of(Samples.item(0, null)));
		assertThat(this.coordinator.shards().item(Samples.shard(0))).isEqualTo(Samples.item(0, Samples.ANNA));
		assertThat(this.wishes.take()).contains("query").noneMatch((wish) -> wish.startsWith("acquire"));
	}

	@Test
	void anAnswerAskedForBeforeAReleaseDoesNotBringTheShardBack() {
		holding(members(Samples.ANNA), 0, 1);
		this.coordinator.onMembers(members(Samples.ANNA, Samples.BERT));
		this.coordinator.onEnded(released(1), Outcome.RELEASED);
		this.wishes.take();
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA), Samples.item(1, Samples.ANNA)));
		assertThat(this.wishes.take()).contains("query").noneMatch((wish) -> wish.startsWith("begin"));
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA), Samples.item(1, Samples.BERT)));
		assertThat(this.coordinator.shards().item(Samples.shard(1))).isEqualTo(Samples.item(1, Samples.BERT));
	}

	@Test
	void theFinisherGoesOnWithTheChildren() {
		holding(members(Samples.ANNA), 0);
		ShardItem child = Samples.item(5, null, Samples.shard(0));
		this.coordinator.query();
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA), child));
		this.coordinator.onListed(listing(0, 5));
		assertThat(this.wishes.take("acquire")).isEmpty();
		this.coordinator.onEnded(Samples.finished(Samples.item(0, Samples.ANNA)), Outcome.FINISHED);
		assertThat(this.wishes.take()).contains("touched", "query", "list", "plan in PT0.02S");
		this.coordinator.onPlan();
		assertThat(this.wishes.take("acquire")).containsExactly("acquire 5");
	}

	@Test
	void theFinisherIsPreferredWithinItsQuotaAndTheRestIsDealt() {
		holding(members(Samples.ANNA, Samples.BERT), 0);
		ShardItem parent = Samples.item(0, null).finished(Samples.BERT);
		ShardItem left = Samples.item(5, null, Samples.shard(0));
		ShardItem right = Samples.item(6, null, Samples.shard(0));
		ShardItem other = Samples.item(7, Samples.BERT);
		this.coordinator.onEnded(released(0), Outcome.RELEASED);
		answer(parent, left, other);
		assertThat(this.wishes.take("acquire")).as("one of two is within the quota of one").isEmpty();
		answer(parent, left);
		assertThat(this.wishes.take("acquire")).as("its finisher goes on").isEmpty();
		answer(parent, left, right);
		assertThat(this.wishes.take("acquire")).as("two are one too many for it").containsExactly("acquire 6");
		answer(Samples.item(0, null).finished(Samples.CARL), left);
		assertThat(this.wishes.take("acquire")).as("its finisher is gone").containsExactly("acquire 5");
	}

	@Test
	void shardsAreAcquiredTwentyAtATime() {
		ShardItem[] items = IntStream.range(0, 50)
			.mapToObj((shard) -> Samples.item(shard, null))
			.toArray(ShardItem[]::new);
		joined(members(Samples.ANNA), items);
		assertThat(this.wishes.take("acquire")).hasSize(20);
		this.coordinator.onAcquired(Samples.item(0, Samples.ANNA));
		this.coordinator.onAcquireFailed(Samples.shard(1));
		assertThat(this.wishes.take("acquire")).containsExactly("acquire 20", "acquire 21");
	}

	@Test
	void manyThatBeginAtOnceArePlannedForOnce() {
		joined(members(Samples.ANNA), Samples.item(0, null), Samples.item(1, null));
		this.wishes.take();
		this.coordinator.onAcquired(Samples.item(0, Samples.ANNA));
		this.coordinator.onAcquired(Samples.item(1, Samples.ANNA));
		assertThat(this.wishes.take("plan")).hasSize(1);
		this.coordinator.onPlan();
		this.coordinator.onEnded(released(1), Outcome.RELEASED);
		assertThat(this.wishes.take("plan")).hasSize(1);
	}

	@Test
	void membersThatDoNotAgreeTakeFreeShardsAndMoveNone() {
		holding(members(Samples.ANNA), 0, 1, 2, 3);
		Members mixed = new Members(new TreeSet<>(Set.of(Samples.ANNA, Samples.BERT)), Set.of(), Map.of(), false);
		this.coordinator.onMembers(mixed);
		ShardItem[] mine = mine(0, 1, 2, 3);
		answer(mine);
		assertThat(this.wishes.take("drain")).isEmpty();
		answer(mine[0], mine[1], mine[2], mine[3], Samples.item(4, null));
		assertThat(this.wishes.take("acquire")).as("the other has fewer").isEmpty();
		answer(mine[0], mine[1], mine[2], mine[3], Samples.item(4, null), Samples.item(5, Samples.BERT),
				Samples.item(6, Samples.BERT), Samples.item(7, Samples.BERT), Samples.item(8, Samples.BERT));
		assertThat(this.wishes.take("acquire")).containsExactly("acquire 4");
		this.coordinator.onMembers(members(Samples.ANNA, Samples.BERT));
		answer(mine);
		answer(mine);
		this.coordinator.onMembersConfirmed();
		assertThat(this.wishes.take("drain")).as("agreed again").hasSize(2);
	}

	@Test
	void aShardWhoseHandlerStillRunsHereIsNotAcquired() {
		this.wishes.busy().add(Samples.shard(0));
		joined(members(Samples.ANNA), Samples.item(0, null));
		assertThat(this.wishes.take()).contains("query in PT0.5S").noneMatch((wish) -> wish.startsWith("acquire"));
		this.wishes.busy().clear();
		this.coordinator.query();
		this.coordinator.onShards(List.of(Samples.item(0, null)));
		assertThat(this.wishes.take("acquire")).containsExactly("acquire 0");
	}

	@Test
	void aLostShardIsWhatTheTableSays() {
		holding(members(Samples.ANNA, Samples.BERT), 0);
		this.coordinator.onEnded(released(0), Outcome.LOST);
		assertThat(this.wishes.take()).contains("query").doesNotContain("touched");
		this.coordinator.onShards(List.of(Samples.item(0, Samples.BERT)));
		assertThat(this.coordinator.shards().item(Samples.shard(0))).isEqualTo(Samples.item(0, Samples.BERT));
	}

	@Test
	void theOwnersOfShardsAreWatched() {
		joined(members(Samples.ANNA), Samples.item(0, Samples.BERT), Samples.item(1, null));
		assertThat(this.wishes.watched()).containsExactly(Samples.BERT);
	}

}
