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

import java.time.Instant;
import java.util.List;

import io.kinsumer.core.record.PendingCheckpoint;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a shard: who owns it and how far it was handled.
 *
 * @param shardId the shard
 * @param parents the shards it came from, none, one or two
 * @param owner {@code null} when it is free
 * @param epoch grows with each acquisition, and when an operator moves the position; 0
 * when neither has happened
 * @param version grows with each write
 * @param position where to go on
 * @param pending a checkpoint that was prepared and not committed, if any
 * @param finished whether all its records were handled
 * @param finishedBy who handled the last of them; {@code null} when it is not finished,
 * or was from the start
 * @param persistedAt when an owner last wrote it, by that owner's clock; {@code null}
 * when none did since it was created or an operator moved the position
 */
public record ShardItem(ShardId shardId, List<ShardId> parents, @Nullable Owner owner, long epoch, long version,
		ShardPosition position, @Nullable PendingCheckpoint pending, boolean finished, @Nullable Owner finishedBy,
		@Nullable Instant persistedAt) {

	public ShardItem {
		parents = List.copyOf(parents);
	}

	/**
	 * An item that nobody has finished, without a pending checkpoint.
	 * @param shardId the shard
	 * @param parents the shards it came from, none, one or two
	 * @param owner {@code null} when it is free
	 * @param epoch grows with each acquisition
	 * @param version grows with each write of its owner
	 * @param position where to go on
	 * @param finished whether it counts as finished
	 */
	public ShardItem(ShardId shardId, List<ShardId> parents, @Nullable Owner owner, long epoch, long version,
			ShardPosition position, boolean finished) {
		this(shardId, parents, owner, epoch, version, position, null, finished, null, null);
	}

	/**
	 * A shard that nobody has owned yet.
	 * @param shardId the shard
	 * @param parents the shards it came from
	 * @param position where it begins
	 * @param finished whether it counts as finished already
	 * @return the item
	 */
	public static ShardItem initial(ShardId shardId, List<ShardId> parents, ShardPosition position, boolean finished) {
		return new ShardItem(shardId, parents, null, 0, 0, position, finished);
	}

	/**
	 * This shard as it is once all its records were handled.
	 * @param by who handled the last of them
	 * @return a copy, without owner
	 */
	public ShardItem finished(Owner by) {
		return new ShardItem(this.shardId, this.parents, null, this.epoch, this.version, this.position, null, true, by,
				this.persistedAt);
	}

	/**
	 * This shard as it is once an operator has moved its position.
	 * @param position where to go on
	 * @return a copy: free, not finished, never written by an owner, in an epoch of its
	 * own
	 */
	public ShardItem reset(ShardPosition position) {
		return new ShardItem(this.shardId, this.parents, null, this.epoch + 1, this.version + 1, position, false);
	}

}
