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
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.shard.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class ShardMapTests {

	private static final ShardItem LEFT = Samples.item(0, null);

	private static final ShardItem RIGHT = Samples.item(1, null);

	private static final ShardItem MERGED = Samples.item(2, null, Samples.shard(0), Samples.shard(1));

	private final ShardMap map = new ShardMap(true);

	@Test
	void aChildWaitsForBothParents() {
		listed(this.map, 0, 1, 2);
		assertThat(runnable(LEFT, RIGHT, MERGED)).containsExactlyInAnyOrder(LEFT, RIGHT);
		assertThat(runnable(Samples.finished(LEFT), RIGHT, MERGED)).containsExactly(RIGHT);
		assertThat(runnable(Samples.finished(LEFT), Samples.finished(RIGHT), MERGED)).containsExactly(MERGED);
	}

	@Test
	void aParentThatLeftTheStreamIsNotWaitedFor() {
		listed(this.map, 1, 2);
		assertThat(runnable(RIGHT, MERGED)).containsExactly(RIGHT);
		assertThat(runnable(Samples.finished(RIGHT), MERGED)).containsExactly(MERGED);
	}

	@Test
	void theOtherParentIsWaitedForLikewise() {
		listed(this.map, 0, 1, 2);
		assertThat(runnable(LEFT, Samples.finished(RIGHT), MERGED)).containsExactly(LEFT);
	}

	@Test
	void childrenOfAFinishedParentStayRunnableWhenItsItemIsRemoved() {
		listed(this.map, 0, 1, 2);
		assertThat(runnable(Samples.finished(LEFT), Samples.finished(RIGHT), MERGED)).containsExactly(MERGED);
		assertThat(runnable(MERGED)).containsExactly(MERGED);
	}

	@Test
	void childrenOfAParentWhoseItemWasMadeAnewWaitForItAgain() {
		listed(this.map, 0, 1, 2);
		assertThat(runnable(Samples.finished(LEFT), Samples.finished(RIGHT), MERGED)).containsExactly(MERGED);
		assertThat(runnable(LEFT, Samples.finished(RIGHT), MERGED)).as("as members see it that joined later")
			.containsExactly(LEFT);
	}

	@Test
	void whatTheLivingHandleIsSharedOutWhateverBecameOfItsParents() {
		ShardItem child = Samples.item(2, Samples.BERT, Samples.shard(0), Samples.shard(1));
		listed(this.map, 0, 1, 2);
		answer(this.map, LEFT, RIGHT, child);
		assertThat(this.map.shared(Set.of())).containsExactlyInAnyOrder(LEFT, RIGHT, child);
		assertThat(this.map.shared(Set.of(Samples.BERT))).containsExactlyInAnyOrder(LEFT, RIGHT);
	}

	@Test
	void anItemIsRemovableWhenTwoListingsLackedItsShardAndNobodyOwnsIt() {
		ShardItem owned = Samples.item(3, Samples.BERT);
		answer(this.map, LEFT, RIGHT, owned);
		listed(this.map, 1);
		assertThat(this.map.removable(Set.of())).isEmpty();
		listed(this.map, 1);
		assertThat(this.map.removable(Set.of())).containsExactly(LEFT);
		assertThat(this.map.removable(Set.of(Samples.BERT))).as("its owner died")
			.containsExactlyInAnyOrder(LEFT, owned);
		answer(this.map, LEFT, RIGHT, Samples.item(3, null));
		assertThat(this.map.removable(Set.of())).extracting(ShardItem::shardId)
			.containsExactlyInAnyOrder(LEFT.shardId(), owned.shardId());
	}

	@Test
	void aListingThatHasTheShardMakesTheCountBeginAgain() {
		answer(this.map, LEFT, RIGHT);
		listed(this.map, 1);
		listed(this.map, 0, 1);
		listed(this.map, 1);
		assertThat(this.map.removable(Set.of())).isEmpty();
	}

	@Test
	void onlyListingsThatWereAskedForAfterTheItemWasKnownCount() {
		this.map.listing();
		answer(this.map, LEFT);
		this.map.listed(List.of(), true);
		listed(this.map);
		assertThat(this.map.removable(Set.of())).isEmpty();
		listed(this.map);
		assertThat(this.map.removable(Set.of())).containsExactly(LEFT);
	}

	@Test
	void listingsOutOfTurnDoNotCount() {
		answer(this.map, LEFT);
		for (int i = 0; i < 3; i++) {
			this.map.listing();
			this.map.listed(List.of(), false);
		}
		assertThat(this.map.removable(Set.of())).isEmpty();
	}

	@Test
	void aShardThatBeginsElsewhereOrHasNoParentsIsForeign() {
		Shard first = new Shard(Samples.shard(0), List.of(), true, "1", null);
		assertThat(this.map.looksForeign(List.of(first))).as("nothing is known").isFalse();
		this.map.listed(List.of(first), true);
		answer(this.map, LEFT);
		assertThat(this.map.looksForeign(List.of(first))).isFalse();
		assertThat(this.map.looksForeign(List.of(new Shard(Samples.shard(0), List.of(), true, "2", null)))).isTrue();
		Shard child = new Shard(Samples.shard(1), List.of(Samples.shard(0)), true, "3", null);
		assertThat(this.map.looksForeign(List.of(first, child))).isFalse();
		assertThat(this.map.looksForeign(List.of(new Shard(Samples.shard(1), List.of(), true, "3", null)))).isTrue();
	}

	@Test
	void allMembersNameTheSameFinisherOfTwo() {
		ShardItem left = LEFT.finished(Samples.ANNA);
		ShardItem right = RIGHT.finished(Samples.BERT);
		answer(this.map, right, left, MERGED);
		assertThat(this.map.finisherOfParents(MERGED)).isEqualTo(Samples.BERT);
		ShardItem swapped = Samples.item(2, null, Samples.shard(1), Samples.shard(0));
		assertThat(this.map.finisherOfParents(swapped)).isEqualTo(Samples.BERT);
		answer(this.map, left, RIGHT, MERGED);
		assertThat(this.map.finisherOfParents(MERGED)).isEqualTo(Samples.ANNA);
		assertThat(this.map.finisherOfParents(LEFT)).isNull();
	}

	@Test
	void onlyAListingThatHasTheChildTellsThatAParentLeft() {
		listed(this.map, 1);
		assertThat(runnable(Samples.finished(RIGHT), MERGED)).isEmpty();
	}

	@Test
	void withoutAListingOnlyFinishedParentsCount() {
		assertThat(runnable(Samples.finished(RIGHT), MERGED)).isEmpty();
		assertThat(runnable(Samples.finished(LEFT), Samples.finished(RIGHT), MERGED)).containsExactly(MERGED);
	}

	@Test
	void aParentThatLeftTheStreamIsWaitedForWhileItsOwnerLives() {
		listed(this.map, 1, 2);
		ShardItem owned = Samples.item(0, Samples.BERT);
		answer(this.map, owned, Samples.finished(RIGHT), MERGED);
		assertThat(this.map.shared(Set.of())).containsExactly(owned);
		assertThat(this.map.shared(Set.of(Samples.BERT))).containsExactlyInAnyOrder(owned, MERGED);
	}

	@Test
	void whatAParentThatLeftTheStreamCameFromIsWaitedForWhileItsOwnerLives() {
		ShardItem owned = Samples.item(0, Samples.BERT);
		ShardItem never = Samples.item(1, null, owned.shardId());
		ShardItem child = Samples.item(2, null, never.shardId());
		answer(this.map, owned, never, child);
		listed(this.map, 2);
		listed(this.map, 2);
		assertThat(this.map.shared(Set.of())).containsExactly(owned);
		assertThat(this.map.shared(Set.of(Samples.BERT))).containsExactly(child);
		assertThat(this.map.removable(Set.of())).as("it is by its item that the child waits").isEmpty();
		assertThat(this.map.removable(Set.of(Samples.BERT))).containsExactlyInAnyOrder(owned, never);
		answer(this.map, Samples.item(0, null), never, child);
		assertThat(this.map.shared(Set.of())).containsExactly(child);
		assertThat(this.map.removable(Set.of())).containsExactlyInAnyOrder(Samples.item(0, null), never);
	}

	@Test
	void aShardOfUnknownOriginMayHaveComeFromAnyThatLeftTheStreamAndIsHandledStill() {
		ShardItem owned = Samples.item(0, Samples.BERT);
		ShardItem child = Samples.item(3, null, Samples.shard(2));
		listed(this.map, 3);
		assertThat(runnable(owned, child)).containsExactly(owned);
		assertThat(this.map.shared(Set.of(Samples.BERT))).as("its owner is dead")
			.containsExactlyInAnyOrder(owned, child);
		this.map.changed(Samples.finished(owned));
		assertThat(this.map.shared(Set.of())).as("it is finished").containsExactly(child);
		this.map.changed(owned);
		assertThat(this.map.shared(Set.of())).containsExactly(owned);
		this.map.removed(owned.shardId());
		assertThat(this.map.shared(Set.of())).as("it was removed").containsExactly(child);
		assertThat(runnable(owned, child)).containsExactly(owned);
		listed(this.map, 0, 3);
		assertThat(this.map.shared(Set.of())).as("it is there").containsExactlyInAnyOrder(owned, child);
	}

	@Test
	void aShardThatWasOwnedBeforeWaitsNoMoreForWhatItMayHaveComeFrom() {
		ShardItem owned = Samples.item(0, Samples.BERT);
		ShardItem released = new ShardItem(Samples.shard(3), List.of(Samples.shard(2)), null, 1, 1, Samples.after(1),
				false);
		listed(this.map, 3);
		assertThat(runnable(owned, released)).containsExactlyInAnyOrder(owned, released);
	}

	@Test
	@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void whatAShardCameFromIsWalkedOnceHoweverOftenItsLineWasSplitAndMerged() {
		int generations = 60;
		List<ShardItem> items = new ArrayList<>(List.of(Samples.item(0, Samples.BERT)));
		for (int i = 0; i < generations; i++) {
			ShardId merged = items.get(items.size() - 1).shardId();
			ShardItem left = Samples.item(items.size(), null, merged);
			ShardItem right = Samples.item(items.size() + 1, null, merged);
			items.addAll(List.of(left, right));
			items.add(Samples.item(items.size(), null, left.shardId(), right.shardId()));
		}
		answer(this.map, items.toArray(ShardItem[]::new));
		listed(this.map, items.size() - 1);
		listed(this.map, items.size() - 1);
		assertThat(this.map.shared(Set.of())).containsExactly(items.get(0));
		assertThat(this.map.shared(Set.of(Samples.BERT))).containsExactly(items.get(items.size() - 1));
	}

	@Test
	void withoutShardOrderNothingWaits() {
		ShardMap free = new ShardMap(false);
		listed(free, 0, 1, 2);
		answer(free, LEFT, Samples.finished(RIGHT), MERGED);
		assertThat(free.shared(Set.of())).containsExactlyInAnyOrder(LEFT, MERGED);
	}

	@Test
	void isCompleteWhenQueriedAndListed() {
		assertThat(this.map.isComplete()).isFalse();
		answer(this.map);
		assertThat(this.map.isQueried()).isTrue();
		assertThat(this.map.isComplete()).isFalse();
		listed(this.map, 0);
		assertThat(this.map.isComplete()).isTrue();
	}

	@Test
	void namesTheListedShardsWithoutItem() {
		listed(this.map, 0, 1);
		answer(this.map, LEFT);
		assertThat(this.map.withoutItem()).extracting(Shard::id).containsExactly(Samples.shard(1));
	}

	@Test
	void aListingIsOutdatedByAnUnfinishedShardThatItLacks() {
		listed(this.map, 0);
		answer(this.map, LEFT, Samples.finished(RIGHT));
		assertThat(this.map.isListingOutdated()).isFalse();
		answer(this.map, LEFT, RIGHT);
		assertThat(this.map.isListingOutdated()).isTrue();
	}

	@Test
	void theNewestAnswerReplacesTheEarlierOne() {
		answer(this.map, LEFT, RIGHT);
		this.map.changed(Samples.item(0, Samples.ANNA));
		assertThat(this.map.owners()).containsExactly(Samples.ANNA);
		answer(this.map, Samples.item(0, Samples.BERT));
		assertThat(this.map.owners()).containsExactly(Samples.BERT);
		assertThat(this.map.item(Samples.shard(1))).isNull();
	}

	@Test
	void anAnswerThatWasAskedForBeforeAChangeDoesNotUndoIt() {
		answer(this.map, LEFT, RIGHT);
		long asked = this.map.asked();
		this.map.changed(Samples.item(0, Samples.ANNA));
		assertThat(this.map.answered(asked, List.of(LEFT, RIGHT))).isTrue();
		assertThat(this.map.owners()).containsExactly(Samples.ANNA);
		assertThat(this.map.answered(this.map.asked(), List.of(LEFT, RIGHT))).isFalse();
		assertThat(this.map.owners()).isEmpty();
	}

	private List<ShardItem> runnable(ShardItem... items) {
		answer(this.map, items);
		return this.map.shared(Set.of());
	}

	private static void answer(ShardMap map, ShardItem... items) {
		map.answered(map.asked(), List.of(items));
	}

	private static void listed(ShardMap map, Integer... shards) {
		map.listing();
		map.listed(Stream.of(shards).map((shard) -> new Shard(Samples.shard(shard), List.of(), true)).toList(), true);
	}

}
