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
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.kinsumer.test.dynamodb.value.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * The item of a shard as it is stored, and what its present ownership did so far.
 */
final class ShardRow {

	final StreamTruth.@Nullable Shard shard;

	Map<String, Attribute> item;

	/** Who really acquired it, whatever the item says. */
	@Nullable SimulatedMember owner;

	/** Another one for each ownership. */
	Object ownership = new Object();

	/** The record that is to be delivered next. */
	int next;

	/** The last record handled in this ownership. */
	int handled = -1;

	long lastHandledNanos;

	/** When an owner last wrote it. */
	long writtenNanos = -1;

	/** When its owner had an answer to a read for the first time. */
	long readNanos;

	/** What gaps its owner has told, and when. */
	final NavigableMap<Long, Duration> gaps = new TreeMap<>();

	/** When the former owner had written it as it released it; -1 if it did not. */
	long releasedNanos;

	/** Up to here it was looked whether records are missing. */
	int looked;

	/** Whether its owner has begun a record. */
	boolean begun;

	/** How many records its owner said will be handled again; -1 for no word. */
	int announced = -1;

	/** Its owner said that handlers did not end in time. */
	boolean interrupted;

	/** Created again after somebody deleted it: the former owner may not know yet. */
	final boolean replaced;

	ShardRow(StreamTruth.@Nullable Shard shard, Map<String, Attribute> item, boolean replaced) {
		this.shard = shard;
		this.item = item;
		this.replaced = replaced;
		this.next = position() + 1;
	}

	void acquiredBy(SimulatedMember member, boolean released) {
		this.owner = member;
		this.releasedNanos = (released && this.item.containsKey("persistedAt")) ? this.writtenNanos : -1;
		this.begun = false;
		this.readNanos = Long.MAX_VALUE;
		this.gaps.clear();
		this.ownership = new Object();
		this.next = position() + 1;
		this.looked = this.next;
		this.handled = -1;
		this.lastHandledNanos = 0;
		this.announced = -1;
		this.interrupted = false;
	}

	/**
	 * Nobody owns it; an operator has moved its position.
	 */
	void resetTo(int position) {
		this.owner = null;
		this.ownership = new Object();
		this.next = position + 1;
		this.handled = -1;
	}

	/**
	 * Whether there is nothing more to deliver.
	 */
	boolean isAtTip() {
		return this.shard == null || this.shard.entries.stream().skip(this.next).allMatch((entry) -> entry.exempt);
	}

	@Nullable String ownerName() {
		return text(this.item, "owningClientId");
	}

	long epoch() {
		return number(this.item, "epoch");
	}

	boolean isFinished() {
		return this.item.containsKey("finishedAt");
	}

	int position() {
		return position(this.item);
	}

	/**
	 * Up to which record, -1 for the beginning.
	 */
	int position(Map<String, Attribute> of) {
		if ("AT_TIMESTAMP".equals(text(of, "position"))) {
			return before(Instant.parse(String.valueOf(text(of, "timestamp"))).toEpochMilli());
		}
		String sequence = "AFTER_SEQUENCE_NUMBER".equals(text(of, "position")) ? text(of, "sequenceNumber") : null;
		Integer index = (sequence != null && this.shard != null) ? this.shard.bySequence.get(sequence) : null;
		return (index != null) ? index : -1;
	}

	private int before(long millis) {
		int index = -1;
		if (this.shard != null) {
			while (index + 1 < this.shard.entries.size() && this.shard.entries.get(index + 1).arrivalMillis < millis) {
				index++;
			}
		}
		return index;
	}

	static @Nullable String text(Map<String, Attribute> item, String name) {
		return (item.get(name) instanceof Attribute.Text text) ? text.value() : null;
	}

	static long number(Map<String, Attribute> item, String name) {
		return (item.get(name) instanceof Attribute.Number number) ? number.value().longValue() : 0;
	}

}
