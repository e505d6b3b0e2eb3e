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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.kinsumer.core.kinsumer.ShardConsumer.Outcome;
import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.shard.Shard;
import io.kinsumer.core.shard.ShardAssignor;
import org.jspecify.annotations.Nullable;

/**
 * Decides which shards this session acquires, begins and gives up. A step machine: it is
 * told what happened and says what to do next; it never waits.
 */
final class ShardCoordinator {

	// More would wait for connections, and their time would run out there.
	private static final int ACQUIRED_AT_ONCE = 20;

	// Many shards that begin or end at once are planned for once.
	private static final Duration SETTLING = Duration.ofMillis(20);

	private final Owner self;

	private final ShardAssignor assignor;

	private final ShardMap shards;

	private final ShardQueries queries;

	private final ShardTopology topology;

	private final CoordinatorEffects effects;

	private final Deque<ShardId> wanted = new ArrayDeque<>();

	private final Set<ShardId> acquiring = new HashSet<>();

	private final Map<ShardId, Boolean> held = new HashMap<>();

	private final Epochs epochs = new Epochs();

	private Members members = Members.NONE;

	private boolean planSet;

	private boolean leaving;

	private boolean over;

	ShardCoordinator(Owner self, GroupItem group, ShardAssignor assignor, boolean keepShardOrder,
			CoordinatorEffects effects) {
		this.self = self;
		this.assignor = assignor;
		this.shards = new ShardMap(keepShardOrder);
		this.queries = new ShardQueries(this.shards, effects);
		this.topology = new ShardTopology(self, group, this.shards, effects);
		this.effects = effects;
	}

	void start() {
		query();
		this.topology.list(true);
	}

	void onDiscoverTick() {
		if (!this.over) {
			query();
			this.topology.list(true);
		}
	}

	void onMembers(Members now) {
		Members before = this.members;
		this.members = now;
		if (this.over) {
			return;
		}
		this.topology.members(now.active());
		this.queries.pollAfresh();
		if (before == Members.NONE) {
			// It holds nothing yet, and whatever it acquires is conditional.
			query();
			plan();
		}
		else if (now.isSameGroup(before)) {
			query();
		}
		else {
			// Who left or died has handed over, or others have taken over, meanwhile.
			this.queries.renew();
		}
	}

	/**
	 * Asks for the shards of the stream.
	 */
	void list() {
		if (!this.over) {
			this.topology.list(false);
		}
	}

	void onListed(List<Shard> listed) {
		if (!this.over && this.topology.listed(listed)) {
			plan();
			cleanUp();
		}
	}

	/**
	 * The stream that was to be examined is that of the group.
	 */
	void onSameStream() {
		if (!this.over) {
			this.topology.sameStream();
			plan();
		}
	}

	void onListFailed(Throwable failure) {
		if (!this.over) {
			this.topology.listFailed(failure);
		}
	}

	ShardItem itemOf(Shard shard) {
		return this.topology.itemOf(shard);
	}

	void onCreated() {
		this.topology.created();
		query();
	}

	void onCreateFailed() {
		this.topology.createFailed();
		if (!this.over) {
			this.queries.poll();
		}
	}

	private void cleanUp() {
		for (Map.Entry<ShardId, Boolean> entry : new HashMap<>(this.held).entrySet()) {
			// Its children wait, and there is nothing more to read.
			if (!entry.getValue() && this.shards.hasVanished(entry.getKey())) {
				drain(entry.getKey());
				this.effects.vanished(entry.getKey());
			}
		}
		// One member is enough.
		if (!this.members.active().isEmpty() && this.members.active().first().equals(this.self)) {
			this.topology.cleanUp();
		}
	}

	void onRemoved(List<ShardItem> removed) {
		this.topology.removed(removed);
	}

	/**
	 * Asks for the shard items.
	 */
	void query() {
		if (!this.over) {
			this.queries.query();
		}
	}

	void onShards(List<ShardItem> answer) {
		if (this.over) {
			return;
		}
		this.queries.answered(answer);
		this.effects.watch(this.shards.owners());
		this.topology.queried();
		adopt();
		disown();
		plan();
		if (this.leaving && !this.queries.isUnderWay()) {
			leaveWhenEmpty();
		}
	}

	void onQueryFailed() {
		if (!this.over) {
			this.queries.failed();
		}
	}

	void onPoll() {
		if (!this.over) {
			this.queries.onPoll();
		}
	}

	@Nullable HashKeyRange hashKeys(ShardId id) {
		return this.shards.hashKeys(id);
	}

	/**
	 * Takes up shards whose items name this session although it does not know of them:
	 * the answer to an acquisition was lost. An acquisition that took effect after the
	 * item was made anew may bring an epoch that was used: then it is acquired once more.
	 */
	private void adopt() {
		for (ShardItem item : this.shards.items()) {
			if (this.self.equals(item.owner()) && !item.finished() && !this.held.containsKey(item.shardId())
					&& !this.acquiring.contains(item.shardId())) {
				if (this.epochs.isUsed(item)) {
					acquire(item);
				}
				else {
					begin(item);
				}
			}
		}
	}

	/**
	 * Gives up shards whose items do not name this session any more, or in an epoch that
	 * is not the one it holds, although it did not release them: somebody removed the
	 * item, and it was created again.
	 */
	private void disown() {
		for (Map.Entry<ShardId, Boolean> entry : this.held.entrySet()) {
			ShardItem item = this.shards.item(entry.getKey());
			boolean draining = entry.getValue();
			if (!draining && item != null && !isOwn(item)) {
				this.effects.lose(entry.getKey());
			}
		}
	}

	private boolean isOwn(ShardItem item) {
		return this.self.equals(item.finished() ? item.finishedBy() : item.owner()) && this.epochs.isLastUsed(item);
	}

	private void begin(ShardItem item) {
		this.shards.changed(item);
		this.held.put(item.shardId(), false);
		this.epochs.use(item);
		this.effects.begin(item);
		if (this.leaving) {
			drain(item.shardId());
		}
	}

	private void planSoon() {
		if (!this.planSet) {
			this.planSet = true;
			this.effects.planIn(SETTLING);
		}
	}

	void onPlan() {
		this.planSet = false;
		plan();
	}

	private void plan() {
		// What an earlier plan wanted holds no longer, even if there cannot be a new one.
		this.wanted.clear();
		if (this.over || this.leaving || !this.shards.isComplete() || this.queries.isOutdated()
				|| !this.members.active().contains(this.self)) {
			return;
		}
		AssignmentPlan plan;
		try {
			plan = AssignmentPlan.of(this.self, this.members, this.held.keySet(), this.shards, this.assignor);
		}
		catch (Throwable ex) {
			this.effects.assignmentFailed(ex);
			this.queries.poll();
			return;
		}
		for (ShardId id : plan.drain()) {
			if (Boolean.FALSE.equals(this.held.get(id))) {
				drain(id);
			}
		}
		this.wanted.addAll(plan.acquire());
		acquireNext();
		if (plan.waiting()) {
			this.queries.poll();
		}
		else {
			this.queries.pollAfresh();
		}
	}

	private void acquireNext() {
		while (this.acquiring.size() < ACQUIRED_AT_ONCE && !this.wanted.isEmpty()) {
			ShardId id = this.wanted.remove();
			ShardItem item = this.shards.item(id);
			if (item != null && !this.held.containsKey(id) && !this.effects.isBusy(id)) {
				acquire(item);
			}
		}
	}

	private void acquire(ShardItem item) {
		if (this.acquiring.add(item.shardId())) {
			this.effects.acquire(item, item.owner(), this.epochs.next(item));
		}
	}

	void onAcquired(ShardItem item) {
		this.acquiring.remove(item.shardId());
		if (this.over) {
			return;
		}
		this.effects.touched();
		begin(item);
		acquireNext();
		planSoon();
	}

	void onAcquireFailed(ShardId id) {
		this.acquiring.remove(id);
		if (this.over) {
			return;
		}
		query();
		acquireNext();
	}

	private void drain(ShardId id) {
		this.held.put(id, true);
		this.effects.drain(id);
	}

	void onEnded(ShardItem item, Outcome outcome) {
		this.held.remove(item.shardId());
		if (this.over) {
			return;
		}
		switch (outcome) {
			case RELEASED -> {
				this.shards.changed(item);
				this.effects.touched();
			}
			case FINISHED -> {
				this.shards.changed(item.finished(this.self));
				this.effects.touched();
				query();
				list();
			}
			case LOST -> {
				// Whose it is now, only the table knows.
				this.shards.forget(item.shardId());
				query();
			}
		}
		planSoon();
		if (this.leaving) {
			leaveWhenEmpty();
		}
	}

	/**
	 * Gives up all shards and takes no more.
	 */
	void leave() {
		this.leaving = true;
		this.wanted.clear();
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

}
