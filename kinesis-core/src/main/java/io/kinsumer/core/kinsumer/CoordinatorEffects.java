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
import java.util.Set;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ShardCoordinator} wants done. No method may call back before it returns.
 */
interface CoordinatorEffects {

	/**
	 * Answered by {@link ShardCoordinator#onShards} or
	 * {@link ShardCoordinator#onQueryFailed}.
	 */
	void queryShards();

	/**
	 * Answered by {@link ShardCoordinator#onPoll}; replaces an earlier wish.
	 */
	void queryIn(Duration delay);

	/**
	 * Asks for the members anew. Answered by {@link ShardCoordinator#onMembersConfirmed},
	 * after {@link ShardCoordinator#onMembers} where they changed.
	 */
	void confirmMembers();

	/**
	 * Answered by {@link ShardCoordinator#onListed} or
	 * {@link ShardCoordinator#onListFailed}.
	 */
	void listShards();

	/**
	 * Answered by {@link ShardCoordinator#list}; replaces an earlier wish.
	 */
	void listIn(Duration delay);

	/**
	 * The stream may be another of the same name. Answered by
	 * {@link ShardCoordinator#onSameStream} or {@link ShardCoordinator#onListFailed}; if
	 * it is another one, the coordinator is closed.
	 */
	void examineStream();

	/**
	 * Answered by {@link ShardCoordinator#onCreated} or
	 * {@link ShardCoordinator#onCreateFailed}.
	 */
	void create(List<ShardItem> missing);

	/**
	 * Answered by {@link ShardCoordinator#onRemoved}.
	 */
	void remove(List<ShardItem> gone);

	/**
	 * Answered by {@link ShardCoordinator#onPlan}; replaces an earlier wish.
	 */
	void planIn(Duration delay);

	/**
	 * Answered by {@link ShardCoordinator#onAcquired} or
	 * {@link ShardCoordinator#onAcquireFailed}.
	 */
	void acquire(ShardItem seen, @Nullable Owner formerOwner, long epoch);

	/**
	 * Begins to consume a shard that is owned now; ends with
	 * {@link ShardCoordinator#onEnded}.
	 */
	void begin(ShardItem item);

	/**
	 * Ends the consumption of a shard in good order.
	 */
	void drain(ShardId shardId);

	/**
	 * Ends the consumption of a shard that is owned no more.
	 */
	void lose(ShardId shardId);

	/**
	 * For the record: the stream does not have a shard any more that was not finished.
	 */
	void vanished(ShardId shardId);

	/**
	 * For the record: the assignor failed, and will be asked again.
	 */
	void assignmentFailed(Throwable failure);

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
