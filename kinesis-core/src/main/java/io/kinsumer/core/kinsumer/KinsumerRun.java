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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.kinsumer.ShardConsumer.Outcome;
import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.Session;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.StreamReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a kinsumer, from its start to its stop: joins, joins anew after a lost
 * session, and leaves. Everything happens on the loop.
 */
final class KinsumerRun {

	private static final Logger logger = LoggerFactory.getLogger(KinsumerRun.class);

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration REJOIN_RETRY = Duration.ofSeconds(1);

	// What an interrupted handler has for coming to its end, so that what it handled
	// before
	// can still be written.
	private static final Duration GRACE_AFTER_INTERRUPT = Duration.ofMillis(500);

	private final KinsumerEnvironment environment;

	private final SessionLease lease;

	private final Map<ShardId, Integer> busy = new HashMap<>();

	private final CompletableFuture<Void> joined = new CompletableFuture<>();

	private final CompletableFuture<Void> left = new CompletableFuture<>();

	private KinsumerState state = KinsumerState.JOINING;

	private KinsumerStartup.@Nullable Start start;

	private @Nullable SessionDriver session;

	private @Nullable CoordinatorDriver shards;

	private @Nullable Session leaving;

	private @Nullable Throwable failure;

	private boolean stopWanted;

	KinsumerRun(KinsumerEnvironment environment) {
		this.environment = environment;
		this.lease = new SessionLease(environment.runtime(), environment.settings().sessionTimeout());
	}

	CompletableFuture<Void> joined() {
		return this.joined;
	}

	CompletableFuture<Void> left() {
		return this.left;
	}

	/**
	 * Joins the group.
	 */
	void begin() {
		new KinsumerStartup(this.environment).run().whenCompleteAsync((found, problem) -> {
			if (problem != null) {
				fail(Reports.cause(problem));
			}
			else {
				this.start = found;
				register(newSession());
			}
		}, runtime().loop());
	}

	private Session newSession() {
		Owner owner = new Owner(settings().clientId(), this.environment.sessionIds().get());
		return new Session(owner, 1, 0, Session.State.ACTIVE, settings().sessionTimeout(), this.environment.host());
	}

	private void register(Session candidate) {
		if (this.stopWanted) {
			finish();
			return;
		}
		Mark sent = Mark.now(runtime());
		runtime().within(CALL_TIMEOUT, metadata().registerClient(candidate)).whenComplete((ignored, problem) -> {
			if (problem == null) {
				onRegistered(candidate, sent);
			}
			else {
				reports().callFailed("registration", Reports.cause(problem));
				runtime().schedule(REJOIN_RETRY, () -> register(candidate));
			}
		});
	}

	private void onRegistered(Session registered, Mark sent) {
		KinsumerStartup.Start found = this.start;
		if (found == null) {
			throw new IllegalStateException("registered before the group was found");
		}
		SessionDriver sessionDriver = new SessionDriver(registered, sent, this);
		CoordinatorDriver coordinatorDriver = new CoordinatorDriver(registered.owner(), found.group(), this);
		this.session = sessionDriver;
		this.shards = coordinatorDriver;
		this.state = KinsumerState.RUNNING;
		this.failure = null;
		sessionDriver.membership().start();
		coordinatorDriver.start();
		logger.info("Kinsumer '{}' joined group '{}' on stream '{}' as client '{}'", settings().name(),
				settings().consumerGroup(), settings().streamName(), settings().clientId());
		reports().tell((listener, kinsumer) -> listener.joined(kinsumer));
		this.joined.complete(null);
		if (this.stopWanted) {
			leave();
		}
	}

	void onMembers(Members members) {
		if (this.shards != null) {
			int before = this.shards.coordinator().members().active().size();
			this.shards.coordinator().onMembers(members);
			if (before != members.active().size()) {
				logger.info("Group '{}' on stream '{}' has {} members now", settings().consumerGroup(),
						settings().streamName(), members.active().size());
				reports().tell((listener, kinsumer) -> listener.membersChanged(kinsumer, members.active().size()));
			}
		}
	}

	void onResumed() {
		consumers().forEach((consumer) -> consumer.consumer().advance());
	}

	void onSessionLost() {
		logger.warn("Kinsumer '{}' lost its session; its shards are given up", settings().name());
		reports().tell((listener, kinsumer) -> listener.sessionLost(kinsumer));
		closeSession();
		if (this.stopWanted) {
			finish();
			return;
		}
		this.state = KinsumerState.JOINING;
		rejoin();
	}

	private void closeSession() {
		List<ShardDriver> consumers = consumers();
		if (this.shards != null) {
			this.shards.close();
		}
		if (this.session != null) {
			this.session.close();
		}
		consumers.forEach((consumer) -> consumer.consumer().lose());
		this.shards = null;
		this.session = null;
	}

	private void rejoin() {
		if (this.stopWanted) {
			finish();
			return;
		}
		runtime().within(CALL_TIMEOUT, metadata().sessions()).whenComplete((sessions, problem) -> {
			if (problem != null) {
				reports().callFailed("reading the sessions", Reports.cause(problem));
				runtime().schedule(REJOIN_RETRY, this::rejoin);
				return;
			}
			for (Session other : sessions) {
				if (other.owner().clientId().equals(settings().clientId()) && other.state() != Session.State.DEAD) {
					fail(new DuplicateClientException(settings().clientId(), settings().consumerGroup(), other.host()));
					return;
				}
			}
			register(newSession());
		});
	}

	private void fail(Throwable problem) {
		this.failure = problem;
		closeSession();
		this.state = this.stopWanted ? KinsumerState.STOPPED : KinsumerState.FAILED;
		if (!this.joined.completeExceptionally(problem)) {
			logger.error("Kinsumer '{}' stopped: {}", settings().name(), problem.getMessage(), problem);
		}
		this.left.complete(null);
	}

	/**
	 * Hands all shards over and leaves.
	 */
	void stop() {
		if (this.stopWanted || this.state == KinsumerState.FAILED) {
			return;
		}
		this.stopWanted = true;
		if (this.state == KinsumerState.RUNNING) {
			leave();
		}
	}

	private void leave() {
		SessionDriver current = this.session;
		if (current == null) {
			finish();
			return;
		}
		this.state = KinsumerState.STOPPING;
		// Written before the first release: the others must not hand shards to us.
		current.membership().leave();
		this.leaving = current.membership().session();
		runtime().schedule(settings().releaseDelay(), this::interruptHandlers);
	}

	void onRenewalAnswered(Session renewed) {
		Session wanted = this.leaving;
		if (wanted != null && renewed.heartbeat() >= wanted.heartbeat()) {
			this.leaving = null;
			if (this.shards != null) {
				this.shards.coordinator().leave();
			}
		}
	}

	private void interruptHandlers() {
		if (!this.left.isDone()) {
			consumers().forEach(ShardDriver::interrupt);
			runtime().schedule(GRACE_AFTER_INTERRUPT, this::abandonHandlers);
		}
	}

	private void abandonHandlers() {
		if (this.left.isDone()) {
			return;
		}
		List<ShardId> unfinished = consumers().stream()
			.map((consumer) -> consumer.consumer().item().shardId())
			.toList();
		logger.warn("Kinsumer '{}' leaves without releasing {}: their handlers did not end within {}",
				settings().name(), unfinished, settings().releaseDelay());
		onEmpty();
	}

	void onEmpty() {
		SessionDriver current = this.session;
		if (current == null || this.left.isDone()) {
			return;
		}
		Session last = current.membership().session();
		closeSession();
		runtime().within(CALL_TIMEOUT, metadata().deregisterClient(last)).whenComplete((ignored, problem) -> {
			if (problem != null) {
				logger.warn("Kinsumer '{}' could not remove its session, which will time out: {}", settings().name(),
						Reports.cause(problem).toString());
			}
			finish();
		});
	}

	private void finish() {
		if (this.left.isDone()) {
			return;
		}
		this.state = KinsumerState.STOPPED;
		logger.info("Kinsumer '{}' left group '{}'", settings().name(), settings().consumerGroup());
		reports().tell((listener, kinsumer) -> listener.left(kinsumer));
		this.joined.completeExceptionally(new IllegalStateException("the kinsumer was stopped before it had joined"));
		this.left.complete(null);
	}

	private List<ShardDriver> consumers() {
		return (this.shards != null) ? List.copyOf(this.shards.consumers()) : List.of();
	}

	void onConsumerBegun(ShardItem item) {
		this.busy.merge(item.shardId(), 1, Integer::sum);
		logger.info("Kinsumer '{}' owns shard {} from {}", settings().name(), item.shardId(), item.position());
		reports().tell((listener, kinsumer) -> listener.shardAssigned(kinsumer, item.shardId(), item.position()));
	}

	void onConsumerEnded(ShardItem item, Outcome outcome) {
		this.busy.computeIfPresent(item.shardId(), (id, count) -> (count > 1) ? count - 1 : null);
		logger.info("Kinsumer '{}' gave up shard {} ({}) at {}", settings().name(), item.shardId(), outcome,
				item.position());
		reports().tell((listener, kinsumer) -> {
			switch (outcome) {
				case RELEASED -> listener.shardReleased(kinsumer, item.shardId(), item.position());
				case FINISHED -> listener.shardFinished(kinsumer, item.shardId());
				case LOST -> listener.shardLost(kinsumer, item.shardId());
			}
		});
	}

	void onHandlerFailed(ShardId shardId, Throwable problem, int attempt, Duration retryIn) {
		logger.warn("Kinsumer '{}': the handler of shard {} failed (attempt {}), its records are delivered again in {}",
				settings().name(), shardId, attempt, retryIn, problem);
		reports().tell((listener, kinsumer) -> listener.handlingFailed(kinsumer, shardId, problem, attempt, retryIn));
	}

	boolean isBusy(ShardId shardId) {
		return this.busy.containsKey(shardId);
	}

	void watch(Set<Owner> owners) {
		if (this.session != null) {
			this.session.membership().watch(owners);
		}
	}

	void touched() {
		if (this.session != null) {
			this.session.membership().touch();
		}
	}

	KinsumerState state() {
		return (this.state == KinsumerState.RUNNING && !this.lease.isValid()) ? KinsumerState.SUSPENDED : this.state;
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

	KinsumerStartup.@Nullable Start start() {
		return this.start;
	}

	/**
	 * The registered consumer to read by.
	 * @return its ARN, or {@code null} when polling
	 */
	@Nullable String consumerArn() {
		return (this.start != null) ? this.start.consumerArn() : null;
	}

	@Nullable CoordinatorDriver shards() {
		return this.shards;
	}

	KinsumerSettings settings() {
		return this.environment.settings();
	}

	EngineRuntime runtime() {
		return this.environment.runtime();
	}

	MetadataRepository metadata() {
		return this.environment.metadata();
	}

	StreamReader reader() {
		return this.environment.reader();
	}

	ReadBudget budget() {
		return this.environment.budget();
	}

	Reports reports() {
		return this.environment.reports();
	}

	SessionLease lease() {
		return this.lease;
	}

	ShardHandler createHandler(ShardContext context) {
		return this.environment.handlers().apply(context);
	}

}
