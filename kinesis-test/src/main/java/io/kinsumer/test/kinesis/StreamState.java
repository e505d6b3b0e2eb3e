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
import java.util.Map;
import java.util.TreeMap;

import io.kinsumer.test.kinesis.KinesisResult.StreamSummary;
import org.jspecify.annotations.Nullable;

/**
 * One stream: its shards, its clock and its pending change. Its monitor guards all of it.
 */
final class StreamState {

	private static final long SWEEP_MILLIS = 60_000;

	private final String name;

	private final String arn;

	private final long incarnation;

	private final long createdAt;

	private final StreamSettings settings;

	private final StreamQuotas quotas = new StreamQuotas();

	private final Memory memory;

	private final Map<String, ConsumerState> consumers = new TreeMap<>();

	private final List<ShardLog> shards = new ArrayList<>();

	private final TreeMap<HashKey, ShardLog> open = new TreeMap<>();

	private final SequenceNumbers sequenceNumbers;

	private StreamStatus status = StreamStatus.ACTIVE;

	private @Nullable Runnable pending;

	private long pendingUntil;

	private long now;

	private long horizonFloor;

	private long nextSweep;

	StreamState(String name, String arn, long incarnation, long createdAt, StreamSettings settings, Memory memory) {
		this.name = name;
		this.arn = arn;
		this.incarnation = incarnation;
		this.createdAt = createdAt;
		this.sequenceNumbers = new SequenceNumbers(incarnation);
		this.settings = settings;
		this.memory = memory;
		this.now = createdAt;
		this.horizonFloor = createdAt;
		this.nextSweep = createdAt + SWEEP_MILLIS;
	}

	/**
	 * Take the time, which never goes back, finish changes that are due and drop records
	 * beyond retention.
	 */
	void tick(long millis) {
		this.now = Math.max(this.now, millis);
		Runnable change = this.pending;
		if (change != null && this.now >= this.pendingUntil) {
			this.pending = null;
			this.status = StreamStatus.ACTIVE;
			change.run();
		}
		if (!this.consumers.isEmpty()) {
			this.consumers.values().removeIf((consumer) -> consumer.gone(this.now));
		}
		if (this.now >= this.nextSweep) {
			sweep();
		}
	}

	/** Drop the records beyond retention of all shards. */
	void sweep() {
		this.nextSweep = this.now + SWEEP_MILLIS;
		long horizon = horizon();
		for (ShardLog shard : this.shards) {
			shard.trim(horizon);
		}
	}

	/** Drop everything, and end what is subscribed. */
	void discard() {
		for (ShardLog shard : this.shards) {
			shard.trim(Long.MAX_VALUE);
			shard.signal();
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
		if (index == 0) {
			// no horizon lies before the first shards, which open when creation ends
			this.horizonFloor = this.now;
		}
		ShardLog shard = new ShardLog(this.memory, index, range, parent, adjacentParent,
				this.sequenceNumbers.next(index), this.now);
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
		return Math.max(this.horizonFloor, this.now - this.settings.retentionHours() * 3_600_000L);
	}

	/** What is beyond the present retention stays so, whatever the new one is. */
	void retain(int hours) {
		this.horizonFloor = horizon();
		this.settings.retentionHours(hours);
		sweep();
	}

	StreamSummary describe() {
		return new StreamSummary(this.name, this.arn, this.status, this.settings.mode(), this.settings.retentionHours(),
				Instant.ofEpochMilli(this.createdAt), this.open.size(), this.settings.maxRecordSize(),
				this.consumers.size(), this.settings.metrics(), this.settings.keyId());
	}

	StreamSettings settings() {
		return this.settings;
	}

	StreamQuotas quotas() {
		return this.quotas;
	}

	/** The registered consumers by name. */
	Map<String, ConsumerState> consumers() {
		return this.consumers;
	}

	/** The open shards by hash key. */
	List<ShardLog> openShards() {
		return new ArrayList<>(this.open.values());
	}

	String arn() {
		return this.arn;
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
		return this.settings.maxRecordSize() * 1024;
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
