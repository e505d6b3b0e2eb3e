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

import java.time.Instant;
import java.util.List;

import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;

/**
 * What a kinsumer knows of a shard.
 *
 * @param shardId the shard
 * @param state what happens to it
 * @param owner the client id of its owner, {@code null} when it is free
 * @param mine whether this kinsumer is the owner
 * @param epoch how often it changed its owner
 * @param position handled up to here, as far as this kinsumer knows
 * @param millisBehindLatest how far handling is behind the tip of the shard in
 * milliseconds; {@code null} when the shard is not ours or was not read yet
 * @param parents the shards it came from by split or merge, if any
 * @param lastProgress when the position last moved, or could not have moved: because the
 * shard was found empty, records came after all before were handled, or the oldest was
 * younger than the consume delay; by this machine's clock; {@code null} when the shard is
 * not ours
 * @param failure what its processor last threw, {@code null} when its last call succeeded
 * @param persistedAt when its position was last written, by the clock of who wrote it, as
 * far as this kinsumer knows; {@code null} when no owner has written it yet
 */
public record ShardStatus(ShardId shardId, State state, @Nullable String owner, boolean mine, long epoch,
		ShardPosition position, @Nullable Long millisBehindLatest, List<ShardId> parents,
		@Nullable Instant lastProgress, @Nullable String failure, @Nullable Instant persistedAt) {

	/**
	 * A shard whose position was not written yet.
	 * @param shardId the shard
	 * @param state what happens to it
	 * @param owner the client id of its owner
	 * @param mine whether this kinsumer is the owner
	 * @param epoch how often it changed its owner
	 * @param position handled up to here
	 * @param millisBehindLatest how far handling is behind
	 * @param parents the shards it came from
	 * @param lastProgress when the position last moved
	 * @param failure what its processor last threw
	 */
	public ShardStatus(ShardId shardId, State state, @Nullable String owner, boolean mine, long epoch,
			ShardPosition position, @Nullable Long millisBehindLatest, List<ShardId> parents,
			@Nullable Instant lastProgress, @Nullable String failure) {
		this(shardId, state, owner, mine, epoch, position, millisBehindLatest, parents, lastProgress, failure, null);
	}

	/**
	 * What happens to a shard.
	 */
	public enum State {

		/**
		 * Nobody owns it yet.
		 */
		FREE,

		/**
		 * It waits until its parents are finished.
		 */
		WAITING_FOR_PARENTS,

		/**
		 * It is read and handled.
		 */
		ACTIVE,

		/**
		 * A handler or an operator stopped it; it goes on when it is resumed.
		 */
		STOPPED,

		/**
		 * It is owned, but nothing is handled until it is resumed.
		 */
		PAUSED,

		/**
		 * It is being handed over.
		 */
		DRAINING,

		/**
		 * All its records are handled.
		 */
		FINISHED

	}

}
