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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What callbacks of futures may do, with real threads.
 */
@Timeout(60)
class ProducerCallbackTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final FakeKinesis kinesis = new FakeKinesis();

	private final ProducerSettingsBuilder settings = ProducerSettings
		.builder("clicks-callbacks", new StreamName("orders"))
		.flushInterval(Duration.ofMinutes(1))
		.recordDeadline(Duration.ofMinutes(2));

	private AggregatingProducer producer;

	ProducerCallbackTests() {
		this.kinesis.onPutRecords((request) -> FakeKinesis.answer(request.records()
			.stream()
			.map((entry) -> FakeKinesis.written("shardId-000000000000", "1"))
			.toArray(PutRecordsResultEntry[]::new)));
	}

	@AfterEach
	void close() {
		if (this.producer != null) {
			this.producer.close(Duration.ZERO);
		}
	}

	@Test
	void callbackMayWaitForItsNeighbours() {
		start();
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		List<CompletableFuture<Void>> callbacks = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			results.add(this.producer.put(UserRecord.of("k", new byte[1])));
		}
		for (CompletableFuture<RecordResult> result : results) {
			callbacks.add(result
				.thenAccept((value) -> CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).join()));
		}
		assertThat(this.producer.flush()).succeedsWithin(PATIENCE);
		assertThat(this.kinesis.requests()).hasSize(1);
		assertThat(callbacks).allMatch(CompletableFuture::isDone);
	}

	@Test
	void callbackMayPutAndFlushAndWait() {
		this.settings.backlogCount(1);
		start();
		CompletableFuture<Void> second = this.producer.put(UserRecord.of("k", new byte[1])).thenAccept((value) -> {
			CompletableFuture<RecordResult> put = this.producer.put(UserRecord.of("k", new byte[1]));
			this.producer.flush();
			put.join();
		});
		assertThat(this.producer.flush()).succeedsWithin(PATIENCE);
		assertThat(second).isCompleted();
	}

	@Test
	void callbackOfAFlushMayWaitForTheNext() {
		start();
		CompletableFuture<RecordResult> first = this.producer.put(UserRecord.of("k", new byte[1]));
		this.producer.pause();
		CompletableFuture<Void> flushed = this.producer.flush();
		CompletableFuture<RecordResult> other = this.producer.put(UserRecord.of("k", new byte[1]));
		CompletableFuture<Void> next = this.producer.flush();
		CompletableFuture<Void> waited = flushed.thenRun(next::join);
		this.producer.resume();
		assertThat(waited).succeedsWithin(PATIENCE);
		assertThat(first).isCompleted();
		assertThat(other).isCompleted();
	}

	@Test
	void callbacksOfWhatIsLeftAreNotInterrupted() throws Exception {
		this.kinesis.onPutRecords((request) -> new CompletableFuture<>());
		start();
		AtomicBoolean interrupted = new AtomicBoolean();
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		CompletableFuture<Void> saved = this.producer.put(UserRecord.of("k", new byte[1])).handle((value, failure) -> {
			entered.countDown();
			try {
				closed.await(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				interrupted.set(true);
			}
			return null;
		});
		assertThat(this.producer.close(Duration.ZERO)).hasSize(1);
		entered.await();
		closed.countDown();
		saved.join();
		assertThat(interrupted).isFalse();
	}

	@Test
	void threadsEndOnceTheCallbacksHaveReturned() {
		start();
		CompletableFuture<Void> release = new CompletableFuture<>();
		CompletableFuture<Thread> called = new CompletableFuture<>();
		this.producer.put(UserRecord.of("k", new byte[1])).thenRun(() -> {
			called.complete(Thread.currentThread());
			release.join();
		});
		this.producer.close(Duration.ofMillis(50));
		assertThat(called.join().isAlive()).isTrue();
		release.complete(null);
		// A virtual thread is not among those of the JVM.
		await().until(() -> !called.join().isAlive() && threads() == 0);
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("kinesis-producer-clicks-callbacks"))
			.count();
	}

	private void start() {
		this.producer = AggregatingProducer.builder(this.kinesis, this.settings.build())
			.shardSource((source) -> ShardSource.evenly(1))
			.build();
	}

}
