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

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * Moves no shard: those without owner go to the members that have the fewest. Used while
 * the members of a group are not configured alike, so that nobody takes back what another
 * has just moved.
 */
public record FreeShardAssignor() implements ShardAssignor {

	@Override
	public String name() {
		return "free";
	}

	@Override
	public Map<ShardId, Owner> assign(SortedSet<Owner> members, SortedMap<ShardId, @Nullable Owner> owners) {
		Map<ShardId, Owner> assignment = new HashMap<>();
		Map<Owner, Integer> shares = new HashMap<>();
		members.forEach((member) -> shares.put(member, 0));
		owners.forEach((shard, owner) -> {
			if (owner != null && members.contains(owner)) {
				assignment.put(shard, owner);
				shares.merge(owner, 1, Integer::sum);
			}
		});
		TreeSet<Owner> fewestFirst = new TreeSet<>(
				Comparator.comparing((Owner member) -> shares.getOrDefault(member, 0))
					.thenComparing(Comparator.naturalOrder()));
		fewestFirst.addAll(members);
		for (ShardId shard : owners.keySet()) {
			if (!assignment.containsKey(shard)) {
				Owner member = fewestFirst.first();
				fewestFirst.remove(member);
				assignment.put(shard, member);
				shares.merge(member, 1, Integer::sum);
				fewestFirst.add(member);
			}
		}
		return assignment;
	}

}
