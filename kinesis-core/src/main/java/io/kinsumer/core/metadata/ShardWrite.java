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

import io.kinsumer.core.record.PendingCheckpoint;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;

/**
 * An owner's write of its shard. It takes effect only while the item still has this owner
 * and epoch, and a smaller version.
 *
 * @param shardId the shard
 * @param owner who writes
 * @param epoch the epoch it owns the shard in
 * @param version greater than that of any earlier write of this ownership, answered or
 * not
 * @param position handled up to here
 * @param pending the checkpoint that is prepared; {@code null} removes one that is stored
 * @param kind what else changes
 */
public record ShardWrite(ShardId shardId, Owner owner, long epoch, long version, ShardPosition position,
		@Nullable PendingCheckpoint pending, Kind kind) {

	/**
	 * What a write does beside storing the position.
	 */
	public enum Kind {

		/**
		 * The owner goes on.
		 */
		PERSIST,

		/**
		 * The shard becomes free.
		 */
		RELEASE,

		/**
		 * The shard becomes free and counts as finished for good.
		 */
		FINISH

	}

}
