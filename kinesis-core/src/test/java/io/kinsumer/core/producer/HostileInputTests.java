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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.kinsumer.core.aggregation.AggregateBuilder;
import io.kinsumer.core.client.AccessDeniedException;
import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.InvalidRequestException;
import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.client.RecordSizeExceededException;
import io.kinsumer.core.client.ThrottlingException;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.IllegalPartitionKeyException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What applications and Kinesis may do wrong: it fails its own record, and no other.
 */
class HostileInputTests {

	private static final int MIB = 1024 * 1024;

	private final FakeKinesis kinesis = new FakeKinesis();

	private final VirtualRuntime runtime = new VirtualRuntime();

	private final ProducerSettingsBuilder settings = ProducerSettings.builder("clicks", new StreamName("orders"));

	private FakeStream stream = new FakeStream(this.runtime, this.kinesis, 1);

	@ParameterizedTest
	@MethodSource("longestKeys")
	void longestKeysArrive(String key) {
		AggregatingProducer producer = ready();
		producer.put(UserRecord.of(key, new byte[127]));
		producer.put(UserRecord.of("neighbour", new byte[128]));
		producer.put(UserRecord.of(key, new byte[16_383]));
		producer.put(UserRecord.of(key, new byte[16_384]));
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(this.stream.consumedByKcl()).extracting(KinesisRecord::partitionKey)
			.containsExactly(key, "neighbour", key, key);
		assertThat(this.stream.consumedByKcl()).extracting((record) -> record.data().remaining())
			.containsExactly(127, 128, 16_383, 16_384);
	}

	static Stream<String> longestKeys() {
		return Stream.of("k".repeat(256), "\u6f22".repeat(256), "\ud83d\ude00".repeat(128));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "emoji", "lone", "long" })
	void impossibleKeysAreRefusedAtOnce(String kind) {
		String key = switch (kind) {
			case "emoji" -> "\ud83d\ude00".repeat(256);
			case "lone" -> "a\ud83d";
			case "long" -> "k".repeat(257);
			default -> kind;
		};
		assertThatExceptionOfType(IllegalPartitionKeyException.class).isThrownBy(() -> UserRecord.of(key, new byte[1]));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "+5", "007", "340282366920938463463374607431768211456", "", " ", "1e3", "\u0661" })
	void impossibleHashKeysAreRefusedAtOnce(String hashKey) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> UserRecord.of("k", new byte[1]).withExplicitHashKey(hashKey));
	}

	@Test
	void aggregatesAsPayloadArriveAsTheyWerePut() {
		AggregateBuilder inner = new AggregateBuilder();
		inner.add("x", UserRecord.of("x", new byte[] { 1 }));
		inner.add("y", UserRecord.of("y", new byte[] { 2 }));
		byte[] payload = inner.build();
		AggregatingProducer producer = ready();
		producer.put(UserRecord.of("alone", payload));
		this.runtime.advance(Duration.ofSeconds(1));
		producer.put(UserRecord.of("first", payload));
		producer.put(UserRecord.of("second", new byte[3]));
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(this.stream.consumedByKcl()).extracting(KinesisRecord::partitionKey)
			.containsExactly("alone", "first", "second");
		assertThat(this.stream.consumedByKcl().get(0).data()).isEqualTo(ByteBuffer.wrap(payload));
		assertThat(this.stream.consumedByKcl().get(1).data()).isEqualTo(ByteBuffer.wrap(payload));
	}

	@Test
	void buffersOfAnyKindArrive() {
		AggregatingProducer producer = ready();
		ByteBuffer direct = ByteBuffer.allocateDirect(8).putInt(0, 1);
		direct.limit(4);
		ByteBuffer sliced = ByteBuffer.allocate(8).putInt(4, 2).position(4).slice();
		ByteBuffer readOnly = ByteBuffer.allocate(12).putInt(4, 3).position(4).limit(8).asReadOnlyBuffer();
		for (ByteBuffer buffer : List.of(direct, sliced, readOnly)) {
			producer.put(new DataRecord("k", null, buffer, Map.of()));
			assertThat(buffer.remaining()).isEqualTo(4);
		}
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(this.stream.consumedByKcl()).extracting((record) -> record.data().getInt()).containsExactly(1, 2, 3);
	}

	@Test
	void arrayChangedTooEarlySpoilsNoNeighbour() {
		AggregatingProducer producer = ready();
		byte[] changed = { 1, 2, 3 };
		producer.put(UserRecord.of("a", changed));
		producer.put(UserRecord.of("b", new byte[] { 9 }));
		changed[0] = 100;
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(this.stream.consumedByKcl()).extracting(KinesisRecord::partitionKey).containsExactly("a", "b");
		assertThat(this.stream.consumedByKcl().get(1).data()).isEqualTo(ByteBuffer.wrap(new byte[] { 9 }));
	}

	@Test
	void limitCountsWhatTravels() {
		this.settings.maxRecordSize(MIB);
		AggregatingProducer producer = ready();
		assertThat(producer.put(UserRecord.of("k", new byte[MIB - 2]))).isNotDone();
		assertThat(producer.put(UserRecord.of("k", new byte[MIB - 1]))).isNotDone();
		assertThat(failure(producer.put(UserRecord.of("k", new byte[MIB]))))
			.isInstanceOf(RecordSizeExceededException.class);
		// Wrapped: magic 4, digest 16, key table 3, record 1 + 3, index 2, data 1 + 3,
		// tags 8
		UserRecord header = UserRecord.of("k", new byte[0]).withHeaders(Map.of("a", "b"));
		int overhead = 1 + 4 + 16 + 3 + 1 + 3 + 2 + 1 + 3 + 8;
		assertThat(producer.put(new DataRecord("k", null, ByteBuffer.allocate(MIB - overhead), header.headers())))
			.isNotDone();
		assertThat(failure(
				producer.put(new DataRecord("k", null, ByteBuffer.allocate(MIB - overhead + 1), header.headers()))))
			.isInstanceOf(RecordSizeExceededException.class);
		this.runtime.advance(Duration.ofSeconds(5));
		assertThat(this.stream.kinesisRecords()).hasSize(3);
		assertThat(this.stream.kinesisRecords())
			.allMatch((record) -> record.data().asByteArrayUnsafe().length + 1 <= MIB);
	}

	@Test
	void limitOfTheStreamIsAskedWhenALargeRecordComes() {
		this.kinesis.onDescribeStreamSummary(
				(request) -> CompletableFuture.completedFuture(DescribeStreamSummaryResponse.builder()
					.streamDescriptionSummary((summary) -> summary.maxRecordSizeInKiB(10_240))
					.build()));
		AggregatingProducer producer = ready();
		CompletableFuture<RecordResult> large = producer.put(UserRecord.of("k", new byte[10 * MIB - 1]));
		CompletableFuture<RecordResult> small = producer.put(UserRecord.of("k", new byte[1]));
		assertThat(failure(producer.put(UserRecord.of("k", new byte[10 * MIB]))))
			.isInstanceOf(RecordSizeExceededException.class)
			.hasMessageContaining("10485760");
		// It takes the shard many seconds to make up for the large one.
		this.runtime.advance(Duration.ofSeconds(10));
		assertThat(large).isCompleted();
		assertThat(small).isCompleted();
	}

	@Test
	void oneRefusedOfManyIsSentAloneAgain() {
		this.settings.aggregateBatchCount(1);
		AggregatingProducer producer = ready();
		this.kinesis.onPutRecords((request) -> answer(request.records(), this.kinesis.requests().size() == 1));
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		producer.pause();
		for (int i = 0; i < 500; i++) {
			results.add(producer.put(UserRecord.of("key-" + i, new byte[10])));
		}
		producer.resume();
		this.runtime.advance(Duration.ofSeconds(2));
		assertThat(this.kinesis.requests()).extracting((request) -> request.records().size()).containsExactly(500, 1);
		assertThat(results).allMatch(CompletableFuture::isDone);
		assertThat(results.get(7).join().attempts()).isEqualTo(2);
		assertThat(results.get(8).join().attempts()).isEqualTo(1);
	}

	private static CompletableFuture<PutRecordsResponse> answer(List<PutRecordsRequestEntry> entries, boolean refuse) {
		return FakeKinesis.answer(entries.stream()
			.map((entry) -> (refuse && entry.partitionKey().equals("key-7"))
					? FakeKinesis.refused("ProvisionedThroughputExceededException")
					: FakeKinesis.written("shardId-000000000000", "1"))
			.toArray(PutRecordsResultEntry[]::new));
	}

	@Test
	void shortAnswerIsRepeated() {
		this.settings.aggregateBatchCount(1);
		AggregatingProducer producer = ready();
		this.kinesis.onPutRecords((request) -> (this.kinesis.requests().size() == 1) ? FakeKinesis.answer()
				: answer(request.records(), false));
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[10]));
		this.runtime.advance(Duration.ofSeconds(2));
		assertThat(result.join().attempts()).isEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("failuresOfRequests")
	void failuresOfRequestsHaveTheirType(AwsServiceException thrown, Class<?> expected, boolean repeated) {
		this.settings.recordDeadline(Duration.ofSeconds(5));
		AggregatingProducer producer = ready();
		this.kinesis.onPutRecords((request) -> CompletableFuture.failedFuture(thrown));
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[10]));
		this.runtime.advance(Duration.ofSeconds(6));
		assertThat(failure(result)).isInstanceOf(expected).hasMessageContaining("orders");
		assertThat(this.kinesis.requests().size() > 1).isEqualTo(repeated);
		assertThat(producer.status().records()).isZero();
	}

	static Stream<Arguments> failuresOfRequests() {
		return Stream.of(Arguments.of(error(400, "ValidationException"), InvalidRequestException.class, false),
				Arguments.of(error(400, "ResourceNotFoundException"), InvalidRequestException.class, false),
				Arguments.of(error(400, "AccessDeniedException"), AccessDeniedException.class, false),
				Arguments.of(error(400, "ExpiredTokenException"), AccessDeniedException.class, false),
				Arguments.of(error(400, "KMSThrottlingException"), ThrottlingException.class, true),
				Arguments.of(error(400, "ProvisionedThroughputExceededException"), ThrottlingException.class, true),
				Arguments.of(error(500, "InternalFailure"), DependencyException.class, true),
				Arguments.of(error(503, "ServiceUnavailable"), DependencyException.class, true));
	}

	private static AwsServiceException error(int status, String code) {
		return KinesisException.builder()
			.statusCode(status)
			.message(code)
			.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
			.build();
	}

	@Test
	void manyShardsAreListedPageByPage() {
		this.stream = new FakeStream(this.runtime, this.kinesis, 1200);
		this.stream.listFailureShare = 0.3;
		AggregatingProducer producer = producer();
		for (int seconds = 0; seconds < 1200 && producer.status().openShards() == 0; seconds++) {
			this.runtime.advance(Duration.ofSeconds(1));
		}
		assertThat(producer.status().openShards()).as("a failed page does not begin the listing anew").isEqualTo(1200);
		for (int i = 0; i < 5000; i++) {
			producer.put(UserRecord.of("key-" + i, new byte[10]));
		}
		this.runtime.advance(Duration.ofSeconds(5));
		assertThat(this.stream.consumedByKcl()).hasSize(5000);
	}

	@Test
	void streamCreatedAgainIsMappedAnew() {
		AggregatingProducer producer = ready();
		this.stream.delete();
		CompletableFuture<RecordResult> lost = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(failure(lost)).isInstanceOf(NoSuchStreamException.class);
		this.stream.create(4);
		for (int i = 0; i < 100; i++) {
			producer.put(UserRecord.of("key-" + i, new byte[1]));
		}
		this.runtime.advance(Duration.ofSeconds(10));
		assertThat(this.stream.consumedByKcl()).hasSize(100);
		assertThat(producer.status().openShards()).isEqualTo(4);
	}

	@Test
	void streamCreatedAgainWithShardsOfTheSameNamesLosesNothing() {
		this.stream = new FakeStream(this.runtime, this.kinesis, 4);
		AggregatingProducer producer = ready();
		this.stream.delete();
		producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofSeconds(1));
		this.stream.listFailureShare = 1;
		this.stream.create(3);
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			results.add(producer.put(UserRecord.of("key-" + i, new byte[1])));
		}
		this.runtime.advance(Duration.ofSeconds(2));
		assertThat(results).allMatch((result) -> result.isDone() && !result.isCompletedExceptionally());
		assertThat(this.stream.consumedByKcl()).as("nothing is aggregated by the former shards").hasSize(200);
	}

	private AggregatingProducer ready() {
		AggregatingProducer producer = producer();
		this.runtime.advance(Duration.ofMillis(200));
		return producer;
	}

	private AggregatingProducer producer() {
		return AggregatingProducer.builder(this.kinesis, this.settings.build())
			.runtime(this.runtime)
			.random(new Random(1))
			.build();
	}

	private static Throwable failure(CompletableFuture<?> future) {
		assertThat(future).isCompletedExceptionally();
		return future.handle((value, failure) -> failure).join();
	}

}
