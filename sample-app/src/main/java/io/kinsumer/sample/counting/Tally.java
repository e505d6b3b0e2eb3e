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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How often each of many numbers occurred. Takes memory by runs, not by numbers: what
 * arrives in order without gaps or repeats is one run. Not safe for use by several
 * threads.
 */
final class Tally {

	/** From this number up to the next entry, each number occurred so often. */
	private final NavigableMap<Long, Integer> steps = new TreeMap<>();

	static Tally of(Collection<Run> runs) {
		Tally tally = new Tally();
		runs.forEach(tally::add);
		return tally;
	}

	void add(Run run) {
		add(run.from(), run.to(), run.times());
	}

	void add(long from, long to, int times) {
		cut(from);
		cut(to + 1);
		this.steps.subMap(from, true, to, true).replaceAll((start, before) -> before + times);
		join(from);
		join(to + 1);
	}

	private void cut(long at) {
		this.steps.putIfAbsent(at, count(at));
	}

	private void join(long at) {
		if (count(at) == count(at - 1)) {
			this.steps.remove(at);
		}
	}

	int count(long number) {
		Map.Entry<Long, Integer> step = this.steps.floorEntry(number);
		return (step != null) ? step.getValue() : 0;
	}

	/**
	 * The numbers that occurred.
	 * @return ascending, touching only where the counts differ
	 */
	List<Run> runs() {
		List<Run> runs = new ArrayList<>();
		Map.Entry<Long, Integer> open = null;
		for (Map.Entry<Long, Integer> step : this.steps.entrySet()) {
			if (open != null && open.getValue() > 0) {
				runs.add(new Run(open.getKey(), step.getKey() - 1, open.getValue()));
			}
			open = step;
		}
		return runs;
	}

	/**
	 * The numbers in a range that did not occur.
	 * @param from the first number
	 * @param to the last number; no range if less than {@code from}
	 * @return a tally that has each of them once
	 */
	Tally absent(long from, long to) {
		Tally absent = new Tally();
		long next = from;
		for (Run run : runs()) {
			long end = Math.min(run.from() - 1, to);
			if (next <= end) {
				absent.add(next, end, 1);
			}
			next = Math.max(next, run.to() + 1);
		}
		if (next <= to) {
			absent.add(next, to, 1);
		}
		return absent;
	}

	/**
	 * The numbers that occurred here and there.
	 * @param other there
	 * @return a tally that has each of them once
	 */
	Tally common(Tally other) {
		Tally common = new Tally();
		List<Run> theirs = other.runs();
		int index = 0;
		for (Run mine : runs()) {
			while (index < theirs.size() && theirs.get(index).to() < mine.from()) {
				index++;
			}
			for (int i = index; i < theirs.size() && theirs.get(i).from() <= mine.to(); i++) {
				common.add(Math.max(mine.from(), theirs.get(i).from()), Math.min(mine.to(), theirs.get(i).to()), 1);
			}
		}
		return common;
	}

	/**
	 * How many numbers occurred, however often.
	 * @return at least 0
	 */
	long distinct() {
		return runs().stream().mapToLong(Run::length).sum();
	}

	/**
	 * How many occurrences there were.
	 * @return at least {@link #distinct()}
	 */
	long total() {
		return runs().stream().mapToLong((run) -> run.length() * run.times()).sum();
	}

	/**
	 * The highest number that occurred.
	 * @return 0 if none did
	 */
	long highest() {
		return this.steps.isEmpty() ? 0 : this.steps.lastKey() - 1;
	}

}
