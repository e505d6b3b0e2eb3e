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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.AccessDeniedException;
import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.MetadataException;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.Registration;
import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * How a run becomes a member of its group, the first time and after each lost session.
 */
final class Joining {

	private static final String VERSION = Objects
		.requireNonNullElse(Joining.class.getPackage().getImplementationVersion(), "unknown");

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration RETRY = Duration.ofSeconds(1);

	private final KinsumerEnvironment environment;

	private final EngineRuntime runtime;

	private final KinsumerRun run;

	// Earlier sessions of this client, which are over for sure.
	private final Set<Owner> former = new HashSet<>();

	// All sessions this process tried to begin: a registration that arrives late is not a
	// duplicate.
	private final Set<Owner> drawn = new HashSet<>();

	private KinsumerStartup.@Nullable Start start;

	private Mark since;

	private boolean registering;

	Joining(KinsumerEnvironment environment, KinsumerRun run) {
		this.environment = environment;
		this.runtime = environment.runtime();
		this.run = run;
		this.since = Mark.now(this.runtime);
	}

	KinsumerStartup.@Nullable Start start() {
		return this.start;
	}

	/**
	 * Whether a session may come into being at any moment.
	 */
	boolean isRegistering() {
		return this.registering;
	}

	/**
	 * Looks at the stream and the group.
	 * @return completes on the loop
	 */
	CompletableFuture<KinsumerStartup.Start> startUp() {
		KinsumerStartup.Start before = this.start;
		GroupItem known = (before != null) ? before.group() : null;
		// A repository or a client that throws, where it should answer, ends the start
		// too.
		return CompletableFuture.completedFuture(new KinsumerStartup(this.environment))
			.thenCompose((startup) -> startup.run(known))
			.thenApplyAsync((found) -> {
				this.start = found;
				return found;
			}, this.runtime.loop());
	}

	/**
	 * Joins; gives up at the first failure.
	 */
	void begin() {
		this.since = Mark.now(this.runtime);
		startUp().whenComplete((found, problem) -> this.runtime.loop().execute(() -> {
			if (problem != null) {
				this.run.fail(Reports.cause(problem));
			}
			else {
				register(found, newSession());
			}
		}));
	}

	/**
	 * Joins under a new session, after as many attempts as it takes.
	 */
	void again() {
		this.since = Mark.now(this.runtime);
		tryAgain();
	}

	private void tryAgain() {
		if (this.run.finishIfWanted()) {
			return;
		}
		startUp().thenCompose((found) -> this.runtime.within(CALL_TIMEOUT, this.environment.metadata().sessions())
			.thenAccept((sessions) -> {
				refuseDuplicates(sessions);
				register(found, newSession());
			})).whenCompleteAsync((ignored, problem) -> {
				if (problem != null) {
					onFailure(Reports.cause(problem));
				}
			}, this.runtime.loop());
	}

	private void refuseDuplicates(List<Session> sessions) {
		KinsumerSettings settings = this.environment.settings();
		for (Session other : sessions) {
			if (other.owner().clientId().equals(settings.clientId()) && other.state() != Session.State.DEAD
					&& !this.drawn.contains(other.owner())) {
				throw new DuplicateClientException(settings.clientId(), settings.consumerGroup(), other.host());
			}
		}
	}

	private void onFailure(Throwable problem) {
		if (this.run.finishIfWanted()) {
			return;
		}
		if (problem instanceof MetadataException || problem instanceof DuplicateClientException) {
			this.run.fail(problem);
			return;
		}
		this.run.reports().callFailed("joining anew", problem);
		this.runtime.schedule(RETRY, this::tryAgain);
	}

	private Session newSession() {
		KinsumerSettings settings = this.environment.settings();
		Owner owner = new Owner(settings.clientId(), this.environment.sessionIds().get());
		this.drawn.add(owner);
		return new Session(owner, 1, 0, Session.State.ACTIVE, settings.sessionTimeout(), this.environment.host(),
				settings.sharingRules(), VERSION);
	}

	private void register(KinsumerStartup.Start found, Session candidate) {
		if (this.run.finishIfWanted()) {
			return;
		}
		FirstReads reads = FirstReads.ask(this.run, found.group());
		Mark sent = Mark.now(this.runtime);
		this.registering = true;
		this.runtime.ask(CALL_TIMEOUT, () -> this.environment.metadata().registerClient(candidate),
				(place, problem) -> {
					this.registering = false;
					if (this.run.left().isDone()) {
						return;
					}
					if (problem == null) {
						onRegistered(found, candidate, sent, place, reads);
					}
					else {
						onNotRegistered(found, Reports.cause(problem));
					}
				});
	}

	private void onNotRegistered(KinsumerStartup.Start found, Throwable problem) {
		// Whoever was a member once may lack valid credentials for a while.
		boolean refused = problem instanceof AccessDeniedException && !this.run.joined().isDone();
		if (refused || problem instanceof MetadataException) {
			this.run.fail(problem);
		}
		else if (!this.run.finishIfWanted()) {
			this.run.reports().callFailed("registration", problem);
			// Under another session: this attempt may still take effect, and must not
			// give life to a session that others have ended by then.
			this.runtime.schedule(RETRY, () -> register(found, newSession()));
		}
	}

	private void onRegistered(KinsumerStartup.Start found, Session registered, Mark sent, Registration place,
			FirstReads reads) {
		Session replaced = place.replaced();
		if (replaced != null && replaced.state() == Session.State.DEAD) {
			this.former.add(replaced.owner());
		}
		Set<Owner> dead = Set.copyOf(this.former);
		this.former.add(registered.owner());
		SessionDriver session = new SessionDriver(registered, sent, dead, this.run);
		this.run.onJoined(session, new CoordinatorDriver(registered.owner(), found.group(), reads, this.run),
				place.sessions());
		this.run.reports().joined(this.since.until(Mark.now(this.runtime)), place);
	}

}
