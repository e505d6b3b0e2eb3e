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

package io.kinsumer.test.kinesis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import io.kinsumer.test.kinesis.KinesisResult.StreamSummary;
import org.jspecify.annotations.Nullable;

/**
 * One stream: its shards, its clock and its pending change. Its monitor guards all of it.
 */
final class StreamState {

	private final String name;

	private final String arn;

	private final long incarnation;

	private final StreamMode mode;

	private final long createdAt;

	private final int maxRecordSize;

	private final int retentionHours = 24;

	private final List<ShardLog> shards = new ArrayList<>();

	private final TreeMap<HashKey, ShardLog> open = new TreeMap<>();

	private final SequenceNumbers sequenceNumbers = new SequenceNumbers();

	private StreamStatus status = StreamStatus.ACTIVE;

	private @Nullable Runnable pending;

	private long pendingUntil;

	private long now;

	StreamState(String name, String arn, long incarnation, StreamMode mode, long createdAt, int maxRecordSize) {
		this.name = name;
		this.arn = arn;
		this.incarnation = incarnation;
		this.mode = mode;
		this.createdAt = createdAt;
		this.maxRecordSize = maxRecordSize;
		this.now = createdAt;
	}

	/** Take the time, which never goes back, and finish a change that is due. */
	void tick(long millis) {
		this.now = Math.max(this.now, millis);
		Runnable change = this.pending;
		if (change != null && this.now >= this.pendingUntil) {
			this.pending = null;
			this.status = StreamStatus.ACTIVE;
			change.run();
		}
	}

	/** Make a change now, or after the transition time in the given state. */
	void change(StreamStatus meanwhile, long transitionMillis, Runnable change) {
		if (transitionMillis == 0) {
			change.run();
			return;
		}
		this.status = meanwhile;
		this.pendingUntil = this.now + transitionMillis;
		this.pending = change;
	}

	ShardLog openShard(HashRange range, @Nullable ShardLog parent, @Nullable ShardLog adjacentParent) {
		int index = this.shards.size();
		ShardLog shard = new ShardLog(index, range, parent, adjacentParent, this.sequenceNumbers.next(index), this.now);
		this.shards.add(shard);
		this.open.put(range.start(), shard);
		return shard;
	}

	/** Close the parents first, so that the children's numbers exceed theirs. */
	void reshard(List<ShardLog> parents, List<HashRange> childRanges) {
		List<String> ends = new ArrayList<>(parents.size());
		for (ShardLog parent : parents) {
			ends.add(this.sequenceNumbers.next(parent.index()));
			this.open.remove(parent.range().start());
		}
		ShardLog adjacent = (parents.size() > 1) ? parents.get(1) : null;
		List<ShardLog> children = new ArrayList<>(childRanges.size());
		for (HashRange range : childRanges) {
			children.add(openShard(range, parents.get(0), adjacent));
		}
		for (int i = 0; i < parents.size(); i++) {
			parents.get(i).close(ends.get(i), this.now, children);
		}
	}

	ShardLog shardFor(HashKey key) {
		return this.open.floorEntry(key).getValue();
	}

	/** The shard of that id, unless its last records are beyond retention. */
	@Nullable ShardLog find(String shardId) {
		ShardLog shard = at(indexOf(shardId));
		return (shard != null && shard.id().equals(shardId)) ? shard : null;
	}

	@Nullable ShardLog at(int index) {
		if (index < 0 || index >= this.shards.size() || gone(this.shards.get(index))) {
			return null;
		}
		return this.shards.get(index);
	}

	List<ShardLog> shards() {
		List<ShardLog> listed = new ArrayList<>(this.shards.size());
		for (ShardLog shard : this.shards) {
			if (!gone(shard)) {
				listed.add(shard);
			}
		}
		return listed;
	}

	private boolean gone(ShardLog shard) {
		return !shard.open() && shard.closedAt() < horizon();
	}

	private static int indexOf(String shardId) {
		int dash = shardId.lastIndexOf('-');
		try {
			return Integer.parseInt(shardId.substring(dash + 1));
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	/** The oldest time of which records are kept. */
	long horizon() {
		return Math.max(this.createdAt, this.now - this.retentionHours * 3_600_000L);
	}

	StreamSummary describe() {
		return new StreamSummary(this.name, this.arn, this.status, this.mode, this.retentionHours,
				Instant.ofEpochMilli(this.createdAt), this.open.size(), this.maxRecordSize);
	}

	String name() {
		return this.name;
	}

	long incarnation() {
		return this.incarnation;
	}

	long createdAt() {
		return this.createdAt;
	}

	int maxRecordBytes() {
		return this.maxRecordSize * 1024;
	}

	StreamStatus status() {
		return this.status;
	}

	SequenceNumbers sequenceNumbers() {
		return this.sequenceNumbers;
	}

	int openCount() {
		return this.open.size();
	}

	long now() {
		return this.now;
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%s (%s, %d shards)", this.name, this.status, this.shards.size());
	}

}
