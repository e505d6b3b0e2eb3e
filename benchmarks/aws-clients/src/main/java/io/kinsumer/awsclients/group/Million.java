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
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Has a group handle a million records through splits and merges, while handlers fail and
 * dawdle and members are killed; polling, then with enhanced fan-out.
 */
final class Million {

	private Million() {
	}

	static boolean run(Options options) throws Exception {
		int records = options.get("records", 1_000_000);
		int concurrency = options.get("concurrency", 4);
		int kills = options.get("kills", 3);
		int seed = options.get("seed", 1);
		options.check();
		long polling = run(records, kills, new Handling(Duration.ZERO, 100, 1_000, 1, false), seed);
		long fanOut = run(records, kills, new Handling(Duration.ZERO, 100, 1_000, concurrency, true), seed);
		Figures.last("million", polling + fanOut, 1, "violations");
		return polling + fanOut == 0;
	}

	private static long run(int records, int kills, Handling handling, int seed) throws Exception {
		SplittableRandom random = new SplittableRandom(seed);
		Map<String, Long> killed = new HashMap<>();
		try (Group group = new Group(8, handling)) {
			KeyedLoad load = new KeyedLoad(group.server(), Group.STREAM, records, random.split());
			KeyOrder order = new KeyOrder(load.predecessors(), killed);
			group.start(4);
			group.awaitBalanced();
			long start = System.nanoTime();
			int rounds = 0;
			int estimate = records / (8 * 26);
			while (load.round()) {
				if (++rounds % (estimate / 20 + 1) == 0) {
					load.reshard();
				}
				if (rounds % (estimate / (kills + 1) + 1) == 0) {
					kill(group, killed, random);
				}
				group.read(order::add);
				Waiting.pass(10);
			}
			int put = order.handled();
			double seconds = (System.nanoTime() - start) / 1e9;
			Waiting.until("all records handled", Duration.ofMinutes(5), () -> {
				group.read(order::add);
				return order.complete();
			});
			double all = (System.nanoTime() - start) / 1e9;
			int disordered = order.disordered();
			Figures.line(
					"%s, concurrency %d: %d records, %d splits and merges, %d kills: put within %.1f s, when %d were"
							+ " handled, and all of them after %.1f s",
					handling.fanOut() ? "fan-out" : "polling", handling.concurrency(), records, load.reshardings(),
					killed.size(), seconds, put, all);
			Figures
				.line("lost 0, before their predecessors %d, repeated %d (unexplained %d; handled up to %.2f s before"
						+ " a kill)", disordered, order.repeated(), order.unexplained(), order.oldest() / 1e3);
			return disordered + order.unexplained();
		}
	}

	private static void kill(Group group, Map<String, Long> killed, SplittableRandom random) throws Exception {
		Member victim = group.members().get(random.nextInt(group.members().size()));
		// before it is dead, so that what others do because of it is explained
		killed.put(victim.clientId(), System.currentTimeMillis());
		victim.kill();
		group.forget(victim);
		group.start();
	}

}
