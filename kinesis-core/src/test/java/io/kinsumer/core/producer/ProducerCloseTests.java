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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Closing and interrupting, with real threads, of a stream whose shards are never listed.
 */
@Timeout(60)
class ProducerCloseTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final FakeKinesis kinesis = new FakeKinesis();

	private final ProducerSettingsBuilder settings = ProducerSettings.builder("clicks", new StreamName("orders"))
		.recordDeadline(HOUR)
		.backlogCount(1);

	ProducerCloseTests() {
		this.kinesis.onListShards((request) -> new CompletableFuture<>());
		this.kinesis.onPutRecords((request) -> new CompletableFuture<>());
	}

	@Test
	void whatWasPutBeforeTheShardsAreListedIsWritten() {
		this.kinesis.onPutRecords((request) -> FakeKinesis.answer(request.records()
			.stream()
			.map((entry) -> FakeKinesis.written("shardId-000000000000", "1"))
			.toArray(PutRecordsResultEntry[]::new)));
		AggregatingProducer producer = producer();
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[1]));
		assertThat(producer.close(HOUR)).isEmpty();
		assertThat(result).isCompleted();
	}

	@Test
	void interruptedCloseFailsWhatIsLeftAtOnce() {
		AggregatingProducer producer = producer();
		UserRecord record = UserRecord.of("k", new byte[1]);
		CompletableFuture<RecordResult> result = producer.put(record);
		Thread.currentThread().interrupt();
		assertThat(producer.close(HOUR)).containsExactly(record);
		assertThat(Thread.interrupted()).as("still interrupted").isTrue();
		await().until(() -> failure(result) instanceof DrainException);
		assertThat(producer.status().records()).isZero();
		assertThat(producer.status().bytes()).isZero();
	}

	@Test
	void blockedPutEndsAsSoonAsTheCloseBegins() {
		AggregatingProducer producer = producer();
		producer.put(UserRecord.of("k", new byte[1]));
		AtomicReference<CompletableFuture<RecordResult>> second = new AtomicReference<>();
		Thread blocked = blockedPut(producer, second);
		Thread closing = new Thread(() -> producer.close(HOUR));
		closing.start();
		await().until(() -> !blocked.isAlive());
		assertThat(failure(second.get())).isInstanceOf(ProducerStoppedException.class);
		assertThat(closing.isAlive()).as("still waits for the first").isTrue();
		closing.interrupt();
		await().until(() -> !closing.isAlive());
		assertThat(producer.status().records()).isZero();
	}

	@Test
	void interruptOfABlockedPutFailsThatRecordAlone() {
		AggregatingProducer producer = producer();
		CompletableFuture<RecordResult> first = producer.put(UserRecord.of("k", new byte[1]));
		AtomicReference<CompletableFuture<RecordResult>> second = new AtomicReference<>();
		Thread blocked = blockedPut(producer, second);
		blocked.interrupt();
		await().until(() -> !blocked.isAlive());
		assertThat(failure(second.get())).isInstanceOf(BacklogFullException.class).hasMessageContaining("interrupted");
		assertThat(first).isNotDone();
		assertThat(producer.status().records()).isEqualTo(1);
		producer.close(Duration.ZERO);
	}

	private static Thread blockedPut(AggregatingProducer producer,
			AtomicReference<CompletableFuture<RecordResult>> result) {
		Thread thread = new Thread(() -> result.set(producer.put(UserRecord.of("k", new byte[1]))));
		thread.start();
		await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		return thread;
	}

	private static Throwable failure(CompletableFuture<?> future) {
		return future.isDone() ? future.handle((value, failure) -> failure).join() : null;
	}

	private AggregatingProducer producer() {
		return AggregatingProducer.builder(this.kinesis, this.settings.build()).build();
	}

}
