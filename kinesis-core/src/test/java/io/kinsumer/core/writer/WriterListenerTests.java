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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.Backoff;
import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.observe.WriterInfo;
import io.kinsumer.core.observe.WriterListener;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a writer tells its listeners.
 */
class WriterListenerTests {

	private final FakeKinesis kinesis = new FakeKinesis();

	private final VirtualRuntime runtime = new VirtualRuntime();

	private final List<String> told = new ArrayList<>();

	private final RecordWriter.Builder builder = RecordWriter
		.builder(this.kinesis,
				WriterSettings.of("audit", new StreamName("orders"))
					.withBackoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 2, Duration.ofMinutes(1))))
		.runtime(this.runtime)
		.random(new Random(1));

	@Test
	void refusalsRetriesAndOutcomesAreTold() {
		this.kinesis.onPutRecords((request) -> (this.kinesis.requests().size() == 1)
				? FakeKinesis.answer(FakeKinesis.written("s", "1"), FakeKinesis.refused("InternalFailure"),
						FakeKinesis.refused("InternalFailure"))
				: FakeKinesis.answer(FakeKinesis.written("s", "2"), FakeKinesis.refused("InternalFailure")));
		RecordWriter writer = this.builder.listener(new Told()).build();
		writer.putAll(List.of(UserRecord.of("a", new byte[7]), UserRecord.of("b", new byte[20]),
				UserRecord.of("c", new byte[30])));
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(this.told).containsExactly("1 x InternalFailure", "1 x InternalFailure", "2 of 3 refused",
				"1 written, 7 bytes", "2 again after PT0.001S because of InternalFailure", "1 x InternalFailure",
				"1 of 2 refused", "1 written, 20 bytes", "c failed with DependencyException");
	}

	@Test
	void failuresOfWholeRequestsAreTold() {
		this.kinesis.onPutRecords((request) -> CompletableFuture.failedFuture((this.kinesis.requests().size() == 1)
				? unavailable() : ResourceNotFoundException.builder().message("none").statusCode(400).build()));
		RecordWriter writer = this.builder.listener(new Told()).build();
		writer.putAll(List.of(UserRecord.of("a", new byte[7]), UserRecord.of("b", new byte[20])));
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(this.told).containsExactly("2 of 2 refused", "2 x KinesisException",
				"2 again after PT0.001S because of KinesisException", "2 of 2 refused", "2 x ResourceNotFoundException",
				"a failed with NoSuchStreamException", "b failed with NoSuchStreamException");
	}

	@Test
	void recordsThatAreNeverSentAreTold() {
		this.kinesis.onPutRecords((request) -> new CompletableFuture<>());
		RecordWriter writer = this.builder.listener(new Told()).build();
		writer.put(UserRecord.of("large", new byte[10 * 1024 * 1024]));
		writer.put(UserRecord.of("under-way", new byte[1]));
		writer.close();
		writer.put(UserRecord.of("late", new byte[1]));
		this.runtime.run();
		assertThat(this.told).containsExactly("large failed with RecordSizeExceededException",
				"under-way failed with WriterClosedException", "late failed with WriterClosedException");
	}

	@Test
	void failingListenerDoesNoHarm() {
		this.kinesis.onPutRecords((request) -> (this.kinesis.requests().size() == 1)
				? FakeKinesis.answer(FakeKinesis.refused("InternalFailure"), FakeKinesis.written("s", "1"))
				: FakeKinesis.answer(FakeKinesis.written("s", "2")));
		RecordWriter writer = this.builder.listener(new Failing()).listener(new Told()).build();
		CompletableFuture<List<RecordOutcome>> outcomes = writer
			.putAll(List.of(UserRecord.of("a", new byte[1]), UserRecord.of("b", new byte[1])));
		CompletableFuture<?> large = writer.put(UserRecord.of("large", new byte[10 * 1024 * 1024]));
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(outcomes).isCompleted();
		assertThat(outcomes.join()).allMatch(RecordOutcome.Written.class::isInstance);
		assertThat(large).isCompletedExceptionally();
		assertThat(this.told).contains("1 written, 1 bytes", "large failed with RecordSizeExceededException");
	}

	private static Throwable unavailable() {
		return KinesisException.builder().message("unavailable").statusCode(503).build();
	}

	private final class Told implements WriterListener {

		@Override
		public void recordsWritten(WriterInfo writer, int records, long bytes) {
			assertThat(writer).isEqualTo(new WriterInfo("audit", new StreamName("orders")));
			WriterListenerTests.this.told.add(records + " written, " + bytes + " bytes");
		}

		@Override
		public void recordFailed(WriterInfo writer, UserRecord record, Throwable failure) {
			WriterListenerTests.this.told
				.add(record.partitionKey() + " failed with " + failure.getClass().getSimpleName());
		}

		@Override
		public void requestCompleted(WriterInfo writer, int records, int refused, Duration duration) {
			WriterListenerTests.this.told.add(refused + " of " + records + " refused");
		}

		@Override
		public void recordsRetried(WriterInfo writer, String errorCode, int records, Duration delay) {
			WriterListenerTests.this.told.add(records + " again after " + delay + " because of " + errorCode);
		}

		@Override
		public void recordsRefused(WriterInfo writer, String errorCode, int records) {
			WriterListenerTests.this.told.add(records + " x " + errorCode);
		}

	}

	private static final class Failing implements WriterListener {

		@Override
		public void recordsWritten(WriterInfo writer, int records, long bytes) {
			throw new AssertionError("thrown by the test");
		}

		@Override
		public void recordFailed(WriterInfo writer, UserRecord record, Throwable failure) {
			throw new AssertionError("thrown by the test");
		}

		@Override
		public void requestCompleted(WriterInfo writer, int records, int refused, Duration duration) {
			throw new AssertionError("thrown by the test");
		}

		@Override
		public void recordsRetried(WriterInfo writer, String errorCode, int records, Duration delay) {
			throw new AssertionError("thrown by the test");
		}

		@Override
		public void recordsRefused(WriterInfo writer, String errorCode, int records) {
			throw new AssertionError("thrown by the test");
		}

	}

}
