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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.runtime.EngineRuntime;

/**
 * Creates and removes shard items, some at a time.
 */
final class ItemKeeper {

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

	private static final int AT_ONCE = 20;

	private final EngineRuntime runtime;

	private final Reports reports;

	ItemKeeper(EngineRuntime runtime, Reports reports) {
		this.runtime = runtime;
		this.reports = reports;
	}

	/**
	 * Creates items where there are none.
	 * @return fails if one could not be created
	 */
	CompletableFuture<Void> create(CheckpointRepository checkpoints, List<ShardItem> items) {
		return inTurn(items, (item) -> this.runtime.within(CALL_TIMEOUT, checkpoints.createShard(item)));
	}

	/**
	 * Removes items.
	 * @return those that are gone; never fails
	 */
	CompletableFuture<List<ShardItem>> remove(CheckpointRepository checkpoints, List<ShardItem> items) {
		List<ShardItem> removed = Collections.synchronizedList(new ArrayList<>());
		return inTurn(items, (item) -> this.runtime.within(CALL_TIMEOUT, checkpoints.removeShard(item))
			.handle((ignored, failure) -> {
				if (failure == null) {
					removed.add(item);
				}
				else if (!(Reports.cause(failure) instanceof ConditionFailedException)) {
					this.reports.callFailed("removal of a shard item", item.shardId(), Reports.cause(failure));
				}
				return null;
			})).thenApply((ignored) -> List.copyOf(removed));
	}

	/**
	 * Removes all items of a generation that is over. A member that has not noticed yet
	 * finds its shards lost.
	 */
	void removeAll(CheckpointRepository checkpoints) {
		this.runtime.ask(CALL_TIMEOUT, checkpoints::shards, (items, failure) -> {
			if (failure != null) {
				this.reports.callFailed("query of an earlier generation", Reports.cause(failure));
			}
			else {
				remove(checkpoints, items);
			}
		});
	}

	private static CompletableFuture<Void> inTurn(List<ShardItem> items,
			Function<ShardItem, CompletableFuture<?>> call) {
		if (items.isEmpty()) {
			return CompletableFuture.allOf();
		}
		int now = Math.min(AT_ONCE, items.size());
		CompletableFuture<?>[] calls = items.subList(0, now).stream().map(call).toArray(CompletableFuture[]::new);
		return CompletableFuture.allOf(calls).thenCompose((ignored) -> inTurn(items.subList(now, items.size()), call));
	}

}
