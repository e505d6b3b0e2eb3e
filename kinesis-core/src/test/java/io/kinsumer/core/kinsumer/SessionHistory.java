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

package io.kinsumer.core.kinsumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.sim.VirtualTime;
import io.kinsumer.test.dynamodb.value.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the session items. Judges each write at the moment it takes effect.
 */
final class SessionHistory {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final VirtualTime time;

	private final Scenario scenario;

	private final History history;

	private final Map<String, Map<String, Attribute>> sessions = new HashMap<>();

	// Who began or renewed it last; others only end it.
	private final Map<String, SimulatedMember> holders = new HashMap<>();

	private final Map<String, Long> renewed = new HashMap<>();

	private final Map<Owner, Long> ended = new HashMap<>();

	SessionHistory(VirtualTime time, Scenario scenario, History history) {
		this.time = time;
		this.scenario = scenario;
		this.history = history;
	}

	void wrote(SimulatedMember member, String client, Map<String, Attribute> item) {
		Map<String, Attribute> before = this.sessions.put(client, item);
		boolean other = before == null || !sessionId(before).equals(sessionId(item));
		if (other || !state(before).equals(state(item))) {
			this.history.journal()
				.note(this.time.elapsed(), () -> member + " wrote session " + client + " " + TableHistory.shown(item));
		}
		if (isDead(item) && this.scenario.isPeaceful() && isHeld(client)) {
			this.history.violated(null, "killed without cause", member + " killed " + client);
		}
		if (before != null && !other && isDead(before) && !isDead(item)) {
			this.history.violated(null, "the dead stay dead", member + " revived session " + client);
		}
		if (before != null && other) {
			ended(client, before);
		}
		if (isDead(item)) {
			mustBeSilent(member, client);
			ended(client, item);
		}
		else {
			this.holders.put(client, member);
			this.renewed.put(client, this.time.nanos());
		}
	}

	/**
	 * Whoever is killed has renewed its session nowhere for a whole timeout, by whatever
	 * clock.
	 */
	private void mustBeSilent(SimulatedMember killer, String client) {
		Duration silent = Duration.ofNanos(this.time.nanos() - this.renewed.getOrDefault(client, 0L));
		Duration least = this.scenario.differingClocks() ? TIMEOUT.multipliedBy(100).dividedBy(101) : TIMEOUT;
		if (silent.compareTo(least) < 0) {
			this.history.violated(null, "killed too early",
					killer + " killed " + client + ", which had renewed its session " + silent + " before");
		}
	}

	/**
	 * Whether its process lives. One that stopped while the table could not be reached
	 * leaves its session behind.
	 */
	private boolean isHeld(String client) {
		SimulatedMember holder = this.holders.get(client);
		return holder == null || holder.isUp();
	}

	/**
	 * An item was removed, by whomever.
	 */
	void removed(String client) {
		Map<String, Attribute> session = this.sessions.remove(client);
		if (session != null) {
			ended(client, session);
		}
	}

	private void ended(String client, Map<String, Attribute> session) {
		this.ended.putIfAbsent(new Owner(client, sessionId(session)), this.time.nanos());
	}

	/**
	 * A client whose session counts, although its process is gone.
	 */
	@Nullable String leftOver() {
		return this.sessions.entrySet()
			.stream()
			.filter((entry) -> !isDead(entry.getValue()) && !isHeld(entry.getKey()))
			.map(Map.Entry::getKey)
			.sorted()
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether the session of a process is there and nobody has ended it.
	 */
	boolean isLive(SimulatedMember member) {
		Map<String, Attribute> session = this.sessions.get(member.clientId());
		return session != null && !isDead(session) && this.holders.get(member.clientId()) == member;
	}

	/**
	 * Whether a session is there and nobody has ended it.
	 */
	boolean isLive(Owner owner) {
		Map<String, Attribute> session = this.sessions.get(owner.clientId());
		return session != null && owner.sessionId().equals(sessionId(session)) && !isDead(session);
	}

	/**
	 * When a session was ended, replaced or removed. An owner that notices gives its
	 * shards up without a word.
	 */
	long endOf(Owner owner) {
		return this.ended.getOrDefault(owner, Long.MAX_VALUE);
	}

	private static boolean isDead(Map<String, Attribute> session) {
		return state(session).equals("DEAD");
	}

	private static String state(@Nullable Map<String, Attribute> session) {
		return (session != null) ? String.valueOf(ShardRow.text(session, "state")) : "";
	}

	private static String sessionId(Map<String, Attribute> session) {
		return String.valueOf(ShardRow.text(session, "sessionId"));
	}

}
