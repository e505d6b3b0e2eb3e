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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is really in the stream, and what became of each record. A stream that was made
 * again is another incarnation.
 */
final class StreamTruth {

	private final List<Entry> entries = new ArrayList<>();

	private final Map<Integer, Map<String, Shard>> shards = new HashMap<>();

	private int incarnation;

	int incarnation() {
		return this.incarnation;
	}

	/**
	 * The stream is deleted, and one of the same name is made.
	 */
	void recreated() {
		current().values().forEach((shard) -> shard.exemptFrom(0, Long.MAX_VALUE));
		this.incarnation++;
	}

	private Map<String, Shard> current() {
		return this.shards.computeIfAbsent(this.incarnation, (key) -> new HashMap<>());
	}

	/**
	 * The shards of the present stream that were ever listed.
	 */
	List<Shard> listed() {
		return List.copyOf(current().values());
	}

	/**
	 * All shards of all streams of that name.
	 */
	List<Shard> all() {
		return this.shards.values().stream().flatMap((of) -> of.values().stream()).toList();
	}

	Shard shard(String id, List<String> parents, boolean open) {
		Shard shard = current().computeIfAbsent(id, (key) -> new Shard(this.incarnation, id, parents));
		shard.open = open;
		return shard;
	}

	@Nullable Shard find(int ofIncarnation, String id) {
		return this.shards.getOrDefault(ofIncarnation, Map.of()).get(id);
	}

	int nextNumber() {
		return this.entries.size();
	}

	void put(String shardId, String sequence, String key, long nanos, long millis) {
		Shard shard = current().get(shardId);
		if (shard == null) {
			throw new IllegalStateException("a record in a shard that was not noted: " + shardId);
		}
		Entry entry = new Entry(shard, shard.entries.size(), this.entries.size(), key, nanos, millis);
		shard.entries.add(entry);
		entry.previous = shard.lastOfKey.put(key, entry);
		shard.bySequence.put(sequence, entry.index);
		shard.unhandled++;
		this.entries.add(entry);
	}

	Entry entry(int number) {
		return this.entries.get(number);
	}

	int size() {
		return this.entries.size();
	}

	/**
	 * Records put in a span of time need not be handled.
	 */
	void exempt(long fromNanos, long toNanos) {
		current().values().forEach((shard) -> shard.exemptFrom(fromNanos, toNanos));
	}

	/**
	 * Retention has passed what was put before.
	 */
	void expire(long beforeNanos, long nowNanos) {
		for (Shard shard : current().values()) {
			for (Entry entry : shard.entries) {
				if (entry.putNanos < beforeNanos && !entry.isDone()) {
					entry.expiredNanos = nowNanos;
				}
			}
		}
		exempt(0, beforeNanos);
	}

	@Nullable Entry firstUnhandled() {
		return this.entries.stream().filter((entry) -> !entry.isDone()).findFirst().orElse(null);
	}

	int unhandled() {
		int sum = 0;
		for (Map<String, Shard> of : this.shards.values()) {
			for (Shard shard : of.values()) {
				sum += shard.unhandled;
			}
		}
		return sum;
	}

	/**
	 * A shard with its records in order.
	 */
	static final class Shard {

		final int incarnation;

		final String id;

		final List<String> parents;

		final List<Entry> entries = new ArrayList<>();

		final Map<String, Integer> bySequence = new HashMap<>();

		private final Map<String, Entry> lastOfKey = new HashMap<>();

		boolean open = true;

		boolean listed = true;

		int unhandled;

		/**
		 * An operator moved its position: records of later shards may have been handled.
		 */
		boolean isReset;

		/** Reset while there was a process that may have seen it finished. */
		boolean seenFinished;

		private int prefix;

		Shard(int incarnation, String id, List<String> parents) {
			this.incarnation = incarnation;
			this.id = id;
			this.parents = parents;
		}

		/**
		 * How many records from the beginning on are handled.
		 */
		int prefix() {
			while (this.prefix < this.entries.size() && this.entries.get(this.prefix).isDone()) {
				this.prefix++;
			}
			return this.prefix;
		}

		private void exemptFrom(long fromNanos, long toNanos) {
			for (Entry entry : this.entries) {
				if (entry.putNanos >= fromNanos && entry.putNanos < toNanos) {
					this.unhandled -= entry.isDone() ? 0 : 1;
					entry.exempt = true;
				}
			}
		}

		/**
		 * Somebody moved the position: what is up to it needs no handling, and all behind
		 * it once more.
		 */
		void reset(int position) {
			this.isReset = true;
			this.prefix = Math.min(this.prefix, position + 1);
			this.unhandled = 0;
			for (Entry entry : this.entries) {
				boolean again = entry.index > position;
				if (again) {
					entry.atRisk |= entry.isHandled();
					entry.handledNanos = -1;
					entry.delivered = false;
					this.unhandled++;
				}
				entry.exempt = !again;
			}
		}

		void handled(Entry entry, long nanos) {
			if (!entry.isDone()) {
				this.unhandled--;
			}
			entry.handledNanos = nanos;
		}

	}

	/**
	 * A record.
	 */
	static final class Entry {

		final Shard shard;

		final int index;

		final int number;

		final String key;

		final long putNanos;

		final long arrivalMillis;

		long handledNanos = -1;

		boolean delivered;

		/** The one before with the same key, in the same shard. */
		@Nullable Entry previous;

		/** In which ownership it was handled last. */
		@Nullable Object handledIn;

		/** Need not be handled. */
		boolean exempt;

		/** When retention passed it before it was handled. */
		long expiredNanos = -1;

		/** May be handled once more, because its handling was not persisted. */
		boolean atRisk;

		Entry(Shard shard, int index, int number, String key, long putNanos, long arrivalMillis) {
			this.shard = shard;
			this.index = index;
			this.number = number;
			this.key = key;
			this.putNanos = putNanos;
			this.arrivalMillis = arrivalMillis;
		}

		boolean isHandled() {
			return this.handledNanos >= 0;
		}

		/**
		 * Whether retention took it before anybody handled it.
		 */
		boolean isLostToRetention() {
			return this.expiredNanos >= 0 && !isHandled();
		}

		boolean isDone() {
			return this.exempt || isHandled();
		}

		@Override
		public String toString() {
			return "record " + this.number + " (" + this.key + ", " + Journal.shortened(this.shard.id) + " at "
					+ this.index + ")";
		}

	}

}
