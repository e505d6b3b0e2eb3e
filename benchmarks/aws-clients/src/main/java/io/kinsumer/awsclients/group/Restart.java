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
import java.util.function.Predicate;

/**
 * Stops all members in good order, starts as many again, and measures until records are
 * handled: the first one, and one of each shard.
 */
final class Restart {

	private static final double BUDGET = 2;

	private Restart() {
	}

	static boolean run(Options options) throws Exception {
		int count = options.get("members", 3);
		int rounds = options.get("rounds", 5);
		int shards = options.get("shards", 12);
		boolean cache = options.get("cache", 0) == 1;
		options.check();
		double worst = 0;
		try (Group group = new Group(shards, Handling.INSTANT)) {
			if (cache) {
				group.cacheClasses();
			}
			group.start(count);
			group.load().start(100);
			group.awaitBalanced();
			// The JVM of the server is cold in the first round.
			Figures.line("to warm up:");
			restart(group, count, shards);
			for (int round = 0; round < rounds; round++) {
				worst = Math.max(worst, restart(group, count, shards));
			}
			long put = group.load().stop();
			group.awaitHandled(put);
			List<Ledger.Repeat> repeats = group.ledger().repeats();
			repeats.forEach((repeat) -> Figures.line("repeated: %s", repeat));
			Figures.line("%d records, none lost, %d repeated", put, repeats.size());
			Figures.last("restart", worst, BUDGET, "s");
			return repeats.isEmpty();
		}
	}

	/** Returns the seconds from the start of the first kinsumer to the first record. */
	private static double restart(Group group, int count, int shards) throws Exception {
		Waiting.pass(5_000);
		List<Member> former = group.members();
		long told = System.currentTimeMillis();
		former.forEach(Member::terminate);
		for (Member member : former) {
			if (!member.awaitExit(30)) {
				throw new IllegalStateException(member + " does not stop");
			}
			group.forget(member);
		}
		long stopped = System.currentTimeMillis();
		group.start(count);
		Predicate<Ledger.Delivery> by = (it) -> group.members().stream().anyMatch((its) -> its.is(it.clientId()));
		Waiting.until("each shard handled", Duration.ofMinutes(1), () -> group.refresh().first(by).size() == shards);
		Map<Integer, Long> first = group.ledger().first(by);
		long starting = group.members()
			.stream()
			.mapToLong((member) -> group.ledger().time(member.clientId(), Event.Kind.STARTING))
			.filter((time) -> time > 0)
			.min()
			.orElseThrow();
		long earliest = first.values().stream().mapToLong(Long::longValue).min().orElseThrow();
		long latest = first.values().stream().mapToLong(Long::longValue).max().orElseThrow();
		group.awaitBalanced();
		Figures.line(
				"stopped in %.2f s, JVMs there in %.2f s; first record %.2f s after the start of the first kinsumer"
						+ " (%.2f s after the launch of its JVM), of the last shard %.2f s, balanced %.2f s",
				(stopped - told) / 1e3, (starting - stopped) / 1e3, (earliest - starting) / 1e3,
				(earliest - stopped) / 1e3, (latest - starting) / 1e3, (System.currentTimeMillis() - starting) / 1e3);
		return (earliest - starting) / 1e3;
	}

}
