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

package io.kinsumer.core.metadata.memory;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.metadata.CheckpointRepository;
import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.ShardWrite;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;

/**
 * The shard items of one generation, in memory.
 */
final class InMemoryCheckpointRepository implements CheckpointRepository {

	private final InstantSource clock;

	private final Map<ShardId, ShardItem> items = new HashMap<>();

	InMemoryCheckpointRepository(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public synchronized CompletableFuture<List<ShardItem>> shards() {
		return CompletableFuture.completedFuture(List.copyOf(this.items.values()));
	}

	@Override
	public synchronized CompletableFuture<Optional<ShardItem>> findShard(ShardId shardId) {
		return CompletableFuture.completedFuture(Optional.ofNullable(this.items.get(shardId)));
	}

	@Override
	public synchronized CompletableFuture<Void> createShard(ShardItem item) {
		this.items.putIfAbsent(item.shardId(), item);
		return CompletableFuture.allOf();
	}

	@Override
	public synchronized CompletableFuture<ShardItem> acquireShard(ShardItem seen, @Nullable Owner formerOwner,
			Owner owner, long epoch) {
		ShardItem stored = this.items.get(seen.shardId());
		if (stored == null || stored.epoch() != seen.epoch() || stored.finished()
				|| !(stored.owner() == null || stored.owner().equals(formerOwner))) {
			return refused(stored);
		}
		ShardItem acquired = new ShardItem(stored.shardId(), stored.parents(), owner, epoch, stored.version(),
				stored.position(), stored.pending(), false, null, stored.persistedAt());
		this.items.put(acquired.shardId(), acquired);
		return CompletableFuture.completedFuture(acquired);
	}

	@Override
	public synchronized CompletableFuture<Void> write(ShardWrite write) {
		ShardItem stored = this.items.get(write.shardId());
		if (stored == null || !write.owner().equals(stored.owner()) || stored.epoch() != write.epoch()
				|| stored.version() >= write.version()) {
			return refused(stored);
		}
		boolean keeps = write.kind() == ShardWrite.Kind.PERSIST;
		this.items.put(write.shardId(),
				new ShardItem(write.shardId(), stored.parents(), keeps ? stored.owner() : null, stored.epoch(),
						write.version(), write.position(), write.pending(), write.kind() == ShardWrite.Kind.FINISH,
						(write.kind() == ShardWrite.Kind.FINISH) ? write.owner() : null, this.clock.instant()));
		return CompletableFuture.allOf();
	}

	@Override
	public synchronized CompletableFuture<ShardItem> resetShard(ShardItem seen, @Nullable Owner deadOwner,
			ShardPosition position) {
		ShardItem stored = this.items.get(seen.shardId());
		if (stored == null || stored.epoch() != seen.epoch()
				|| !(stored.owner() == null || stored.owner().equals(deadOwner))) {
			return refused(stored);
		}
		ShardItem reset = stored.reset(position);
		this.items.put(reset.shardId(), reset);
		return CompletableFuture.completedFuture(reset);
	}

	@Override
	public synchronized CompletableFuture<Void> removeShard(ShardItem seen) {
		ShardItem stored = this.items.get(seen.shardId());
		if (stored != null && (stored.epoch() != seen.epoch() || !Objects.equals(stored.owner(), seen.owner()))) {
			return refused(stored);
		}
		this.items.remove(seen.shardId());
		return CompletableFuture.allOf();
	}

	synchronized void clear() {
		this.items.clear();
	}

	private static <T> CompletableFuture<T> refused(@Nullable ShardItem stored) {
		return CompletableFuture.failedFuture(new ConditionFailedException("the stored item is another: " + stored));
	}

}
