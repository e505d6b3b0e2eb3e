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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.kinsumer.core.kinsumer.ShardConsumer.Outcome;
import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.shard.Shard;
import io.kinsumer.core.shard.ShardAssignor;
import org.jspecify.annotations.Nullable;

/**
 * Which shards this client takes and gives up, for one session. A step machine: it is
 * told what happened and says what to do next; it never waits. The shard items are its
 * only universe; the newest answer counts, corrected by what this client itself did since
 * it asked.
 */
final class ShardCoordinator {

	private static final Backoff POLL = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

	// Ten seconds of polling at the initial delay, before it backs off.
	private static final int POLLS = 20;

	private static final Duration LIST_RETRY = Duration.ofSeconds(1);

	private final Owner self;

	private final GroupItem group;

	private final ShardAssignor assignor;

	private final ShardMap shards;

	private final Effects effects;

	private final Set<ShardId> acquiring = new HashSet<>();

	private final Map<ShardId, Boolean> held = new HashMap<>();

	private Members members = Members.NONE;

	private long asked;

	private boolean querying;

	private boolean queryAgain;

	private boolean listing;

	private boolean leaving;

	private boolean over;

	private boolean outdated;

	private int polls;

	ShardCoordinator(Owner self, GroupItem group, ShardAssignor assignor, boolean keepShardOrder, Effects effects) {
		this.self = self;
		this.group = group;
		this.assignor = assignor;
		this.shards = new ShardMap(keepShardOrder);
		this.effects = effects;
	}

	void start() {
		query();
		list();
	}

	void onDiscoverTick() {
		if (!this.over) {
			query();
			list();
		}
	}

	void onMembers(Members now) {
		this.members = now;
		this.polls = 0;
		query();
		plan();
	}

	/**
	 * Asks for the shards of the stream.
	 */
	void list() {
		if (!this.listing && !this.over) {
			this.listing = true;
			this.effects.listShards();
		}
	}

	void onListed(List<Shard> listed) {
		this.listing = false;
		if (this.over) {
			return;
		}
		this.shards.listed(listed);
		create();
		plan();
	}

	void onListFailed() {
		this.listing = false;
		if (!this.over && !this.shards.isComplete()) {
			this.effects.listIn(LIST_RETRY);
		}
	}

	private void create() {
		if (this.shards.isQueried()) {
			List<ShardItem> missing = new ArrayList<>();
			this.shards.withoutItem().forEach((shard) -> missing.add(itemOf(shard)));
			if (!missing.isEmpty()) {
				this.effects.create(missing);
			}
		}
	}

	ShardItem itemOf(Shard shard) {
		return ShardItem.initial(shard.id(), shard.parents(), this.group.startOf(shard.id()),
				this.group.isFinishedAtStart(shard.id()));
	}

	void onCreated() {
		query();
	}

	/**
	 * Asks for the shard items.
	 */
	void query() {
		if (this.over) {
			return;
		}
		if (this.querying) {
			this.queryAgain = true;
			return;
		}
		this.querying = true;
		this.queryAgain = false;
		this.asked = this.shards.asked();
		this.effects.queryShards();
	}

	void onShards(List<ShardItem> answer) {
		this.querying = false;
		if (this.over) {
			return;
		}
		boolean stale = this.shards.answered(this.asked, answer);
		this.effects.watch(this.shards.owners());
		if (this.shards.isListingOutdated() && !this.outdated) {
			list();
		}
		this.outdated = this.shards.isListingOutdated();
		if (stale || this.queryAgain) {
			query();
		}
		adopt();
		create();
		plan();
		if (this.leaving && !this.querying) {
			leaveWhenEmpty();
		}
	}

	void onQueryFailed() {
		this.querying = false;
		if (!this.over) {
			poll();
		}
	}

	/**
	 * Takes up shards whose items name this session although it does not know of them:
	 * the answer to an acquisition was lost.
	 */
	private void adopt() {
		for (ShardItem item : this.shards.items()) {
			if (this.self.equals(item.owner()) && !item.finished() && !this.held.containsKey(item.shardId())
					&& !this.acquiring.contains(item.shardId())) {
				begin(item);
				if (this.leaving) {
					drain(item.shardId());
				}
			}
		}
	}

	private void begin(ShardItem item) {
		this.shards.changed(item);
		this.held.put(item.shardId(), false);
		this.effects.begin(item);
	}

	private void plan() {
		if (this.over || this.leaving || !this.shards.isComplete() || !this.members.active().contains(this.self)) {
			return;
		}
		SortedMap<ShardId, @Nullable Owner> owners = new TreeMap<>();
		for (ShardItem item : this.shards.runnable(this.members.dead())) {
			owners.put(item.shardId(), liveOwner(item));
		}
		boolean waiting = owners.containsValue(null);
		Map<ShardId, Owner> assignment = this.assignor.assign(this.members.active(), owners);
		for (Map.Entry<ShardId, Owner> entry : assignment.entrySet()) {
			ShardId id = entry.getKey();
			boolean mine = entry.getValue().equals(this.self);
			if (mine && !this.held.containsKey(id)) {
				waiting |= owners.get(id) != null;
				acquire(id, owners.get(id));
			}
			else if (!mine && Boolean.FALSE.equals(this.held.get(id))) {
				drain(id);
			}
		}
		if (waiting) {
			poll();
		}
		else {
			this.polls = 0;
		}
	}

	private @Nullable Owner liveOwner(ShardItem item) {
		if (this.held.containsKey(item.shardId())) {
			return this.self;
		}
		Owner owner = item.owner();
		return (owner != null && this.members.dead().contains(owner)) ? null : owner;
	}

	private void acquire(ShardId id, @Nullable Owner liveOwner) {
		ShardItem item = this.shards.item(id);
		if (item == null || liveOwner != null || this.effects.isBusy(id) || !this.acquiring.add(id)) {
			return;
		}
		this.effects.acquire(item, item.owner());
	}

	void onAcquired(ShardItem item) {
		this.acquiring.remove(item.shardId());
		if (this.over) {
			return;
		}
		this.effects.touched();
		begin(item);
		if (this.leaving) {
			drain(item.shardId());
		}
		plan();
	}

	void onAcquireFailed(ShardId id) {
		this.acquiring.remove(id);
		if (this.over) {
			return;
		}
		query();
	}

	private void drain(ShardId id) {
		this.held.put(id, true);
		this.effects.drain(id);
	}

	private void poll() {
		this.effects.queryIn(POLL.delay(this.polls - POLLS + 2));
	}

	void onPoll() {
		this.polls++;
		query();
	}

	void onEnded(ShardItem item, Outcome outcome) {
		this.held.remove(item.shardId());
		if (this.over) {
			return;
		}
		if (outcome == Outcome.LOST) {
			// Whose it is now, only the table knows.
			this.shards.forget(item.shardId());
		}
		else {
			this.shards.changed(item);
			this.effects.touched();
		}
		query();
		plan();
		if (this.leaving) {
			leaveWhenEmpty();
		}
	}

	/**
	 * Gives up all shards and takes no more.
	 */
	void leave() {
		this.leaving = true;
		List.copyOf(this.held.keySet()).forEach(this::drain);
		leaveWhenEmpty();
	}

	private void leaveWhenEmpty() {
		if (this.held.isEmpty() && this.acquiring.isEmpty() && !this.over) {
			this.over = true;
			this.effects.empty();
		}
	}

	/**
	 * Ends this machine; late answers do not count.
	 */
	void close() {
		this.over = true;
	}

	Members members() {
		return this.members;
	}

	/**
	 * What is known of the shards.
	 */
	ShardMap shards() {
		return this.shards;
	}

	/**
	 * What the coordinator wants done. No method may call back before it returns.
	 */
	interface Effects {

		/**
		 * Answered by {@link #onShards} or {@link #onQueryFailed}.
		 */
		void queryShards();

		/**
		 * Answered by {@link #onPoll}; replaces an earlier wish.
		 */
		void queryIn(Duration delay);

		/**
		 * Answered by {@link #list}; replaces an earlier wish.
		 */
		void listIn(Duration delay);

		/**
		 * Answered by {@link #onListed} or {@link #onListFailed}.
		 */
		void listShards();

		/**
		 * Answered by {@link #onCreated}, if it succeeds.
		 */
		void create(List<ShardItem> missing);

		/**
		 * Answered by {@link #onAcquired} or {@link #onAcquireFailed}.
		 */
		void acquire(ShardItem seen, @Nullable Owner deadOwner);

		/**
		 * Begins to consume a shard that is owned now; ends with {@link #onEnded}.
		 */
		void begin(ShardItem item);

		/**
		 * Ends the consumption of a shard in good order.
		 */
		void drain(ShardId shardId);

		/**
		 * Whether a handler of an earlier ownership of this shard still runs here.
		 */
		boolean isBusy(ShardId shardId);

		/**
		 * The owners whose life matters.
		 */
		void watch(Set<Owner> owners);

		/**
		 * This session changed a shard item.
		 */
		void touched();

		/**
		 * All shards are given up.
		 */
		void empty();

	}

}
