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

package io.kinsumer.core.writer;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.kinsumer.core.client.Backoff;
import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is under way when records are cancelled, flushed, or their writer is closed.
 */
class RecordWriterEndingTests {

	private final FakeKinesis kinesis = new FakeKinesis();

	private final VirtualRuntime runtime = new VirtualRuntime();

	private final WriterSettings settings = WriterSettings.of("audit", new StreamName("orders"))
		.withBackoff(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 4, Duration.ofMinutes(1)));

	private final RecordWriter writer = RecordWriter.builder(this.kinesis, this.settings)
		.runtime(this.runtime)
		.random(new Random(1))
		.build();

	@AfterEach
	void close() {
		this.writer.close();
	}

	@Test
	void cancelledPutIsNotRepeated() {
		this.kinesis.onPutRecords((request) -> FakeKinesis.answer(FakeKinesis.refused("InternalFailure")));
		CompletableFuture<RecordResult> result = this.writer.put(UserRecord.of("k", new byte[1]));
		result.cancel(false);
		this.runtime.advance(Duration.ofMinutes(1));
		assertThat(this.kinesis.requests()).hasSize(1);
		assertThat(this.runtime.timers()).isZero();
	}

	@Test
	void flushWaitsForWhatWasPutBefore() {
		CompletableFuture<PutRecordsResponse> answer = new CompletableFuture<>();
		this.kinesis.onPutRecords((request) -> answer);
		assertThat(this.writer.flush()).isCompleted();
		CompletableFuture<RecordResult> result = this.writer.put(UserRecord.of("k", new byte[1]));
		CompletableFuture<Void> flushed = this.writer.flush();
		assertThat(flushed).isNotDone();
		answer.complete(PutRecordsResponse.builder().records(FakeKinesis.written("shardId-7", "42")).build());
		this.runtime.run();
		assertThat(flushed).isCompleted();
		assertThat(result).isCompleted();
	}

	@Test
	void flushDoesNotFailWithWhatItWaitedFor() {
		this.kinesis.onPutRecords((request) -> new CompletableFuture<>());
		CompletableFuture<RecordResult> result = this.writer.put(UserRecord.of("k", new byte[1]));
		CompletableFuture<Void> flushed = this.writer.flush();
		result.cancel(false);
		this.runtime.run();
		assertThat(flushed).isCompletedWithValue(null);
	}

	@Test
	void closeSettlesWhatIsUnderWay() {
		this.kinesis.onPutRecords((request) -> new CompletableFuture<>());
		CompletableFuture<RecordResult> waiting = this.writer.put(UserRecord.of("k", new byte[1]));
		this.writer.close();
		CompletableFuture<RecordResult> late = this.writer.put(UserRecord.of("k", new byte[1]));
		this.runtime.run();
		assertThat(waiting.handle((value, failure) -> failure).join()).isInstanceOf(WriterClosedException.class);
		assertThat(late.handle((value, failure) -> failure).join()).isInstanceOf(WriterClosedException.class);
		assertThat(this.kinesis.requests()).hasSize(1);
	}

	@Test
	void ownThreadsEndWithTheWriter() {
		RecordWriter own = RecordWriter.builder(this.kinesis, this.settings).build();
		own.close();
		own.close();
		assertThat(own.put(UserRecord.of("k", new byte[1])).handle((value, failure) -> failure).join())
			.isInstanceOf(WriterClosedException.class);
	}

	@Test
	void callbacksOfWhatIsLeftAreNotInterruptedAndEndTheThreads() throws Exception {
		this.kinesis.onPutRecords((request) -> new CompletableFuture<>());
		RecordWriter own = RecordWriter
			.builder(this.kinesis, WriterSettings.of("callbacks", this.settings.streamName()))
			.build();
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		AtomicReference<Thread> called = new AtomicReference<>();
		CompletableFuture<Boolean> saved = own.put(UserRecord.of("k", new byte[1])).handle((value, failure) -> {
			called.set(Thread.currentThread());
			entered.countDown();
			try {
				return closed.await(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				return false;
			}
		});
		own.close();
		entered.await();
		closed.countDown();
		assertThat(saved.join()).isTrue();
		// A virtual thread is not among those of the JVM.
		await().until(() -> !called.get().isAlive() && threads() == 0);
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("kinesis-writer-callbacks"))
			.count();
	}

}
