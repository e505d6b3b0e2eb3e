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
import io.kinsumer.core.shard.StickyShardAssignor;
import org.jspecify.annotations.Nullable;

/**
 * Does what a {@link ShardCoordinator} wants done, and keeps the consumers of the shards
 * that it holds.
 */
final class CoordinatorDriver implements ShardCoordinator.Effects {

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration LIST_TIMEOUT = Duration.ofSeconds(30);

	private static final int CREATE_AT_ONCE = 20;

	private final Owner owner;

	private final KinsumerRun run;

	private final EngineRuntime runtime;

	private final CheckpointRepository checkpoints;

	private final ShardCoordinator coordinator;

	private final Map<ShardId, ShardDriver> consumers = new HashMap<>();

	private final TimerSlot query;

	private final TimerSlot list;

	private final TimerSlot discover;

	CoordinatorDriver(Owner owner, GroupItem group, KinsumerRun run) {
		this.owner = owner;
		this.run = run;
		this.runtime = run.runtime();
		this.checkpoints = run.metadata().checkpoints(group);
		this.coordinator = new ShardCoordinator(owner, group, new StickyShardAssignor(),
				run.settings().keepShardOrder(), this);
		this.query = new TimerSlot(this.runtime, this.coordinator::onPoll);
		this.list = new TimerSlot(this.runtime, this.coordinator::list);
		this.discover = new TimerSlot(this.runtime, this::discoverTick);
	}

	ShardCoordinator coordinator() {
		return this.coordinator;
	}

	Collection<ShardDriver> consumers() {
		return List.copyOf(this.consumers.values());
	}

	@Nullable ShardDriver consumer(ShardId id) {
		return this.consumers.get(id);
	}

	void start() {
		this.coordinator.start();
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
	}

	@Override
	public void queryShards() {
		this.runtime.within(CALL_TIMEOUT, this.checkpoints.shards()).whenComplete((items, failure) -> {
			if (failure != null) {
				this.run.reports().callFailed("query of the shard items", Reports.cause(failure));
				this.coordinator.onQueryFailed();
			}
			else {
				this.coordinator.onShards(items);
			}
		});
	}

	@Override
	public void queryIn(Duration delay) {
		this.query.set(delay);
	}

	@Override
	public void listIn(Duration delay) {
		this.list.set(delay);
	}

	@Override
	public void listShards() {
		this.runtime.within(LIST_TIMEOUT, this.run.reader().listShards()).whenComplete((shards, failure) -> {
			if (failure != null) {
				this.run.reports().callFailed("ListShards", Reports.cause(failure));
				this.coordinator.onListFailed();
			}
			else {
				this.coordinator.onListed(shards);
			}
		});
	}

	@Override
	public void create(List<ShardItem> missing) {
		createAll(missing).whenComplete((ignored, failure) -> {
			if (failure != null) {
				this.run.reports().callFailed("creation of shard items", Reports.cause(failure));
			}
			else {
				touched();
				this.coordinator.onCreated();
			}
		});
	}

	private CompletableFuture<Void> createAll(List<ShardItem> missing) {
		if (missing.isEmpty()) {
			return CompletableFuture.allOf();
		}
		int now = Math.min(CREATE_AT_ONCE, missing.size());
		CompletableFuture<?>[] calls = missing.subList(0, now)
			.stream()
			.map((item) -> this.runtime.within(CALL_TIMEOUT, this.checkpoints.createShard(item)))
			.toArray(CompletableFuture[]::new);
		return CompletableFuture.allOf(calls).thenCompose((ignored) -> createAll(missing.subList(now, missing.size())));
	}

	/**
	 * Creates the items of the shards that follow a finished one.
	 * @return completes when all are there
	 */
	CompletableFuture<Void> createChildren(List<Shard> children) {
		return createAll(children.stream().map(this.coordinator::itemOf).toList());
	}

	@Override
	public void acquire(ShardItem seen, @Nullable Owner deadOwner) {
		this.runtime.within(CALL_TIMEOUT, this.checkpoints.acquireShard(seen, deadOwner, this.owner))
			.whenComplete((item, failure) -> {
				if (failure == null) {
					this.coordinator.onAcquired(item);
					return;
				}
				Throwable cause = Reports.cause(failure);
				if (!(cause instanceof ConditionFailedException)) {
					this.run.reports().callFailed("acquisition of " + seen.shardId(), cause);
				}
				this.coordinator.onAcquireFailed(seen.shardId());
			});
	}

	@Override
	public void begin(ShardItem item) {
		ShardDriver consumer = new ShardDriver(item, this.owner, this.run, this, this.checkpoints);
		this.consumers.put(item.shardId(), consumer);
		this.run.onConsumerBegun(item);
		consumer.start();
	}

	@Override
	public void drain(ShardId shardId) {
		ShardDriver consumer = this.consumers.get(shardId);
		if (consumer != null) {
			consumer.consumer().drain();
		}
	}

	void onEnded(ShardDriver consumer, ShardItem item, Outcome outcome) {
		this.consumers.remove(item.shardId(), consumer);
		this.run.onConsumerEnded(item, outcome);
		this.coordinator.onEnded(item, outcome);
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

}
