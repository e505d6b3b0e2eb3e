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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.Session;
import org.jspecify.annotations.Nullable;

/**
 * Judges who lives, by the heartbeats that this client saw change and by nothing else. A
 * session whose heartbeat did not change for its timeout is to be killed; an owner of
 * shards without a session is a suspect for one timeout. State alone: it is told the
 * time.
 */
final class SessionWatch {

	private final Owner self;

	private final Duration longestGap;

	private final Map<Owner, Sighting> sightings = new HashMap<>();

	private final Map<Owner, Mark> suspects = new HashMap<>();

	private final Set<Owner> deadSuspects = new HashSet<>();

	private final Set<Owner> killing = new HashSet<>();

	private final Set<Owner> buried = new HashSet<>();

	private final Map<Owner, Duration> timeouts = new HashMap<>();

	private Duration longestTimeout;

	private Set<Owner> watched = Set.of();

	private @Nullable Mark lastRead;

	SessionWatch(Owner self, KinsumerSettings settings) {
		this.self = self;
		this.longestTimeout = settings.sessionTimeout();
		this.longestGap = settings.heartbeatInterval().multipliedBy(5).dividedBy(2);
	}

	/**
	 * The sessions were read.
	 * @param now when the answer came
	 */
	void saw(List<Session> answer, Mark now) {
		if (hasGap(now)) {
			// Nobody's silence counts while this client itself could not hear.
			this.sightings.values().removeIf((sighting) -> !sighting.isDead());
			this.suspects.clear();
		}
		this.lastRead = now;
		Map<Owner, Sighting> seen = new HashMap<>();
		for (Session session : answer) {
			Sighting before = this.sightings.get(session.owner());
			seen.put(session.owner(), (before != null) ? before.again(session, now) : new Sighting(session, now));
			noteTimeout(session);
		}
		this.sightings.clear();
		this.sightings.putAll(seen);
		this.killing.retainAll(seen.keySet());
		this.buried.retainAll(seen.keySet());
		suspectAbsent(now);
	}

	private void noteTimeout(Session session) {
		this.timeouts.put(session.owner(), session.timeout());
		if (session.timeout().compareTo(this.longestTimeout) > 0) {
			this.longestTimeout = session.timeout();
		}
	}

	/**
	 * These are dead, by what is known from elsewhere.
	 */
	void knownDead(Set<Owner> owners) {
		this.deadSuspects.addAll(owners);
	}

	/**
	 * The owners of shards, whose absence from the sessions is to be noticed.
	 */
	void watch(Set<Owner> owners, Mark now) {
		this.watched = Set.copyOf(owners);
		this.deadSuspects.retainAll(owners);
		if (this.lastRead != null) {
			suspectAbsent(now);
		}
	}

	private void suspectAbsent(Mark now) {
		for (Owner owner : this.watched) {
			if (this.sightings.containsKey(owner) || owner.equals(this.self)) {
				this.suspects.remove(owner);
			}
			else if (!this.deadSuspects.contains(owner)) {
				this.suspects.putIfAbsent(owner, now);
			}
		}
		this.suspects.keySet().retainAll(this.watched);
		this.timeouts.keySet().removeIf((owner) -> !this.watched.contains(owner) && !this.sightings.containsKey(owner));
	}

	private boolean hasGap(Mark now) {
		Mark last = this.lastRead;
		return last != null && last.until(now).compareTo(this.longestGap) > 0;
	}

	/**
	 * Looks whether somebody's time is over.
	 */
	Verdict judge(Mark now) {
		if (hasGap(now)) {
			return new Verdict(List.of(), null);
		}
		Duration next = null;
		List<Session> overdue = new ArrayList<>();
		for (Sighting sighting : this.sightings.values()) {
			Session session = sighting.session();
			if (session.owner().equals(this.self) || session.state() == Session.State.DEAD) {
				continue;
			}
			Duration left = session.timeout().minus(sighting.since().surelyUntil(now));
			if (!left.isNegative() && !left.isZero()) {
				next = earlier(next, left);
			}
			else if (this.killing.add(session.owner())) {
				overdue.add(session);
			}
		}
		for (Map.Entry<Owner, Mark> suspect : Map.copyOf(this.suspects).entrySet()) {
			// It may have a longer timeout than this client, and feel safe for as long.
			Duration timeout = this.timeouts.getOrDefault(suspect.getKey(), this.longestTimeout);
			Duration left = timeout.minus(suspect.getValue().surelyUntil(now));
			if (!left.isNegative() && !left.isZero()) {
				next = earlier(next, left);
			}
			else {
				this.suspects.remove(suspect.getKey());
				this.deadSuspects.add(suspect.getKey());
			}
		}
		return new Verdict(overdue, next);
	}

	private static Duration earlier(@Nullable Duration known, Duration other) {
		return (known == null || other.compareTo(known) < 0) ? other : known;
	}

	void killed(Session victim) {
		Sighting sighting = this.sightings.get(victim.owner());
		if (sighting != null) {
			this.sightings.put(victim.owner(), sighting.with(victim.dead()));
		}
	}

	void notKilled(Session victim) {
		this.killing.remove(victim.owner());
	}

	/**
	 * The dead whom no shard names any more, each named once.
	 */
	List<Session> toBury() {
		return this.sightings.values()
			.stream()
			.map(Sighting::session)
			.filter((session) -> session.state() == Session.State.DEAD && !this.watched.contains(session.owner())
					&& this.buried.add(session.owner()))
			.toList();
	}

	/**
	 * The removal of a dead session failed.
	 */
	void notBuried(Session dead) {
		this.buried.remove(dead.owner());
	}

	/**
	 * Who is in the group.
	 * @param takesPart whether this client takes its share
	 */
	Members members(boolean takesPart) {
		SortedSet<Owner> active = new TreeSet<>();
		Set<Owner> dead = new HashSet<>(this.deadSuspects);
		Map<Owner, Long> revisions = new HashMap<>();
		Set<String> rules = new HashSet<>();
		for (Sighting sighting : this.sightings.values()) {
			Session session = sighting.session();
			switch (session.state()) {
				case ACTIVE -> {
					active.add(session.owner());
					rules.add(session.rules());
				}
				case DEAD -> dead.add(session.owner());
				case LEAVING -> {
				}
			}
			if (!session.owner().equals(this.self)) {
				revisions.put(session.owner(), session.revision());
			}
		}
		if (!takesPart) {
			active.remove(this.self);
		}
		return new Members(active, dead, revisions, rules.size() <= 1);
	}

	/**
	 * A session and since when its heartbeat has not changed.
	 *
	 * @param session as last read
	 * @param since when the answer came that first showed this heartbeat
	 */
	private record Sighting(Session session, Mark since) {

		/**
		 * The session was read again. Whoever is dead stays so: the answer may be older
		 * than that.
		 */
		Sighting again(Session read, Mark now) {
			if (isDead()) {
				return this;
			}
			return (read.heartbeat() == this.session.heartbeat()) ? with(read) : new Sighting(read, now);
		}

		boolean isDead() {
			return this.session.state() == Session.State.DEAD;
		}

		Sighting with(Session same) {
			return new Sighting(same, this.since);
		}

	}

	/**
	 * What is to be done.
	 *
	 * @param overdue sessions to kill, each named once until it is known how that went
	 * @param next when to look again, {@code null} when nobody's time is running
	 */
	record Verdict(List<Session> overdue, @Nullable Duration next) {

	}

}
