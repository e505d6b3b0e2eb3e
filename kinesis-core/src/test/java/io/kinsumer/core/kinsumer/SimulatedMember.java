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

import java.util.List;
import java.util.UUID;

import io.kinsumer.core.metadata.dynamodb.DynamoDbMetadataRepository;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings.BillingMode;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.shard.StreamConsumers;
import io.kinsumer.core.shard.StreamReader;
import io.kinsumer.core.sim.ModelDynamoDbClient;
import io.kinsumer.core.sim.ModelKinesisClient;
import io.kinsumer.core.sim.SimulatedNetwork;
import io.kinsumer.core.sim.VirtualRuntime;

/**
 * One simulated process with one kinsumer.
 */
final class SimulatedMember {

	private final String clientId;

	private final VirtualRuntime runtime;

	private final SimulatedNetwork network;

	private final KinsumerRun run;

	SimulatedMember(SimulatedGroup group, String clientId) {
		this.clientId = clientId;
		this.runtime = new VirtualRuntime(group.time());
		this.network = new SimulatedNetwork(group.time(), group.random());
		StreamName stream = new StreamName(SimulatedGroup.STREAM);
		KinsumerSettings settings = KinsumerSettings.builder("sim", stream, "group", clientId)
			.retrieval(group.retrieval())
			.concurrency(Math.max(1, group.scenario().concurrency()))
			.build();
		ModelKinesisClient client = new ModelKinesisClient(group.kinesis(), group.time(), this.network);
		StreamReader reader = new StreamReader(client, stream, null);
		MetadataTableSettings table = new MetadataTableSettings(ModelDynamoDbClient.TABLE, false,
				java.time.Duration.ofMinutes(1), BillingMode.PAY_PER_REQUEST, 1, 1);
		DynamoDbMetadataRepository metadata = new DynamoDbMetadataRepository(
				new ModelDynamoDbClient(group.dynamoDb(), this.network), table, "group", SimulatedGroup.STREAM,
				group.time());
		Reports reports = new Reports(new KinsumerInfo("sim", stream, "group", clientId), List.of());
		this.run = new KinsumerRun(new KinsumerEnvironment(settings, this.runtime, reader, new StreamConsumers(client),
				ReadBudget.ofDefaultSize(), metadata, (shard) -> handler(group, shard), reports,
				() -> new UUID(group.random().nextLong(), group.random().nextLong()).toString(), "sim"));
	}

	private ShardHandler handler(SimulatedGroup group, ShardContext shard) {
		if (group.scenario().concurrency() == 0) {
			return new SimulatedHandler(group, this, shard);
		}
		return new ProcessorHandler((context) -> new SimulatedRecordProcessor(group, this), shard,
				this.runtime.handlers());
	}

	void start() {
		this.runtime.loop().execute(this.run::begin);
	}

	void stop() {
		this.runtime.loop().execute(this.run::stop);
	}

	void crash() {
		this.runtime.kill();
	}

	boolean isUp() {
		return this.runtime.isAlive() && !this.run.left().isDone();
	}

	int shardCount() {
		CoordinatorDriver shards = this.run.shards();
		return (shards != null) ? shards.consumers().size() : 0;
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

	SimulatedNetwork network() {
		return this.network;
	}

}
