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

package io.kinsumer.core.producer;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.kinsumer.core.aggregation.Deaggregator;
import io.kinsumer.core.client.AwsClients;
import io.kinsumer.core.client.ClientCredentials;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.writer.RecordOutcome;
import io.kinsumer.core.writer.RecordWriter;
import io.kinsumer.core.writer.WriterSettings;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.fault.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The producer and the writer with real time, threads and clients.
 */
@Timeout(60)
class ProducerIntegrationTests {

	private static final StreamName STREAM = new StreamName("orders");

	private EmbeddedKinesisServer server;

	private AwsClients clients;

	@BeforeEach
	void start() throws Exception {
		this.server = EmbeddedKinesisServer.builder().port(0).streams("orders:2").start();
		this.clients = AwsClients.create(ClientSettings.builder("default")
			.region(EmbeddedKinesisServer.REGION)
			.endpoint(this.server.endpoint())
			.credentials(new ClientCredentials("key", "secret", null))
			.build());
	}

	@AfterEach
	void stop() {
		this.clients.close();
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource(Ordering.class)
	void nothingIsLostWhileShardsSplitAndMergeUnderLoad(Ordering ordering) {
		ProducerSettings settings = ProducerSettings.builder("clicks", STREAM)
			.ordering(ordering)
			.flushInterval(Duration.ofMillis(20))
			.aggregateBatchSize(4096)
			.shardRefreshInterval(Duration.ZERO)
			.build();
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		try (AggregatingProducer producer = AggregatingProducer.builder(this.clients.kinesis(), settings).build()) {
			for (int i = 0; i < 30_000; i++) {
				results.add(producer.put(UserRecord.of("key-" + i % 200, payload(i))));
				if (i == 8_000) {
					this.server.split("orders", "shardId-000000000000");
				}
				if (i == 16_000) {
					this.server.split("orders", "shardId-000000000001");
				}
				if (i == 24_000) {
					this.server.merge("orders", "shardId-000000000003", "shardId-000000000004");
				}
			}
			producer.flush().join();
			assertThat(producer.status().records()).isZero();
			assertThat(producer.status().bytes()).isZero();
			assertThat(producer.status().openShards()).isEqualTo(3);
		}
		Map<Integer, String> places = new HashMap<>();
		Map<String, Integer> lastOfKey = new HashMap<>();
		for (KinesisRecord record : consumedByKcl(this.clients.kinesis())) {
			int number = record.data().getInt();
			if (places.put(number, record.shardId() + "/" + record.sequenceNumber()) == null) {
				Integer before = lastOfKey.put(record.partitionKey(), number);
				if (ordering == Ordering.SHARD && before != null) {
					assertThat(before).isLessThan(number);
				}
			}
		}
		assertThat(places).hasSize(30_000);
		assertThat(results).allSatisfy((result) -> assertThat(result).isCompleted());
	}

	@Test
	void unknownStreamFailsRecordsAtOnce() {
		ProducerSettings settings = ProducerSettings.builder("clicks", new StreamName("none")).build();
		try (AggregatingProducer producer = AggregatingProducer.builder(this.clients.kinesis(), settings).build()) {
			Throwable failure = producer.put(UserRecord.of("k", payload(1))).handle((result, thrown) -> thrown).join();
			assertThat(failure).isInstanceOf(NoSuchStreamException.class);
		}
	}

	@Test
	void attemptsAreThoseThatReachTheService() {
		FaultRule unavailable = this.server.faults().on("PutRecords").times(3).error("ServiceUnavailable", 503);
		try (AggregatingProducer producer = AggregatingProducer
			.builder(this.clients.kinesis(), ProducerSettings.builder("clicks", STREAM).build())
			.build()) {
			assertThat(producer.put(UserRecord.of("k", payload(1))).join().attempts()).isEqualTo(4);
		}
		assertThat(unavailable.fired()).isEqualTo(3);
	}

	@Test
	void writerTellsWhereEachRecordIs() {
		try (RecordWriter writer = RecordWriter.builder(this.clients.kinesis(), WriterSettings.of("audit", STREAM))
			.build()) {
			List<UserRecord> records = new ArrayList<>();
			for (int i = 0; i < 1_200; i++) {
				records.add(UserRecord.of("key-" + i, payload(i)));
			}
			List<RecordOutcome> outcomes = writer.putAll(records).join();
			Map<String, Integer> places = new HashMap<>();
			for (KinesisRecord record : consumedByKcl(this.clients.kinesis())) {
				places.put(record.shardId() + "/" + record.sequenceNumber(), record.data().getInt());
			}
			for (int i = 0; i < outcomes.size(); i++) {
				RecordResult result = ((RecordOutcome.Written) outcomes.get(i)).result();
				assertThat(places).containsEntry(result.shardId() + "/" + result.sequenceNumber(), i);
			}
		}
	}

	@Test
	void whatIsPutBesideTheCloseIsWrittenOrRefused() throws Exception {
		AggregatingProducer producer = AggregatingProducer
			.builder(this.clients.kinesis(), ProducerSettings.builder("clicks", STREAM).build())
			.build();
		List<CompletableFuture<RecordResult>> results = new CopyOnWriteArrayList<>();
		CountDownLatch manyPut = new CountDownLatch(400);
		Runnable putsUntilRefused = () -> {
			CompletableFuture<RecordResult> result;
			do {
				result = producer.put(UserRecord.of("key", payload(results.size())));
				results.add(result);
				manyPut.countDown();
			}
			while (!result.isCompletedExceptionally());
		};
		ExecutorService threads = Executors.newFixedThreadPool(4);
		List<Future<?>> putting = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			putting.add(threads.submit(putsUntilRefused));
		}
		threads.shutdown();
		manyPut.await();
		assertThat(producer.close(Duration.ofSeconds(30))).isEmpty();
		assertThat(producer.close(Duration.ofSeconds(30))).as("closed once more").isEmpty();
		for (Future<?> each : putting) {
			each.get();
		}
		int written = 0;
		for (CompletableFuture<RecordResult> result : results) {
			Throwable failure = result.handle((ignored, thrown) -> thrown).join();
			if (failure == null) {
				written++;
			}
			else {
				assertThat(failure).isInstanceOf(ProducerStoppedException.class);
			}
		}
		assertThat(consumedByKcl(this.clients.kinesis())).hasSize(written);
		assertThat(written).isEqualTo(results.size() - 4);
		assertThat(producer.status().records()).isZero();
		assertThat(producer.status().bytes()).isZero();
	}

	@Test
	void blockedCallbackDoesNotStopTheProducer() {
		CompletableFuture<Void> release = new CompletableFuture<>();
		try (AggregatingProducer producer = AggregatingProducer
			.builder(this.clients.kinesis(), ProducerSettings.builder("clicks", STREAM).build())
			.build()) {
			CompletableFuture<Void> blocked = producer.put(UserRecord.of("a", payload(1)))
				.thenAccept((result) -> release.join());
			for (int i = 0; i < 10; i++) {
				producer.put(UserRecord.of("b", payload(i))).join();
			}
			assertThat(blocked).isNotDone();
			release.complete(null);
			blocked.join();
		}
	}

	/**
	 * Reads all shards, parents first, and drops each aggregate of which a record is
	 * outside the shard, as KCL does.
	 */
	private static List<KinesisRecord> consumedByKcl(KinesisAsyncClient kinesis) {
		List<KinesisRecord> result = new ArrayList<>();
		for (Shard shard : kinesis.listShards((request) -> request.streamName("orders")).join().shards()) {
			HashKeyRange range = new HashKeyRange(HashKey.parse(shard.hashKeyRange().startingHashKey()),
					HashKey.parse(shard.hashKeyRange().endingHashKey()));
			for (Record record : records(kinesis, shard.shardId())) {
				List<KinesisRecord> decoded = Deaggregator.decode(STREAM, new ShardId(shard.shardId()), List.of(record),
						null);
				if (decoded.stream()
					.allMatch((each) -> !each.aggregated()
							|| range.contains(HashKey.ofPartitionKey(each.partitionKey())))) {
					result.addAll(decoded);
				}
			}
		}
		return result;
	}

	private static List<Record> records(KinesisAsyncClient kinesis, String shardId) {
		List<Record> result = new ArrayList<>();
		String iterator = kinesis
			.getShardIterator((request) -> request.streamName("orders")
				.shardId(shardId)
				.shardIteratorType(ShardIteratorType.TRIM_HORIZON))
			.join()
			.shardIterator();
		while (iterator != null) {
			String next = iterator;
			GetRecordsResponse response = kinesis.getRecords((request) -> request.shardIterator(next)).join();
			result.addAll(response.records());
			boolean tip = response.records().isEmpty() && response.millisBehindLatest() == 0;
			iterator = tip ? null : response.nextShardIterator();
		}
		return result;
	}

	private static byte[] payload(int number) {
		return ByteBuffer.allocate(100).putInt(number).array();
	}

}
