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
import java.util.Set;

import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;

/**
 * How a group began on a stream. Written once; all members go by what is stored.
 *
 * @param streamCreated when the stream was created: another time means another stream of
 * the same name
 * @param generation 0 for the first stream of this name, then 1, 2, ...
 * @param started the time of a Kinesis answer that was received before the shards were
 * listed, less a second
 * @param position where the shards below begin
 * @param openShards the shards that were open at the start
 * @param closedShards the shards that were closed before it
 */
public record GroupItem(Instant streamCreated, int generation, Instant started, InitialPosition position,
		Set<ShardId> openShards, Set<ShardId> closedShards) {

	public GroupItem {
		openShards = Set.copyOf(openShards);
		closedShards = Set.copyOf(closedShards);
	}

	/**
	 * Whether the group has begun on a stream.
	 * @param created when the stream was created
	 * @return whether it is the stream of this generation
	 */
	public boolean isOn(Instant created) {
		return this.streamCreated.equals(created);
	}

	/**
	 * The group as it was on the stream of this name that was there before.
	 * @return names that generation; its other values are those of this one
	 * @throws IllegalStateException if this is the first one
	 */
	public GroupItem previous() {
		if (this.generation == 0) {
			throw new IllegalStateException("the first generation has none before it");
		}
		return new GroupItem(this.streamCreated, this.generation - 1, this.started, this.position, this.openShards,
				this.closedShards);
	}

	/**
	 * Where a shard begins when nobody has handled it yet. Shards that were not there at
	 * the start begin at their beginning, so that nothing is missed.
	 * @param shardId a shard of the stream
	 * @return the position
	 */
	public ShardPosition startOf(ShardId shardId) {
		if (!this.openShards.contains(shardId) && !this.closedShards.contains(shardId)) {
			return ShardPosition.TRIM_HORIZON;
		}
		return switch (this.position.type()) {
			case TRIM_HORIZON -> ShardPosition.TRIM_HORIZON;
			case LATEST -> ShardPosition.at(this.started);
			case AT_TIMESTAMP -> {
				Instant timestamp = this.position.timestamp();
				yield (timestamp != null) ? ShardPosition.at(timestamp) : ShardPosition.TRIM_HORIZON;
			}
		};
	}

	/**
	 * Whether a shard counts as finished from the start: it was closed before a group
	 * that begins at the tip.
	 * @param shardId a shard of the stream
	 * @return whether nobody shall handle it
	 */
	public boolean isFinishedAtStart(ShardId shardId) {
		return this.position.type() == InitialPosition.Type.LATEST && this.closedShards.contains(shardId);
	}

}
