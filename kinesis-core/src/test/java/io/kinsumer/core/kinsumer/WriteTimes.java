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

import io.kinsumer.core.sim.Hindrances;
import io.kinsumer.core.sim.VirtualTime;

/**
 * When the owners of shards could have written their positions, and must have.
 */
final class WriteTimes {

	// A write of the position is due after this time, and takes two ways over the
	// network.
	private static final Duration DUE_AFTER = Duration.ofSeconds(5).plusMillis(1100);

	private final VirtualTime time;

	private final History history;

	private final Hindrances standstills = new Hindrances();

	WriteTimes(VirtualTime time, History history) {
		this.time = time;
		this.history = history;
	}

	/**
	 * Nobody did anything for a while.
	 */
	void stoodStill(Duration since) {
		this.standstills.add(since.toNanos(), this.time.nanos());
	}

	/**
	 * A shard is taken from its owner.
	 * @param sessionEnd when that one's session ended
	 */
	void taken(ShardRow row, long sessionEnd) {
		SimulatedMember owner = row.owner;
		if (row.shard == null || owner == null || row.handled <= row.position()) {
			return;
		}
		StreamTruth.Entry first = row.shard.entries.get(row.position() + 1);
		if (first.handledIn != row.ownership) {
			return;
		}
		Duration unwritten = longestFree(owner, row.shard.id, first.handledNanos,
				Math.min(row.lastHandledNanos, sessionEnd));
		if (unwritten.compareTo(DUE_AFTER) > 0) {
			this.history.violated(row.shard, "persisted too late",
					first + " was handled before its owner's end, which could have written for " + unwritten.toMillis()
							+ " ms, but is not persisted");
		}
	}

	/**
	 * Whether a process that handles records of a shard must have written its position
	 * since a moment, and knows what became of that.
	 */
	boolean mustHaveWritten(SimulatedMember member, String shardId, long since) {
		return longestFree(member, shardId, since, this.time.nanos()).compareTo(DUE_AFTER) > 0;
	}

	/**
	 * The longest time in which a process could have written the position of a shard.
	 */
	private Duration longestFree(SimulatedMember member, String shardId, long fromNanos, long toNanos) {
		return Duration.ofNanos(Hindrances.longestFree(fromNanos, toNanos,
				List.of(this.standstills, member.runtime().pauses(), member.dynamoDbNetwork().failedWrites(shardId))));
	}

}
