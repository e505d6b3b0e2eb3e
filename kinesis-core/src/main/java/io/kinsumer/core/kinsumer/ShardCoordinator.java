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
import java.util.List;

import io.kinsumer.core.kinsumer.ShardConsumer.Outcome;
import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.shard.Shard;
import io.kinsumer.core.shard.ShardAssignor;

/**
 * Decides which shards this session acquires, begins and gives up. A step machine: it is
 * told what happened and says what to do next; it never waits.
 */
final class ShardCoordinator {

	// Many shards that begin or end at once are planned for once.
	private static final Duration SETTLING = Duration.ofMillis(20);

	private final Owner self;

	private final ShardAssignor assignor;

	private final ShardMap shards;

	private final ShardQueries queries;

	private final ShardTopology topology;

	private final CoordinatorEffects effects;

	private final Holdings holdings;

	private final Acquisitions acquisitions;

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
		this.holdings = new Holdings(self);
		this.acquisitions = new Acquisitions(this.shards, this.holdings, effects);
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
	 * The members were asked for once more.
	 */
	void onMembersConfirmed() {
		this.queries.confirmed();
		plan();
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
		for (ShardId id : this.holdings.kept()) {
			// Its children wait, and there is nothing more to read.
			if (this.shards.hasVanished(id)) {
				drain(id);
				this.effects.vanished(id);
			}
		}
		// One member is enough.
		if (!this.members.active().isEmpty() && this.members.active().first().equals(this.self)) {
			this.topology.cleanUp(this.members.dead());
		}
	}

	void onRemoved(List<ShardItem> removed) {
		this.topology.removed(removed);
		for (ShardItem item : removed) {
			// Whoever gave a shard up because it had vanished has told so already.
			boolean nobodyGaveItUp = item.epoch() == 0 || item.owner() != null;
			if (!item.finished() && nobodyGaveItUp) {
				this.effects.vanished(item.shardId());
			}
		}
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

	/**
	 * Takes up shards whose items name this session although it does not know of them:
	 * the answer to an acquisition was lost. An acquisition that took effect after the
	 * item was made anew may bring an epoch that was used: then it is acquired once more.
	 */
	private void adopt() {
		for (ShardItem item : this.shards.items()) {
			if (this.holdings.isUnknown(item) && !this.acquisitions.isUnderWay(item.shardId())) {
				if (this.holdings.isFormer(item)) {
					this.acquisitions.acquire(item);
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
		for (ShardId id : this.holdings.kept()) {
			ShardItem item = this.shards.item(id);
			if (item != null && !this.holdings.isOwn(item)) {
				this.effects.lose(id);
			}
		}
	}

	private void begin(ShardItem item) {
		this.shards.changed(item);
		this.holdings.begin(item);
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
		this.acquisitions.want(List.of());
		if (this.over || this.leaving || !this.shards.isComplete() || this.queries.isOutdated()
				|| !this.members.active().contains(this.self)) {
			return;
		}
		AssignmentPlan plan;
		try {
			plan = AssignmentPlan.of(this.self, this.members, this.holdings.ids(), this.shards, this.assignor);
		}
		catch (Throwable ex) {
			// The assignor may be anybody's.
			this.effects.assignmentFailed(ex);
			this.queries.poll();
			return;
		}
		carryOut(plan);
	}

	private void carryOut(AssignmentPlan plan) {
		List<ShardId> drain = plan.drain().stream().filter(this.holdings::isKept).toList();
		if (this.queries.isConfirmed()) {
			drain.forEach(this::drain);
		}
		else if (!drain.isEmpty()) {
			// The items may show what others did who know of newer members.
			this.queries.confirm();
		}
		this.acquisitions.want(plan.acquire());
		this.acquisitions.advance();
		if (plan.waiting()) {
			this.queries.poll();
		}
		else {
			this.queries.pollAfresh();
		}
	}

	void onAcquired(ShardItem item) {
		this.acquisitions.answered(item.shardId());
		if (this.over) {
			return;
		}
		this.effects.touched();
		begin(item);
		this.acquisitions.advance();
		planSoon();
	}

	void onAcquireFailed(ShardId id) {
		this.acquisitions.answered(id);
		if (this.over) {
			return;
		}
		query();
		this.acquisitions.advance();
	}

	private void drain(ShardId id) {
		this.holdings.giveUp(id);
		this.effects.drain(id);
	}

	void onEnded(ShardItem item, Outcome outcome) {
		this.holdings.ended(item.shardId());
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
		this.acquisitions.want(List.of());
		List.copyOf(this.holdings.ids()).forEach(this::drain);
		leaveWhenEmpty();
	}

	private void leaveWhenEmpty() {
		if (this.holdings.isEmpty() && this.acquisitions.isEmpty() && !this.over) {
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
