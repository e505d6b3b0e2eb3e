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
import java.util.SortedMap;
import java.util.TreeMap;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.shard.FreeShardAssignor;
import io.kinsumer.core.shard.ShardAssignor;
import org.jspecify.annotations.Nullable;

/**
 * What one member has to do so that the shards are where they belong.
 *
 * @param acquire free shards that shall be its own, in order
 * @param drain its shards that shall be another's
 * @param waiting whether a shard is free or awaited, so that the items are to be read
 * again soon
 */
record AssignmentPlan(List<ShardId> acquire, List<ShardId> drain, boolean waiting) {

	private static final ShardAssignor WITHOUT_AGREEMENT = new FreeShardAssignor();

	static AssignmentPlan of(Owner self, Members members, Set<ShardId> held, ShardMap shards, ShardAssignor assignor) {
		SortedMap<ShardId, @Nullable Owner> present = new TreeMap<>();
		SortedMap<ShardId, @Nullable Owner> wanted = new TreeMap<>();
		boolean waiting = false;
		for (ShardItem item : shards.shared(members.dead())) {
			ShardId id = item.shardId();
			Owner owner = held.contains(id) ? self : liveOwner(item, members);
			waiting |= owner == null;
			present.put(id, owner);
			wanted.put(id, (owner != null) ? owner : shards.finisherOfParents(item));
		}
		ShardAssignor agreed = members.agreed() ? assignor : WITHOUT_AGREEMENT;
		List<ShardId> acquire = new ArrayList<>();
		List<ShardId> drain = new ArrayList<>();
		Map<ShardId, Owner> assignment = agreed.assign(members.active(), wanted);
		for (Map.Entry<ShardId, @Nullable Owner> entry : present.entrySet()) {
			ShardId id = entry.getKey();
			Owner owner = entry.getValue();
			if (self.equals(assignment.get(id))) {
				if (owner == null) {
					acquire.add(id);
				}
				waiting |= !self.equals(owner);
			}
			else if (self.equals(owner)) {
				drain.add(id);
			}
		}
		return new AssignmentPlan(acquire, drain, waiting);
	}

	private static @Nullable Owner liveOwner(ShardItem item, Members members) {
		Owner owner = item.owner();
		return (owner != null && members.dead().contains(owner)) ? null : owner;
	}

}
