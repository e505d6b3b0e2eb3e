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

/**
 * Stops a member with SIGSTOP for longer than its session, and lets it go on.
 */
final class Pause {

	private Pause() {
	}

	static boolean run(Options options) throws Exception {
		int count = options.get("members", 3);
		int shards = options.get("shards", 12);
		int rounds = options.get("rounds", 3);
		int seconds = options.get("seconds", 25);
		int handling = options.get("handling", 20);
		options.check();
		Writes writes = new Writes();
		long overlapping = 0;
		long forbidden = 0;
		try (Group group = new Group(shards, Handling.taking(Duration.ofMillis(handling)))) {
			group.server().install(writes);
			group.start(count);
			group.load().start(100);
			group.awaitBalanced();
			for (int round = 0; round < rounds; round++) {
				Waiting.pass(6_000 + 137L * round);
				Outcome outcome = pause(group, group.members().get(round % count), seconds, writes);
				overlapping += outcome.overlapping();
				forbidden += outcome.written();
			}
			long put = group.load().stop();
			group.awaitHandled(put);
			Figures.line("%d records, none lost; %d repeated, of which %d were handled by a paused member after others",
					put, group.ledger().repeats().size(), overlapping);
			Figures.line("checkpoints written by a paused member under its former session: %d", forbidden);
			Figures.last("pause", forbidden, 1, "writes");
			return forbidden == 0;
		}
	}

	private static Outcome pause(Group group, Member member, int seconds, Writes writes) throws Exception {
		String owner = group.owners()
			.values()
			.stream()
			.filter((it) -> it.startsWith(member.clientId() + "#"))
			.findFirst()
			.orElseThrow();
		int shards = group.shardsOf(member).size();
		long paused = System.currentTimeMillis();
		member.pause();
		Waiting.until("its shards are taken over", Duration.ofMinutes(1), () -> !group.owners().containsValue(owner));
		double taken = (System.currentTimeMillis() - paused) / 1e3;
		Waiting.pass(Math.max(0, seconds * 1000L - (System.currentTimeMillis() - paused)));
		Map<String, String> owners = group.owners();
		long resumed = System.currentTimeMillis();
		member.resume();
		group.awaitBalanced();
		double balanced = (System.currentTimeMillis() - resumed) / 1e3;
		Waiting.pass(6_000);
		List<Writes.Write> late = writes.since(resumed).stream().filter((write) -> write.names(owner)).toList();
		long written = late.stream().filter((write) -> write.ofCheckpoint() && write.applied()).count();
		long refused = late.stream().filter((write) -> !write.applied()).count();
		long overlapping = group.refresh()
			.repeats()
			.stream()
			.filter((it) -> member.is(it.again().clientId()) && it.again().time() >= resumed
					&& !member.is(it.first().clientId()))
			.count();
		Figures.line(
				"%s paused for %d s: its %d shards taken over after %.2f s; resumed: balanced after %.2f s, %d of its"
						+ " writes refused, %d applied, %d records handled that others had handled",
				member, seconds, shards, taken, balanced, refused, written, overlapping);
		if (owners.containsValue(owner)) {
			throw new IllegalStateException(member + " still owned a shard when it was resumed");
		}
		return new Outcome(written, overlapping);
	}

	/**
	 * What a paused member did after its pause.
	 *
	 * @param written checkpoints under its former session
	 * @param overlapping records that others had handled
	 */
	private record Outcome(long written, long overlapping) {

	}

}
