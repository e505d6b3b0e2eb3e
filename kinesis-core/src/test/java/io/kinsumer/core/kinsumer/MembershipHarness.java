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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.MetadataException;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;

/**
 * A membership with timers and a table of sessions of its own, which answers at once
 * unless it is told otherwise.
 */
final class MembershipHarness implements Membership.Effects {

	private static final Duration KILL_LATENCY = Duration.ofMillis(10);

	private final VirtualTime time = new VirtualTime();

	private final VirtualRuntime runtime = new VirtualRuntime(this.time);

	private final SessionLease lease = new SessionLease(this.runtime, Duration.ofSeconds(10));

	private final Map<Owner, Supplier<Session>> table = new HashMap<>();

	private final List<String> events = new ArrayList<>();

	private final Membership membership;

	private final TimerSlot tick;

	private final TimerSlot renewRetry;

	private final TimerSlot examine;

	private Answer renewals = Answer.SUCCESS;

	private Answer reads = Answer.SUCCESS;

	private Answer kills = Answer.SUCCESS;

	private Duration renewLatency = Duration.ZERO;

	private Duration readLatency = Duration.ZERO;

	private Members members = Members.NONE;

	private int changes;

	private Session stored = Samples.session(Samples.ANNA, 1);

	MembershipHarness() {
		this(Set.of());
	}

	MembershipHarness(Set<Owner> dead) {
		this.membership = new Membership(this.stored, Mark.now(this.runtime), dead, Samples.settings().build(),
				this.runtime, this.lease, this);
		this.tick = new TimerSlot(this.runtime, this.membership::onTick);
		this.renewRetry = new TimerSlot(this.runtime, this.membership::onRenewRetry);
		this.examine = new TimerSlot(this.runtime, this.membership::examine);
		this.table.put(Samples.ANNA, () -> this.stored);
	}

	MembershipHarness started() {
		this.membership.start(sessions());
		passes(Duration.ZERO);
		return this;
	}

	void passes(Duration duration) {
		this.time.runUntil(this.time.elapsed().plus(duration));
	}

	void renewals(Answer answer) {
		this.renewals = answer;
	}

	void reads(Answer answer) {
		this.reads = answer;
	}

	void kills(Answer answer) {
		this.kills = answer;
	}

	void renewLatency(Duration latency) {
		this.renewLatency = latency;
	}

	void readLatency(Duration latency) {
		this.readLatency = latency;
	}

	/**
	 * A session that is not renewed.
	 */
	void silent(Session session) {
		this.table.put(session.owner(), () -> session);
	}

	/**
	 * A session that is renewed all the time.
	 */
	void lively(Owner owner) {
		this.table.put(owner, () -> Samples.session(owner, this.time.elapsed().toSeconds() + 1));
	}

	void absent(Owner owner) {
		this.table.remove(owner);
	}

	Membership membership() {
		return this.membership;
	}

	SessionLease lease() {
		return this.lease;
	}

	Members members() {
		return this.members;
	}

	int changes() {
		return this.changes;
	}

	/**
	 * The heartbeats sent and what else was wanted, each with its time in milliseconds,
	 * since this was last asked.
	 */
	List<String> events() {
		List<String> result = List.copyOf(this.events);
		this.events.clear();
		return result;
	}

	/**
	 * The events of a kind since this was last asked; the others are forgotten.
	 */
	List<String> events(String kind) {
		return events().stream().filter((event) -> event.contains(" " + kind)).toList();
	}

	private void event(String what) {
		this.events.add(this.time.elapsed().toMillis() + " " + what);
	}

	@Override
	public void renew(Session session, Mark sent) {
		event("renew " + session.heartbeat() + " " + session.state() + " " + session.revision());
		answer(this.renewals, this.renewLatency, () -> {
			this.stored = session;
			this.membership.onRenewed(sent);
		}, this.membership::onRenewFailed);
	}

	@Override
	public void readSessions() {
		answer(this.reads, this.readLatency, () -> this.membership.onSessions(sessions()),
				this.membership::onReadFailed);
	}

	private List<Session> sessions() {
		return this.table.values().stream().map(Supplier::get).toList();
	}

	@Override
	public void kill(Session seen) {
		event("kill " + seen.owner() + " " + seen.heartbeat());
		answer(this.kills, KILL_LATENCY, () -> {
			silent(Samples.session(seen.owner(), seen.heartbeat(), Session.State.DEAD));
			this.membership.onKilled(seen);
		}, (failure) -> this.membership.onKillFailed(seen, failure));
	}

	private void answer(Answer answer, Duration latency, Runnable success, Consumer<Throwable> failure) {
		switch (answer) {
			case SUCCESS -> this.runtime.schedule(latency, success);
			case FAILURE -> this.runtime.schedule(latency, () -> failure.accept(new TimeoutException()));
			case REFUSAL ->
				this.runtime.schedule(latency, () -> failure.accept(new ConditionFailedException("another")));
			case NO_TABLE ->
				this.runtime.schedule(latency, () -> failure.accept(new MetadataException("no table", null)));
			case NONE -> {
			}
		}
	}

	@Override
	public void bury(Session dead) {
		event("bury " + dead.owner());
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
	public void changed(Members now) {
		this.members = now;
		this.changes++;
	}

	@Override
	public void confirmed() {
		event("confirmed");
	}

	@Override
	public void resumed() {
		event("resumed");
	}

	@Override
	public void lost() {
		event("lost");
	}

	@Override
	public void renewFailed(Throwable failure) {
		event("not renewed");
	}

	@Override
	public void readFailed(Throwable failure) {
		event("not read");
	}

	enum Answer {

		SUCCESS, FAILURE, REFUSAL, NO_TABLE, NONE

	}

}
