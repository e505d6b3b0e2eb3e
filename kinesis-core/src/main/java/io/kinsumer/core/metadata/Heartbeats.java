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

package io.kinsumer.core.metadata;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Which sessions one client has not seen renewed for their timeout, by its own clock and
 * by the heartbeats it saw change. Safe for use by any thread.
 */
final class Heartbeats {

	private final Owner self;

	private final Duration ownTimeout;

	private final LongSupplier clock;

	private final Map<Owner, Sighting> sightings = new HashMap<>();

	private final Map<Owner, Long> absentSince = new HashMap<>();

	private @Nullable Long lastLook;

	Heartbeats(Session own, LongSupplier clock) {
		this.self = own.owner();
		this.ownTimeout = own.timeout();
		this.clock = clock;
	}

	/**
	 * The sessions were read.
	 * @return those that are to be ended
	 */
	synchronized List<Session> saw(List<Session> sessions) {
		long now = this.clock.getAsLong();
		if (this.lastLook != null && now - this.lastLook > this.ownTimeout.toNanos() / 2) {
			// Nobody's silence counts while this client itself did not look.
			this.sightings.clear();
		}
		this.lastLook = now;
		Map<Owner, Sighting> seen = new HashMap<>();
		List<Session> overdue = new ArrayList<>();
		for (Session session : sessions) {
			Sighting before = this.sightings.get(session.owner());
			boolean same = before != null && before.heartbeat() == session.heartbeat();
			Sighting sighting = (same && before != null) ? before : new Sighting(session.heartbeat(), now);
			seen.put(session.owner(), sighting);
			if (!session.owner().equals(this.self) && session.state() != Session.State.DEAD
					&& now - sighting.since() >= session.timeout().toNanos()) {
				overdue.add(session);
			}
		}
		this.sightings.clear();
		this.sightings.putAll(seen);
		return overdue;
	}

	/**
	 * Whether the owner of a shard is dead: ended by somebody, or without a session for
	 * its timeout. It is taken for that of this client.
	 * @param sessions all there are now
	 */
	synchronized boolean isDead(Owner owner, List<Session> sessions) {
		for (Session session : sessions) {
			if (session.owner().equals(owner)) {
				return session.state() == Session.State.DEAD;
			}
		}
		long now = this.clock.getAsLong();
		Long since = this.absentSince.putIfAbsent(owner, now);
		return since != null && now - since >= this.ownTimeout.toNanos();
	}

	/**
	 * A heartbeat.
	 *
	 * @param heartbeat its number
	 * @param since when it was first seen, in nanoseconds
	 */
	private record Sighting(long heartbeat, long since) {

	}

}
