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
import java.util.List;
import java.util.Set;

import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.MetadataException;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.runtime.EngineRuntime;

/**
 * One session of this client: renews it, reads those of the others, and ends those that
 * are no longer renewed. A step machine: it is told what happened and says what to do
 * next; it never waits.
 */
final class Membership {

	private static final Duration RENEW_RETRY = Duration.ofMillis(500);

	private final KinsumerSettings settings;

	private final EngineRuntime runtime;

	private final SessionLease lease;

	private final Effects effects;

	private final SessionWatch watch;

	private Session session;

	private long revision;

	private boolean renewing;

	private boolean renewAgain;

	private boolean reading;

	private boolean confirming;

	private boolean askedSince;

	private boolean over;

	private Members reported = Members.NONE;

	/**
	 * Begins with a session that was registered.
	 * @param dead earlier sessions that are over for sure
	 */
	Membership(Session session, Mark registered, Set<Owner> dead, KinsumerSettings settings, EngineRuntime runtime,
			SessionLease lease, Effects effects) {
		this.session = session;
		this.settings = settings;
		this.runtime = runtime;
		this.lease = lease;
		this.effects = effects;
		this.watch = new SessionWatch(session.owner(), settings);
		this.watch.knownDead(dead);
		lease.renewed(registered);
	}

	Owner self() {
		return this.session.owner();
	}

	Session session() {
		return this.session;
	}

	/**
	 * Begins.
	 * @param sessions all there were right after the registration
	 */
	void start(List<Session> sessions) {
		this.effects.tickIn(this.settings.heartbeatInterval());
		onSessions(sessions);
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
		if (failure instanceof ConditionFailedException || failure instanceof MetadataException) {
			// Without a table there is no session either.
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
			this.askedSince = true;
			this.effects.readSessions();
		}
	}

	/**
	 * Reads the sessions anew: what is being read may be too old.
	 */
	void confirm() {
		if (!this.over) {
			this.confirming = true;
			this.askedSince = false;
			read();
		}
	}

	void onSessions(List<Session> answer) {
		this.reading = false;
		if (this.over) {
			return;
		}
		boolean confirmed = this.confirming && this.askedSince;
		this.confirming &= !confirmed;
		this.watch.saw(answer, Mark.now(this.runtime));
		examine();
		if (confirmed) {
			this.effects.confirmed();
		}
		if (this.confirming) {
			read();
		}
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
		this.watch.watch(owners, Mark.now(this.runtime));
		this.watch.toBury().forEach(this.effects::bury);
		examine();
	}

	/**
	 * Looks whether somebody's time is over.
	 */
	void examine() {
		if (this.over) {
			return;
		}
		SessionWatch.Verdict verdict = this.watch.judge(Mark.now(this.runtime));
		verdict.overdue().forEach(this.effects::kill);
		if (verdict.next() != null) {
			this.effects.examineIn(verdict.next());
		}
		report();
	}

	void onKilled(Session victim) {
		if (!this.over) {
			this.watch.killed(victim);
			report();
		}
	}

	void onKillFailed(Session victim, Throwable failure) {
		if (this.over) {
			return;
		}
		this.watch.notKilled(victim);
		if (!(failure instanceof ConditionFailedException)) {
			this.effects.readFailed(failure);
			this.effects.examineIn(RENEW_RETRY);
			return;
		}
		read();
	}

	void onBuryFailed(Session dead) {
		this.watch.notBuried(dead);
	}

	/**
	 * Who is in the group, as last reported.
	 */
	Members members() {
		return this.reported;
	}

	/**
	 * Ends this machine; late answers do not count.
	 */
	void close() {
		this.over = true;
		this.lease.revoke();
	}

	private void report() {
		Members members = this.watch.members(this.session.state() == Session.State.ACTIVE);
		if (!members.equals(this.reported)) {
			this.reported = members;
			this.effects.changed(members);
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
		 * Answered by {@link #onBuryFailed}, if it fails.
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
		 * The sessions were read as {@link Membership#confirm} wished.
		 */
		void confirmed();

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
