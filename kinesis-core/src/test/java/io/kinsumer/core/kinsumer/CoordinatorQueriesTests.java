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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.kinsumer.core.metadata.ShardItem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a coordinator asks for, and when.
 */
class CoordinatorQueriesTests extends AbstractCoordinatorTests {

	@Test
	void asksForShardsAndListsThemAtTheStart() {
		this.coordinator.start();
		assertThat(this.wishes.take()).containsExactly("query", "list");
	}

	@Test
	void asksForShardsAndListsThemWithEachDiscovery() {
		joined(members(Samples.ANNA), Samples.item(0, Samples.ANNA));
		this.wishes.take();
		this.coordinator.onDiscoverTick();
		assertThat(this.wishes.take()).containsExactlyInAnyOrder("query", "list");
		this.coordinator.onDiscoverTick();
		assertThat(this.wishes.take()).as("under way").isEmpty();
	}

	@Test
	void aFirstListingThatFailedIsRepeatedAfterASecond() {
		this.coordinator.start();
		this.coordinator.onListFailed(new IllegalStateException());
		assertThat(this.wishes.take()).contains("list in PT1S");
		this.coordinator.list();
		this.coordinator.onListed(listing(0));
		this.coordinator.onSameStream();
		this.coordinator.onShards(List.of(Samples.item(0, null)));
		this.coordinator.onDiscoverTick();
		this.coordinator.onListFailed(new IllegalStateException());
		assertThat(this.wishes.take()).as("a later one waits for the next discovery").doesNotContain("list in PT1S");
	}

	@Test
	void nothingIsDrainedBeforeTheMembersAreSurelyAsNewAsTheItems() {
		Members three = members(Samples.ANNA, Samples.BERT, Samples.CARL);
		ShardItem[] items = { Samples.item(0, Samples.ANNA), Samples.item(1, Samples.ANNA),
				Samples.item(2, Samples.BERT) };
		joined(three, items);
		assertThat(this.wishes.take()).contains("confirm members").noneMatch((wish) -> wish.startsWith("drain"));
		this.coordinator.onMembers(members(Samples.ANNA, Samples.BERT));
		this.coordinator.onMembersConfirmed();
		this.coordinator.onShards(List.of(items));
		assertThat(this.wishes.take()).as("one left, and two shards are its share").containsExactly("query");
	}

	@Test
	void itemsThatAreNewerThanTheMembersAreConfirmedOnceMore() {
		holding(members(Samples.ANNA), 0, 1, 2, 3);
		this.coordinator.onMembers(members(Samples.ANNA, Samples.BERT));
		answer(mine(0, 1, 2, 3));
		this.coordinator.onMembersConfirmed();
		assertThat(this.wishes.take("drain")).hasSize(2);
		answer(mine(0, 1));
		assertThat(this.wishes.take()).contains("confirm members").doesNotContain("drain 1");
		this.coordinator.onMembersConfirmed();
		assertThat(this.wishes.take("drain")).containsExactly("drain 1");
	}

	@Test
	void membersThatWereAskedForBeforeTheItemsConfirmNothing() {
		ShardItem[] items = { Samples.item(0, Samples.ANNA), Samples.item(1, Samples.ANNA),
				Samples.item(2, Samples.ANNA), Samples.item(3, Samples.BERT), Samples.item(4, null) };
		joined(members(Samples.ANNA, Samples.BERT), Arrays.copyOf(items, 4));
		assertThat(this.wishes.take()).contains("confirm members");
		answer(items);
		this.coordinator.onListed(listing(0, 1, 2, 3, 4));
		this.coordinator.onMembersConfirmed();
		assertThat(this.wishes.take("drain")).as("three and two").isEmpty();
		tickAndList(0, 1, 2, 3);
		tickAndList(0, 1, 2, 3);
		assertThat(this.wishes.take()).as("three and one").contains("confirm members").doesNotContain("drain 2");
	}

	@Test
	void membersAreAskedForOnceHoweverOftenItIsPlannedMeanwhile() {
		holding(members(Samples.ANNA), 0, 1);
		this.coordinator.onMembers(members(Samples.ANNA, Samples.BERT));
		this.coordinator.onShards(List.of(mine(0, 1)));
		this.coordinator.onPlan();
		this.coordinator.onPlan();
		assertThat(this.wishes.take("confirm")).containsExactly("confirm members");
		this.coordinator.onMembersConfirmed();
		assertThat(this.wishes.take("drain")).containsExactly("drain 1");
	}

	@Test
	void aFreeShardIsPolledForTenSecondsThenLessOften() {
		joined(members(Samples.ANNA, Samples.BERT), Samples.item(0, Samples.ANNA), Samples.item(1, null));
		List<String> delays = new ArrayList<>(this.wishes.take("query in"));
		for (int i = 0; i < 26; i++) {
			this.coordinator.onPoll();
			assertThat(this.wishes.take("query")).containsExactly("query");
			this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA), Samples.item(1, null)));
			delays.addAll(this.wishes.take("query in"));
		}
		assertThat(delays).startsWith("query in PT0.5S").contains("query in PT1S").endsWith("query in PT5S");
		assertThat(delays.stream().filter("query in PT0.5S"::equals)).hasSizeBetween(18, 22);
		this.coordinator.onMembers(members(Samples.ANNA, Samples.BERT, Samples.CARL));
		this.coordinator.onShards(List.of(Samples.item(0, Samples.ANNA), Samples.item(1, null)));
		assertThat(this.wishes.take("query in")).containsExactly("query in PT0.5S");
	}

	@Test
	void aShardThatAnotherShallGiveUpIsPolled() {
		joined(members(Samples.ANNA, Samples.BERT), Samples.item(0, Samples.BERT), Samples.item(1, Samples.BERT));
		assertThat(this.wishes.take()).contains("query in PT0.5S").noneMatch((wish) -> wish.startsWith("acquire"));
	}

	@Test
	void nothingIsPolledWhenAllIsSettled() {
		joined(members(Samples.ANNA, Samples.BERT), Samples.item(0, Samples.ANNA), Samples.item(1, Samples.BERT));
		assertThat(this.wishes.take("query in")).isEmpty();
	}

	@Test
	void aFailedQueryIsRepeated() {
		this.coordinator.start();
		this.wishes.take();
		this.coordinator.onQueryFailed();
		assertThat(this.wishes.take()).containsExactly("query in PT0.5S");
		this.coordinator.query();
		assertThat(this.wishes.take()).containsExactly("query");
	}

	@Test
	void oneQueryIsUnderWayAtATimeAndTheNextFollows() {
		this.coordinator.start();
		this.coordinator.query();
		this.coordinator.query();
		assertThat(this.wishes.take()).containsExactly("query", "list");
		this.coordinator.onShards(List.of());
		assertThat(this.wishes.take("query")).containsExactly("query");
		this.coordinator.onShards(List.of());
		assertThat(this.wishes.take("query")).isEmpty();
	}

}
