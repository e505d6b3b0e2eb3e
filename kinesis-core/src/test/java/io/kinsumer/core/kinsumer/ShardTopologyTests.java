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
import java.util.stream.IntStream;

import io.kinsumer.core.kinsumer.ShardConsumer.Outcome;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.shard.StickyShardAssignor;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;

class ShardTopologyTests extends AbstractCoordinatorTests {

	@Test
	void missingItemsAreCreatedWhereTheGroupBegins() {
		this.coordinator.start();
		this.coordinator.onListed(listing(0, 1, 2));
		this.coordinator.onSameStream();
		assertThat(this.wishes.created()).as("before the items are known").isEmpty();
		this.coordinator.onShards(List.of());
		assertThat(this.wishes.created()).containsExactlyInAnyOrder(
				ShardItem.initial(Samples.shard(0), List.of(), ShardPosition.at(Samples.START), false),
				ShardItem.initial(Samples.shard(1), List.of(), ShardPosition.at(Samples.START), true),
				ShardItem.initial(Samples.shard(2), List.of(), ShardPosition.TRIM_HORIZON, false));
		this.wishes.take();
		this.coordinator.onCreated();
		assertThat(this.wishes.take()).containsExactly("query");
	}

	@Test
	void aShardThatIsNotListedMakesTheListingOutdatedOnce() {
		joined(members(Samples.ANNA), Samples.item(0, Samples.ANNA));
		this.wishes.take();
		this.coordinator.query();
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA), Samples.item(5, null, Samples.shard(0))));
		assertThat(this.wishes.take("list")).containsExactly("list");
		this.coordinator.onListFailed(new IllegalStateException());
		this.coordinator.query();
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA), Samples.item(5, null, Samples.shard(0))));
		assertThat(this.wishes.take("list")).isEmpty();
	}

	@Test
	void itemsOfShardsThatLeftTheStreamAreRemovedByTheFirstMember() {
		joined(members(Samples.ANNA, Samples.BERT), Samples.item(0, Samples.ANNA), Samples.item(1, Samples.BERT));
		answer(Samples.item(0, Samples.ANNA), Samples.item(1, Samples.BERT), Samples.finished(Samples.item(7, null)));
		this.wishes.take();
		tickAndList(0, 1);
		assertThat(this.wishes.take("remove")).isEmpty();
		tickAndList(0, 1);
		assertThat(this.wishes.take("remove")).containsExactly("remove 7");
		tickAndList(0, 1);
		assertThat(this.wishes.take("remove")).as("under way").isEmpty();
		this.coordinator.onRemoved(List.of());
		tickAndList(0, 1);
		assertThat(this.wishes.take("remove")).as("again, as it failed").containsExactly("remove 7");
		this.coordinator.onRemoved(List.of(Samples.finished(Samples.item(7, null))));
		tickAndList(0, 1);
		assertThat(this.wishes.take()).noneMatch((wish) -> wish.startsWith("remove") || wish.startsWith("vanished"));
	}

	@Test
	void anOwnShardThatLeftTheStreamIsGivenUpAndItsChildIsNoLongerHeldBack() {
		ShardItem child = Samples.item(5, null, Samples.shard(0));
		joined(members(Samples.ANNA), Samples.item(0, Samples.ANNA), child);
		this.wishes.take();
		tickAndList(5);
		assertThat(this.wishes.take("drain")).isEmpty();
		tickAndList(5);
		assertThat(this.wishes.take()).contains("drain 0", "vanished 0").doesNotContain("acquire 5");
		this.coordinator.onEnded(released(0), Outcome.RELEASED);
		this.coordinator.onPlan();
		assertThat(this.wishes.take("acquire")).containsExactly("acquire 5");
		this.coordinator.onShards(List.of(released(0), Samples.item(5, Samples.ANNA)));
		tickAndList(5);
		assertThat(this.wishes.take("remove")).containsExactly("remove 0");
		this.coordinator.onRemoved(List.of(released(0)));
		assertThat(this.wishes.take()).as("told when it was given up").isEmpty();
	}

	@Test
	void otherMembersLeaveTheRemovalToTheFirst() {
		Owner aaron = new Owner("aaron", "s9");
		joined(members(aaron, Samples.ANNA), Samples.item(0, Samples.ANNA));
		answer(Samples.item(0, Samples.ANNA), Samples.finished(Samples.item(7, null)));
		tickAndList(0);
		tickAndList(0);
		tickAndList(0);
		assertThat(this.wishes.take("remove")).isEmpty();
	}

	@Test
	void aFirstListingCountsWhenTheStreamIsStillThatOfTheGroup() {
		this.coordinator.start();
		this.coordinator.onMembers(members(Samples.ANNA));
		this.coordinator.onShards(List.of(Samples.item(0, null)));
		this.wishes.take();
		this.coordinator.onListed(listing(0, 1));
		assertThat(this.wishes.take()).containsExactly("examine");
		this.coordinator.onListFailed(new IllegalStateException());
		assertThat(this.wishes.take()).containsExactly("list in PT1S");
		this.coordinator.list();
		this.coordinator.onListed(listing(0, 1));
		assertThat(this.wishes.take()).containsExactly("list", "examine");
		this.coordinator.onSameStream();
		assertThat(this.wishes.take()).contains("create", "acquire 0");
	}

	@Test
	void aForeignListingIsExaminedBeforeItCounts() {
		joined(members(Samples.ANNA), Samples.item(0, Samples.ANNA));
		this.wishes.take();
		this.coordinator.onDiscoverTick();
		this.coordinator.onListed(listing(0, 1));
		assertThat(this.wishes.take()).contains("examine").doesNotContain("create");
		this.coordinator.onListFailed(new IllegalStateException());
		this.coordinator.onDiscoverTick();
		assertThat(this.wishes.take()).contains("list");
		this.coordinator.onListed(listing(0, 1));
		this.wishes.take();
		this.coordinator.onSameStream();
		assertThat(this.wishes.take()).contains("create");
	}

	@Test
	void aStreamThatWasMissingIsExaminedWhenItIsBack() {
		joined(members(Samples.ANNA), Samples.item(0, Samples.ANNA));
		this.coordinator.onDiscoverTick();
		this.coordinator.onListFailed(ResourceNotFoundException.builder().build());
		this.coordinator.onDiscoverTick();
		this.wishes.take();
		this.coordinator.onListed(listing(0));
		assertThat(this.wishes.take()).contains("examine");
		this.coordinator.onSameStream();
		tickAndList(0);
		assertThat(this.wishes.take()).doesNotContain("examine");
	}

	@Test
	void ofManyMissingItemsEachMemberCreatesItsPart() {
		int[] many = IntStream.range(0, 5000).toArray();
		this.coordinator.start();
		this.coordinator.onShards(List.of());
		this.coordinator.onListed(listing(many));
		this.coordinator.onSameStream();
		assertThat(this.wishes.created()).as("before the members are known").isEmpty();
		this.coordinator.onMembers(members(Samples.ANNA, Samples.BERT));
		assertThat(this.wishes.created()).hasSize(500);
		CoordinatorWishes others = new CoordinatorWishes();
		ShardCoordinator other = new ShardCoordinator(Samples.BERT, GROUP, new StickyShardAssignor(), true, others);
		other.start();
		other.onShards(List.of());
		other.onListed(listing(many));
		other.onSameStream();
		other.onMembers(members(Samples.ANNA, Samples.BERT));
		assertThat(others.created()).hasSize(500).doesNotContainAnyElementsOf(this.wishes.created());
		this.coordinator.onShards(List.of());
		assertThat(this.wishes.created()).as("under way").hasSize(500);
		this.coordinator.onCreated();
		this.coordinator.onShards(this.wishes.created());
		assertThat(this.wishes.created()).doesNotHaveDuplicates().hasSize(1000);
	}

	@Test
	void aFailedCreationIsRepeated() {
		this.coordinator.start();
		this.coordinator.onShards(List.of());
		this.coordinator.onListed(listing(0));
		this.coordinator.onSameStream();
		this.wishes.take();
		this.coordinator.onCreateFailed();
		assertThat(this.wishes.take()).containsExactly("query in PT0.5S");
		this.coordinator.onPoll();
		this.coordinator.onShards(List.of());
		assertThat(this.wishes.take("create")).hasSize(1);
	}

}
