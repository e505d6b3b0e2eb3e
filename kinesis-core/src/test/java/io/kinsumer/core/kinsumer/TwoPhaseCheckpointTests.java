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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.dynamodb.DynamoDbMetadataRepository;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings.BillingMode;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.processor.AsyncShardProcessor;
import io.kinsumer.core.processor.InitializationInput;
import io.kinsumer.core.processor.PreparedCheckpoint;
import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.PendingCheckpoint;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.shard.StreamConsumers;
import io.kinsumer.core.shard.StreamReader;
import io.kinsumer.core.sim.ModelDynamoDbClient;
import io.kinsumer.core.sim.ModelKinesisClient;
import io.kinsumer.core.sim.SimulatedNetwork;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;
import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisRequest;
import io.kinsumer.test.kinesis.StreamRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes, of which the first vanishes between the phases of its checkpoint, in the
 * middle of an aggregated record.
 */
class TwoPhaseCheckpointTests {

	private static final StreamName STREAM = new StreamName("orders");

	private final VirtualTime time = new VirtualTime();

	private final KinesisModel kinesis = new KinesisModel(this.time);

	private final DynamoDbModel dynamoDb = new DynamoDbModel(this.time);

	private final List<String> events = new ArrayList<>();

	private final VirtualRuntime first = new VirtualRuntime(this.time);

	@BeforeEach
	void fillStream() {
		ModelDynamoDbClient.createTable(this.dynamoDb);
		this.kinesis.createStream(STREAM.value(), 1);
		this.time.runUntil(Duration.ofSeconds(60));
		List<UserRecord> users = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			users.add(UserRecord.of("key", Integer.toString(i).getBytes(StandardCharsets.UTF_8)));
		}
		this.kinesis.putRecord(new KinesisRequest.PutRecord(StreamRef.named(STREAM.value()), "key", null, null,
				Samples.aggregate(users)));
	}

	@Test
	void theNextOwnerSeesWhatIsPendingAndBeginsAtTheCheckpoint() throws Exception {
		run("anna", this.first, new PreparesInTheMiddle());
		this.time.runUntil(Duration.ofSeconds(70));
		assertThat(this.events).containsExactly("init TRIM_HORIZON none", "records 0 1 2 3 4", "prepared 2");
		this.first.kill();
		this.events.clear();
		run("bert", new VirtualRuntime(this.time), new Collects(false));
		this.time.runUntil(Duration.ofSeconds(100));
		assertThat(this.events).containsExactly("init AFTER sub 0 pending sub 2 'half done'", "records 1 2 3 4");
		assertThat(stored().pending()).as("the checkpoint passed it").isNull();
	}

	@Test
	void theNextOwnerMayAdoptWhatIsPending() throws Exception {
		run("anna", this.first, new PreparesInTheMiddle());
		this.time.runUntil(Duration.ofSeconds(70));
		this.first.kill();
		this.events.clear();
		run("bert", new VirtualRuntime(this.time), new Collects(true));
		this.time.runUntil(Duration.ofSeconds(100));
		assertThat(this.events).containsExactly("init AFTER sub 0 pending sub 2 'half done'", "records 3 4");
	}

	@Test
	void whatIsCommittedIsNoLongerPending() throws Exception {
		PreparesInTheMiddle processor = new PreparesInTheMiddle();
		KinsumerRun run = run("anna", this.first, processor);
		this.time.runUntil(Duration.ofSeconds(70));
		PreparedCheckpoint prepared = processor.prepared.join();
		assertThat(stored().pending()).isEqualTo(prepared.pending());
		CompletableFuture<Void> committed = prepared.commit();
		this.time.runUntil(Duration.ofSeconds(75));
		assertThat(committed).isCompleted();
		assertThat(stored().pending()).isNull();
		assertThat(((ShardPosition.After) stored().position()).sequenceNumber().subSequence()).isEqualTo(2);
		processor.done.complete(null);
		run.stop();
		this.time.runUntil(Duration.ofSeconds(85));
		assertThat(run.left()).isCompleted();
		this.events.clear();
		run("bert", new VirtualRuntime(this.time), new Collects(false));
		this.time.runUntil(Duration.ofSeconds(100));
		assertThat(this.events).containsExactly("init AFTER sub 2 none", "records 3 4");
	}

	private ShardItem stored() throws Exception {
		MetadataRepository metadata = metadata(network());
		CompletableFuture<List<ShardItem>> shards = metadata.findGroup()
			.thenCompose((group) -> metadata.checkpoints(group.orElseThrow()).shards());
		this.time.runUntil(this.time.elapsed().plusSeconds(1));
		return shards.get().get(0);
	}

	private SimulatedNetwork network() {
		return new SimulatedNetwork(this.time, new Random(1));
	}

	private MetadataRepository metadata(SimulatedNetwork network) {
		MetadataTableSettings table = new MetadataTableSettings(ModelDynamoDbClient.TABLE, false, Duration.ofMinutes(1),
				BillingMode.PAY_PER_REQUEST, 1, 1);
		return new DynamoDbMetadataRepository(new ModelDynamoDbClient(this.dynamoDb, network), table, "group",
				STREAM.value(), this.time);
	}

	private KinsumerRun run(String clientId, VirtualRuntime runtime, AsyncShardProcessor processor) {
		KinsumerSettings settings = KinsumerSettings.builder("orders", STREAM, "group", clientId).build();
		ModelKinesisClient client = new ModelKinesisClient(this.kinesis, this.time, network());
		Reports reports = new Reports(new KinsumerInfo("orders", STREAM, "group", clientId), List.of());
		KinsumerRun run = new KinsumerRun(new KinsumerEnvironment(settings, runtime,
				new StreamReader(client, STREAM, null), new StreamConsumers(client), ReadBudget.ofDefaultSize(),
				metadata(network()), (shard) -> new ProcessorHandler((context) -> processor, shard, runtime.handlers()),
				reports, () -> "session-of-" + clientId, "host"));
		runtime.loop().execute(run::begin);
		return run;
	}

	private void initialized(InitializationInput input) {
		PendingCheckpoint pending = input.pendingCheckpoint();
		String position = (input.position() instanceof ShardPosition.After after)
				? "AFTER sub " + after.sequenceNumber().subSequence() : input.position().toString();
		this.events
			.add("init " + position + ((pending != null) ? " pending sub " + pending.sequenceNumber().subSequence()
					+ " '" + new String(pending.state(), StandardCharsets.UTF_8) + "'" : " none"));
	}

	private List<KinesisRecord> collect(ProcessRecordsInput input) {
		List<String> values = input.records()
			.stream()
			.map((record) -> StandardCharsets.UTF_8.decode(record.data()).toString())
			.toList();
		this.events.add("records " + String.join(" ", values));
		return input.records();
	}

	/**
	 * Checkpoints the first record, prepares a checkpoint at the third, and goes no
	 * further.
	 */
	private final class PreparesInTheMiddle implements AsyncShardProcessor {

		private final CompletableFuture<Void> done = new CompletableFuture<>();

		private CompletableFuture<PreparedCheckpoint> prepared = new CompletableFuture<>();

		@Override
		public void initialize(InitializationInput input) {
			initialized(input);
		}

		@Override
		public CompletionStage<?> processAsync(ProcessRecordsInput input) {
			List<KinesisRecord> records = collect(input);
			input.checkpointer().checkpoint(records.get(0));
			SequenceNumber third = records.get(2).sequenceNumber();
			this.prepared = input.checkpointer().prepare(third, "half done".getBytes(StandardCharsets.UTF_8));
			this.prepared.thenRun(() -> TwoPhaseCheckpointTests.this.events.add("prepared " + third.subSequence()));
			return this.done;
		}

	}

	/**
	 * Checkpoints everything.
	 */
	private final class Collects implements AsyncShardProcessor {

		private final boolean adopts;

		Collects(boolean adopts) {
			this.adopts = adopts;
		}

		@Override
		public void initialize(InitializationInput input) {
			initialized(input);
			if (this.adopts) {
				input.checkpointer().checkpoint(input.pendingCheckpoint().sequenceNumber());
			}
		}

		@Override
		public CompletionStage<?> processAsync(ProcessRecordsInput input) {
			collect(input);
			input.checkpointer().checkpoint();
			return CompletableFuture.completedFuture(null);
		}

	}

}
