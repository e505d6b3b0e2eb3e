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

package io.kinsumer.test.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import io.kinsumer.test.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Kinesis as the AWS SDK sees it.
 */
class KinesisOverTheWireTests {

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));

	private EmbeddedKinesisServer server;

	private KinesisClient client;

	@BeforeEach
	void start() {
		this.server = EmbeddedKinesisServer.builder().streams("orders:2").clock(this.clock).start();
		this.client = Clients.kinesis(this.server.endpoint());
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@Test
	void recordsComeBackAsTheyWerePut() {
		String sequenceNumber = this.client
			.putRecord((put) -> put.streamName("orders").partitionKey("Ärger").data(SdkBytes.fromUtf8String("hello ✓")))
			.sequenceNumber();
		Record record = readAll(iterators("orders")).get(0);
		assertThat(record.data().asUtf8String()).isEqualTo("hello ✓");
		assertThat(record.partitionKey()).isEqualTo("Ärger");
		assertThat(record.sequenceNumber()).isEqualTo(sequenceNumber).hasSize(56);
		assertThat(record.approximateArrivalTimestamp()).isEqualTo(this.clock.instant());
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "false" })
	void everyHttpClientAndProtocolWorks(String cbor) {
		System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), cbor);
		try (KinesisClient apache = Clients.kinesis(this.server.endpoint());
				KinesisAsyncClient netty = Clients.kinesisAsync(this.server.endpoint())) {
			SdkBytes large = SdkBytes.fromByteArray(new byte[1_000_000]);
			apache.putRecord((put) -> put.streamName("orders").partitionKey("a").data(large));
			netty.putRecord((put) -> put.streamName("orders").partitionKey("b").data(large)).join();
			assertThat(readAll(iterators("orders"))).extracting(Record::partitionKey)
				.containsExactlyInAnyOrder("a", "b");
			Instant created = netty.describeStreamSummary((it) -> it.streamName("orders"))
				.join()
				.streamDescriptionSummary()
				.streamCreationTimestamp();
			assertThat(created).isEqualTo(this.clock.instant());
		}
		finally {
			System.clearProperty(SdkSystemSetting.CBOR_ENABLED.property());
		}
	}

	@Test
	void manyConcurrentCallsOverHttp2AllSucceed() {
		try (KinesisAsyncClient netty = Clients.kinesisAsync(this.server.endpoint())) {
			IntStream.range(0, 500)
				.mapToObj((i) -> netty.putRecord((put) -> put.streamName("orders")
					.partitionKey("k" + i)
					.data(SdkBytes.fromByteArray(new byte[100]))))
				.toList()
				.forEach((future) -> future.join());
		}
		assertThat(this.server.records("orders")).hasSize(500);
	}

	@Test
	void answersCarryDateAndRequestId() {
		var response = this.client.describeStreamSummary((it) -> it.streamName("orders"));
		assertThat(response.responseMetadata().requestId()).matches("[0-9a-f-]{36}");
		assertThat(response.sdkHttpResponse().firstMatchingHeader("Date")).contains("Sun, 01 Nov 2026 12:00:00 GMT");
	}

	@Test
	void putRecordsReportsEveryEntry() {
		PutRecordsResponse response = this.client.putRecords(
				(put) -> put.streamName("orders").records(entry("a", 10), entry("b", 2 * 1024 * 1024), entry("c", 10)));
		assertThat(response.failedRecordCount()).isEqualTo(1);
		assertThat(response.records().get(0).sequenceNumber()).isLessThan(response.records().get(2).sequenceNumber());
		assertThat(response.records().get(1).errorCode()).isEqualTo("InvalidArgumentException");
	}

	@Test
	void splitAndMergeEndShardsAndNameChildren() {
		this.client.putRecord((put) -> put.streamName("orders").partitionKey("a").explicitHashKey("0").data(bytes(1)));
		this.client.splitShard(
				(it) -> it.streamName("orders").shardToSplit("shardId-000000000000").newStartingHashKey("1000"));
		GetRecordsResponse end = this.client
			.getRecords((get) -> get.shardIterator(iterator("orders", "shardId-000000000000")));
		assertThat(end.records()).hasSize(1);
		assertThat(end.nextShardIterator()).isNull();
		assertThat(end.childShards()).extracting((child) -> child.shardId())
			.containsExactly("shardId-000000000002", "shardId-000000000003");
		this.client.mergeShards((it) -> it.streamName("orders")
			.shardToMerge("shardId-000000000003")
			.adjacentShardToMerge("shardId-000000000001"));
		List<Shard> shards = this.client.listShards((it) -> it.streamName("orders")).shards();
		Shard merged = shards.get(4);
		assertThat(merged.parentShardId()).isEqualTo("shardId-000000000003");
		assertThat(merged.adjacentParentShardId()).isEqualTo("shardId-000000000001");
		assertThat(merged.hashKeyRange().startingHashKey()).isEqualTo("1000");
		assertThat(merged.hashKeyRange().endingHashKey()).isEqualTo("340282366920938463463374607431768211455");
		assertThat(shards.get(0).sequenceNumberRange().endingSequenceNumber())
			.isGreaterThan(end.records().get(0).sequenceNumber());
		assertThat(this.client
			.listShards((it) -> it.streamName("orders").shardFilter((filter) -> filter.type(ShardFilterType.AT_LATEST)))
			.shards()).extracting(Shard::shardId).containsExactly("shardId-000000000002", "shardId-000000000004");
	}

	@Test
	void arnsStandForNames() {
		String arn = this.client.describeStreamSummary((it) -> it.streamName("orders"))
			.streamDescriptionSummary()
			.streamARN();
		assertThat(arn).isEqualTo("arn:aws:kinesis:eu-central-1:000000000000:stream/orders");
		this.client.putRecord((put) -> put.streamARN(arn).partitionKey("a").data(bytes(1)));
		assertThat(this.client.listShards((it) -> it.streamARN(arn)).shards()).hasSize(2);
		assertThat(this.client.describeStream((it) -> it.streamARN(arn)).streamDescription().streamName())
			.isEqualTo("orders");
	}

	@Test
	void listShardsPagesAndRefusesTokenWithName() {
		ListShardsResponse first = this.client.listShards((it) -> it.streamName("orders").maxResults(1));
		assertThat(first.nextToken()).isNotNull();
		ListShardsResponse second = this.client.listShards((it) -> it.nextToken(first.nextToken()));
		assertThat(second.shards()).extracting(Shard::shardId).containsExactly("shardId-000000000001");
		assertThat(second.nextToken()).isNull();
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.client.listShards((it) -> it.streamName("orders").nextToken(first.nextToken())));
	}

	@Test
	void streamsAreCreatedListedAndDeleted() {
		this.client.createStream(
				(it) -> it.streamName("more").streamModeDetails((mode) -> mode.streamMode(StreamMode.ON_DEMAND)));
		assertThat(this.client.listStreams().streamNames()).containsExactly("more", "orders");
		assertThat(this.client.describeStreamSummary((it) -> it.streamName("more")).streamDescriptionSummary())
			.satisfies((summary) -> {
				assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
				assertThat(summary.openShardCount()).isEqualTo(4);
			});
		assertThatExceptionOfType(ResourceInUseException.class)
			.isThrownBy(() -> this.client.createStream((it) -> it.streamName("more").shardCount(1)));
		this.client.deleteStream((it) -> it.streamName("more"));
		assertThatExceptionOfType(ResourceNotFoundException.class)
			.isThrownBy(() -> this.client.describeStream((it) -> it.streamName("more")));
	}

	@Test
	void iteratorsExpireAfterFiveMinutes() {
		String iterator = iterator("orders", "shardId-000000000000");
		this.clock.advance(Duration.ofMinutes(5));
		this.client.getRecords((get) -> get.shardIterator(iterator));
		this.clock.advance(Duration.ofMillis(1));
		assertThatExceptionOfType(ExpiredIteratorException.class)
			.isThrownBy(() -> this.client.getRecords((get) -> get.shardIterator(iterator)));
	}

	@Test
	void timestampsReachTheServerInBothProtocols() {
		this.server.put("orders", "a", new byte[1]);
		this.clock.advance(Duration.ofSeconds(10));
		Instant between = this.clock.instant();
		this.clock.advance(Duration.ofSeconds(10));
		this.server.put("orders", "a", new byte[2]);
		for (String cbor : List.of("true", "false")) {
			System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), cbor);
			try (KinesisClient kinesis = Clients.kinesis(this.server.endpoint())) {
				List<String> iterators = kinesis.listShards((it) -> it.streamName("orders"))
					.shards()
					.stream()
					.map((shard) -> kinesis
						.getShardIterator((it) -> it.streamName("orders")
							.shardId(shard.shardId())
							.shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
							.timestamp(between))
						.shardIterator())
					.toList();
				assertThat(readAll(iterators)).extracting((record) -> record.data().asByteArray().length)
					.containsExactly(2);
			}
			finally {
				System.clearProperty(SdkSystemSetting.CBOR_ENABLED.property());
			}
		}
	}

	@Test
	void millisBehindLatestIsTheAgeOfTheOldestUnreadRecord() {
		this.server.put("orders", "a", "1".getBytes(StandardCharsets.UTF_8));
		this.server.put("orders", "a", "2".getBytes(StandardCharsets.UTF_8));
		this.clock.advance(Duration.ofSeconds(7));
		String shard = this.server.put("orders", "a", "3".getBytes(StandardCharsets.UTF_8)).shardId();
		GetRecordsResponse first = this.client
			.getRecords((get) -> get.shardIterator(iterator("orders", shard)).limit(1));
		assertThat(first.millisBehindLatest()).isEqualTo(7000);
		GetRecordsResponse rest = this.client.getRecords((get) -> get.shardIterator(first.nextShardIterator()));
		assertThat(rest.records()).hasSize(2);
		assertThat(rest.millisBehindLatest()).isZero();
	}

	@Test
	void errorsKeepTheirTypeOverHttp2() {
		try (KinesisAsyncClient netty = Clients.kinesisAsync(this.server.endpoint())) {
			assertThatExceptionOfType(CompletionException.class)
				.isThrownBy(() -> netty.describeStream((it) -> it.streamName("nowhere")).join())
				.withCauseInstanceOf(ResourceNotFoundException.class)
				.withMessageContaining("Stream nowhere under account 000000000000 not found");
		}
	}

	@Test
	void whatIsNotOfferedIsRefused() {
		assertThatExceptionOfType(KinesisException.class)
			.isThrownBy(() -> this.client
				.getResourcePolicy((it) -> it.resourceARN("arn:aws:kinesis:eu-central-1:000000000000:stream/orders")))
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
	}

	private static PutRecordsRequestEntry entry(String key, int size) {
		return PutRecordsRequestEntry.builder().partitionKey(key).data(bytes(size)).build();
	}

	private static SdkBytes bytes(int size) {
		return SdkBytes.fromByteArray(new byte[size]);
	}

	private List<String> iterators(String stream) {
		return this.client.listShards((it) -> it.streamName(stream))
			.shards()
			.stream()
			.map((shard) -> iterator(stream, shard.shardId()))
			.toList();
	}

	private String iterator(String stream, String shardId) {
		return this.client
			.getShardIterator(
					(it) -> it.streamName(stream).shardId(shardId).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
			.shardIterator();
	}

	private List<Record> readAll(List<String> iterators) {
		List<Record> records = new ArrayList<>();
		for (String iterator : iterators) {
			records.addAll(this.client.getRecords((get) -> get.shardIterator(iterator)).records());
		}
		return records;
	}

}
