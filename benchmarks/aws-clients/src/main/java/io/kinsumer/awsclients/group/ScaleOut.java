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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds a member to a group, and measures until the shards are balanced and handled by it.
 */
final class ScaleOut {

	private static final double BUDGET = 15;

	private ScaleOut() {
	}

	static boolean run(Options options) throws Exception {
		int count = options.get("members", 4);
		int shards = options.get("shards", 100);
		int rounds = options.get("rounds", 3);
		options.check();
		double worst = 0;
		boolean kept = true;
		for (int round = 0; round < rounds; round++) {
			try (Group group = new Group(shards, Handling.INSTANT)) {
				group.start(count);
				group.load().start(500);
				group.awaitBalanced();
				Waiting.pass(6_000);
				worst = Math.max(worst, add(group));
				Waiting.pass(6_000);
				long put = group.load().stop();
				group.awaitHandled(put);
				List<Ledger.Repeat> repeats = group.ledger().repeats();
				repeats.forEach((repeat) -> Figures.line("repeated: %s", repeat));
				Figures.line("%d records, none lost, %d repeated", put, repeats.size());
				kept &= repeats.isEmpty();
			}
		}
		Figures.last("scale-out", worst, BUDGET, "s");
		return kept;
	}

	/** Returns the seconds from the launch of the JVM to balance. */
	private static double add(Group group) throws Exception {
		Map<String, String> before = group.owners();
		Member added = group.start();
		group.awaitBalanced();
		long balanced = System.currentTimeMillis();
		Map<String, String> after = group.owners();
		long moved = before.entrySet().stream().filter((it) -> !it.getValue().equals(after.get(it.getKey()))).count();
		Set<Integer> shards = group.shardsOf(added);
		Waiting.until("handled by " + added, Duration.ofMinutes(1),
				() -> group.refresh().first((it) -> added.is(it.clientId())).keySet().containsAll(shards));
		long joined = group.ledger().time(added.clientId(), Event.Kind.JOINED);
		long last = group.ledger()
			.first((it) -> added.is(it.clientId()))
			.values()
			.stream()
			.mapToLong(Long::longValue)
			.max()
			.orElseThrow();
		Figures.line(
				"balanced %.2f s after the launch of the new member, %.2f s after it joined; %d shards moved, for %d"
						+ " that it owns; the last of them handled %.2f s after the launch",
				(balanced - added.launched()) / 1e3, (balanced - joined) / 1e3, moved, shards.size(),
				(last - added.launched()) / 1e3);
		return (balanced - added.launched()) / 1e3;
	}

}
