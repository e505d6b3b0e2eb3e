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

package io.kinsumer.awsclients.group;

import java.util.HashMap;
import java.util.Map;

/**
 * Checks the order of many records with keys: who handled each of them first, and when.
 */
final class KeyOrder {

	/** The persist frequency, and as much for a record that fails and is tried again. */
	private static final long PERSISTED = 10_000;

	private final int[] predecessors;

	private final Map<String, Long> killed;

	private final long[] firstTime;

	private final long[] firstIndex;

	private final String[] firstBy;

	private final Map<String, Long> indexes = new HashMap<>();

	private int handled;

	private int repeated;

	private int unexplained;

	private long oldest;

	KeyOrder(int[] predecessors, Map<String, Long> killed) {
		this.predecessors = predecessors;
		this.killed = killed;
		this.firstTime = new long[predecessors.length];
		this.firstIndex = new long[predecessors.length];
		this.firstBy = new String[predecessors.length];
	}

	/**
	 * Note what a member did; in the order in which it did so.
	 * @param member the member
	 * @param event what it did
	 */
	void add(Member member, Event event) {
		if (event.kind() != Event.Kind.HANDLED) {
			return;
		}
		long index = this.indexes.merge(member.clientId(), 1L, Long::sum);
		int number = (int) event.number();
		if (this.firstBy[number] == null) {
			this.handled++;
		}
		else {
			repeat(number, member, event);
		}
		if (this.firstBy[number] == null || this.firstTime[number] > event.time()) {
			this.firstBy[number] = member.clientId();
			this.firstTime[number] = event.time();
			this.firstIndex[number] = index;
		}
	}

	private void repeat(int number, Member member, Event event) {
		boolean later = event.time() >= this.firstTime[number];
		Long kill = this.killed.get(later ? this.firstBy[number] : member.clientId());
		long age = (kill != null) ? kill - Math.min(this.firstTime[number], event.time()) : Long.MAX_VALUE;
		this.repeated++;
		if (age > PERSISTED) {
			this.unexplained++;
			Figures.line("unexplained: %s by %s, first by %s at %d", event, member, this.firstBy[number],
					this.firstTime[number]);
		}
		else {
			this.oldest = Math.max(this.oldest, age);
		}
	}

	boolean complete() {
		return this.handled == this.predecessors.length;
	}

	int handled() {
		return this.handled;
	}

	int repeated() {
		return this.repeated;
	}

	/**
	 * Return how many records were handled again, though no member was killed that had
	 * handled them shortly before.
	 * @return how many
	 */
	int unexplained() {
		return this.unexplained;
	}

	/**
	 * Return how long before a kill a record was handled at most that was handled again.
	 * @return milliseconds
	 */
	long oldest() {
		return this.oldest;
	}

	/**
	 * Count records that were handled for the first time before the one before them with
	 * the same key.
	 * @return how many
	 */
	int disordered() {
		int disordered = 0;
		for (int number = 0; number < this.predecessors.length; number++) {
			int before = this.predecessors[number];
			if (before >= 0 && (this.firstTime[before] > this.firstTime[number]
					|| (this.firstBy[before] != null && this.firstBy[before].equals(this.firstBy[number])
							&& this.firstIndex[before] > this.firstIndex[number]))) {
				disordered++;
			}
		}
		return disordered;
	}

}
