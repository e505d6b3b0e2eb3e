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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * Deals the shards in their order to the members in theirs, as gosoline and kinsumer do:
 * the shard at index <em>i</em> goes to the member at index <em>i</em> modulo the number
 * of members. Balanced, and predictable from the two lists alone, but nearly every shard
 * moves when a member comes or goes.
 */
public record ModuloShardAssignor() implements ShardAssignor {

	@Override
	public String name() {
		return "modulo";
	}

	@Override
	public Map<ShardId, Owner> assign(SortedSet<Owner> members, SortedMap<ShardId, @Nullable Owner> owners) {
		List<Owner> dealtTo = List.copyOf(members);
		Map<ShardId, Owner> assignment = new HashMap<>();
		int index = 0;
		for (ShardId shard : owners.keySet()) {
			assignment.put(shard, dealtTo.get(index % dealtTo.size()));
			index++;
		}
		return assignment;
	}

}
