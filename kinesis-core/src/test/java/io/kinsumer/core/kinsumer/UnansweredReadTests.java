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
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.shard.StreamConsumers;
import io.kinsumer.core.shard.StreamReader;
import io.kinsumer.core.sim.ModelKinesisClient;
import io.kinsumer.core.sim.SimulatedNetwork;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;
import io.kinsumer.test.kinesis.KinesisModel;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads of Kinesis that are not answered.
 */
class UnansweredReadTests {

	private static final StreamName STREAM = new StreamName("orders");

	private final VirtualTime time = new VirtualTime();

	private final VirtualRuntime runtime = new VirtualRuntime(this.time);

	private final KinesisModel kinesis = new KinesisModel(this.time);

	private final List<CompletableFuture<GetRecordsResponse>> reads = new ArrayList<>();

	private final List<Integer> limits = new ArrayList<>();

	private final KinsumerRun run = new KinsumerRun(environment());

	@Test
	void aReadThatIsGivenUpIsCancelledAndRepeatedWithFewerRecords() {
		this.kinesis.createStream(STREAM.value(), 1);
		this.time.runUntil(Duration.ofSeconds(60));
		this.runtime.loop().execute(this.run::begin);
		this.time.runUntil(Duration.ofSeconds(100));
		assertThat(this.reads).hasSize(1);
		assertThat(this.reads.get(0)).isNotDone();
		this.time.runUntil(Duration.ofSeconds(140));
		assertThat(this.reads.get(0)).isCancelled();
		assertThat(this.reads).hasSize(2);
		assertThat(this.reads.get(1)).isNotDone();
		assertThat(this.limits).containsExactly(10_000, 1250);
	}

	private KinsumerEnvironment environment() {
		KinsumerSettings settings = KinsumerSettings.builder("orders", STREAM, "group", "anna").build();
		ModelKinesisClient client = new ModelKinesisClient(this.kinesis, this.time,
				new SimulatedNetwork(this.time, new Random(1))) {

			@Override
			public CompletableFuture<GetRecordsResponse> getRecords(GetRecordsRequest request) {
				CompletableFuture<GetRecordsResponse> never = new CompletableFuture<>();
				UnansweredReadTests.this.reads.add(never);
				UnansweredReadTests.this.limits.add(request.limit());
				return never;
			}

		};
		Reports reports = new Reports(new KinsumerInfo("orders", STREAM, "group", "anna"), List.of());
		return new KinsumerEnvironment(settings, this.runtime, new StreamReader(client, STREAM, null),
				new StreamConsumers(client), ReadBudget.ofDefaultSize(), new InMemoryMetadataRepository(),
				(shard) -> new ProcessorHandler(ShardProcessors.forRecords((record, context) -> {
				}), shard, this.runtime.handlers()), reports, () -> "s1", "host");
	}

}
