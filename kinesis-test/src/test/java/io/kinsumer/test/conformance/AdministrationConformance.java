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

package io.kinsumer.test.conformance;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static io.kinsumer.test.conformance.Conformance.uniqueName;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Capacity modes, encryption, monitoring, retention, sizes of records and limits of the
 * account; each from the page of its operation in the API reference.
 */
interface AdministrationConformance extends KinesisConformance {

	/** The key of StartStreamEncryption's documentation that needs no customer's key. */
	String KEY = "alias/aws/kinesis";

	/** From CreateStream and UpdateStreamMode. */
	@Test
	default void theCapacityModeIsChangedAndTheShardsStay() {
		String stream = stream(2);
		List<Shard> shards = shards(stream);
		mode(stream, StreamMode.ON_DEMAND);
		assertThat(summary(stream).streamModeDetails().streamMode()).isEqualTo(StreamMode.ON_DEMAND);
		assertThat(openShards(stream)).isEqualTo(shards);
		mode(stream, StreamMode.PROVISIONED);
		assertThat(summary(stream).streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
		assertThat(summary(stream).openShardCount()).isEqualTo(2);
	}

	/** From the developer guide: an on-demand stream begins with 4 shards. */
	@Test
	default void onDemandStreamsBeginWithFourShards() {
		String stream = onDemandStream();
		assertThat(summary(stream).openShardCount()).isEqualTo(4);
		KinesisConformance.assertCoversHashSpace(openShards(stream));
	}

	/**
	 * From the type ValidationException, and SplitShard, MergeShards, UpdateShardCount.
	 */
	@Test
	default void shardsOfOnDemandStreamsAreLeftToTheService() {
		String stream = onDemandStream();
		refuseResharding(
				() -> client().updateShardCount(
						(it) -> it.streamName(stream).targetShardCount(8).scalingType(ScalingType.UNIFORM_SCALING)),
				stream);
		refuseResharding(() -> {
			List<Shard> shards = openShards(stream);
			return client().mergeShards((it) -> it.streamName(stream)
				.shardToMerge(shards.get(0).shardId())
				.adjacentShardToMerge(shards.get(1).shardId()));
		}, stream);
		refuseResharding(() -> {
			Shard shard = openShards(stream).get(0);
			String hash = KinesisConformance.start(shard).add(BigInteger.TEN).toString();
			return client()
				.splitShard((it) -> it.streamName(stream).shardToSplit(shard.shardId()).newStartingHashKey(hash));
		}, stream);
	}

	private void refuseResharding(Supplier<CompletableFuture<?>> call, String stream) {
		documented(Quirk.SHARDS_OF_ON_DEMAND_STREAMS, () -> refused(call, "ValidationException"), () -> {
			get(call.get());
			awaitActive(stream);
		});
	}

	/** From CreateStream: provisioned streams must specify it. */
	@Test
	default void provisionedStreamsNeedAShardCount() {
		String stream = uniqueName("countless");
		documented(Quirk.STREAMS_WITHOUT_SHARD_COUNT,
				() -> refused(() -> client().createStream((it) -> it.streamName(stream)), BAD_VALUE),
				() -> get(client().createStream((it) -> it.streamName(stream))));
	}

	/** From the enumeration StreamMode. */
	@Test
	default void unknownModesAreRefused() {
		String stream = uniqueName("mode");
		documented(Quirk.UNKNOWN_NAMES, () -> refused(() -> client().createStream(
				(it) -> it.streamName(stream).shardCount(1).streamModeDetails((mode) -> mode.streamMode("NONE"))),
				BAD_VALUE),
				() -> refused(() -> client().createStream((it) -> it.streamName(stream)
					.shardCount(1)
					.streamModeDetails((mode) -> mode.streamMode("NONE"))), "SerializationException"));
	}

	/** From StartStreamEncryption and StopStreamEncryption. */
	@Test
	default void recordsSayWhetherTheyAreEncrypted() {
		String stream = stream(1);
		put(stream, "k", "plain");
		get(client()
			.startStreamEncryption((it) -> it.streamName(stream).encryptionType(EncryptionType.KMS).keyId(KEY)));
		awaitActive(stream);
		assertThat(summary(stream).encryptionType()).isEqualTo(EncryptionType.KMS);
		assertThat(summary(stream).keyId()).isEqualTo(KEY);
		assertThat(put(stream, "k", "sealed").encryptionType()).isEqualTo(EncryptionType.KMS);
		assertThat(get(client().putRecords((it) -> it.streamName(stream)
			.records(PutRecordsRequestEntry.builder()
				.partitionKey("k")
				.data(SdkBytes.fromUtf8String("sealed"))
				.build())))
			.encryptionType()).isEqualTo(EncryptionType.KMS);
		get(client().stopStreamEncryption((it) -> it.streamName(stream).encryptionType(EncryptionType.KMS).keyId(KEY)));
		awaitActive(stream);
		assertThat(summary(stream).encryptionTypeAsString()).isIn(null, "NONE");
		put(stream, "k", "plain");
		assertThat(read(iterator(stream, FIRST_SHARD, ShardIteratorType.TRIM_HORIZON)).records())
			.extracting(Record::encryptionTypeAsString)
			.map((it) -> "KMS".equals(it))
			.containsExactly(false, true, true, false);
	}

	/** From StartStreamEncryption: the only valid type is KMS, and a key is required. */
	@Test
	default void encryptionIsByKmsWithAKey() {
		String stream = stream(1);
		refused(() -> client()
			.startStreamEncryption((it) -> it.streamName(stream).encryptionType(EncryptionType.NONE).keyId(KEY)),
				BAD_VALUE);
		documented(Quirk.MISSING_MEMBERS, () -> refused(
				() -> client().startStreamEncryption((it) -> it.streamName(stream).encryptionType(EncryptionType.KMS)),
				BAD_VALUE),
				() -> refused(
						() -> client()
							.startStreamEncryption((it) -> it.streamName(stream).encryptionType(EncryptionType.KMS)),
						"SerializationException"));
	}

	/** From EnableEnhancedMonitoring and DisableEnhancedMonitoring. */
	@Test
	default void metricsAreEnabledAndDisabled() {
		String stream = stream(1);
		var enabled = get(client().enableEnhancedMonitoring((it) -> it.streamName(stream)
			.shardLevelMetrics(MetricsName.INCOMING_BYTES, MetricsName.OUTGOING_BYTES)));
		assertThat(enabled.currentShardLevelMetrics()).isEmpty();
		assertThat(enabled.desiredShardLevelMetrics()).containsExactlyInAnyOrder(MetricsName.INCOMING_BYTES,
				MetricsName.OUTGOING_BYTES);
		awaitActive(stream);
		assertThat(summary(stream).enhancedMonitoring().get(0).shardLevelMetrics())
			.containsExactlyInAnyOrder(MetricsName.INCOMING_BYTES, MetricsName.OUTGOING_BYTES);
		var all = get(
				client().enableEnhancedMonitoring((it) -> it.streamName(stream).shardLevelMetrics(MetricsName.ALL)));
		assertThat(all.desiredShardLevelMetrics()).hasSize(7).doesNotContain(MetricsName.ALL);
		awaitActive(stream);
		var less = get(client()
			.disableEnhancedMonitoring((it) -> it.streamName(stream).shardLevelMetrics(MetricsName.INCOMING_BYTES)));
		assertThat(less.currentShardLevelMetrics()).hasSize(7);
		assertThat(less.desiredShardLevelMetrics()).hasSize(6).doesNotContain(MetricsName.INCOMING_BYTES);
		awaitActive(stream);
		assertThat(get(
				client().disableEnhancedMonitoring((it) -> it.streamName(stream).shardLevelMetrics(MetricsName.ALL)))
			.desiredShardLevelMetrics()).isEmpty();
	}

	/** From the types MetricsNameList and MetricsName. */
	@Test
	default void metricsAreNamed() {
		String stream = stream(1);
		documented(Quirk.NO_METRICS, () -> refused(
				() -> client().enableEnhancedMonitoring((it) -> it.streamName(stream).shardLevelMetrics(List.of())),
				BAD_VALUE),
				() -> get(
						client().enableEnhancedMonitoring((it) -> it.streamName(stream).shardLevelMetrics(List.of()))));
		documented(Quirk.UNKNOWN_NAMES,
				() -> refused(() -> client()
					.enableEnhancedMonitoring((it) -> it.streamName(stream).shardLevelMetricsWithStrings("Nothing")),
						BAD_VALUE),
				() -> refused(
						() -> client().enableEnhancedMonitoring(
								(it) -> it.streamName(stream).shardLevelMetricsWithStrings("Nothing")),
						"SerializationException"));
	}

	/** From UpdateMaxRecordSize. */
	@Test
	default void theSizeOfRecordsIsChanged() {
		String stream = stream(1);
		assertThat(summary(stream).maxRecordSizeInKiB()).isIn(null, 1024);
		get(client().updateMaxRecordSize((it) -> it.streamARN(arn(stream)).maxRecordSizeInKiB(2048)));
		awaitActive(stream);
		assertThat(summary(stream).maxRecordSizeInKiB()).isEqualTo(2048);
		get(client().putRecord(
				(it) -> it.streamName(stream).partitionKey("k").data(SdkBytes.fromByteArray(new byte[1_500_000]))));
	}

	/** From UpdateMaxRecordSize: out of range is a ValidationException. */
	@ParameterizedTest
	@ValueSource(ints = { 1023, 10241 })
	default void theSizeOfRecordsIsOneToTenMebibytes(int kib) {
		String arn = arn(stream(1));
		documented(Quirk.CODE_OF_RECORD_SIZES,
				() -> refused(() -> client().updateMaxRecordSize((it) -> it.streamARN(arn).maxRecordSizeInKiB(kib)),
						"ValidationException"),
				() -> refused(() -> client().updateMaxRecordSize((it) -> it.streamARN(arn).maxRecordSizeInKiB(kib)),
						"InvalidArgumentException"));
	}

	/** From DescribeLimits. */
	@Test
	default void limitsTellWhatIsUsed() {
		stream(3);
		onDemandStream();
		DescribeLimitsResponse limits = get(client().describeLimits());
		assertThat(limits.openShardCount()).isBetween(3, limits.shardLimit());
		assertThat(limits.onDemandStreamCount()).isBetween(1, limits.onDemandStreamCountLimit());
	}

	/** From IncreaseStreamRetentionPeriod and DecreaseStreamRetentionPeriod. */
	@Test
	default void retentionGrowsAndShrinksBetweenADayAndAYear() {
		String stream = stream(1);
		get(client().increaseStreamRetentionPeriod((it) -> it.streamName(stream).retentionPeriodHours(8760)));
		awaitActive(stream);
		assertThat(summary(stream).retentionPeriodHours()).isEqualTo(8760);
		refused(() -> client().increaseStreamRetentionPeriod((it) -> it.streamName(stream).retentionPeriodHours(25)),
				BAD_VALUE);
		refused(() -> client().increaseStreamRetentionPeriod((it) -> it.streamName(stream).retentionPeriodHours(8761)),
				BAD_VALUE);
		refused(() -> client().decreaseStreamRetentionPeriod((it) -> it.streamName(stream).retentionPeriodHours(23)),
				BAD_VALUE);
		get(client().decreaseStreamRetentionPeriod((it) -> it.streamName(stream).retentionPeriodHours(24)));
		awaitActive(stream);
		assertThat(summary(stream).retentionPeriodHours()).isEqualTo(24);
		refused(() -> client().decreaseStreamRetentionPeriod((it) -> it.streamName(stream).retentionPeriodHours(25)),
				BAD_VALUE);
	}

	private String onDemandStream() {
		String stream = uniqueName("on-demand");
		get(client().createStream(
				(it) -> it.streamName(stream).streamModeDetails((mode) -> mode.streamMode(StreamMode.ON_DEMAND))));
		awaitActive(stream);
		return stream;
	}

	private void mode(String stream, StreamMode mode) {
		get(client().updateStreamMode(
				(it) -> it.streamARN(arn(stream)).streamModeDetails((details) -> details.streamMode(mode))));
		awaitActive(stream);
	}

	private StreamDescriptionSummary summary(String stream) {
		return get(client().describeStreamSummary((it) -> it.streamName(stream))).streamDescriptionSummary();
	}

}
