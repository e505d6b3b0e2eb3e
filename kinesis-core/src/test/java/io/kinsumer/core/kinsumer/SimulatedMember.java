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
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.dynamodb.DynamoDbMetadataRepository;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings.BillingMode;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.core.shard.StreamConsumers;
import io.kinsumer.core.shard.StreamReader;
import io.kinsumer.core.sim.ModelDynamoDbClient;
import io.kinsumer.core.sim.SimulatedNetwork;
import io.kinsumer.core.sim.VirtualRuntime;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * One simulated process with one kinsumer.
 */
final class SimulatedMember {

	private final int process;

	private final String clientId;

	private final VirtualRuntime runtime;

	private final SimulatedNetwork kinesisNetwork;

	private final SimulatedNetwork dynamoDbNetwork;

	private final KinsumerEnvironment environment;

	private final KinsumerRun run;

	private long describedNanos;

	private boolean stopped;

	SimulatedMember(SimulatedGroup group, int process, String clientId) {
		this(group, process, clientId, group.variant()::condition, group.variant()::metadata);
	}

	private SimulatedMember(SimulatedGroup group, int process, String clientId, UnaryOperator<String> conditions,
			UnaryOperator<MetadataRepository> repositories) {
		this.process = process;
		this.clientId = clientId;
		Scenario scenario = group.scenario();
		Random random = group.random();
		this.runtime = scenario.differingClocks() ? new VirtualRuntime(group.time(), 0.99 + 0.02 * random.nextDouble(),
				Duration.ofMillis(random.nextInt(10_000) - 5000)) : new VirtualRuntime(group.time());
		this.kinesisNetwork = new SimulatedNetwork(group.time(), random, this.runtime, group.kinesisService());
		this.dynamoDbNetwork = new SimulatedNetwork(group.time(), random, this.runtime, group.dynamoDbService());
		Variant variant = group.variant();
		StreamName stream = new StreamName(SimulatedGroup.STREAM);
		KinsumerSettings settings = variant
			.settings(KinsumerSettings.builder("sim", stream, "group", clientId)
				.initialPosition(scenario.start())
				.retrieval(scenario.fanOut() ? Retrieval.fanOut() : Retrieval.polling())
				.concurrency(Math.max(1, scenario.concurrency())))
			.build();
		KinesisAsyncClient client = variant.kinesis(group, this);
		StreamReader reader = new StreamReader(client, stream, null);
		MetadataTableSettings table = new MetadataTableSettings(ModelDynamoDbClient.TABLE, false, Duration.ofMinutes(1),
				BillingMode.PAY_PER_REQUEST, 1, 1);
		MetadataRepository metadata = repositories.apply(new DynamoDbMetadataRepository(
				new ModelDynamoDbClient(group.dynamoDb(), this.dynamoDbNetwork, conditions,
						group.history().table().observer(this), group.translations()),
				table, "group", SimulatedGroup.STREAM, group.time()));
		Reports reports = new Reports(new KinsumerInfo("sim", stream, "group", clientId),
				List.of(group.history().gaps().listener(this), announcements(group.history())));
		this.environment = new KinsumerEnvironment(settings, this.runtime, reader, new StreamConsumers(client),
				ReadBudget.ofDefaultSize(), metadata, (shard) -> handler(group, shard), reports,
				() -> variant.sessionId(new UUID(random.nextLong(), random.nextLong()).toString()), "sim");
		this.run = new KinsumerRun(this.environment);
	}

	/**
	 * A process that joins no group, but resets positions.
	 */
	static SimulatedMember operator(SimulatedGroup group) {
		SimulatedMember operator = new SimulatedMember(group, 0, "operator", group.variant()::resetCondition,
				group.variant()::resetMetadata);
		group.disturb(operator);
		return operator;
	}

	CompletableFuture<ResetReport> reset(@Nullable ShardId shard, ResetPosition position) {
		return CompletableFuture
			.supplyAsync(() -> new CheckpointReset(this.environment, shard, position).run(), this.runtime.loop())
			.thenCompose((answer) -> answer);
	}

	private KinsumerListener announcements(History history) {
		return new KinsumerListener() {

			@Override
			public void repeatsExpected(KinsumerInfo kinsumer, ShardId shardId, int records) {
				history.announced(SimulatedMember.this, shardId.value(), records);
			}

			@Override
			public void handlingInterrupted(KinsumerInfo kinsumer, ShardId shardId, int records) {
				history.interrupted(SimulatedMember.this, shardId.value());
			}

		};
	}

	private ShardHandler handler(SimulatedGroup group, ShardContext shard) {
		if (group.scenario().concurrency() == 0) {
			return new SimulatedHandler(group, this, shard);
		}
		ShardHandler real = new ProcessorHandler((context) -> new SimulatedRecordProcessor(group, this), shard,
				this.runtime.handlers());
		return (group.variant().handling() == Variant.Handling.LEAVES_GAPS) ? Breakages.leavingGaps(real, shard) : real;
	}

	void start() {
		this.runtime.loop().execute(this.run::begin);
	}

	void stop() {
		this.stopped = true;
		this.runtime.loop().execute(this.run::stop);
	}

	void crash() {
		this.runtime.kill();
	}

	/**
	 * Whether it runs, or has not quite left.
	 */
	boolean isUp() {
		return this.runtime.isAlive() && !this.run.left().isDone();
	}

	boolean isStopped() {
		return this.stopped;
	}

	void described(long nanos) {
		this.describedNanos = nanos;
	}

	/**
	 * When Kinesis last described the stream to it.
	 */
	long describedNanos() {
		return this.describedNanos;
	}

	KinsumerRun run() {
		return this.run;
	}

	String clientId() {
		return this.clientId;
	}

	VirtualRuntime runtime() {
		return this.runtime;
	}

	SimulatedNetwork kinesisNetwork() {
		return this.kinesisNetwork;
	}

	SimulatedNetwork dynamoDbNetwork() {
		return this.dynamoDbNetwork;
	}

	@Override
	public String toString() {
		return "process " + this.process + " (" + this.clientId + ")";
	}

}
