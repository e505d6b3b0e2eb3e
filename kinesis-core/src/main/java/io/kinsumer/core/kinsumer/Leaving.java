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
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a run comes to its end: it announces that it leaves, hands its shards over, waits a
 * limited time for handlers, and removes its session. Everything happens on the loop.
 */
final class Leaving {

	private static final Logger logger = LoggerFactory.getLogger(Leaving.class);

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

	// What an interrupted handler has for coming to its end, so that what it handled
	// before can still be written.
	private static final Duration GRACE_AFTER_INTERRUPT = Duration.ofMillis(500);

	private final KinsumerRun run;

	private final EngineRuntime runtime;

	private final CompletableFuture<Void> left = new CompletableFuture<>();

	private @Nullable Mark since;

	private @Nullable Session announcement;

	private boolean wanted;

	private boolean removing;

	Leaving(KinsumerRun run) {
		this.run = run;
		this.runtime = run.runtime();
	}

	/**
	 * Completes when the run is over.
	 */
	CompletableFuture<Void> left() {
		return this.left;
	}

	boolean isWanted() {
		return this.wanted;
	}

	boolean isOver() {
		return this.left.isDone();
	}

	/**
	 * Leaves as soon as there is a session to leave, and at once where there is none.
	 * @param joining whether a session is being registered right now
	 */
	void want(boolean joining) {
		if (!this.wanted && !isOver()) {
			this.wanted = true;
			if (!joining) {
				begin();
			}
		}
	}

	/**
	 * Begins to leave.
	 */
	void begin() {
		this.since = Mark.now(this.runtime);
		SessionDriver session = this.run.session();
		if (session == null) {
			finish();
			return;
		}
		this.run.became(KinsumerState.STOPPING);
		// Written before the first release: the others must not hand shards to us.
		session.membership().leave();
		this.announcement = session.membership().session();
		this.runtime.schedule(this.run.settings().releaseDelay(), this::interruptHandlers);
	}

	void onRenewalAnswered(Session renewed) {
		Session awaited = this.announcement;
		if (awaited != null && renewed.heartbeat() >= awaited.heartbeat()) {
			this.announcement = null;
			CoordinatorDriver shards = this.run.shards();
			if (shards != null) {
				shards.coordinator().leave();
			}
			else {
				removeSession();
			}
		}
	}

	private void interruptHandlers() {
		if (!isOver()) {
			this.run.consumers().forEach((driver) -> driver.consumer().interrupt());
			this.runtime.schedule(GRACE_AFTER_INTERRUPT, this::abandon);
		}
	}

	/**
	 * Waits no longer for handlers, once it is to leave.
	 */
	void abandon() {
		if (isOver() || this.removing) {
			return;
		}
		List<ShardDriver> drivers = this.run.consumers();
		drivers.forEach((driver) -> driver.consumer().interrupt());
		if (!drivers.isEmpty()) {
			List<ShardId> unfinished = drivers.stream().map(ShardDriver::shardId).toList();
			logger.warn("Kinsumer '{}' leaves without releasing {}: their handlers did not end in time",
					this.run.settings().name(), unfinished);
		}
		removeSession();
	}

	/**
	 * Ends the session, as the last thing that is written.
	 */
	void removeSession() {
		SessionDriver session = this.run.session();
		if (isOver() || this.removing) {
			return;
		}
		if (session == null) {
			finish();
			return;
		}
		this.removing = true;
		Session last = session.membership().session();
		this.run.closeSession();
		this.runtime.ask(CALL_TIMEOUT, () -> this.run.metadata().deregisterClient(last), (ignored, problem) -> {
			if (problem != null) {
				logger.warn("Kinsumer '{}' could not remove its session, which will time out: {}",
						this.run.settings().name(), Reports.cause(problem).toString());
			}
			finish();
		});
	}

	/**
	 * There is nothing to leave, or no more.
	 */
	void finish() {
		if (isOver()) {
			return;
		}
		this.run.became(KinsumerState.STOPPED);
		this.run.reports().left((this.since != null) ? this.since.until(Mark.now(this.runtime)) : Duration.ZERO);
		this.run.joined()
			.completeExceptionally(new IllegalStateException("the kinsumer was stopped before it had joined"));
		this.left.complete(null);
	}

	/**
	 * The run ended by an error.
	 */
	void failed() {
		this.left.complete(null);
	}

}
