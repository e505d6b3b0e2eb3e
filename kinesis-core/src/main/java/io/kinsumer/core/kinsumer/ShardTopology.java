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

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.shard.Shard;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Keeps the shard items in step with the shards of the stream: creates those of new
 * shards, removes those of shards that are gone, and notices that a stream is another one
 * of the same name.
 */
final class ShardTopology {

	private static final Duration RETRY = Duration.ofSeconds(1);

	// More are shared out among the members that start on a large stream together.
	private static final int CREATED_BY_EACH = 100;

	private static final int CREATED_AT_ONCE = 500;

	private static final int REMOVED_AT_ONCE = 100;

	private final Owner self;

	private final GroupItem group;

	private final ShardMap shards;

	private final CoordinatorEffects effects;

	private boolean listing;

	private boolean regular;

	private boolean creating;

	private boolean removing;

	private boolean outdated;

	// Until the first listing, and when the stream was not there for a while.
	private boolean unsure = true;

	private @Nullable List<Shard> doubtful;

	private SortedSet<Owner> members = Collections.emptySortedSet();

	ShardTopology(Owner self, GroupItem group, ShardMap shards, CoordinatorEffects effects) {
		this.self = self;
		this.group = group;
		this.shards = shards;
		this.effects = effects;
	}

	/**
	 * Who takes part now.
	 */
	void members(SortedSet<Owner> active) {
		this.members = active;
		create();
	}

	/**
	 * Asks for the shards of the stream.
	 * @param tick whether it is time to, so that absences count
	 */
	void list(boolean tick) {
		if (!this.listing) {
			this.listing = true;
			this.regular = tick;
			this.shards.listing();
			this.effects.listShards();
		}
	}

	/**
	 * The shards were listed.
	 * @return whether they are those of the group's stream, as far as can be seen
	 */
	boolean listed(List<Shard> listed) {
		if (this.unsure || this.shards.looksForeign(listed)) {
			this.doubtful = listed;
			this.effects.examineStream();
			return false;
		}
		accept(listed);
		return true;
	}

	/**
	 * It is the group's stream, in spite of its looks.
	 */
	void sameStream() {
		List<Shard> listed = this.doubtful;
		this.doubtful = null;
		this.unsure = false;
		if (listed != null) {
			accept(listed);
		}
	}

	private void accept(List<Shard> listed) {
		this.listing = false;
		this.shards.listed(listed, this.regular);
		this.outdated = false;
		create();
	}

	void listFailed(Throwable failure) {
		this.listing = false;
		this.doubtful = null;
		this.unsure |= failure instanceof ResourceNotFoundException;
		if (!this.shards.isComplete()) {
			this.effects.listIn(RETRY);
		}
	}

	/**
	 * The items were read.
	 */
	void queried() {
		boolean now = this.shards.isListingOutdated();
		if (now && !this.outdated) {
			list(false);
		}
		this.outdated = now;
		create();
	}

	private void create() {
		if (!this.shards.isQueried() || this.creating) {
			return;
		}
		List<ShardItem> missing = ownPart(this.shards.withoutItem()).stream().map(this::itemOf).toList();
		if (!missing.isEmpty()) {
			this.creating = true;
			this.effects.create(missing);
		}
	}

	private List<Shard> ownPart(List<Shard> missing) {
		if (missing.size() <= CREATED_BY_EACH) {
			return missing;
		}
		if (!this.members.contains(this.self)) {
			return List.of();
		}
		List<Shard> sorted = missing.stream().sorted(Comparator.comparing(Shard::id)).toList();
		int index = this.members.headSet(this.self).size();
		int from = index * sorted.size() / this.members.size();
		int to = (index + 1) * sorted.size() / this.members.size();
		return sorted.subList(from, Math.min(to, from + CREATED_AT_ONCE));
	}

	void created() {
		this.creating = false;
	}

	void createFailed() {
		this.creating = false;
	}

	/**
	 * The item of a shard that has none.
	 */
	ShardItem itemOf(Shard shard) {
		return ShardItem.initial(shard.id(), shard.parents(), this.group.startOf(shard.id()),
				this.group.isFinishedAtStart(shard.id()));
	}

	/**
	 * Removes what the stream does not have any more.
	 * @param dead owners that are known to be dead
	 */
	void cleanUp(Set<Owner> dead) {
		List<ShardItem> gone = this.shards.removable(dead);
		if (!this.removing && !gone.isEmpty()) {
			this.removing = true;
			this.effects.remove(List.copyOf(gone.subList(0, Math.min(gone.size(), REMOVED_AT_ONCE))));
		}
	}

	void removed(List<ShardItem> removed) {
		this.removing = false;
		removed.forEach((item) -> this.shards.removed(item.shardId()));
	}

}
