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

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import io.kinsumer.test.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.MutableClock;
import io.kinsumer.test.kinesis.KinesisLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Looking after streams as the AWS SDK sees it, with its default protocol: HTTP/2 and
 * CBOR.
 */
class AdministrationOverTheWireTests {

	private static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/orders";

	private final MutableClock clock = new MutableClock();

	private final EmbeddedKinesisServer server = EmbeddedKinesisServer.builder()
		.streams("orders:2")
		.clock(this.clock)
		.shardLimit(100)
		.start();

	private final KinesisAsyncClient client = Clients.kinesisAsync(this.server.endpoint());

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@Test
	void recordDistributionIsByPartitionKey() throws Exception {
		// the SDK does not know this member yet
		HttpRequest request = HttpRequest.newBuilder(this.server.endpoint())
			.header("X-Amz-Target", "Kinesis_20131202.DescribeStreamSummary")
			.header("Content-Type", "application/x-amz-json-1.1")
			.POST(HttpRequest.BodyPublishers.ofString("{\"StreamName\":\"orders\"}"))
			.version(HttpClient.Version.HTTP_1_1)
			.build();
		assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body())
			.contains("\"RecordDistributionStrategy\":\"USER_PARTITION_KEY\"");
	}

	@Test
	void shardsAreCountedAndScaled() {
		assertThat(this.client
			.updateShardCount((it) -> it.streamARN(ARN).targetShardCount(4).scalingType(ScalingType.UNIFORM_SCALING))
			.join()).satisfies((response) -> {
				assertThat(response.streamName()).isEqualTo("orders");
				assertThat(response.streamARN()).isEqualTo(ARN);
				assertThat(response.currentShardCount()).isEqualTo(2);
				assertThat(response.targetShardCount()).isEqualTo(4);
			});
		assertThat(this.client
			.listShards((it) -> it.streamName("orders").shardFilter((by) -> by.type(ShardFilterType.AT_LATEST)))
			.join()
			.shards()).hasSize(4);
		assertThat(this.client.describeLimits().join()).satisfies((limits) -> {
			assertThat(limits.shardLimit()).isEqualTo(100);
			assertThat(limits.openShardCount()).isEqualTo(4);
			assertThat(limits.onDemandStreamCount()).isZero();
			assertThat(limits.onDemandStreamCountLimit()).isEqualTo(50);
		});
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.client
				.updateShardCount((it) -> it.streamName("orders").targetShardCount(8).scalingType("OTHER"))
				.join())
			.withMessageContaining("UNIFORM_SCALING");
	}

	@Test
	void settingsAreChangedAndDescribed() {
		this.client
			.updateStreamMode(
					(it) -> it.streamARN(ARN).streamModeDetails((mode) -> mode.streamMode(StreamMode.ON_DEMAND)))
			.join();
		this.client.increaseStreamRetentionPeriod((it) -> it.streamName("orders").retentionPeriodHours(100)).join();
		this.client.decreaseStreamRetentionPeriod((it) -> it.streamARN(ARN).retentionPeriodHours(48)).join();
		this.client.updateMaxRecordSize((it) -> it.streamARN(ARN).maxRecordSizeInKiB(10240)).join();
		this.client.registerStreamConsumer((it) -> it.streamARN(ARN).consumerName("app")).join();
		this.client
			.enableEnhancedMonitoring((it) -> it.streamName("orders").shardLevelMetrics(MetricsName.INCOMING_BYTES))
			.join();
		StreamDescriptionSummary summary = summary();
		assertThat(summary.streamModeDetails().streamMode()).isEqualTo(StreamMode.ON_DEMAND);
		assertThat(summary.retentionPeriodHours()).isEqualTo(48);
		assertThat(summary.maxRecordSizeInKiB()).isEqualTo(10240);
		assertThat(summary.consumerCount()).isEqualTo(1);
		assertThat(summary.enhancedMonitoring().get(0).shardLevelMetrics()).containsExactly(MetricsName.INCOMING_BYTES);
		assertThat(this.client.disableEnhancedMonitoring((it) -> it.streamARN(ARN).shardLevelMetrics(MetricsName.ALL))
			.join()).satisfies((change) -> {
				assertThat(change.currentShardLevelMetrics()).containsExactly(MetricsName.INCOMING_BYTES);
				assertThat(change.desiredShardLevelMetrics()).isEmpty();
				assertThat(change.streamARN()).isEqualTo(ARN);
			});
	}

	@Test
	void encryptionShowsOnStreamsPutsAndRecords() {
		this.client
			.startStreamEncryption(
					(it) -> it.streamName("orders").encryptionType(EncryptionType.KMS).keyId("alias/aws/kinesis"))
			.join();
		assertThat(summary().encryptionType()).isEqualTo(EncryptionType.KMS);
		assertThat(summary().keyId()).isEqualTo("alias/aws/kinesis");
		assertThat(this.client
			.putRecord((it) -> it.streamName("orders").partitionKey("k").explicitHashKey("0").data(bytes(1)))
			.join()
			.encryptionType()).isEqualTo(EncryptionType.KMS);
		this.client
			.stopStreamEncryption(
					(it) -> it.streamARN(ARN).encryptionType(EncryptionType.KMS).keyId("alias/aws/kinesis"))
			.join();
		PutRecordsResponse plain = this.client.putRecords((it) -> it.streamARN(ARN).records(entry(), entry())).join();
		assertThat(plain.encryptionType()).isNull();
		assertThat(records()).extracting(Record::encryptionType).containsExactly(EncryptionType.KMS, null, null);
	}

	@Test
	void largeRecordsGoThereAndBack() {
		this.client.updateMaxRecordSize((it) -> it.streamARN(ARN).maxRecordSizeInKiB(10240)).join();
		this.client
			.putRecord((it) -> it.streamName("orders").partitionKey("k").explicitHashKey("0").data(bytes(10_000_000)))
			.join();
		assertThat(records().get(0).data().asByteArrayUnsafe()).hasSize(10_000_000);
	}

	@Test
	void streamsAndConsumersAreTagged() {
		this.client.createStream((it) -> it.streamName("tagged").shardCount(1).tags(Map.of("team", "a"))).join();
		this.client.addTagsToStream((it) -> it.streamName("tagged").tags(Map.of("env", "test", "z", "z"))).join();
		this.client.removeTagsFromStream((it) -> it.streamName("tagged").tagKeys("z")).join();
		assertThat(this.client.listTagsForStream((it) -> it.streamName("tagged").limit(1)).join()).satisfies((page) -> {
			assertThat(page.tags()).containsExactly(tag("env", "test"));
			assertThat(page.hasMoreTags()).isTrue();
		});
		String consumer = this.client
			.registerStreamConsumer((it) -> it.streamARN(ARN).consumerName("app").tags(Map.of("a", "1")))
			.join()
			.consumer()
			.consumerARN();
		for (String resource : List.of(ARN, consumer)) {
			this.client.tagResource((it) -> it.resourceARN(resource).tags(Map.of("b", "2", "c", "3"))).join();
			this.client.untagResource((it) -> it.resourceARN(resource).tagKeys("c", "a")).join();
			assertThat(this.client.listTagsForResource((it) -> it.resourceARN(resource)).join().tags())
				.containsExactly(tag("b", "2"));
		}
	}

	@Test
	void streamsWithConsumersAreDeletedByForce() {
		this.client.registerStreamConsumer((it) -> it.streamARN(ARN).consumerName("app")).join();
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.client.deleteStream((it) -> it.streamName("orders")).join())
			.withCauseInstanceOf(ResourceInUseException.class);
		this.client.deleteStream((it) -> it.streamName("orders").enforceConsumerDeletion(true)).join();
		assertThat(this.client.listStreams().join().streamNames()).isEmpty();
	}

	@Test
	void sequenceNumbersForOrderingAreHonoured() {
		String first = this.client.putRecord((it) -> it.streamName("orders").partitionKey("k").data(bytes(1)))
			.join()
			.sequenceNumber();
		assertThat(this.client
			.putRecord(
					(it) -> it.streamName("orders").partitionKey("k").sequenceNumberForOrdering(first).data(bytes(1)))
			.join()
			.sequenceNumber()).isGreaterThan(first);
	}

	@Test
	void parametersThatAreNotModelledAreRefused() {
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.client.updateStreamMode((it) -> it.streamARN(ARN)
				.warmThroughputMiBps(10)
				.streamModeDetails((mode) -> mode.streamMode(StreamMode.ON_DEMAND))).join())
			.withMessageContaining("WarmThroughputMiBps is not supported");
	}

	@Test
	void limitsAndTheMemoryCapAreSwitchedOnByTheBuilder() {
		try (EmbeddedKinesisServer strict = EmbeddedKinesisServer.builder()
			.streams("orders:1")
			.clock(this.clock)
			.limits(KinesisLimits.AWS)
			.memoryCap(2_000_000)
			.start(); KinesisAsyncClient once = Clients.kinesisAsyncWithoutRetries(strict.endpoint())) {
			PutRecordsResponse response = once
				.putRecords((it) -> it.streamName("orders").records(entry(700_000), entry(700_000), entry(10)))
				.join();
			assertThat(response.failedRecordCount()).isEqualTo(1);
			assertThat(response.records().get(1).errorCode()).isEqualTo("ProvisionedThroughputExceededException");
			assertThatExceptionOfType(CompletionException.class).isThrownBy(
					() -> once.putRecord((it) -> it.streamName("orders").partitionKey("k").data(bytes(500_000))).join())
				.withCauseInstanceOf(ProvisionedThroughputExceededException.class);
			this.clock.advance(Duration.ofSeconds(1));
			assertThatExceptionOfType(CompletionException.class)
				.isThrownBy(
						() -> once.putRecord((it) -> it.streamName("orders").partitionKey("k").data(bytes(1_040_000)))
							.thenCompose((put) -> once
								.putRecord((it) -> it.streamName("orders").partitionKey("k").data(bytes(500_000))))
							.join())
				.withCauseInstanceOf(KinesisException.class)
				.withMessageContaining("memory cap of 2000000 bytes");
		}
	}

	private StreamDescriptionSummary summary() {
		return this.client.describeStreamSummary((it) -> it.streamName("orders")).join().streamDescriptionSummary();
	}

	private List<Record> records() {
		String iterator = this.client
			.getShardIterator((it) -> it.streamName("orders")
				.shardId("shardId-000000000000")
				.shardIteratorType(ShardIteratorType.TRIM_HORIZON))
			.join()
			.shardIterator();
		GetRecordsResponse response = this.client.getRecords((it) -> it.shardIterator(iterator)).join();
		return response.records();
	}

	private static PutRecordsRequestEntry entry() {
		return entry(1);
	}

	private static PutRecordsRequestEntry entry(int size) {
		return PutRecordsRequestEntry.builder().partitionKey("k").explicitHashKey("0").data(bytes(size)).build();
	}

	private static SdkBytes bytes(int size) {
		return SdkBytes.fromByteArray(new byte[size]);
	}

	private static Tag tag(String key, String value) {
		return Tag.builder().key(key).value(value).build();
	}

}
