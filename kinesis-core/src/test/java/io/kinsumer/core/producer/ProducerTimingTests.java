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

import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the producer sends, how often, and when it gives up.
 */
class ProducerTimingTests {

	private final FakeKinesis kinesis = new FakeKinesis();

	private final VirtualRuntime runtime = new VirtualRuntime();

	private final ProducerSettingsBuilder settings = ProducerSettings.builder("clicks", new StreamName("orders"));

	private final List<Integer> attempts = new ArrayList<>();

	private FakeStream stream = new FakeStream(this.runtime, this.kinesis, 1);

	@Test
	void noMoreRequestsThanConnectionsAndWhatWaitsTravelsTogether() {
		this.settings.maxConnections(2).flushInterval(Duration.ZERO);
		List<CompletableFuture<PutRecordsResponse>> answers = new ArrayList<>();
		AggregatingProducer producer = ready();
		this.kinesis.onPutRecords((request) -> {
			answers.add(new CompletableFuture<>());
			return answers.get(answers.size() - 1);
		});
		for (int i = 0; i < 10; i++) {
			producer.put(UserRecord.of("key-" + i, new byte[1]));
			this.runtime.run();
		}
		assertThat(this.kinesis.requests()).hasSize(2);
		assertThat(producer.status().requestsInFlight()).isEqualTo(2);
		answers.get(0).complete(written(1));
		this.runtime.run();
		assertThat(this.kinesis.requests()).extracting((request) -> request.records().size()).containsExactly(1, 1, 8);
	}

	@Test
	void eachAggregateIsSentWhenItsFirstRecordHasWaitedLongEnough() {
		this.stream = new FakeStream(this.runtime, this.kinesis, 2);
		AggregatingProducer producer = ready();
		CompletableFuture<RecordResult> first = producer.put(UserRecord.of("a", new byte[1]).withExplicitHashKey("1"));
		this.runtime.advance(Duration.ofMillis(60));
		String other = "340282366920938463463374607431768211455";
		CompletableFuture<RecordResult> second = producer
			.put(UserRecord.of("b", new byte[1]).withExplicitHashKey(other));
		this.runtime.advance(Duration.ofMillis(39));
		assertThat(first).isNotDone();
		this.runtime.advance(Duration.ofMillis(1));
		assertThat(first).isCompleted();
		this.runtime.advance(Duration.ofMillis(59));
		assertThat(second).isNotDone();
		this.runtime.advance(Duration.ofMillis(1));
		assertThat(second).isCompleted();
	}

	@Test
	void whatIsLeftOfAnExpiredAggregateIsWrittenAsItWasPut() {
		this.settings.recordDeadline(Duration.ofSeconds(1)).flushInterval(Duration.ofMillis(900));
		AggregatingProducer producer = ready();
		this.stream.refusedShare = 1;
		CompletableFuture<RecordResult> expired = producer.put(UserRecord.of("a", new byte[1]));
		this.runtime.advance(Duration.ofMillis(800));
		CompletableFuture<RecordResult> left = producer.put(UserRecord.of("b", new byte[2]).withExplicitHashKey("5"));
		producer.put(UserRecord.of("c", new byte[3]).withExplicitHashKey("6"));
		this.runtime.advance(Duration.ofMillis(200));
		assertThat(failure(expired)).isInstanceOf(DependencyException.class);
		assertThat(left).isNotDone();
		this.stream.refusedShare = 0;
		this.runtime.advance(Duration.ofMillis(790));
		assertThat(left).isCompleted();
		assertThat(left.join().attempts()).isEqualTo(this.kinesis.requests().size());
		assertThat(this.attempts).as("those of the aggregate it was left of").containsExactly(left.join().attempts());
		assertThat(this.stream.kinesisRecords()).hasSize(1);
		assertThat(this.stream.consumedByKcl()).extracting(KinesisRecord::explicitHashKey).containsExactly("5", "6");
	}

	@Test
	void passingFailuresBackOff() {
		this.settings.recordDeadline(Duration.ofSeconds(20));
		AggregatingProducer producer = ready();
		this.kinesis.onPutRecords((request) -> FakeKinesis.answer(FakeKinesis.refused("InternalFailure")));
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofSeconds(20));
		assertThat(failure(result)).isInstanceOf(DependencyException.class).hasMessageContaining("InternalFailure");
		assertThat(this.kinesis.requests()).as("half a second apart on average").hasSizeBetween(20, 80);
	}

	@Test
	void aggregateInAnUnknownShardIsGivenUpAtTheDeadline() {
		this.settings.recordDeadline(Duration.ofSeconds(5));
		AggregatingProducer producer = ready();
		this.stream.split();
		this.stream.listFailureShare = 1;
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			results.add(producer.put(UserRecord.of("key-" + i, new byte[1])));
		}
		this.runtime.advance(Duration.ofMillis(4900));
		assertThat(results).noneMatch(CompletableFuture::isDone);
		this.runtime.advance(Duration.ofSeconds(6));
		assertThat(results).allSatisfy((result) -> assertThat(failure(result)).isInstanceOf(ShardRefreshException.class)
			.hasMessageContaining("PT5S"));
		assertThat(producer.flush()).isCompleted();
	}

	@Test
	void callbacksDoNotRunOnTheThreadThatBringsTheAnswer() {
		AggregatingProducer producer = ready();
		CompletableFuture<PutRecordsResponse> answer = new CompletableFuture<>();
		this.kinesis.onPutRecords((request) -> answer);
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofMillis(100));
		answer.complete(written(1));
		assertThat(result).as("that thread may be needed for all other answers").isNotDone();
		this.runtime.run();
		assertThat(result).isCompleted();
	}

	private static PutRecordsResponse written(int count) {
		List<PutRecordsResultEntry> entries = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			entries.add(FakeKinesis.written("shardId-000000000000", "1"));
		}
		return PutRecordsResponse.builder().records(entries).build();
	}

	private static Throwable failure(CompletableFuture<?> future) {
		assertThat(future).isCompletedExceptionally();
		return future.handle((value, failure) -> failure).join();
	}

	private AggregatingProducer ready() {
		AggregatingProducer producer = AggregatingProducer.builder(this.kinesis, this.settings.build())
			.runtime(this.runtime)
			.random(new Random(1))
			.listener(new ProducerListener() {

				@Override
				public void recordsWritten(ProducerInfo producer, ShardId shardId, int records, long bytes,
						int attempts, Duration buffered) {
					ProducerTimingTests.this.attempts.add(attempts);
				}

			})
			.build();
		this.runtime.advance(Duration.ofMillis(200));
		return producer;
	}

}
