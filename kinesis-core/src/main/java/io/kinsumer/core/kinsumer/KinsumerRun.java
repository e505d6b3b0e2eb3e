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
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * One run of a kinsumer, from its start to its stop: which session it has, and which
 * shards under it. How it becomes and remains a member is the matter of {@link Joining},
 * how it ends that of {@link Leaving}. Everything happens on the loop.
 */
final class KinsumerRun {

	private final KinsumerEnvironment environment;

	private final Deaggregator deaggregator;

	private final SessionLease lease;

	private final Joining joining;

	private final OtherStream otherStream;

	private final Leaving leaving;

	private final RegisteredConsumer consumer;

	private final Holds holds = new Holds(this);

	private final ShardsInUse inUse = new ShardsInUse();

	private final CompletableFuture<Void> joined = new CompletableFuture<>();

	private KinsumerState state = KinsumerState.JOINING;

	private @Nullable SessionDriver session;

	private @Nullable CoordinatorDriver shards;

	private @Nullable Throwable failure;

	KinsumerRun(KinsumerEnvironment environment) {
		this.environment = environment;
		this.deaggregator = new Deaggregator(environment.settings().streamName());
		this.lease = new SessionLease(environment.runtime(), environment.settings().sessionTimeout());
		this.joining = new Joining(environment, this);
		this.otherStream = new OtherStream(this, this.joining);
		this.leaving = new Leaving(this);
		this.consumer = new RegisteredConsumer(this, environment);
	}

	CompletableFuture<Void> joined() {
		return this.joined;
	}

	CompletableFuture<Void> left() {
		return this.leaving.left();
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
		if (this.leaving.isWanted()) {
			this.leaving.begin();
		}
	}

	/**
	 * Stops here, if that is wanted, because there is no session to leave.
	 */
	boolean finishIfWanted() {
		if (this.leaving.isWanted()) {
			this.leaving.finish();
		}
		return this.leaving.isWanted();
	}

	void onMembersConfirmed() {
		if (this.shards != null) {
			this.shards.coordinator().onMembersConfirmed();
		}
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
		SessionDriver under = this.session;
		if (this.shards != former || under == null) {
			return;
		}
		reports().streamReplaced();
		former.close();
		former.consumers().forEach((consumer) -> consumer.consumer().lose());
		this.shards = null;
		this.otherStream.begin(under);
	}

	void onBegun(CoordinatorDriver onOtherStream) {
		this.shards = onOtherStream;
	}

	/**
	 * Gives the session up with all its shards, without a word to others.
	 */
	void closeSession() {
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
		if (this.leaving.isOver()) {
			return;
		}
		this.failure = problem;
		closeSession();
		became(this.leaving.isWanted() ? KinsumerState.STOPPED : KinsumerState.FAILED);
		reports().failed(problem, !this.joined.completeExceptionally(problem));
		this.leaving.failed();
	}

	/**
	 * Hands all shards over and leaves.
	 */
	void stop() {
		this.leaving.want(this.joining.isRegistering());
	}

	/**
	 * Waits no longer for handlers, once it is to stop.
	 */
	void abandon() {
		this.leaving.abandon();
	}

	/**
	 * Whether it is to stop.
	 */
	boolean isLeaving() {
		return this.leaving.isWanted();
	}

	void onRenewalAnswered(Session renewed) {
		this.leaving.onRenewalAnswered(renewed);
	}

	void onEmpty() {
		this.leaving.removeSession();
	}

	void became(KinsumerState now) {
		this.state = now;
		if (now == KinsumerState.STOPPED || now == KinsumerState.FAILED) {
			this.inUse.abandon();
		}
	}

	/**
	 * Those who consume the shards of the present session.
	 */
	List<ShardDriver> consumers() {
		return (this.shards != null) ? List.copyOf(this.shards.consumers()) : List.of();
	}

	void onConsumerBegun(ShardDriver consumer, ShardItem item, Duration took) {
		this.inUse.begun(consumer);
		reports().assigned(item, took);
	}

	void onConsumerEnded(ShardDriver consumer, ShardItem item, Outcome outcome, Duration took) {
		this.inUse.ended(consumer);
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
		return this.inUse.contains(shardId);
	}

	void watch(Set<Owner> owners) {
		if (this.session != null) {
			this.session.membership().watch(owners);
		}
	}

	void confirmMembers() {
		if (this.session != null) {
			this.session.membership().confirm();
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
	 */
	RegisteredConsumer consumer() {
		return this.consumer;
	}

	Duration retention() {
		KinsumerStartup.Start found = this.joining.start();
		return (found != null) ? found.stream().retention() : Duration.ZERO;
	}

	@Nullable SessionDriver session() {
		return this.session;
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
