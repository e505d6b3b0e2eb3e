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
import java.util.function.Predicate;

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

	private final ArrayList<StoredRecord> records = new ArrayList<>();

	private long base;

	private long trimmed;

	private @Nullable String end;

	private long closedAt;

	ShardLog(int index, HashRange range, @Nullable ShardLog parent, @Nullable ShardLog adjacentParent, String start,
			long openedAt) {
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

	List<ShardLog> children() {
		return this.children;
	}

	List<String> parents() {
		List<String> parents = new ArrayList<>(2);
		if (this.parent != null) {
			parents.add(this.parent);
		}
		if (this.adjacentParent != null) {
			parents.add(this.adjacentParent);
		}
		return parents;
	}

	void close(String end, long closedAt, List<ShardLog> children) {
		this.end = end;
		this.closedAt = closedAt;
		this.children.addAll(children);
	}

	void append(StoredRecord record) {
		this.records.add(record);
	}

	long firstPosition() {
		return this.trimmed;
	}

	long endPosition() {
		return this.base + this.records.size();
	}

	StoredRecord get(long position) {
		return this.records.get((int) (position - this.base));
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
		while (this.trimmed < end && get(this.trimmed).arrival() < horizon) {
			this.trimmed++;
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
