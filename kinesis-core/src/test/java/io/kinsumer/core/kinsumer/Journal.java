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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What happened, for people to read. Kept only when a run is replayed.
 */
final class Journal {

	private static final Duration BEFORE = Duration.ofSeconds(40);

	private static final int MOST_LINES = 400;

	private final boolean kept;

	private final List<Entry> entries = new ArrayList<>();

	Journal(boolean kept) {
		this.kept = kept;
	}

	/**
	 * Notes what concerns everybody.
	 */
	void note(Duration at, Supplier<String> what) {
		note(at, null, what);
	}

	/**
	 * Notes what concerns a shard.
	 */
	void note(Duration at, @Nullable String shard, Supplier<String> what) {
		if (this.kept) {
			this.entries.add(new Entry(at, shard, what.get(), false));
		}
	}

	/**
	 * Notes the beginning or end of the handling of a record.
	 */
	void noteDelivery(Duration at, String shard, Supplier<String> what) {
		if (this.kept) {
			this.entries.add(new Entry(at, shard, what.get(), true));
		}
	}

	/**
	 * What led to a violation.
	 */
	List<String> around(Violation violation) {
		List<String> lines = this.entries.stream()
			.filter((entry) -> entry.at().compareTo(violation.at()) <= 0)
			.filter((entry) -> entry.concerns(violation))
			.map(Entry::toString)
			.toList();
		return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
	}

	/**
	 * Something that must not be.
	 *
	 * @param at when it was noticed
	 * @param shard the shard it is about, if it is about one
	 * @param parents the parents of that shard
	 * @param rule which invariant is broken
	 * @param what what was seen
	 */
	record Violation(Duration at, @Nullable String shard, List<String> parents, String rule, String what) {

		List<String> shards() {
			List<String> all = new ArrayList<>(this.parents);
			if (this.shard != null) {
				all.add(this.shard);
			}
			return all;
		}

		@Override
		public String toString() {
			return seconds(this.at) + " " + this.rule + ": " + this.what;
		}

	}

	private record Entry(Duration at, @Nullable String shard, String what, boolean delivery) {

		/**
		 * What concerns everybody is shown from the beginning, what concerns a shard for
		 * a while, deliveries of that shard alone.
		 */
		boolean concerns(Violation violation) {
			if (this.shard == null) {
				return true;
			}
			boolean recent = this.at.compareTo(violation.at().minus(BEFORE)) > 0;
			return (violation.shard() == null) ? !this.delivery : recent && violation.shards().contains(this.shard);
		}

		@Override
		public String toString() {
			return seconds(this.at) + " " + ((this.shard != null) ? shortened(this.shard) + " " : "") + this.what;
		}

	}

	static String shortened(String shardId) {
		return "shard " + Integer.parseInt(shardId.substring(shardId.indexOf('-') + 1));
	}

	private static String seconds(Duration at) {
		return String.format(Locale.ROOT, "%10.3f s", at.toNanos() / 1e9);
	}

}
