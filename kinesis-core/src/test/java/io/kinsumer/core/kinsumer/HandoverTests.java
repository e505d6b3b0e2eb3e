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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;

import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.processor.ShardProcessor;
import io.kinsumer.core.processor.ShutdownInput;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardPosition;
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
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A processor that checkpoints when it is shut down, as the KCL recommends.
 */
class HandoverTests {

	private static final StreamName STREAM = new StreamName("orders");

	private final VirtualTime time = new VirtualTime();

	private final VirtualRuntime runtime = new VirtualRuntime(this.time);

	private final KinesisModel kinesis = new KinesisModel(this.time);

	private final MetadataRepository metadata = new InMemoryMetadataRepository();

	private final Queue<Runnable> handlerThreads = new ArrayDeque<>();

	private final List<KinesisRecord> delivered = new ArrayList<>();

	private final KinsumerRun run = new KinsumerRun(environment());

	@Test
	void whatWasNotDeliveredBeforeAHandoverIsNotCheckpointed() throws Exception {
		this.kinesis.createStream(STREAM.value(), 1);
		this.time.runUntil(Duration.ofSeconds(60));
		this.kinesis.putRecord(new KinesisRequest.PutRecord(StreamRef.named(STREAM.value()), "key", null, null,
				"data".getBytes(StandardCharsets.UTF_8)));
		this.runtime.loop().execute(this.run::begin);
		this.time.runUntil(Duration.ofSeconds(70));
		this.handlerThreads.remove().run();
		this.time.runUntil(Duration.ofSeconds(75));
		assertThat(this.handlerThreads).as("the batch waits for a thread").hasSize(1);
		this.run.stop();
		this.time.runUntil(Duration.ofSeconds(76));
		while (!this.handlerThreads.isEmpty()) {
			this.handlerThreads.remove().run();
			this.time.runUntil(this.time.elapsed().plusSeconds(1));
		}
		assertThat(this.run.left()).isCompleted();
		assertThat(this.delivered).isEmpty();
		assertThat(this.metadata.checkpoints(this.metadata.findGroup().get().orElseThrow()).shards().get())
			.singleElement()
			.extracting(ShardItem::position)
			.isEqualTo(ShardPosition.TRIM_HORIZON);
	}

	private KinsumerEnvironment environment() {
		KinsumerSettings settings = KinsumerSettings.builder("orders", STREAM, "group", "anna").build();
		ModelKinesisClient client = new ModelKinesisClient(this.kinesis, this.time,
				new SimulatedNetwork(this.time, new Random(1)));
		StreamReader reader = new StreamReader(client, STREAM, null);
		Reports reports = new Reports(new KinsumerInfo("orders", STREAM, "group", "anna"), List.of());
		return new KinsumerEnvironment(settings, this.runtime, reader, new StreamConsumers(client),
				ReadBudget.ofDefaultSize(), this.metadata,
				(shard) -> new ProcessorHandler((context) -> new CheckpointsAtShutdown(), shard,
						this.handlerThreads::add),
				reports, () -> "s1", "host");
	}

	private final class CheckpointsAtShutdown implements ShardProcessor {

		@Override
		public void process(ProcessRecordsInput input) {
			HandoverTests.this.delivered.addAll(input.records());
		}

		@Override
		public void shutdown(ShutdownInput input) {
			input.checkpointer().checkpoint();
		}

	}

}
