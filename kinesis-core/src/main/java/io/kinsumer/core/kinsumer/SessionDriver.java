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
import java.util.Set;

import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.runtime.EngineRuntime;

/**
 * Does what a {@link Membership} wants done.
 */
final class SessionDriver implements Membership.Effects {

	// Three attempts fit between a renewal and the moment a client suspends itself.
	private static final Duration RENEW_TIMEOUT = Duration.ofMillis(1500);

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

	private final EngineRuntime runtime;

	private final MetadataRepository metadata;

	private final Reports reports;

	private final KinsumerRun run;

	private final Membership membership;

	private final TimerSlot tick;

	private final TimerSlot renewRetry;

	private final TimerSlot examine;

	SessionDriver(Session session, Mark registered, Set<Owner> dead, KinsumerRun run) {
		this.runtime = run.runtime();
		this.metadata = run.metadata();
		this.reports = run.reports();
		this.run = run;
		this.membership = new Membership(session, registered, dead, run.settings(), this.runtime, run.lease(), this);
		this.tick = new TimerSlot(this.runtime, this.membership::onTick);
		this.renewRetry = new TimerSlot(this.runtime, this.membership::onRenewRetry);
		this.examine = new TimerSlot(this.runtime, this.membership::examine);
	}

	Membership membership() {
		return this.membership;
	}

	void close() {
		this.membership.close();
		this.tick.cancel();
		this.renewRetry.cancel();
		this.examine.cancel();
	}

	@Override
	public void renew(Session session, Mark sent) {
		this.runtime.ask(RENEW_TIMEOUT, () -> this.metadata.renew(session), (ignored, failure) -> {
			if (failure != null) {
				this.membership.onRenewFailed(Reports.cause(failure));
			}
			else {
				this.membership.onRenewed(sent);
			}
			this.run.onRenewalAnswered(session);
		});
	}

	@Override
	public void readSessions() {
		this.runtime.ask(CALL_TIMEOUT, this.metadata::sessions, (sessions, failure) -> {
			if (failure != null) {
				this.membership.onReadFailed(Reports.cause(failure));
			}
			else {
				this.membership.onSessions(sessions);
			}
		});
	}

	@Override
	public void kill(Session seen) {
		this.runtime.ask(CALL_TIMEOUT, () -> this.metadata.kill(seen), (ignored, failure) -> {
			if (failure != null) {
				this.membership.onKillFailed(seen, Reports.cause(failure));
			}
			else {
				this.membership.onKilled(seen);
			}
		});
	}

	@Override
	public void bury(Session dead) {
		this.runtime.ask(CALL_TIMEOUT, () -> this.metadata.deregisterClient(dead), (ignored, failure) -> {
			if (failure != null) {
				this.reports.callFailed("removal of a dead session", dead.owner(), Reports.cause(failure));
				this.membership.onBuryFailed(dead);
			}
		});
	}

	@Override
	public void tickIn(Duration delay) {
		this.tick.set(delay);
	}

	@Override
	public void retryRenewIn(Duration delay) {
		this.renewRetry.set(delay);
	}

	@Override
	public void examineIn(Duration delay) {
		this.examine.set(delay);
	}

	@Override
	public void changed(Members members) {
		this.run.onMembers(members);
	}

	@Override
	public void confirmed() {
		this.run.onMembersConfirmed();
	}

	@Override
	public void resumed() {
		this.run.onResumed();
	}

	@Override
	public void lost() {
		this.run.onSessionLost();
	}

	@Override
	public void renewFailed(Throwable failure) {
		this.reports.callFailed("renewal of the session", failure);
	}

	@Override
	public void readFailed(Throwable failure) {
		this.reports.callFailed("reading the sessions", failure);
	}

}
