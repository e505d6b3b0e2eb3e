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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.kinsumer.core.metadata.GroupItem;
import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.shard.StreamConsumers;
import io.kinsumer.core.shard.StreamReader;
import io.kinsumer.core.sim.ModelKinesisClient;
import io.kinsumer.core.sim.SimulatedNetwork;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisRequest;
import io.kinsumer.test.kinesis.StreamRef;

/**
 * Members of a group in virtual time, which handle records at once and write down what
 * they handled.
 */
final class VirtualGroup {

	static final StreamName STREAM = new StreamName("orders");

	static final StreamRef REF = StreamRef.named("orders");

	private final VirtualTime time = new VirtualTime();

	private final KinesisModel kinesis = new KinesisModel(this.time);

	private final List<String> handled = new ArrayList<>();

	private boolean failing;

	private MetadataRepository metadata = new InMemoryMetadataRepository(this.time);

	VirtualGroup(int shards) {
		this.kinesis.createStream(STREAM.value(), shards);
		passes(Duration.ofMinutes(1));
	}

	VirtualGroup metadata(UnaryOperator<MetadataRepository> wrapper) {
		this.metadata = wrapper.apply(this.metadata);
		return this;
	}

	/**
	 * Lets all handlers fail from now on, or no longer.
	 */
	void failing(boolean now) {
		this.failing = now;
	}

	void passes(Duration duration) {
		this.time.runUntil(this.time.elapsed().plus(duration));
	}

	KinesisModel kinesis() {
		return this.kinesis;
	}

	VirtualTime time() {
		return this.time;
	}

	void put(String key, String data) {
		this.kinesis
			.putRecord(new KinesisRequest.PutRecord(REF, key, null, null, data.getBytes(StandardCharsets.UTF_8)));
	}

	void split(int shard, String startingHashKey) {
		this.kinesis.splitShard(new KinesisRequest.SplitShard(REF, Samples.shard(shard).value(), startingHashKey));
		passes(Duration.ofSeconds(1));
	}

	void merge(int left, int right) {
		this.kinesis.mergeShards(
				new KinesisRequest.MergeShards(REF, Samples.shard(left).value(), Samples.shard(right).value()));
		passes(Duration.ofSeconds(1));
	}

	/**
	 * What was handled, as client, shard number and data.
	 */
	List<String> handled() {
		return this.handled;
	}

	GroupItem group() {
		return this.metadata.findGroup().join().orElseThrow();
	}

	List<ShardItem> items() {
		return items(group());
	}

	List<ShardItem> items(GroupItem of) {
		return this.metadata.checkpoints(of).shards().join();
	}

	Member join(String clientId, KinsumerListener... listeners) {
		return join(settings(clientId).build(), listeners);
	}

	static KinsumerSettings.Builder settings(String clientId) {
		return KinsumerSettings.builder("orders", STREAM, "group", clientId);
	}

	Member join(KinsumerSettings settings, KinsumerListener... listeners) {
		return join(settings, ReadBudget.ofDefaultSize(),
				ShardProcessors.forRecords((record, context) -> handle(settings, record, context)), listeners);
	}

	private void handle(KinsumerSettings settings, KinesisRecord record, ShardContext context) {
		if (this.failing) {
			throw new IllegalStateException("simulated failure");
		}
		this.handled.add(handled(settings, context, StandardCharsets.UTF_8.decode(record.data()).toString()));
	}

	static String handled(KinsumerSettings settings, ShardContext shard, String data) {
		return settings.clientId() + " " + Integer.parseInt(shard.shardId().value().substring(8)) + " " + data;
	}

	Member join(KinsumerSettings settings, ReadBudget budget, ShardProcessorFactory processors,
			KinsumerListener... listeners) {
		return join(settings, budget, VirtualRuntime::handlers, processors, listeners);
	}

	/**
	 * Joins a member whose handlers run on threads of their own.
	 */
	Member join(KinsumerSettings settings, Function<VirtualRuntime, Executor> threads, ShardProcessorFactory processors,
			KinsumerListener... listeners) {
		return join(settings, ReadBudget.ofDefaultSize(), threads, processors, listeners);
	}

	Member join(KinsumerSettings settings, ReadBudget budget, Function<VirtualRuntime, Executor> threads,
			ShardProcessorFactory processors, KinsumerListener... listeners) {
		VirtualRuntime runtime = new VirtualRuntime(this.time);
		SimulatedNetwork network = new SimulatedNetwork(this.time, new Random(1));
		ModelKinesisClient client = new ModelKinesisClient(this.kinesis, this.time, network);
		Reports reports = new Reports(new KinsumerInfo("orders", STREAM, "group", settings.clientId()),
				List.of(listeners));
		String session = "session-" + this.time.nanos();
		int[] sessions = new int[1];
		KinsumerRun run = new KinsumerRun(new KinsumerEnvironment(settings, runtime,
				new StreamReader(client, STREAM, null), new StreamConsumers(client), budget, this.metadata,
				(shard) -> new ProcessorHandler(processors, shard, threads.apply(runtime)), reports,
				() -> session + "-" + sessions[0]++, "host"));
		runtime.loop().execute(run::begin);
		return new Member(run, runtime, network);
	}

	/**
	 * A member.
	 */
	record Member(KinsumerRun run, VirtualRuntime runtime, SimulatedNetwork network) {

		int shards() {
			CoordinatorDriver driver = this.run.shards();
			return (driver != null) ? driver.consumers().size() : 0;
		}

		void stop() {
			this.runtime.loop().execute(this.run::stop);
		}

	}

}
