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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.HashKeyRange;
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

	private final Set<ShardId> finished = new HashSet<>();

	private final Map<ShardId, Integer> absences = new HashMap<>();

	private List<ShardId> knownBeforeListing = List.of();

	private final Map<ShardId, Long> changes = new HashMap<>();

	// Those that are owned and left the stream unfinished; null until somebody asks.
	private @Nullable List<ShardItem> left;

	private long change;

	private boolean queried;

	private boolean complete;

	ShardMap(boolean keepShardOrder) {
		this.keepShardOrder = keepShardOrder;
	}

	/**
	 * The stream is asked for its shards.
	 */
	void listing() {
		this.knownBeforeListing = List.copyOf(this.items.keySet());
	}

	/**
	 * The shards were listed, completely.
	 * @param countAbsences whether shards that are not among them count as absent once
	 * more
	 */
	void listed(List<Shard> shards, boolean countAbsences) {
		Map<ShardId, Shard> byId = new HashMap<>();
		shards.forEach((shard) -> byId.put(shard.id(), shard));
		this.listed = byId;
		this.left = null;
		this.complete = true;
		this.absences.keySet().removeAll(byId.keySet());
		if (countAbsences) {
			for (ShardId id : this.knownBeforeListing) {
				if (!byId.containsKey(id)) {
					this.absences.merge(id, 1, Integer::sum);
				}
			}
		}
	}

	/**
	 * Whether these may be the shards of another stream of the same name: one has begun
	 * anew, or came from nowhere. All shards of a stream but the first come from others.
	 */
	boolean looksForeign(List<Shard> shards) {
		if (!this.complete) {
			return false;
		}
		for (Shard shard : shards) {
			Shard known = this.listed.get(shard.id());
			if ((known != null) ? !known.begins(shard.startingSequenceNumber())
					: shard.parents().isEmpty() && !this.items.containsKey(shard.id())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The items of shards that have vanished and that nobody alive owns, nor any shard
	 * that they came from: by the item, the children know what they wait for.
	 * @param dead owners that are known to be dead
	 */
	List<ShardItem> removable(Set<Owner> dead) {
		List<ShardItem> result = new ArrayList<>();
		this.absences.forEach((id, count) -> {
			ShardItem item = this.items.get(id);
			if (item != null && !isOwned(item, dead) && hasVanished(id) && !comesFromOwned(item, dead)) {
				result.add(item);
			}
		});
		return result;
	}

	private boolean comesFromOwned(ShardItem item, Set<Owner> dead) {
		return unfinishedBefore(item).stream()
			.map(this.items::get)
			.anyMatch((former) -> former != null && isOwned(former, dead));
	}

	private static boolean isOwned(ShardItem item, Set<Owner> dead) {
		return item.owner() != null && !dead.contains(item.owner());
	}

	/**
	 * The unfinished shards that a shard came from, as far back as the items tell.
	 */
	private Set<ShardId> unfinishedBefore(ShardItem item) {
		Set<ShardId> found = new HashSet<>();
		Deque<ShardId> open = new ArrayDeque<>(item.parents());
		while (!open.isEmpty()) {
			ShardId id = open.pop();
			if (!this.finished.contains(id) && found.add(id)) {
				ShardItem former = this.items.get(id);
				if (former != null) {
					open.addAll(former.parents());
				}
			}
		}
		return found;
	}

	/**
	 * Whether the stream does not have a shard any more, by two complete listings that
	 * were asked for after it was known.
	 */
	boolean hasVanished(ShardId id) {
		return this.absences.getOrDefault(id, 0) >= 2;
	}

	/**
	 * An item was removed.
	 */
	void removed(ShardId id) {
		this.items.remove(id);
		this.left = null;
		this.changes.remove(id);
		this.absences.remove(id);
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
			ShardItem newest = (changedSince && known != null) ? known : item;
			read.put(id, newest);
			noteFinished(newest);
		}
		this.items = read;
		this.left = null;
		this.absences.keySet().retainAll(read.keySet());
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
		this.left = null;
		noteFinished(item);
	}

	private void noteFinished(ShardItem item) {
		// Its children stay runnable when the item goes, until it is there anew: all
		// members must see the same shards as runnable.
		if (item.finished()) {
			this.finished.add(item.shardId());
		}
		else {
			this.finished.remove(item.shardId());
		}
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

	/**
	 * The hash keys of a shard.
	 * @return {@code null} where they are not known
	 */
	@Nullable HashKeyRange hashKeys(ShardId id) {
		Shard shard = this.listed.get(id);
		return (shard != null) ? shard.hashKeys() : null;
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
	 * The shards that are shared out: those that may be handled now, and those that are
	 * handled by the living, also where the item of a parent was made anew meanwhile.
	 * @param dead owners that are known to be dead
	 */
	List<ShardItem> shared(Set<Owner> dead) {
		List<ShardItem> result = new ArrayList<>();
		for (ShardItem item : this.items.values()) {
			if (isOwned(item, dead) && !item.finished() || isRunnable(item, dead)) {
				result.add(item);
			}
		}
		return result;
	}

	boolean isRunnable(ShardItem item, Set<Owner> dead) {
		return !item.finished() && !hasVanished(item.shardId()) && (!this.keepShardOrder
				|| unfinishedBefore(item).stream().allMatch((former) -> isOutOfTheWay(former, item, dead)));
	}

	/**
	 * Whether nobody handles a shard that another came from, nor will. A parent that left
	 * the stream without ever being handled may have parents that are handled still.
	 */
	private boolean isOutOfTheWay(ShardId former, ShardItem child, Set<Owner> dead) {
		ShardItem item = this.items.get(former);
		return isGone(former, child.shardId())
				&& ((item != null) ? !isOwned(item, dead) : !mayComeFromOwned(child, dead));
	}

	/**
	 * Whether a shard of unknown origin may have come from one that is handled still. Of
	 * shards that came and went while nobody looked there are no items; a shard that was
	 * owned before has waited already.
	 */
	private boolean mayComeFromOwned(ShardItem child, Set<Owner> dead) {
		return child.epoch() == 0 && left().stream().anyMatch((former) -> isOwned(former, dead));
	}

	private List<ShardItem> left() {
		List<ShardItem> result = this.left;
		if (result == null) {
			result = this.items.values()
				.stream()
				.filter((item) -> item.owner() != null && !item.finished() && !this.listed.containsKey(item.shardId()))
				.toList();
			this.left = result;
		}
		return result;
	}

	/**
	 * Who finished the parents of a shard and is to go on with it. Of two, all members
	 * name the same.
	 */
	@Nullable Owner finisherOfParents(ShardItem child) {
		Owner finisher = null;
		for (ShardId parent : child.parents().stream().sorted().toList()) {
			ShardItem item = this.items.get(parent);
			if (item != null && item.finishedBy() != null) {
				finisher = item.finishedBy();
			}
		}
		return finisher;
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
