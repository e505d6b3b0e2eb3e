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
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A stream that takes nothing for a long while. Minutes pass by a clock that the test
 * moves; the same with real time is a benchmark.
 */
@Timeout(120)
class ThrottledProducerTests {

	private static final int SHARDS = 4;

	private static final int SIZE = 4096;

	private final FakeKinesis kinesis = new FakeKinesis();

	private final VirtualRuntime runtime = new VirtualRuntime();

	private final FakeStream stream = new FakeStream(this.runtime, this.kinesis, SHARDS);

	private final ProducerSettingsBuilder settings = ProducerSettings.builder("clicks", new StreamName("orders"))
		.backlogPolicy(BacklogPolicy.FAIL)
		.backlogSize(16 * 1024 * 1024);

	private final AtomicInteger limited = new AtomicInteger();

	private final AtomicInteger throttled = new AtomicInteger();

	private final AtomicInteger completed = new AtomicInteger();

	private int put;

	@Test
	void longThrottleIsEnduredAndLeftBehind() {
		this.stream.maxLatencyMillis = 5;
		AggregatingProducer producer = producer();
		this.runtime.advance(Duration.ofSeconds(1));
		this.stream.throttled = true;
		// All that is held has expired once after the deadline of 30 seconds.
		run(producer, Duration.ofSeconds(40), 1500);
		int before = sent();
		int timers = this.runtime.timers();
		for (int i = 0; i < 4; i++) {
			run(producer, Duration.ofSeconds(30), 1500);
			assertThat(producer.status().bytes()).isLessThanOrEqualTo(16 * 1024 * 1024);
			assertThat(this.runtime.timers()).isLessThan(timers + 200);
		}
		assertThat((sent() - before) / 120.0).as("Kinesis records a second, two for each shard")
			.isBetween(1.0 * SHARDS, 2.2 * SHARDS);
		assertThat(this.limited).hasPositiveValue();
		assertThat(this.throttled).hasPositiveValue();
		this.stream.throttled = false;
		run(producer, Duration.ofSeconds(2), 1500);
		int recovered = this.stream.kinesisRecords().size();
		run(producer, Duration.ofSeconds(1), 1500);
		long bytes = this.stream.kinesisRecords()
			.subList(recovered, this.stream.kinesisRecords().size())
			.stream()
			.mapToLong((record) -> record.data().asByteArrayUnsafe().length)
			.sum();
		assertThat(bytes).as("bytes in the third second, at least what the shards take")
			.isGreaterThan(SHARDS * 1024 * 1024);
		CompletableFuture<Void> flush = producer.flush();
		this.runtime.advance(Duration.ofSeconds(30));
		assertThat(flush).isCompleted();
		assertThat(this.completed).hasValue(this.put);
		assertThat(producer.status().records()).isZero();
		assertThat(producer.status().bytes()).isZero();
	}

	@Test
	void throttledShardDoesNotHoldBackOthers() {
		AggregatingProducer producer = producer();
		this.runtime.advance(Duration.ofSeconds(1));
		this.kinesis.onPutRecords((request) -> CompletableFuture.completedFuture(PutRecordsResponse.builder()
			.records(request.records()
				.stream()
				.map((entry) -> entry.explicitHashKey().length() < 38
						? FakeKinesis.refused("ProvisionedThroughputExceededException")
						: FakeKinesis.written("shardId-000000000001", "1"))
				.toList())
			.build()));
		List<CompletableFuture<RecordResult>> good = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			producer.put(UserRecord.of("a", new byte[SIZE]).withExplicitHashKey("5"));
			producer.put(UserRecord.of("b", new byte[SIZE]).withExplicitHashKey("6"));
			good.add(producer
				.put(UserRecord.of("c", new byte[100]).withExplicitHashKey("100000000000000000000000000000000000001")));
			good.add(producer
				.put(UserRecord.of("d", new byte[100]).withExplicitHashKey("100000000000000000000000000000000000002")));
			this.runtime.advance(Duration.ofMillis(2));
		}
		this.runtime.advance(Duration.ofMillis(200));
		assertThat(good).allMatch(CompletableFuture::isDone);
	}

	@Test
	void shardAtItsRateGoesOnAtItsOwnPaceBesideOneThatRefuses() {
		this.settings.aggregateBatchCount(1).flushInterval(Duration.ZERO).rateLimit(100);
		AggregatingProducer producer = producer();
		this.runtime.advance(Duration.ofSeconds(1));
		AtomicInteger refused = new AtomicInteger();
		this.kinesis.onPutRecords((request) -> CompletableFuture
			.completedFuture(PutRecordsResponse.builder().records(request.records().stream().map((entry) -> {
				if (entry.explicitHashKey().equals("5")) {
					refused.incrementAndGet();
					return FakeKinesis.refused("ProvisionedThroughputExceededException");
				}
				return FakeKinesis.written("shardId-000000000001", "1");
			}).toList()).build()));
		for (int i = 0; i < 10; i++) {
			producer.put(UserRecord.of("a", new byte[1]).withExplicitHashKey("5"));
		}
		this.runtime.advance(Duration.ofSeconds(5));
		for (int before = refused.get(); refused.get() == before;) {
			this.runtime.advance(Duration.ofMillis(1));
		}
		List<CompletableFuture<RecordResult>> good = new ArrayList<>();
		for (int i = 0; i < 1050; i++) {
			good.add(producer
				.put(UserRecord.of("c", new byte[1]).withExplicitHashKey("100000000000000000000000000000000000001")));
		}
		this.runtime.advance(Duration.ofMillis(40));
		assertThat(good.stream().filter(CompletableFuture::isDone).count())
			.as("1000 records at once, and one a millisecond")
			.isBetween(1030L, 1045L);
		this.runtime.advance(Duration.ofMillis(20));
		assertThat(good).allMatch(CompletableFuture::isDone);
	}

	@Test
	void closeReturnsInTimeWithEveryRecordAccountedFor() {
		AtomicInteger ended = new AtomicInteger();
		AggregatingProducer producer = AggregatingProducer.builder(this.kinesis, this.settings.build())
			.shardSource((kinesis) -> ShardSource.evenly(1))
			.putter((next) -> ThrottledProducerTests::refuse)
			.build();
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			CompletableFuture<RecordResult> result = producer.put(UserRecord.of("key-" + i, new byte[100]));
			result.whenComplete((value, failure) -> ended.incrementAndGet());
			results.add(result);
		}
		long started = System.nanoTime();
		List<UserRecord> left = producer.close(Duration.ofSeconds(1));
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(Duration.ofMillis(900),
				Duration.ofSeconds(20));
		assertThat(left).hasSize(1000);
		await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(ended).hasValue(1000));
		assertThat(results).allMatch(CompletableFuture::isCompletedExceptionally);
		assertThat(producer.status().records()).isZero();
		assertThat(producer.close(Duration.ofSeconds(1))).isEmpty();
	}

	private static CompletableFuture<PutRecordsResponse> refuse(PutRecordsRequest request) {
		return CompletableFuture.completedFuture(PutRecordsResponse.builder()
			.records(request.records()
				.stream()
				.map((entry) -> FakeKinesis.refused("ProvisionedThroughputExceededException"))
				.toList())
			.build());
	}

	private AggregatingProducer producer() {
		return AggregatingProducer.builder(this.kinesis, this.settings.build())
			.runtime(this.runtime)
			.random(new Random(1))
			.listener(new ProducerListener() {

				@Override
				public void recordsLimited(ProducerInfo producer, ShardId shardId, int records, Duration waited) {
					assertThat(waited).isPositive();
					ThrottledProducerTests.this.limited.incrementAndGet();
				}

			})
			.build();
	}

	/**
	 * Puts records of {@value #SIZE} bytes.
	 */
	private void run(AggregatingProducer producer, Duration duration, int perSecond) {
		Duration pace = Duration.ofSeconds(1).dividedBy(perSecond).multipliedBy(10);
		for (long passed = 0; passed < duration.toNanos(); passed += pace.toNanos()) {
			for (int i = 0; i < 10; i++) {
				this.put++;
				producer.put(UserRecord.of("key-" + this.put % 100, new byte[SIZE])).whenComplete((value, failure) -> {
					this.completed.incrementAndGet();
					if (failure instanceof ThrottlingException) {
						this.throttled.incrementAndGet();
					}
				});
			}
			this.runtime.advance(pace);
		}
	}

	private int sent() {
		return this.kinesis.requests().stream().mapToInt((request) -> request.records().size()).sum();
	}

}
