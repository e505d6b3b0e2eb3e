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

package io.kinsumer.core.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * Balanced with the fewest moves: shares differ by one at most, the larger ones go to
 * those who hold most already (then by id), and everybody keeps its first shards up to
 * its share.
 */
public record StickyShardAssignor() implements ShardAssignor {

	@Override
	public String name() {
		return "sticky";
	}

	@Override
	public Map<ShardId, Owner> assign(SortedSet<Owner> members, SortedMap<ShardId, @Nullable Owner> owners) {
		Map<Owner, List<ShardId>> held = new HashMap<>();
		members.forEach((member) -> held.put(member, new ArrayList<>()));
		Deque<ShardId> toPlace = new ArrayDeque<>();
		owners.forEach((shard, owner) -> {
			List<ShardId> shards = (owner != null) ? held.get(owner) : null;
			if (shards != null) {
				shards.add(shard);
			}
			else {
				toPlace.add(shard);
			}
		});
		List<Owner> byHeld = new ArrayList<>(members);
		byHeld
			.sort(Comparator.comparing((Owner member) -> -size(held, member)).thenComparing(Comparator.naturalOrder()));
		Map<Owner, Integer> quota = new HashMap<>();
		for (int i = 0; i < byHeld.size(); i++) {
			int larger = (i < owners.size() % byHeld.size()) ? 1 : 0;
			quota.put(byHeld.get(i), owners.size() / byHeld.size() + larger);
		}
		return place(byHeld, held, quota, toPlace);
	}

	private static int size(Map<Owner, List<ShardId>> held, Owner member) {
		return held.getOrDefault(member, List.of()).size();
	}

	private static Map<ShardId, Owner> place(List<Owner> members, Map<Owner, List<ShardId>> held,
			Map<Owner, Integer> quota, Deque<ShardId> toPlace) {
		Map<ShardId, Owner> assignment = new HashMap<>();
		for (Owner member : members) {
			List<ShardId> shards = held.getOrDefault(member, List.of());
			int keep = Math.min(shards.size(), quota.getOrDefault(member, 0));
			shards.subList(0, keep).forEach((shard) -> assignment.put(shard, member));
			toPlace.addAll(shards.subList(keep, shards.size()));
		}
		for (Owner member : members) {
			int room = quota.getOrDefault(member, 0) - size(held, member);
			for (int i = 0; i < room; i++) {
				assignment.put(toPlace.remove(), member);
			}
		}
		return assignment;
	}

}
