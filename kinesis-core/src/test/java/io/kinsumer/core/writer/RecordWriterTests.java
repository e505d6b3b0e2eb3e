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

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.kinsumer.core.aggregation.Deaggregator;
import io.kinsumer.core.client.Backoff;
import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.InvalidRequestException;
import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.client.RecordSizeExceededException;
import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RecordWriterTests {

	private static final StreamName STREAM = new StreamName("orders");

	private final FakeKinesis kinesis = new FakeKinesis();

	private final VirtualRuntime runtime = new VirtualRuntime();

	private WriterSettings settings = WriterSettings.of("audit", STREAM)
		.withBackoff(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 4, Duration.ofMinutes(1)));

	private RecordWriter writer;

	@AfterEach
	void close() {
		if (this.writer != null) {
			this.writer.close();
		}
	}

	@Test
	void putTellsWhereTheRecordIs() {
		this.kinesis.onPutRecords((request) -> FakeKinesis.answer(FakeKinesis.written("shardId-7", "42")));
		CompletableFuture<RecordResult> result = writer().put(UserRecord.of("k", new byte[] { 1 }));
		assertThat(result).isNotDone();
		this.runtime.run();
		assertThat(result)
			.isCompletedWithValue(new RecordResult(new ShardId("shardId-7"), SequenceNumber.of("42"), false, 1));
		PutRecordsRequest request = this.kinesis.requests().get(0);
		assertThat(request.streamName()).isEqualTo("orders");
		assertThat(request.streamARN()).isNull();
		assertThat(request.records().get(0).partitionKey()).isEqualTo("k");
	}

	@Test
	void arnReplacesName() {
		this.settings = this.settings.withStreamArn("arn:aws:kinesis:eu-central-1:123456789012:stream/orders");
		this.kinesis.onPutRecords((request) -> FakeKinesis.answer(FakeKinesis.written("shardId-7", "42")));
		writer().put(UserRecord.of("k", new byte[] { 1 }));
		assertThat(this.kinesis.requests().get(0).streamName()).isNull();
		assertThat(this.kinesis.requests().get(0).streamARN()).endsWith("stream/orders");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.settings.withStreamArn("arn:aws:kinesis:eu-central-1:123456789012:stream/other"))
			.withMessageContaining("orders");
	}

	@Test
	void batchIsSplitByCountAndBytes() {
		this.settings = this.settings.withLimits(3, 100, 100);
		answerAll();
		List<UserRecord> records = new ArrayList<>();
		for (int size : new int[] { 0, 0, 0, 0, 90, 9, 10, 99, 1 }) {
			records.add(UserRecord.of("k", new byte[size]));
		}
		CompletableFuture<List<RecordOutcome>> outcomes = writer().putAll(records);
		this.runtime.run();
		assertThat(outcomes.join()).hasSize(9).allMatch(RecordOutcome.Written.class::isInstance);
		assertThat(this.kinesis.requests()).extracting((request) -> request.records().size())
			.containsExactly(3, 2, 2, 1, 1);
	}

	@Test
	void onlyRefusedRecordsAreSentAgain() {
		this.kinesis.onPutRecords((request) -> {
			List<PutRecordsResultEntry> entries = new ArrayList<>();
			for (PutRecordsRequestEntry entry : request.records()) {
				boolean refuse = entry.partitionKey().startsWith("b") && this.kinesis.requests().size() < 3;
				entries.add(refuse ? FakeKinesis.refused("ProvisionedThroughputExceededException")
						: FakeKinesis.written("shardId-1", "5"));
			}
			return CompletableFuture.completedFuture(PutRecordsResponse.builder().records(entries).build());
		});
		CompletableFuture<List<RecordOutcome>> outcomes = writer().putAll(List.of(UserRecord.of("a", new byte[0]),
				UserRecord.of("b1", new byte[0]), UserRecord.of("c", new byte[0]), UserRecord.of("b2", new byte[0])));
		this.runtime.advance(Duration.ofSeconds(2));
		assertThat(outcomes).isCompleted();
		assertThat(outcomes.join()).extracting((outcome) -> ((RecordOutcome.Written) outcome).result().attempts())
			.containsExactly(1, 3, 1, 3);
		assertThat(outcomes.join()).extracting((outcome) -> outcome.record().partitionKey())
			.containsExactly("a", "b1", "c", "b2");
		assertThat(this.kinesis.requests()).extracting((request) -> request.records().size()).containsExactly(4, 2, 2);
	}

	@Test
	void retriesAreBounded() {
		this.kinesis.onPutRecords((request) -> FakeKinesis.answer(FakeKinesis.refused("InternalFailure")));
		CompletableFuture<RecordResult> result = writer().put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofMinutes(1));
		assertThat(this.kinesis.requests()).hasSize(4);
		assertThat(result).isCompletedExceptionally();
		assertThat(result.handle((value, failure) -> failure).join()).isInstanceOf(DependencyException.class)
			.hasMessageContaining("orders")
			.hasMessageContaining("InternalFailure");
		assertThat(this.runtime.timers()).isZero();
	}

	@Test
	void elapsedTimeBoundsRetries() {
		this.settings = this.settings
			.withBackoff(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, Duration.ofSeconds(10)));
		this.kinesis.onPutRecords(
				(request) -> FakeKinesis.answer(FakeKinesis.refused("ProvisionedThroughputExceededException")));
		CompletableFuture<RecordResult> result = writer().put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofSeconds(11));
		assertThat(result.handle((value, failure) -> failure).join()).isInstanceOf(ThrottlingException.class);
		assertThat(this.kinesis.requests()).hasSizeGreaterThan(9);
	}

	@Test
	void uselessRequestsAreNotRepeated() {
		this.kinesis.onPutRecords((request) -> CompletableFuture
			.failedFuture(ResourceNotFoundException.builder().message("none").statusCode(400).build()));
		CompletableFuture<RecordResult> result = writer().put(UserRecord.of("k", new byte[1]));
		this.runtime.run();
		assertThat(result.handle((value, failure) -> failure).join()).isInstanceOf(NoSuchStreamException.class);
		assertThat(this.kinesis.requests()).hasSize(1);
	}

	@Test
	void wrongRecordDoesNotFailItsNeighbours() {
		this.kinesis.onPutRecords((request) -> {
			if (request.records().stream().anyMatch((entry) -> entry.partitionKey().equals("bad"))) {
				return CompletableFuture
					.failedFuture(InvalidArgumentException.builder().message("bad").statusCode(400).build());
			}
			return answer(request);
		});
		CompletableFuture<List<RecordOutcome>> outcomes = writer().putAll(
				IntStream.range(0, 9).mapToObj((i) -> UserRecord.of((i == 4) ? "bad" : "k" + i, new byte[1])).toList());
		this.runtime.run();
		for (RecordOutcome outcome : outcomes.join()) {
			if (outcome instanceof RecordOutcome.Failed failed) {
				assertThat(failed.record().partitionKey()).isEqualTo("bad");
				assertThat(failed.failure()).isInstanceOf(InvalidRequestException.class);
			}
		}
		assertThat(outcomes.join()).filteredOn(RecordOutcome.Failed.class::isInstance).hasSize(1);
	}

	@Test
	void tooLargeRecordFailsAloneWithoutRequest() {
		this.settings = this.settings.withLimits(500, 5 * 1024 * 1024, 1024 * 1024);
		answerAll();
		CompletableFuture<List<RecordOutcome>> outcomes = writer()
			.putAll(List.of(UserRecord.of("k", new byte[1024 * 1024 - 1]), UserRecord.of("k", new byte[1024 * 1024]),
					UserRecord.of("k", new byte[1024 * 1024 - 5]).withHeaders(Map.of("type", "x"))));
		this.runtime.run();
		assertThat(outcomes.join().get(0)).isInstanceOf(RecordOutcome.Written.class);
		assertThat(((RecordOutcome.Failed) outcomes.join().get(1)).failure())
			.isInstanceOf(RecordSizeExceededException.class)
			.hasMessageContaining("max-record-size");
		assertThat(outcomes.join().get(2)).isInstanceOf(RecordOutcome.Failed.class);
	}

	@Test
	void limitOfTheStreamIsAskedWhenALargeRecordComes() {
		answerAll();
		List<String> asked = new ArrayList<>();
		this.kinesis.onDescribeStreamSummary((request) -> {
			asked.add(request.streamName());
			return CompletableFuture.completedFuture(DescribeStreamSummaryResponse.builder()
				.streamDescriptionSummary((summary) -> summary.maxRecordSizeInKiB(2048))
				.build());
		});
		writer().put(UserRecord.of("k", new byte[1024 * 1024 - 1]));
		assertThat(asked).isEmpty();
		CompletableFuture<List<RecordOutcome>> outcomes = writer()
			.putAll(List.of(UserRecord.of("k", new byte[2 * 1024 * 1024 - 1]), UserRecord.of("k", new byte[1]),
					UserRecord.of("k", new byte[2 * 1024 * 1024])));
		this.runtime.run();
		assertThat(asked).containsExactly("orders");
		assertThat(outcomes.join()).extracting(RecordOutcome.Written.class::isInstance)
			.containsExactly(true, true, false);
		assertThat(((RecordOutcome.Failed) outcomes.join().get(2)).failure())
			.isInstanceOf(RecordSizeExceededException.class)
			.hasMessageContaining("2097152");
	}

	@Test
	void limitOfTheStreamIsAskedAgainAfterAMinute() {
		answerAll();
		int[] kib = { 1024 };
		this.kinesis.onDescribeStreamSummary(
				(request) -> CompletableFuture.completedFuture(DescribeStreamSummaryResponse.builder()
					.streamDescriptionSummary((summary) -> summary.maxRecordSizeInKiB(kib[0]))
					.build()));
		UserRecord large = UserRecord.of("k", new byte[2 * 1024 * 1024]);
		CompletableFuture<RecordResult> refused = writer().put(large);
		kib[0] = 10_240;
		this.runtime.advance(Duration.ofSeconds(59));
		CompletableFuture<RecordResult> refusedStill = writer().put(large);
		this.runtime.advance(Duration.ofSeconds(2));
		CompletableFuture<RecordResult> written = writer().put(large);
		this.runtime.run();
		assertThat(refused).isCompletedExceptionally();
		assertThat(refusedStill).isCompletedExceptionally();
		assertThat(written).isCompleted().isNotCancelled();
		assertThat(this.kinesis.requests()).hasSize(1);
	}

	@Test
	void requestsHaveATimeoutAndAreNotRepeatedByTheClient() {
		answerAll();
		this.settings = this.settings.withRequestTimeout(Duration.ofSeconds(7));
		writer().put(UserRecord.of("k", new byte[1]));
		assertThat(this.kinesis.requests().get(0).overrideConfiguration()).hasValueSatisfying((overrides) -> {
			assertThat(overrides.apiCallTimeout()).contains(Duration.ofSeconds(7));
			assertThat(overrides.plugins()).hasSize(1);
		});
	}

	@Test
	void putterMayBeDecorated() {
		answerAll();
		List<Integer> seen = new ArrayList<>();
		RecordWriter decorated = RecordWriter.builder(this.kinesis, this.settings)
			.runtime(this.runtime)
			.putter((next) -> (request) -> {
				seen.add(request.records().size());
				return next.putRecords(request);
			})
			.build();
		decorated.putAll(List.of(UserRecord.of("a", new byte[1]), UserRecord.of("b", new byte[1])));
		assertThat(seen).containsExactly(2);
	}

	@Test
	void shortAnswerIsRepeated() {
		this.kinesis.onPutRecords((request) -> (this.kinesis.requests().size() == 1)
				? FakeKinesis.answer(FakeKinesis.written("shardId-1", "1")) : answer(request));
		CompletableFuture<List<RecordOutcome>> outcomes = writer()
			.putAll(List.of(UserRecord.of("a", new byte[1]), UserRecord.of("b", new byte[1])));
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(outcomes.join()).allMatch(RecordOutcome.Written.class::isInstance);
		assertThat(this.kinesis.requests()).hasSize(2);
	}

	@Test
	void recordsWithoutKeyAreSpread() {
		answerAll();
		writer().putAll(IntStream.range(0, 100).mapToObj((i) -> UserRecord.withoutKey(new byte[1])).toList());
		assertThat(this.kinesis.requests().get(0).records()).extracting(PutRecordsRequestEntry::partitionKey)
			.doesNotHaveDuplicates();
		writer().put(UserRecord.withoutKey(new byte[1]).withExplicitHashKey("17"));
		assertThat(this.kinesis.requests().get(1).records().get(0).explicitHashKey()).isEqualTo("17");
	}

	@Test
	void headersArrive() {
		answerAll();
		writer().put(UserRecord.of("k", new byte[] { 5 }).withHeaders(Map.of("type", "x")));
		PutRecordsRequestEntry entry = this.kinesis.requests().get(0).records().get(0);
		assertThat(Deaggregator.isAggregate(entry.data().asByteArray())).isTrue();
		assertThat(entry.data().asByteBuffer()).isNotEqualTo(ByteBuffer.wrap(new byte[] { 5 }));
	}

	@Test
	void emptyBatchNeedsNoRequest() {
		CompletableFuture<List<RecordOutcome>> outcomes = writer().putAll(List.of());
		this.runtime.run();
		assertThat(outcomes.join()).isEmpty();
	}

	private void answerAll() {
		this.kinesis.onPutRecords(this::answer);
	}

	private CompletableFuture<PutRecordsResponse> answer(PutRecordsRequest request) {
		return FakeKinesis.answer(request.records()
			.stream()
			.map((entry) -> FakeKinesis.written("shardId-1", "5"))
			.toArray(PutRecordsResultEntry[]::new));
	}

	private RecordWriter writer() {
		if (this.writer == null) {
			this.writer = RecordWriter.builder(this.kinesis, this.settings)
				.runtime(this.runtime)
				.random(new Random(1))
				.build();
		}
		return this.writer;
	}

}
