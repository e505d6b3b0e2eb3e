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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Kills each member in turn, and measures until each of its shards is handled by another.
 */
final class Takeover {

	private static final double BUDGET = 13;

	/** The persist frequency, and the time that a write takes on a loaded machine. */
	private static final long PERSISTED = 6_000;

	private Takeover() {
	}

	static boolean run(Options options) throws Exception {
		int count = options.get("members", 4);
		int rounds = options.get("rounds", 8);
		int shards = options.get("shards", 16);
		int seed = options.get("seed", 1);
		options.check();
		SplittableRandom random = new SplittableRandom(seed);
		Map<String, Long> killed = new HashMap<>();
		double worst = 0;
		double sum = 0;
		try (Group group = new Group(shards, Handling.INSTANT)) {
			group.start(count);
			group.load().start(100);
			group.awaitBalanced();
			for (int round = 0; round < rounds; round++) {
				Waiting.pass(5_000 + random.nextLong(2_000));
				Member victim = group.members().get(0);
				double seconds = kill(group, victim, killed);
				worst = Math.max(worst, seconds);
				sum += seconds;
				group.start();
				group.awaitBalanced();
			}
			long put = group.load().stop();
			group.awaitHandled(put);
			boolean kept = repeats(group.ledger().repeats(), killed, put);
			Figures.line("takeover of all shards of a member: mean %.2f s, worst %.2f s, budget %.0f s", sum / rounds,
					worst, BUDGET);
			Figures.last("takeover", worst, BUDGET, "s");
			return kept;
		}
	}

	private static double kill(Group group, Member victim, Map<String, Long> killed) throws Exception {
		Set<Integer> shards = group.shardsOf(victim);
		long time = System.currentTimeMillis();
		victim.kill();
		killed.put(victim.clientId(), time);
		group.forget(victim);
		Waiting.until("takeover of " + shards, Duration.ofMinutes(1),
				() -> group.refresh().first((it) -> after(it, victim, time)).keySet().containsAll(shards));
		Map<Integer, Long> first = group.ledger().first((it) -> after(it, victim, time));
		double earliest = shards.stream().mapToLong(first::get).min().orElse(time) - time;
		double latest = shards.stream().mapToLong(first::get).max().orElse(time) - time;
		Figures.line("%s killed: its %d shards handled elsewhere after %.2f to %.2f s", victim, shards.size(),
				earliest / 1e3, latest / 1e3);
		return latest / 1e3;
	}

	private static boolean after(Ledger.Delivery delivery, Member victim, long time) {
		return delivery.time() >= time && !delivery.clientId().equals(victim.clientId());
	}

	private static boolean repeats(List<Ledger.Repeat> repeats, Map<String, Long> killed, long put) {
		long oldest = 0;
		int unexplained = 0;
		for (Ledger.Repeat repeat : repeats) {
			Long kill = killed.get(repeat.first().clientId());
			long age = (kill != null) ? kill - repeat.first().time() : Long.MAX_VALUE;
			if (age > PERSISTED) {
				unexplained++;
				Figures.line("unexplained: %s", repeat);
			}
			else {
				oldest = Math.max(oldest, age);
			}
		}
		Figures.line("%d records, none lost; %d repeated, first handled up to %.2f s before a kill; unexplained: %d",
				put, repeats.size(), oldest / 1e3, unexplained);
		return unexplained == 0;
	}

}
