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

package io.kinsumer.core.metadata;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;

/**
 * The shard items of one generation of a group. The same rules as for
 * {@link MetadataRepository} hold.
 */
public interface CheckpointRepository {

	/**
	 * All shard items, by one consistent read.
	 * @return in any order
	 */
	CompletableFuture<List<ShardItem>> shards();

	/**
	 * One shard item, by a consistent read.
	 * @param shardId the shard
	 * @return empty when there is none
	 */
	CompletableFuture<Optional<ShardItem>> findShard(ShardId shardId);

	/**
	 * Creates an item, unless there is one.
	 * @param item a shard that nobody has owned yet
	 * @return completes when there is an item, whoever created it
	 */
	CompletableFuture<Void> createShard(ShardItem item);

	/**
	 * Makes a client the owner of a shard. Condition: the item has the epoch seen, is not
	 * finished, and has no owner or the given former one.
	 * @param seen the item as it was read
	 * @param formerOwner the owner it has, when that is known to be dead, or is the new
	 * owner itself; otherwise {@code null}
	 * @param owner the new owner
	 * @param epoch the epoch of the new ownership: greater than the one seen, and than
	 * that of any earlier ownership of this shard by the same owner, also where somebody
	 * has removed the item meanwhile
	 * @return the item as it is stored now: only its position counts, not that of an
	 * earlier read
	 */
	CompletableFuture<ShardItem> acquireShard(ShardItem seen, @Nullable Owner formerOwner, Owner owner, long epoch);

	/**
	 * Writes the position of a shard, releases or finishes it, in one write.
	 * @param write what to store
	 * @return completes when it is stored
	 */
	CompletableFuture<Void> write(ShardWrite write);

	/**
	 * Moves the position of a shard on request of an operator, also back, and of one that
	 * is finished, which has to be handled again then. Condition: the item has the epoch
	 * seen, and no owner or the given dead one. The shard is free afterwards, without a
	 * pending checkpoint. Its epoch grows, so that neither a write of a former owner nor
	 * an acquisition by somebody who saw it before takes effect any more.
	 * @param seen the item as it was read
	 * @param deadOwner the owner it has, when that is known to be dead; otherwise
	 * {@code null}
	 * @param position where to go on
	 * @return the item as it is stored now
	 */
	CompletableFuture<ShardItem> resetShard(ShardItem seen, @Nullable Owner deadOwner, ShardPosition position);

	/**
	 * Removes an item. Condition: it has the owner, or none, and the epoch seen.
	 * @param seen the item as it was read
	 * @return completes when there is none
	 */
	CompletableFuture<Void> removeShard(ShardItem seen);

}
