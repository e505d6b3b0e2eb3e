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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * One session of this client: renews it, watches those of the others, and ends those that
 * are no longer renewed. A step machine: it is told what happened and says what to do
 * next; it never waits. Clocks of different machines are never compared.
 */
final class Membership {

	private static final Duration RENEW_RETRY = Duration.ofMillis(500);

	private final KinsumerSettings settings;

	private final EngineRuntime runtime;

	private final SessionLease lease;

	private final Effects effects;

	private final Map<Owner, Sighting> sightings = new HashMap<>();

	private final Map<Owner, Mark> suspects = new HashMap<>();

	private final Set<Owner> deadSuspects = new HashSet<>();

	private final Set<Owner> killing = new HashSet<>();

	private final Set<Owner> buried = new HashSet<>();

	private Set<Owner> watched = Set.of();

	private Session session;

	private long revision;

	private boolean renewing;

	private boolean renewAgain;

	private boolean reading;

	private boolean over;

	private @Nullable Mark lastRead;

	private Members reported = Members.NONE;

	Membership(Session session, Mark registered, KinsumerSettings settings, EngineRuntime runtime, SessionLease lease,
			Effects effects) {
		this.session = session;
		this.settings = settings;
		this.runtime = runtime;
		this.lease = lease;
		this.effects = effects;
		lease.renewed(registered);
	}

	Owner self() {
		return this.session.owner();
	}

	Session session() {
		return this.session;
	}

	void start() {
		read();
		this.effects.tickIn(this.settings.heartbeatInterval());
	}

	void onTick() {
		if (this.over) {
			return;
		}
		this.effects.tickIn(this.settings.heartbeatInterval());
		renew(this.session.state());
		read();
	}

	/**
	 * This session changed a shard item; the others learn it with the next renewal.
	 */
	void touch() {
		this.revision++;
	}

	/**
	 * Takes no more shards.
	 */
	void leave() {
		renew(Session.State.LEAVING);
	}

	private void renew(Session.State state) {
		this.session = this.session.next(this.revision, state);
		this.renewAgain = this.renewing;
		if (!this.renewing) {
			this.renewing = true;
			this.effects.renew(this.session, Mark.now(this.runtime));
		}
	}

	private void renewAgain() {
		if (this.renewAgain) {
			renew(this.session.state());
		}
	}

	void onRenewed(Mark sent) {
		this.renewing = false;
		if (this.over) {
			return;
		}
		boolean suspended = !this.lease.isValid();
		this.lease.renewed(sent);
		if (suspended) {
			this.effects.resumed();
		}
		renewAgain();
	}

	void onRenewFailed(Throwable failure) {
		this.renewing = false;
		if (this.over) {
			return;
		}
		if (failure instanceof ConditionFailedException) {
			this.over = true;
			this.lease.revoke();
			this.effects.lost();
			return;
		}
		this.effects.renewFailed(failure);
		if (this.renewAgain) {
			renewAgain();
		}
		else {
			this.effects.retryRenewIn(RENEW_RETRY);
		}
	}

	void onRenewRetry() {
		if (!this.over) {
			renew(this.session.state());
		}
	}

	private void read() {
		if (!this.reading) {
			this.reading = true;
			this.effects.readSessions();
		}
	}

	void onSessions(List<Session> answer) {
		this.reading = false;
		if (this.over) {
			return;
		}
		Mark now = Mark.now(this.runtime);
		if (hasGap(now)) {
			// Nobody's silence counts while this client itself could not hear.
			this.sightings.clear();
			this.suspects.clear();
		}
		this.lastRead = now;
		Map<Owner, Sighting> seen = new HashMap<>();
		for (Session other : answer) {
			Sighting before = this.sightings.get(other.owner());
			boolean same = before != null && before.session().heartbeat() == other.heartbeat();
			seen.put(other.owner(), (same && before != null) ? before.with(other) : new Sighting(other, now));
		}
		this.sightings.clear();
		this.sightings.putAll(seen);
		this.killing.retainAll(seen.keySet());
		this.buried.retainAll(seen.keySet());
		suspectAbsent(now);
		examine();
	}

	private boolean hasGap(Mark now) {
		Mark last = this.lastRead;
		return last != null
				&& last.until(now).compareTo(this.settings.heartbeatInterval().multipliedBy(5).dividedBy(2)) > 0;
	}

	void onReadFailed(Throwable failure) {
		this.reading = false;
		if (!this.over) {
			this.effects.readFailed(failure);
		}
	}

	/**
	 * The owners of shards, whose absence from the sessions is to be noticed.
	 */
	void watch(Set<Owner> owners) {
		this.watched = Set.copyOf(owners);
		this.deadSuspects.retainAll(owners);
		bury();
		if (this.lastRead != null) {
			suspectAbsent(Mark.now(this.runtime));
			examine();
		}
	}

	/**
	 * Removes the dead whom no shard names any more.
	 */
	private void bury() {
		for (Sighting sighting : this.sightings.values()) {
			Session other = sighting.session();
			if (other.state() == Session.State.DEAD && !this.watched.contains(other.owner())
					&& this.buried.add(other.owner())) {
				this.effects.bury(other);
			}
		}
	}

	private void suspectAbsent(Mark now) {
		for (Owner owner : this.watched) {
			if (this.sightings.containsKey(owner) || owner.equals(self())) {
				this.suspects.remove(owner);
			}
			else if (!this.deadSuspects.contains(owner)) {
				this.suspects.putIfAbsent(owner, now);
			}
		}
		this.suspects.keySet().retainAll(this.watched);
	}

	/**
	 * Looks whether somebody's time is over.
	 */
	void examine() {
		Mark now = Mark.now(this.runtime);
		if (this.over || hasGap(now)) {
			return;
		}
		Duration next = null;
		for (Sighting sighting : this.sightings.values()) {
			Session other = sighting.session();
			if (other.owner().equals(self()) || other.state() == Session.State.DEAD) {
				continue;
			}
			Duration left = other.timeout().minus(sighting.since().until(now));
			if (!left.isNegative() && !left.isZero()) {
				next = earlier(next, left);
			}
			else if (this.killing.add(other.owner())) {
				this.effects.kill(other);
			}
		}
		for (Owner suspect : List.copyOf(this.suspects.keySet())) {
			Mark since = this.suspects.get(suspect);
			Duration left = (since != null) ? this.settings.sessionTimeout().minus(since.until(now)) : Duration.ZERO;
			if (!left.isNegative() && !left.isZero()) {
				next = earlier(next, left);
			}
			else {
				this.suspects.remove(suspect);
				this.deadSuspects.add(suspect);
			}
		}
		if (next != null) {
			this.effects.examineIn(next);
		}
		report();
	}

	private static Duration earlier(@Nullable Duration known, Duration other) {
		return (known == null || other.compareTo(known) < 0) ? other : known;
	}

	void onKilled(Session victim) {
		Sighting sighting = this.sightings.get(victim.owner());
		if (sighting != null && !this.over) {
			Session dead = new Session(victim.owner(), victim.heartbeat(), victim.revision(), Session.State.DEAD,
					victim.timeout(), victim.host());
			this.sightings.put(victim.owner(), sighting.with(dead));
			report();
		}
	}

	void onKillFailed(Session victim, Throwable failure) {
		this.killing.remove(victim.owner());
		if (!this.over) {
			if (!(failure instanceof ConditionFailedException)) {
				this.effects.readFailed(failure);
			}
			read();
		}
	}

	/**
	 * Ends this machine; late answers do not count.
	 */
	void close() {
		this.over = true;
		this.lease.revoke();
	}

	private void report() {
		SortedSet<Owner> active = new TreeSet<>();
		Set<Owner> dead = new HashSet<>(this.deadSuspects);
		Map<Owner, Long> revisions = new HashMap<>();
		for (Sighting sighting : this.sightings.values()) {
			Session member = sighting.session();
			switch (member.state()) {
				case ACTIVE -> active.add(member.owner());
				case DEAD -> dead.add(member.owner());
				case LEAVING -> {
				}
			}
			if (!member.owner().equals(self())) {
				revisions.put(member.owner(), member.revision());
			}
		}
		if (this.session.state() != Session.State.ACTIVE) {
			active.remove(self());
		}
		Members members = new Members(active, dead, revisions);
		if (!members.equals(this.reported)) {
			this.reported = members;
			this.effects.changed(members);
		}
	}

	/**
	 * A session and since when its heartbeat has not changed.
	 *
	 * @param session as last read
	 * @param since when the answer came that first showed this heartbeat
	 */
	private record Sighting(Session session, Mark since) {

		Sighting with(Session same) {
			return new Sighting(same, this.since);
		}

	}

	/**
	 * What membership wants done. No method may call back before it returns, except that
	 * {@link #changed} may call {@link Membership#touch()}.
	 */
	interface Effects {

		/**
		 * Answered by {@link #onRenewed} or {@link #onRenewFailed}.
		 */
		void renew(Session session, Mark sent);

		/**
		 * Answered by {@link #onSessions} or {@link #onReadFailed}.
		 */
		void readSessions();

		/**
		 * Answered by {@link #onKilled} or {@link #onKillFailed}.
		 */
		void kill(Session seen);

		/**
		 * Not answered: if it fails, the item goes some day by its time to live.
		 */
		void bury(Session dead);

		/**
		 * Answered by {@link #onTick}.
		 */
		void tickIn(Duration delay);

		/**
		 * Answered by {@link #onRenewRetry}.
		 */
		void retryRenewIn(Duration delay);

		/**
		 * Answered by {@link #examine}; replaces an earlier wish.
		 */
		void examineIn(Duration delay);

		/**
		 * Members came or went, or changed their shards.
		 */
		void changed(Members members);

		/**
		 * The session is sure again, after it was not.
		 */
		void resumed();

		/**
		 * Somebody ended or replaced this session.
		 */
		void lost();

		/**
		 * For the record.
		 */
		void renewFailed(Throwable failure);

		/**
		 * For the record.
		 */
		void readFailed(Throwable failure);

	}

}
