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

package io.kinsumer.sample.counting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the counts of all instances together. Safe for use by several threads.
 * <p>
 * The counts of different instances are read at slightly different times, and a shard may
 * move in between: then numbers seem to be missing that the former owner has handled
 * since it was asked. So a number is called a gap only when it was missing in two rounds
 * in a row, each of which asked every instance: by the second one, whoever handled it has
 * been asked after a later number was seen.
 */
public final class CountsBook {

	private final Map<String, InstanceCounts> latest = new TreeMap<>();

	private Map<String, Tally> suspects = Map.of();

	private Map<String, Tally> gaps = Map.of();

	private List<KeyTotals> keys = List.of();

	/**
	 * Enters the counts of an instance, unless later ones are known.
	 * @param counts the counts
	 */
	public synchronized void enter(InstanceCounts counts) {
		this.latest.merge(counts.instance(), counts,
				(known, given) -> (given.version() > known.version()) ? given : known);
	}

	/**
	 * The counts of an instance.
	 * @param instance which
	 * @return the latest, if any were entered
	 */
	public synchronized Optional<InstanceCounts> counts(String instance) {
		return Optional.ofNullable(this.latest.get(instance));
	}

	/**
	 * Ends a round of asking the instances for their counts.
	 * @param complete whether each instance that may handle events was asked in this
	 * round and answered
	 * @return the totals now
	 */
	public synchronized Totals endRound(boolean complete) {
		Map<String, Summary> summaries = summarize();
		Map<String, Tally> missing = new HashMap<>();
		summaries.forEach((key, summary) -> missing.put(key, summary.missing()));
		Map<String, Tally> before = complete ? this.suspects : this.gaps;
		this.gaps = common(missing, before);
		if (complete) {
			this.suspects = missing;
		}
		this.keys = summaries.entrySet()
			.stream()
			.map((entry) -> entry.getValue()
				.totals(entry.getKey(), this.gaps.getOrDefault(entry.getKey(), new Tally())))
			.toList();
		return Totals.of(this.keys);
	}

	/**
	 * The totals of each key when the last round ended.
	 * @return sorted by key
	 */
	public synchronized List<KeyTotals> keys() {
		return this.keys;
	}

	private Map<String, Summary> summarize() {
		Map<String, Summary> summaries = new TreeMap<>();
		for (InstanceCounts counts : this.latest.values()) {
			counts.sent().forEach((key, sent) -> summaries.computeIfAbsent(key, (absent) -> new Summary()).add(sent));
			counts.received()
				.forEach((key, received) -> summaries.computeIfAbsent(key, (absent) -> new Summary()).add(received));
		}
		return summaries;
	}

	private static Map<String, Tally> common(Map<String, Tally> missing, Map<String, Tally> before) {
		Map<String, Tally> common = new HashMap<>();
		missing.forEach((key, tally) -> {
			Tally earlier = before.get(key);
			if (earlier != null) {
				common.put(key, tally.common(earlier));
			}
		});
		return common;
	}

	/**
	 * All that is known of a key.
	 */
	private static final class Summary {

		private final Tally received = new Tally();

		private final Tally failed = new Tally();

		private long last;

		private long outOfOrder;

		void add(InstanceCounts.Sent sent) {
			this.last = Math.max(this.last, sent.last());
			sent.failed().forEach(this.failed::add);
		}

		void add(InstanceCounts.Received part) {
			part.runs().forEach(this.received::add);
			this.outOfOrder += part.outOfOrder();
		}

		/**
		 * What was sent and did not arrive although a later one did. Events of a sender
		 * that is not known, such as one of an earlier day, are not judged: where their
		 * numbers begin is not known either.
		 */
		Tally missing() {
			Tally arrivedOrFailed = Tally.of(this.received.runs());
			this.failed.runs().forEach(arrivedOrFailed::add);
			return arrivedOrFailed.absent(1, Math.min(this.last, this.received.highest()));
		}

		KeyTotals totals(String key, Tally gaps) {
			long distinct = this.received.distinct();
			long lost = this.failed.distinct() - this.failed.common(this.received).distinct();
			// The sender may have been asked before the receiver.
			long sent = Math.max(this.last - lost, distinct);
			long missing = gaps.distinct();
			return new KeyTotals(key, sent, lost, this.received.total(), Math.max(0, sent - distinct - missing),
					missing, this.received.total() - distinct, this.outOfOrder);
		}

	}

}
