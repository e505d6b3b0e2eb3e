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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.shard.Shard;
import org.jspecify.annotations.Nullable;

/**
 * The shards of a group: those the stream lists, and those that have an item.
 */
final class ShardMap {

	private final boolean keepShardOrder;

	private Map<ShardId, ShardItem> items = new HashMap<>();

	private Map<ShardId, Shard> listed = new HashMap<>();

	private final Map<ShardId, Long> changes = new HashMap<>();

	private long change;

	private boolean queried;

	private boolean complete;

	ShardMap(boolean keepShardOrder) {
		this.keepShardOrder = keepShardOrder;
	}

	void listed(List<Shard> shards) {
		Map<ShardId, Shard> byId = new HashMap<>();
		shards.forEach((shard) -> byId.put(shard.id(), shard));
		this.listed = byId;
		this.complete = true;
	}

	/**
	 * The items are asked for.
	 * @return what to give to {@link #answered}
	 */
	long asked() {
		return this.change;
	}

	/**
	 * The items were read. Where this client changed a shard after it had asked, what it
	 * knows counts more than the answer.
	 * @return whether that was so, and the answer is not the newest
	 */
	boolean answered(long asked, List<ShardItem> answer) {
		boolean stale = false;
		Map<ShardId, ShardItem> read = new HashMap<>();
		for (ShardItem item : answer) {
			ShardId id = item.shardId();
			ShardItem known = this.items.get(id);
			boolean changedSince = this.changes.getOrDefault(id, 0L) > asked;
			stale |= changedSince;
			read.put(id, (changedSince && known != null) ? known : item);
		}
		this.items = read;
		this.queried = true;
		return stale;
	}

	/**
	 * This client changed a shard.
	 */
	void changed(ShardItem item) {
		this.change++;
		this.changes.put(item.shardId(), this.change);
		this.items.put(item.shardId(), item);
	}

	/**
	 * What this client did to a shard does not count any more.
	 */
	void forget(ShardId id) {
		this.changes.remove(id);
	}

	boolean isQueried() {
		return this.queried;
	}

	/**
	 * Whether the shards were both queried and listed.
	 */
	boolean isComplete() {
		return this.queried && this.complete;
	}

	@Nullable ShardItem item(ShardId id) {
		return this.items.get(id);
	}

	Collection<ShardItem> items() {
		return List.copyOf(this.items.values());
	}

	Set<Owner> owners() {
		Set<Owner> owners = new HashSet<>();
		for (ShardItem item : this.items.values()) {
			if (item.owner() != null) {
				owners.add(item.owner());
			}
		}
		return owners;
	}

	List<Shard> withoutItem() {
		return this.listed.values().stream().filter((shard) -> !this.items.containsKey(shard.id())).toList();
	}

	/**
	 * The shards that may be handled now.
	 * @param dead owners that are known to be dead
	 */
	List<ShardItem> runnable(Set<Owner> dead) {
		List<ShardItem> result = new ArrayList<>();
		for (ShardItem item : this.items.values()) {
			if (isRunnable(item, dead)) {
				result.add(item);
			}
		}
		return result;
	}

	boolean isRunnable(ShardItem item, Set<Owner> dead) {
		return !item.finished() && (!this.keepShardOrder
				|| item.parents().stream().allMatch((parent) -> isOutOfTheWay(parent, item.shardId(), dead)));
	}

	private boolean isOutOfTheWay(ShardId parent, ShardId child, Set<Owner> dead) {
		ShardItem item = this.items.get(parent);
		if (item != null && item.finished()) {
			return true;
		}
		Owner owner = (item != null) ? item.owner() : null;
		return isGone(parent, child) && (owner == null || dead.contains(owner));
	}

	/**
	 * Whether a parent has left the stream. Only a listing that has the child can tell:
	 * one that was made before the child's birth may be older than the parent too.
	 */
	private boolean isGone(ShardId parent, ShardId child) {
		return this.listed.containsKey(child) && !this.listed.containsKey(parent);
	}

	/**
	 * Whether there are shards that were not there when the stream was listed.
	 */
	boolean isListingOutdated() {
		return this.items.values()
			.stream()
			.anyMatch((item) -> !item.finished() && !this.listed.containsKey(item.shardId()));
	}

}
