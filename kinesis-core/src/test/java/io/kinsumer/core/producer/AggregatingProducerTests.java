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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.InvalidRequestException;
import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.client.RecordSizeExceededException;
import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AggregatingProducerTests {

	private final FakeKinesis kinesis = new FakeKinesis();

	private final VirtualRuntime runtime = new VirtualRuntime();

	private final ProducerSettingsBuilder settings = ProducerSettings.builder("clicks", new StreamName("orders"));

	private final List<ProducerListener> listeners = new ArrayList<>();

	private FakeStream stream = new FakeStream(this.runtime, this.kinesis, 1);

	@Test
	void recordsOfAShardTravelInOneAggregate() {
		AggregatingProducer producer = ready();
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			results.add(producer.put(UserRecord.of("key-" + i, new byte[] { (byte) i })));
		}
		this.runtime.advance(Duration.ofMillis(99));
		assertThat(this.kinesis.requests()).isEmpty();
		this.runtime.advance(Duration.ofMillis(2));
		assertThat(this.kinesis.requests()).hasSize(1);
		assertThat(this.stream.kinesisRecords()).hasSize(1);
		for (int i = 0; i < 10; i++) {
			RecordResult result = done(results.get(i));
			assertThat(result.aggregated()).isTrue();
			assertThat(result.sequenceNumber().sequence()).isEqualTo("1000");
			assertThat(result.sequenceNumber().subSequence()).isEqualTo(i);
			assertThat(result.shardId().value()).isEqualTo("shardId-000000000000");
			assertThat(result.attempts()).isEqualTo(1);
		}
		assertThat(this.stream.consumedByKcl()).extracting(KinesisRecord::partitionKey)
			.containsExactly("key-0", "key-1", "key-2", "key-3", "key-4", "key-5", "key-6", "key-7", "key-8", "key-9");
		assertThat(producer.status().records()).isZero();
		assertThat(producer.status().bytes()).isZero();
	}

	@Test
	void loneRecordTravelsRawUnlessItHasHeaders() {
		AggregatingProducer producer = ready();
		CompletableFuture<RecordResult> raw = producer.put(UserRecord.of("a", new byte[] { 1 }));
		this.runtime.advance(Duration.ofMillis(100));
		assertThat(done(raw).aggregated()).isFalse();
		assertThat(this.stream.kinesisRecords().get(0).data().asByteArray()).containsExactly(1);
		CompletableFuture<RecordResult> wrapped = producer
			.put(UserRecord.of("a", new byte[] { 2 }).withHeaders(Map.of("type", "x")));
		this.runtime.advance(Duration.ofMillis(100));
		assertThat(done(wrapped).aggregated()).isTrue();
		assertThat(this.stream.consumedByKcl().get(1).headers()).isEqualTo(Map.of("type", "x"));
	}

	@Test
	void aggregatesDoNotSpanShards() {
		this.stream = new FakeStream(this.runtime, this.kinesis, 5);
		AggregatingProducer producer = ready();
		for (int i = 0; i < 200; i++) {
			producer.put(UserRecord.of("key-" + i, new byte[10]));
		}
		this.runtime.advance(Duration.ofMillis(100));
		assertThat(this.kinesis.requests()).hasSize(1);
		assertThat(this.stream.kinesisRecords()).hasSize(5);
		assertThat(this.stream.consumedByKcl()).hasSize(200);
	}

	@Test
	void explicitHashKeysDecideAndSurvive() {
		this.stream = new FakeStream(this.runtime, this.kinesis, 4);
		AggregatingProducer producer = ready();
		String[] hashKeys = { "0", "1", "340282366920938463463374607431768211454",
				"340282366920938463463374607431768211455" };
		for (String hashKey : hashKeys) {
			producer.put(UserRecord.of("same", new byte[1]).withExplicitHashKey(hashKey));
		}
		this.runtime.advance(Duration.ofMillis(100));
		assertThat(this.stream.kinesisRecords()).hasSize(2);
		assertThat(this.stream.consumedByKcl()).extracting(KinesisRecord::explicitHashKey)
			.containsExactlyInAnyOrder(hashKeys);
	}

	@Test
	void withoutMapOnlyEqualHashKeysAreAggregated() {
		this.stream.listFailureShare = 1;
		AggregatingProducer producer = producer();
		for (int i = 0; i < 30; i++) {
			producer.put(UserRecord.of("key-" + (i % 3), new byte[10]));
		}
		this.runtime.advance(Duration.ofMillis(100));
		assertThat(this.stream.kinesisRecords()).hasSize(3);
		assertThat(this.stream.consumedByKcl()).hasSize(30);
		assertThat(producer.status().openShards()).isZero();
		this.stream.listFailureShare = 0;
		this.runtime.advance(Duration.ofSeconds(10));
		assertThat(producer.status().openShards()).isEqualTo(1);
	}

	@Test
	void aggregatesAreBoundedByCountAndBytes() {
		this.settings.aggregateBatchCount(7).aggregateBatchSize(1000);
		AggregatingProducer producer = ready();
		for (int i = 0; i < 7; i++) {
			producer.put(UserRecord.of("k", new byte[10]));
		}
		this.runtime.advance(Duration.ZERO);
		assertThat(this.stream.kinesisRecords()).as("full aggregates do not wait").hasSize(1);
		for (int i = 0; i < 5; i++) {
			producer.put(UserRecord.of("k", new byte[400]));
		}
		producer.put(UserRecord.of("k", new byte[2000]));
		this.runtime.advance(Duration.ofMillis(100));
		assertThat(this.stream.kinesisRecords()).hasSize(5);
		assertThat(this.stream.kinesisRecords()).filteredOn((record) -> record.data().asByteArray().length > 1000)
			.hasSize(1);
		assertThat(this.stream.consumedByKcl()).hasSize(13);
	}

	@Test
	void recordsInFlightWhileShardSplitsAreSentAgainOnlyIfDropped() {
		this.stream.maxLatencyMillis = 50;
		List<Integer> misplaced = new ArrayList<>();
		this.listeners.add(new ProducerListener() {

			@Override
			public void aggregateMisplaced(ProducerInfo producer, io.kinsumer.core.record.ShardId shardId,
					int records) {
				misplaced.add(records);
			}

		});
		AggregatingProducer producer = ready();
		this.runtime.advance(Duration.ofSeconds(1));
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			results.add(producer.put(UserRecord.of("key-" + i, new byte[10])));
		}
		this.stream.split();
		this.runtime.advance(Duration.ofSeconds(2));
		assertThat(results).allMatch(CompletableFuture::isDone);
		assertThat(this.stream.consumedByKcl()).hasSize(100);
		assertThat(misplaced).containsExactly(100);
		assertThat(done(results.get(0)).attempts()).isEqualTo(2);
		assertThat(producer.status().openShards()).isEqualTo(2);
		// A lone record that lands elsewhere is where it belongs.
		this.stream.split();
		CompletableFuture<RecordResult> lone = producer.put(UserRecord.of("key", new byte[1]));
		this.runtime.advance(Duration.ofSeconds(2));
		assertThat(done(lone).attempts()).isEqualTo(1);
		assertThat(misplaced).hasSize(1);
	}

	@Test
	void passingFailuresAreRepeatedUntilTheDeadline() {
		this.stream.refusedShare = 1;
		this.settings.recordDeadline(Duration.ofSeconds(20));
		AggregatingProducer producer = ready();
		this.kinesis.onPutRecords((request) -> FakeKinesis.answer(request.records()
			.stream()
			.map((entry) -> FakeKinesis.refused("ProvisionedThroughputExceededException"))
			.toArray(PutRecordsResultEntry[]::new)));
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofMillis(19_999));
		assertThat(result).isNotDone();
		this.runtime.advance(Duration.ofMillis(1));
		assertThat(failure(result)).isInstanceOf(ThrottlingException.class)
			.hasMessageContaining("record-deadline")
			.hasMessageContaining("PT20S")
			.hasMessageContaining("orders");
		assertThat(this.kinesis.requests()).hasSizeBetween(20, 80);
		assertThat(producer.status().records()).isZero();
	}

	@Test
	void uselessRequestsAreNotRepeated() {
		AggregatingProducer producer = ready();
		this.kinesis.onPutRecords((request) -> CompletableFuture
			.failedFuture(ResourceNotFoundException.builder().message("none").statusCode(400).build()));
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofMillis(100));
		assertThat(failure(result)).isInstanceOf(NoSuchStreamException.class);
		assertThat(this.kinesis.requests()).hasSize(1);
	}

	@Test
	void wrongKinesisRecordDoesNotFailItsNeighbours() {
		this.settings.aggregateBatchCount(1);
		AggregatingProducer producer = ready();
		this.kinesis.onPutRecords((request) -> {
			if (request.records().stream().anyMatch((entry) -> entry.partitionKey().equals("bad"))) {
				return CompletableFuture
					.failedFuture(InvalidArgumentException.builder().message("bad").statusCode(400).build());
			}
			return CompletableFuture.completedFuture(PutRecordsResponse.builder()
				.records(request.records().stream().map((entry) -> FakeKinesis.written("x", "1")).toList())
				.build());
		});
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		producer.pause();
		for (int i = 0; i < 10; i++) {
			results.add(producer.put(UserRecord.of((i == 4) ? "bad" : "key-" + i, new byte[10])));
		}
		producer.resume();
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(this.kinesis.requests()).extracting((request) -> request.records().size())
			.containsExactly(10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
		assertThat(failure(results.remove(4))).isInstanceOf(InvalidRequestException.class);
		assertThat(results).allMatch((result) -> result.isDone() && !result.isCompletedExceptionally());
	}

	@Test
	void tooLargeRecordFailsAtOnce() {
		this.settings.maxRecordSize(1024 * 1024);
		AggregatingProducer producer = ready();
		assertThat(failure(producer.put(UserRecord.of("k", new byte[1024 * 1024]))))
			.isInstanceOf(RecordSizeExceededException.class);
		CompletableFuture<RecordResult> largest = producer.put(UserRecord.of("k", new byte[1024 * 1024 - 1]));
		this.runtime.advance(Duration.ZERO);
		assertThat(done(largest).aggregated()).isFalse();
		assertThat(producer.status().bytes()).isZero();
	}

	@Test
	void fullBacklogFailsIfSoConfigured() {
		this.settings.backlogCount(3).backlogPolicy(BacklogPolicy.FAIL);
		AggregatingProducer producer = ready();
		for (int i = 0; i < 3; i++) {
			assertThat(producer.put(UserRecord.of("k", new byte[1]))).isNotDone();
		}
		assertThat(failure(producer.put(UserRecord.of("k", new byte[1])))).isInstanceOf(BacklogFullException.class)
			.hasMessageContaining("backlog-count (3)");
		this.runtime.advance(Duration.ofMillis(100));
		assertThat(producer.put(UserRecord.of("k", new byte[1]))).isNotDone();
	}

	@Test
	void flushCompletesWhenAllBeforeItIsSettled() {
		this.stream.maxLatencyMillis = 20;
		AggregatingProducer producer = ready();
		this.runtime.advance(Duration.ofMillis(100));
		assertThat(producer.flush()).isCompleted();
		CompletableFuture<RecordResult> before = producer.put(UserRecord.of("k", new byte[1]));
		CompletableFuture<Void> flush = producer.flush();
		CompletableFuture<RecordResult> after = producer.put(UserRecord.of("k", new byte[1]));
		assertThat(flush).isNotDone();
		List<Boolean> atFlush = new ArrayList<>();
		flush.thenRun(() -> atFlush.addAll(List.of(before.isDone(), after.isDone())));
		this.runtime.advance(Duration.ofMillis(50));
		assertThat(flush).isCompleted();
		assertThat(atFlush).containsExactly(true, false);
	}

	@Test
	void closeFailsWhatIsLeftWithTheRecords() {
		AggregatingProducer producer = ready();
		List<UserRecord> failed = new ArrayList<>();
		this.kinesis.onPutRecords((request) -> new CompletableFuture<>());
		CompletableFuture<RecordResult> inFlight = producer.put(UserRecord.of("a", new byte[1]));
		this.runtime.advance(Duration.ofMillis(100));
		CompletableFuture<RecordResult> buffered = producer.put(UserRecord.of("b", new byte[1]));
		inFlight.exceptionally((failure) -> {
			failed.addAll(((DrainException) failure).getRecords());
			return null;
		});
		List<UserRecord> left = producer.close(Duration.ZERO);
		this.runtime.run();
		assertThat(left).extracting(UserRecord::partitionKey).containsExactly("a", "b");
		assertThat(failed).isEqualTo(left);
		assertThat(failure(buffered)).isInstanceOf(DrainException.class).hasMessageContaining("2 of its records");
		assertThat(failure(producer.put(UserRecord.of("c", new byte[1])))).isInstanceOf(ProducerStoppedException.class);
		assertThat(producer.close(Duration.ZERO)).isEmpty();
		assertThat(producer.status().records()).isZero();
		this.runtime.advance(Duration.ofMinutes(5));
		assertThat(this.runtime.timers()).isZero();
	}

	@Test
	void recordsWithoutKeyAreSpread() {
		this.stream = new FakeStream(this.runtime, this.kinesis, 4);
		AggregatingProducer producer = ready();
		for (int i = 0; i < 400; i++) {
			producer.put(UserRecord.withoutKey(new byte[1]));
		}
		this.runtime.advance(Duration.ofMillis(100));
		assertThat(this.stream.consumedByKcl()
			.stream()
			.collect(java.util.stream.Collectors.groupingBy(KinesisRecord::shardId,
					java.util.stream.Collectors.counting())))
			.hasSize(4)
			.allSatisfy((shard, count) -> assertThat(count).isBetween(60L, 140L));
	}

	@Test
	void shardsAreListedAgainByInterval() {
		this.settings.shardRefreshInterval(Duration.ofSeconds(30));
		AggregatingProducer producer = ready();
		this.stream.split();
		this.runtime.advance(Duration.ofSeconds(29));
		assertThat(producer.status().openShards()).isEqualTo(1);
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(producer.status().openShards()).isEqualTo(2);
	}

	@Test
	void failingListenerDoesNoHarm() {
		this.listeners.add(new ProducerListener() {

			@Override
			public void requestCompleted(ProducerInfo producer, int kinesisRecords, int records, int refused,
					Duration duration) {
				throw new IllegalStateException("thrown by the test");
			}

		});
		AggregatingProducer producer = ready();
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofMillis(100));
		assertThat(result).isCompleted();
	}

	@Test
	void wrongSettingsAreNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.settings.batchCount(501).build())
			.withMessageStartingWith("batch-count must be between 1 and 500");
		this.settings.batchCount(500);
		assertThatIllegalArgumentException().isThrownBy(() -> this.settings.recordDeadline(Duration.ZERO).build())
			.withMessageStartingWith("record-deadline must be at least PT0.1S");
	}

	private AggregatingProducer ready() {
		AggregatingProducer producer = producer();
		this.runtime.advance(Duration.ofMillis(200));
		return producer;
	}

	private AggregatingProducer producer() {
		AggregatingProducer.Builder builder = AggregatingProducer.builder(this.kinesis, this.settings.build())
			.runtime(this.runtime)
			.random(new Random(1));
		this.listeners.forEach(builder::listener);
		return builder.build();
	}

	private static RecordResult done(CompletableFuture<RecordResult> future) {
		assertThat(future).isCompleted();
		return future.join();
	}

	private static Throwable failure(CompletableFuture<?> future) {
		assertThat(future).isCompletedExceptionally();
		return future.handle((value, failure) -> failure).join();
	}

}
