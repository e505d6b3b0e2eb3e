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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;

import io.kinsumer.test.kinesis.KinesisResult.ChildShard;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import org.jspecify.annotations.Nullable;

/**
 * One shard and its records. Records are addressed by an index that counts from the
 * shard's beginning and survives trimming. Guarded by its stream.
 */
final class ShardLog {

	private static final int COMPACT_AT = 4096;

	private final int index;

	private final String id;

	private final HashRange range;

	private final @Nullable String parent;

	private final @Nullable String adjacentParent;

	private final String start;

	private final long openedAt;

	private final List<ShardLog> children = new ArrayList<>(2);

	private final Memory memory;

	private final ShardQuota quota = new ShardQuota();

	private final List<Subscription> subscriptions = new ArrayList<>(2);

	private final ArrayList<@Nullable StoredRecord> records = new ArrayList<>();

	private long base;

	private long trimmed;

	private @Nullable String end;

	private long closedAt;

	ShardLog(Memory memory, int index, HashRange range, @Nullable ShardLog parent, @Nullable ShardLog adjacentParent,
			String start, long openedAt) {
		this.memory = memory;
		this.index = index;
		this.id = idOf(index);
		this.range = range;
		this.parent = (parent != null) ? parent.id : null;
		this.adjacentParent = (adjacentParent != null) ? adjacentParent.id : null;
		this.start = start;
		this.openedAt = openedAt;
	}

	static String idOf(int index) {
		return String.format(Locale.ROOT, "shardId-%012d", index);
	}

	int index() {
		return this.index;
	}

	String id() {
		return this.id;
	}

	HashRange range() {
		return this.range;
	}

	boolean open() {
		return this.end == null;
	}

	long openedAt() {
		return this.openedAt;
	}

	/** When it was closed; meaningless while open. */
	long closedAt() {
		return this.closedAt;
	}

	private List<String> parents() {
		List<String> parents = new ArrayList<>(2);
		if (this.parent != null) {
			parents.add(this.parent);
		}
		if (this.adjacentParent != null) {
			parents.add(this.adjacentParent);
		}
		return parents;
	}

	List<ChildShard> describeChildren() {
		List<ChildShard> described = new ArrayList<>(2);
		for (ShardLog child : this.children) {
			described.add(new ChildShard(child.id, child.parents(), child.range));
		}
		return described;
	}

	void close(String end, long closedAt, List<ShardLog> children) {
		this.end = end;
		this.closedAt = closedAt;
		this.children.addAll(children);
		signal();
	}

	void append(StoredRecord record) {
		this.records.add(record);
		this.memory.add(Memory.of(record));
		signal();
	}

	ShardQuota quota() {
		return this.quota;
	}

	List<Subscription> subscriptions() {
		return this.subscriptions;
	}

	/** Tell the subscriptions that there may be something for them. */
	void signal() {
		for (Subscription subscription : this.subscriptions) {
			subscription.signal();
		}
	}

	long firstPosition() {
		return this.trimmed;
	}

	long endPosition() {
		return this.base + this.records.size();
	}

	/** The record at a position from the first to before the end position. */
	StoredRecord get(long position) {
		return Objects.requireNonNull(this.records.get((int) (position - this.base)));
	}

	/** The first position whose record is at or after the sequence number. */
	long positionAt(String sequenceNumber) {
		return search((record) -> record.sequenceNumber().compareTo(sequenceNumber) >= 0);
	}

	/** The first position whose record is after the sequence number. */
	long positionAfter(String sequenceNumber) {
		return search((record) -> record.sequenceNumber().compareTo(sequenceNumber) > 0);
	}

	/** The first position whose record arrived at or after the time. */
	long positionAt(long millis) {
		return search((record) -> record.arrival() >= millis);
	}

	void trim(long horizon) {
		long end = endPosition();
		long freed = 0;
		while (this.trimmed < end && get(this.trimmed).arrival() < horizon) {
			freed += Memory.of(get(this.trimmed));
			this.records.set((int) (this.trimmed - this.base), null);
			this.trimmed++;
		}
		if (freed > 0) {
			this.memory.add(-freed);
		}
		int dead = (int) (this.trimmed - this.base);
		if (dead >= COMPACT_AT && dead * 2 >= this.records.size()) {
			this.records.subList(0, dead).clear();
			this.base = this.trimmed;
		}
	}

	Shard describe() {
		return new Shard(this.id, this.parent, this.adjacentParent, this.range, this.start, this.end);
	}

	private long search(Predicate<StoredRecord> reached) {
		long low = this.trimmed;
		long high = endPosition();
		while (low < high) {
			long middle = (low + high) >>> 1;
			if (reached.test(get(middle))) {
				high = middle;
			}
			else {
				low = middle + 1;
			}
		}
		return low;
	}

}
