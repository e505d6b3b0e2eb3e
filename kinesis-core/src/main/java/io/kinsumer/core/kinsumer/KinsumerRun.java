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

import io.kinsumer.core.aggregation.Deaggregator;
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
import software.amazon.awssdk.services.kinesis.model.Record;

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

	private final Deaggregator deaggregator;

	private final SessionLease lease;

	private final Joining joining;

	private final Holds holds = new Holds(this);

	private final Map<ShardId, Integer> busy = new HashMap<>();

	private final CompletableFuture<Void> joined = new CompletableFuture<>();

	private final CompletableFuture<Void> left = new CompletableFuture<>();

	private KinsumerState state = KinsumerState.JOINING;

	private @Nullable SessionDriver session;

	private @Nullable CoordinatorDriver shards;

	private @Nullable Session leaving;

	private @Nullable Throwable failure;

	private @Nullable Mark leavingSince;

	private boolean stopWanted;

	KinsumerRun(KinsumerEnvironment environment) {
		this.environment = environment;
		this.deaggregator = new Deaggregator(environment.settings().streamName());
		this.lease = new SessionLease(environment.runtime(), environment.settings().sessionTimeout());
		this.joining = new Joining(environment, this);
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
		this.joining.begin();
	}

	void onJoined(SessionDriver sessionDriver, CoordinatorDriver coordinatorDriver, List<Session> sessions) {
		this.session = sessionDriver;
		this.shards = coordinatorDriver;
		this.state = KinsumerState.RUNNING;
		this.failure = null;
		coordinatorDriver.start();
		sessionDriver.membership().start(sessions);
		this.joined.complete(null);
		if (this.stopWanted) {
			leave();
		}
	}

	/**
	 * Stops here, if that is wanted, because there is no session to leave.
	 */
	boolean finishIfWanted() {
		if (this.stopWanted) {
			finish();
		}
		return this.stopWanted;
	}

	void onMembers(Members members) {
		if (this.shards != null) {
			int before = this.shards.coordinator().members().active().size();
			this.shards.coordinator().onMembers(members);
			if (before != members.active().size()) {
				reports().membersChanged(members.active().size());
			}
		}
	}

	void onResumed() {
		consumers().forEach((consumer) -> consumer.consumer().advance());
	}

	void onSessionLost() {
		reports().sessionLost();
		closeSession();
		if (!finishIfWanted()) {
			this.state = KinsumerState.JOINING;
			this.joining.again();
		}
	}

	/**
	 * The stream is another one of the same name: begins it under the same session.
	 */
	void onOtherStream(CoordinatorDriver former) {
		if (this.shards != former) {
			return;
		}
		reports().streamReplaced();
		former.close();
		former.consumers().forEach((consumer) -> consumer.consumer().lose());
		this.shards = null;
		beginAnew(this.session);
	}

	private void beginAnew(@Nullable SessionDriver under) {
		if (this.session != under || under == null) {
			return;
		}
		this.joining.startUp().whenCompleteAsync((found, problem) -> {
			if (this.session != under) {
				return;
			}
			if (problem != null) {
				reports().callFailed("start on the new stream", Reports.cause(problem));
				runtime().schedule(REJOIN_RETRY, () -> beginAnew(under));
				return;
			}
			this.shards = new CoordinatorDriver(under.membership().self(), found.group(), FirstReads.none(), this);
			this.shards.start();
			this.shards.coordinator().onMembers(under.membership().members());
			if (this.stopWanted) {
				this.shards.coordinator().leave();
			}
		}, runtime().loop());
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

	void fail(Throwable problem) {
		this.failure = problem;
		closeSession();
		this.state = this.stopWanted ? KinsumerState.STOPPED : KinsumerState.FAILED;
		reports().failed(problem, !this.joined.completeExceptionally(problem));
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
		this.leavingSince = Mark.now(runtime());
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
			else {
				onEmpty();
			}
		}
	}

	private void interruptHandlers() {
		if (!this.left.isDone()) {
			consumers().forEach((consumer) -> consumer.consumer().interrupt());
			runtime().schedule(GRACE_AFTER_INTERRUPT, this::abandon);
		}
	}

	/**
	 * Waits no longer for handlers, once it is to stop.
	 */
	void abandon() {
		if (this.left.isDone()) {
			return;
		}
		consumers().forEach((consumer) -> consumer.consumer().interrupt());
		List<ShardId> unfinished = consumers().stream()
			.map((consumer) -> consumer.consumer().item().shardId())
			.toList();
		logger.warn("Kinsumer '{}' leaves without releasing {}: their handlers did not end in time", settings().name(),
				unfinished);
		onEmpty();
	}

	void onEmpty() {
		SessionDriver current = this.session;
		if (current == null || this.left.isDone()) {
			return;
		}
		Session last = current.membership().session();
		closeSession();
		runtime().ask(CALL_TIMEOUT, () -> metadata().deregisterClient(last), (ignored, problem) -> {
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
		Mark since = this.leavingSince;
		reports().left((since != null) ? since.until(Mark.now(runtime())) : Duration.ZERO);
		this.joined.completeExceptionally(new IllegalStateException("the kinsumer was stopped before it had joined"));
		this.left.complete(null);
	}

	private List<ShardDriver> consumers() {
		return (this.shards != null) ? List.copyOf(this.shards.consumers()) : List.of();
	}

	void onConsumerBegun(ShardItem item, Duration took) {
		this.busy.merge(item.shardId(), 1, Integer::sum);
		reports().assigned(item, took);
	}

	void onConsumerEnded(ShardItem item, Outcome outcome, Duration took) {
		this.busy.computeIfPresent(item.shardId(), (id, count) -> (count > 1) ? count - 1 : null);
		this.holds.ended(item.shardId(), outcome);
		reports().ended(item, outcome, took);
	}

	void onRead(ShardId shardId, Mark asked, List<Record> records, long millisBehindLatest) {
		reports().recordsRead(shardId, records, millisBehindLatest);
		if (this.shards != null) {
			this.shards.onRead(shardId, asked, records, millisBehindLatest);
		}
	}

	void onHandlerFailed(ShardId shardId, Throwable problem, int attempt, @Nullable Duration retryIn) {
		reports().handlerFailed(shardId, problem, attempt, retryIn);
	}

	void onHandlersInterrupted(ShardId shardId, int records) {
		reports().handlersInterrupted(shardId, records, settings().releaseDelay());
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
		return this.joining.start();
	}

	/**
	 * The registered consumer to read by.
	 * @return its ARN, or {@code null} when polling
	 */
	@Nullable String consumerArn() {
		KinsumerStartup.Start found = this.joining.start();
		return (found != null) ? found.consumerArn() : null;
	}

	Duration retention() {
		KinsumerStartup.Start found = this.joining.start();
		return (found != null) ? found.stream().retention() : Duration.ZERO;
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

	Deaggregator deaggregator() {
		return this.deaggregator;
	}

	Reports reports() {
		return this.environment.reports();
	}

	Holds holds() {
		return this.holds;
	}

	SessionLease lease() {
		return this.lease;
	}

	ShardHandler createHandler(ShardContext context) {
		return this.environment.handlers().apply(context);
	}

}
