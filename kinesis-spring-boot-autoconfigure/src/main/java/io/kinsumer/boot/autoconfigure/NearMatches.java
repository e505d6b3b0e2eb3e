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

package io.kinsumer.boot.autoconfigure;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds what somebody may have meant who misspelled a name.
 */
final class NearMatches {

	private static final int MOST = 3;

	private NearMatches() {
	}

	/**
	 * The names that are most like a name.
	 * @return at most three, the best first; none if none is similar
	 */
	static List<String> of(String name, Collection<String> known) {
		String wanted = uniform(name);
		return known.stream()
			.distinct()
			.map((each) -> new Match(each, distance(wanted, uniform(each))))
			.filter((match) -> match.distance <= Math.max(1, Math.min(wanted.length(), match.name.length()) / 3)
					|| uniform(match.name).endsWith("." + wanted))
			.sorted(Comparator.comparingInt(Match::distance).thenComparing(Match::name))
			.limit(MOST)
			.map(Match::name)
			.toList();
	}

	/**
	 * A question to end a message with, empty if nothing is similar.
	 */
	static String question(String name, Collection<String> known) {
		List<String> matches = of(name, known);
		return matches.isEmpty() ? "" : " Did you mean " + String.join(", or ", matches) + "?";
	}

	/**
	 * The names that are written differently, but sound the same.
	 */
	static List<String> variants(String name, Collection<String> known) {
		return known.stream().filter((each) -> !each.equals(name) && uniform(each).equals(uniform(name))).toList();
	}

	private static String uniform(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * How many letters must be changed, added, left out or swapped with the next.
	 */
	private static int distance(String left, String right) {
		int[][] steps = new int[left.length() + 1][right.length() + 1];
		for (int i = 0; i <= left.length(); i++) {
			for (int j = 0; j <= right.length(); j++) {
				steps[i][j] = (Math.min(i, j) == 0) ? Math.max(i, j) : step(left, right, steps, i, j);
			}
		}
		return steps[left.length()][right.length()];
	}

	private static int step(String left, String right, int[][] steps, int i, int j) {
		int change = (left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1;
		int least = Math.min(steps[i - 1][j - 1] + change, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
		boolean swapped = i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2)
				&& left.charAt(i - 2) == right.charAt(j - 1);
		return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
	}

	private record Match(String name, int distance) {

	}

}
