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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.kinsumer.ShardConsumer.Outcome;
import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.Shard;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Does what a {@link ShardCoordinator} wants done, and keeps the consumers of the shards
 * that it holds.
 */
final class CoordinatorDriver implements CoordinatorEffects {

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration LIST_TIMEOUT = Duration.ofSeconds(30);

	private final Owner owner;

	private final GroupItem group;

	private final FirstReads firstReads;

	private final KinsumerRun run;

	private final EngineRuntime runtime;

	private final CheckpointRepository checkpoints;

	private final ShardCoordinator coordinator;

	private final ItemKeeper keeper;

	private final Map<ShardId, Tenure> consumers = new HashMap<>();

	private final Map<ShardId, Wish> wished = new HashMap<>();

	private final TimerSlot query;

	private final TimerSlot list;

	private final TimerSlot discover;

	private final TimerSlot plan;

	CoordinatorDriver(Owner owner, GroupItem group, FirstReads firstReads, KinsumerRun run) {
		this.owner = owner;
		this.group = group;
		this.firstReads = firstReads;
		this.run = run;
		this.runtime = run.runtime();
		this.checkpoints = run.metadata().checkpoints(group);
		this.keeper = new ItemKeeper(this.runtime, run.reports());
		this.coordinator = new ShardCoordinator(owner, group, run.settings().shardAssignor(),
				run.settings().keepShardOrder(), this);
		this.query = new TimerSlot(this.runtime, this.coordinator::onPoll);
		this.list = new TimerSlot(this.runtime, this.coordinator::list);
		this.discover = new TimerSlot(this.runtime, this::discoverTick);
		this.plan = new TimerSlot(this.runtime, this.coordinator::onPlan);
	}

	ShardCoordinator coordinator() {
		return this.coordinator;
	}

	Collection<ShardDriver> consumers() {
		return this.consumers.values().stream().map(Tenure::driver).toList();
	}

	@Nullable ShardDriver consumer(ShardId id) {
		Tenure tenure = this.consumers.get(id);
		return (tenure != null) ? tenure.driver() : null;
	}

	void start() {
		this.coordinator.start();
		if (this.group.generation() > 0) {
			this.keeper.removeAll(this.run.metadata().checkpoints(this.group.previous()));
		}
		this.discover.set(this.run.settings().discoverFrequency());
	}

	private void discoverTick() {
		this.coordinator.onDiscoverTick();
		this.discover.set(this.run.settings().discoverFrequency());
	}

	void close() {
		this.coordinator.close();
		this.query.cancel();
		this.list.cancel();
		this.discover.cancel();
		this.plan.cancel();
	}

	@Override
	public void queryShards() {
		this.runtime.ask(CALL_TIMEOUT, () -> this.firstReads.items().orElseGet(this.checkpoints::shards),
				(found, failure) -> {
					if (failure != null) {
						this.run.reports().callFailed("query of the shard items", Reports.cause(failure));
						this.coordinator.onQueryFailed();
					}
					else {
						this.coordinator.onShards(found);
					}
				});
	}

	@Override
	public void queryIn(Duration delay) {
		this.query.set(delay);
	}

	@Override
	public void confirmMembers() {
		this.run.confirmMembers();
	}

	@Override
	public void listIn(Duration delay) {
		this.list.set(delay);
	}

	@Override
	public void listShards() {
		this.runtime.ask(LIST_TIMEOUT, () -> this.firstReads.listing().orElseGet(this.run.reader()::listShards),
				(shards, failure) -> {
					if (failure != null) {
						this.run.reports().callFailed("ListShards", Reports.cause(failure));
						this.coordinator.onListFailed(Reports.cause(failure));
					}
					else {
						this.coordinator.onListed(shards);
					}
				});
	}

	@Override
	public void examineStream() {
		this.runtime.ask(LIST_TIMEOUT, () -> this.firstReads.description().orElseGet(this.run.reader()::describe),
				(stream, failure) -> {
					if (failure != null) {
						this.run.reports().callFailed("DescribeStreamSummary", Reports.cause(failure));
						this.coordinator.onListFailed(Reports.cause(failure));
					}
					else if (this.group.isOn(stream.created())) {
						this.coordinator.onSameStream();
					}
					else {
						this.run.onOtherStream(this);
					}
				});
	}

	@Override
	public void planIn(Duration delay) {
		this.plan.set(delay);
	}

	@Override
	public void create(List<ShardItem> missing) {
		this.keeper.create(this.checkpoints, missing).whenComplete((ignored, failure) -> {
			if (failure != null) {
				this.run.reports().callFailed("creation of shard items", Reports.cause(failure));
				this.coordinator.onCreateFailed();
			}
			else {
				touched();
				this.coordinator.onCreated();
			}
		});
	}

	@Override
	public void remove(List<ShardItem> gone) {
		this.keeper.remove(this.checkpoints, gone).thenAccept(this.coordinator::onRemoved);
	}

	/**
	 * Creates the items of the shards that follow a finished one.
	 * @return completes when all are there
	 */
	CompletableFuture<Void> createChildren(List<Shard> children) {
		return this.keeper.create(this.checkpoints, children.stream().map(this.coordinator::itemOf).toList());
	}

	@Override
	public void acquire(ShardItem seen, @Nullable Owner formerOwner, long epoch) {
		this.wished.put(seen.shardId(), new Wish(Mark.now(this.runtime), formerOwner == null));
		this.runtime.ask(CALL_TIMEOUT, () -> this.checkpoints.acquireShard(seen, formerOwner, this.owner, epoch),
				(item, failure) -> {
					if (failure == null) {
						this.coordinator.onAcquired(item);
						return;
					}
					Throwable cause = Reports.cause(failure);
					if (!(cause instanceof ConditionFailedException)) {
						this.run.reports().callFailed("acquisition of a shard", seen.shardId(), cause);
					}
					this.coordinator.onAcquireFailed(seen.shardId());
				});
	}

	@Override
	public void begin(ShardItem item) {
		ShardDriver consumer = new ShardDriver(item, this.owner, this.run, this, this.checkpoints);
		Mark now = Mark.now(this.runtime);
		Wish wish = this.wished.remove(item.shardId());
		this.consumers.put(item.shardId(), new Tenure(consumer, now,
				new RetentionGap(item, wish != null && wish.free(), this.run.retention(), now), null));
		this.run.onConsumerBegun(consumer, item, (wish != null) ? wish.since().until(now) : Duration.ZERO);
		this.run.holds().begun(item.shardId(), consumer);
		consumer.start();
	}

	@Override
	public void drain(ShardId shardId) {
		Tenure tenure = this.consumers.computeIfPresent(shardId,
				(id, before) -> before.drained(Mark.now(this.runtime)));
		if (tenure != null) {
			tenure.driver().consumer().drain();
		}
	}

	@Override
	public void lose(ShardId shardId) {
		ShardDriver driver = consumer(shardId);
		if (driver != null) {
			this.runtime.loop().execute(driver.consumer()::lose);
		}
	}

	void onRead(ShardId shardId, Mark asked, List<Record> records, long millisBehindLatest) {
		Tenure tenure = this.consumers.get(shardId);
		if (tenure != null) {
			tenure.gap()
				.read(asked, Mark.now(this.runtime), records, millisBehindLatest)
				.ifPresent((gap) -> this.run.reports().retentionGap(shardId, gap));
		}
	}

	void onEnded(ShardDriver consumer, ShardItem item, Outcome outcome) {
		Tenure tenure = this.consumers.remove(item.shardId());
		if (tenure != null) {
			Mark now = Mark.now(this.runtime);
			this.run.onConsumerEnded(consumer, item, outcome,
					(outcome == Outcome.RELEASED) ? tenure.handedOver(now) : tenure.owned(now));
		}
		this.coordinator.onEnded(item, outcome);
	}

	@Override
	public void vanished(ShardId shardId) {
		this.run.reports().vanished(shardId);
	}

	@Override
	public void assignmentFailed(Throwable failure) {
		this.run.reports().assignmentFailed(this.run.settings().shardAssignor().name(), failure);
	}

	@Override
	public boolean isBusy(ShardId shardId) {
		return this.run.isBusy(shardId);
	}

	@Override
	public void watch(Set<Owner> owners) {
		this.run.watch(owners);
	}

	@Override
	public void touched() {
		this.run.touched();
	}

	@Override
	public void empty() {
		this.run.onEmpty();
	}

	/**
	 * An acquisition that is under way.
	 *
	 * @param since when it began
	 * @param free whether nobody owned the shard, not even somebody dead
	 */
	private record Wish(Mark since, boolean free) {

	}

}
