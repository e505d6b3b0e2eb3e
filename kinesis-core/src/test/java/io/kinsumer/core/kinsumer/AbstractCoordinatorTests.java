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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.shard.Shard;
import io.kinsumer.core.shard.StickyShardAssignor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A coordinator whose wishes are written down, and ways to answer them.
 */
abstract class AbstractCoordinatorTests {

	static final GroupItem GROUP = new GroupItem(Samples.START, 0, Samples.START, InitialPosition.LATEST,
			Set.of(Samples.shard(0)), Set.of(Samples.shard(1)));

	final CoordinatorWishes wishes = new CoordinatorWishes();

	final ShardCoordinator coordinator = new ShardCoordinator(Samples.ANNA, GROUP, new StickyShardAssignor(), true,
			this.wishes);

	void joined(Members members, ShardItem... items) {
		this.coordinator.start();
		this.coordinator
			.onListed(Stream.of(items).map((item) -> new Shard(item.shardId(), item.parents(), true)).toList());
		this.coordinator.onSameStream();
		this.coordinator.onShards(List.of(items));
		this.coordinator.onMembers(members);
		this.coordinator.onShards(List.of(items));
	}

	void holding(Members members, int... shards) {
		List<ShardItem> items = new ArrayList<>();
		for (int shard : shards) {
			items.add(Samples.item(shard, Samples.ANNA));
		}
		joined(members, items.toArray(ShardItem[]::new));
		assertThat(this.wishes.take("begin")).hasSize(shards.length);
	}

	void answer(ShardItem... items) {
		this.coordinator.query();
		this.coordinator.onShards(List.of(items));
	}

	void tickAndList(int... shards) {
		this.coordinator.onDiscoverTick();
		this.coordinator.onListed(listing(shards));
	}

	static ShardItem released(int shard) {
		return new ShardItem(Samples.shard(shard), List.of(), null, 1, 1, Samples.after(9), false);
	}

	static ShardItem[] mine(int... shards) {
		return IntStream.of(shards).mapToObj((shard) -> Samples.item(shard, Samples.ANNA)).toArray(ShardItem[]::new);
	}

	static Members members(Owner... active) {
		return new Members(new TreeSet<>(Set.of(active)), Set.of(), Map.of(), true);
	}

	static List<Shard> listing(int... shards) {
		List<Shard> result = new ArrayList<>();
		for (int shard : shards) {
			result.add(new Shard(Samples.shard(shard), List.of(), true));
		}
		return result;
	}

}
