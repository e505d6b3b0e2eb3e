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

import java.util.Map;
import java.util.Set;

import io.kinsumer.test.fault.Gate;

/**
 * Counts what an idle group asks DynamoDB for, beside what others would ask for, as
 * computed from their sources.
 */
final class DynamoDbCost {

	private static final double WRITES = 30;

	private static final double QUERIES = 60;

	private static final Set<String> WRITE_OPERATIONS = Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem",
			"TransactWriteItems");

	private DynamoDbCost() {
	}

	static boolean run(Options options) throws Exception {
		int shards = options.get("shards", 100);
		int members = options.get("members", 10);
		int seconds = options.get("seconds", 60);
		options.check();
		Calls one = measure(1, shards, seconds);
		Calls many = measure(members, shards, seconds);
		Figures.line("one member: budget %.0f writes and %.0f reads a minute", WRITES, QUERIES);
		rivals(1, shards);
		rivals(members, shards);
		Figures.line("%d members: %.1f calls a minute", members, many.writes() + many.reads());
		Figures.last("dynamodb-cost", one.writes(), kclWrites(1, shards), "writes/min");
		return true;
	}

	private static Calls measure(int members, int shards, int seconds) throws Exception {
		try (Group group = new Group(shards, Handling.INSTANT)) {
			group.start(members);
			group.awaitBalanced();
			// beyond the first seconds, in which shards are looked at more often
			Waiting.pass(20_000);
			Gate gate = group.server().dynamoDb().gate();
			gate.resetCounts();
			long start = System.nanoTime();
			Waiting.pass(seconds * 1000L);
			double minutes = (System.nanoTime() - start) / 60e9;
			Map<String, Long> counts = gate.counts();
			double writes = 0;
			double reads = 0;
			for (Map.Entry<String, Long> count : counts.entrySet()) {
				if (WRITE_OPERATIONS.contains(count.getKey())) {
					writes += count.getValue() / minutes;
				}
				else {
					reads += count.getValue() / minutes;
				}
			}
			Figures.line(
					"%d members, %d idle shards, calls a minute: %.1f writes, %.1f reads; per member %.1f and %.1f;"
							+ " within %.1f s: %s",
					members, shards, writes, reads, writes / members, reads / members, minutes * 60, counts);
			return new Calls(writes, reads);
		}
	}

	private static void rivals(int members, int shards) {
		Figures.line(
				"%d members, %d idle shards, calls a minute as computed: KCL 3 %.0f writes and %.1f reads;"
						+ " gosoline %d calls when it looks for shards every 15 s, %d every minute",
				members, shards, kclWrites(members, shards), kclReads(members), gosoline(members, shards, 4),
				gosoline(members, shards, 1));
	}

	/** A lease is renewed every 10000 / 3 - 25 ms; each worker writes its metrics. */
	private static double kclWrites(int members, int shards) {
		return shards * 60_000 / (10_000 / 3.0 - 25) + 2 + 2 * members;
	}

	/** Scans of the leader and the auditor; a query of each worker, and the lock. */
	private static double kclReads(int members) {
		return 9.5 + (members - 1) * 10;
	}

	/** Each member: a put, a query, a read for each shard; each shard: a write in 5 s. */
	private static int gosoline(int members, int shards, int periods) {
		return members * periods * (2 + shards) + 12 * shards;
	}

	/**
	 * Calls a minute.
	 *
	 * @param writes writes
	 * @param reads reads
	 */
	private record Calls(double writes, double reads) {

	}

}
