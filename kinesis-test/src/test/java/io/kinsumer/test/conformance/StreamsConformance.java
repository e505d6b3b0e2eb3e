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
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static io.kinsumer.test.conformance.Conformance.uniqueName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Streams. From CreateStream, DeleteStream, DescribeStream, DescribeStreamSummary and the
 * types StreamName, StreamARN, Shard and HashKeyRange of the API reference.
 */
interface StreamsConformance extends KinesisConformance {

	@Test
	default void createdStreamsAreDescribed() {
		String stream = stream(3);
		StreamDescriptionSummary summary = get(client().describeStreamSummary((it) -> it.streamName(stream)))
			.streamDescriptionSummary();
		assertThat(summary.openShardCount()).isEqualTo(3);
		assertThat(summary.retentionPeriodHours()).isEqualTo(24);
		assertThat(summary.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
		assertThat(summary.encryptionTypeAsString()).isIn(null, EncryptionType.NONE.toString());
		assertThat(summary.streamARN()).matches("arn:aws:kinesis:eu-central-1:\\d{12}:stream/" + stream);
		assertThat(summary.streamCreationTimestamp()).isNotNull();
		assertThat(summary.consumerCount()).isIn(null, 0);
	}

	@Test
	default void namesAreTakenOnce() {
		String stream = stream(1);
		refused(() -> client().createStream((it) -> it.streamName(stream).shardCount(1)), "ResourceInUseException");
	}

	@ParameterizedTest
	@ValueSource(strings = { "with space", "slash/", "ümlaut" })
	default void namesKeepToTheirCharacters(String name) {
		refused(() -> client().createStream((it) -> it.streamName(name).shardCount(1)), BAD_VALUE);
	}

	@Test
	default void namesHaveAtMost128Characters() {
		refused(() -> client().createStream((it) -> it.streamName("x".repeat(129)).shardCount(1)), BAD_VALUE);
	}

	@Test
	default void streamsHaveAtLeastOneShard() {
		documented(Quirk.STREAMS_WITHOUT_SHARDS,
				() -> refused(() -> client().createStream((it) -> it.streamName(uniqueName("none")).shardCount(0)),
						BAD_VALUE),
				() -> refused(() -> client().createStream((it) -> it.streamName(uniqueName("none")).shardCount(0)),
						"LimitExceededException"));
	}

	/** From the pattern of the type StreamName. */
	@Test
	default void namesThatNoStreamCanHaveAreNotLookedUp() {
		refused(() -> client().describeStreamSummary((it) -> it.streamName("no stream!")), BAD_VALUE);
	}

	/** Either the name or the ARN must be given. */
	@Test
	default void streamsAreNamed() {
		refused(() -> client().describeStreamSummary((it) -> {
		}), BAD_VALUE);
		refused(() -> client().deleteStream((it) -> it.enforceConsumerDeletion(true)), BAD_VALUE);
		refused(() -> client().putRecord((it) -> it.partitionKey("a").data(SdkBytes.fromUtf8String("x"))), BAD_VALUE);
	}

	/** From the pattern of the type StreamARN. */
	@Test
	default void arnsHaveTheirForm() {
		documented(Quirk.ARNS_OF_NOTHING,
				() -> refused(() -> client().describeStreamSummary((it) -> it.streamARN("arn:foo:stream/x")),
						BAD_VALUE),
				() -> refused(() -> client().describeStreamSummary((it) -> it.streamARN("arn:foo:stream/x")),
						"SerializationException"));
	}

	@Test
	default void unknownStreamsAreNotFound() {
		String code = "ResourceNotFoundException";
		refused(() -> client().describeStream((it) -> it.streamName("nowhere")), code);
		refused(() -> client().describeStreamSummary((it) -> it.streamName("nowhere")), code);
		refused(() -> client().listShards((it) -> it.streamName("nowhere")), code);
		refused(() -> client().deleteStream((it) -> it.streamName("nowhere")), code);
		refused(() -> client().getShardIterator(
				(it) -> it.streamName("nowhere").shardId(FIRST_SHARD).shardIteratorType(ShardIteratorType.LATEST)),
				code);
		refused(() -> client()
			.putRecord((it) -> it.streamName("nowhere").partitionKey("a").data(SdkBytes.fromUtf8String("x"))), code);
	}

	@Test
	default void deletedStreamsAreGone() {
		String stream = stream(1);
		get(client().deleteStream((it) -> it.streamName(stream)));
		await().atMost(Duration.ofSeconds(10))
			.pollInterval(Duration.ofMillis(20))
			.untilAsserted(() -> refused(() -> client().describeStreamSummary((it) -> it.streamName(stream)),
					"ResourceNotFoundException"));
		String before = stream.substring(0, stream.length() - 1);
		assertThat(get(client().listStreams((it) -> it.exclusiveStartStreamName(before).limit(1))).streamNames())
			.doesNotContain(stream);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7 })
	default void shardsDivideTheHashSpace(int count) {
		List<Shard> shards = shards(stream(count));
		assertThat(shards).hasSize(count);
		KinesisConformance.assertCoversHashSpace(shards);
		BigInteger share = LAST_HASH.divide(BigInteger.valueOf(count));
		assertThat(shards).allSatisfy((shard) -> {
			BigInteger width = KinesisConformance.end(shard).subtract(KinesisConformance.start(shard));
			assertThat(width.subtract(share).abs()).isLessThan(BigInteger.valueOf(100));
			assertThat(shard.shardId()).matches("shardId-\\d{12}");
			assertThat(shard.sequenceNumberRange().startingSequenceNumber()).matches("0|[1-9]\\d{0,128}");
			assertThat(shard.sequenceNumberRange().endingSequenceNumber()).isNull();
			assertThat(shard.parentShardId()).isNull();
		});
	}

	@Test
	default void descriptionsArePaged() {
		String stream = stream(3);
		StreamDescription first = get(client().describeStream((it) -> it.streamName(stream).limit(2)))
			.streamDescription();
		assertThat(first.shards()).hasSize(2);
		assertThat(first.hasMoreShards()).isTrue();
		StreamDescription rest = get(client()
			.describeStream((it) -> it.streamName(stream).exclusiveStartShardId(first.shards().get(1).shardId())))
			.streamDescription();
		assertThat(rest.shards()).hasSize(1);
		assertThat(rest.hasMoreShards()).isFalse();
	}

	@Test
	default void streamsAreFoundByArn() {
		String stream = stream(1);
		String arn = get(client().describeStreamSummary((it) -> it.streamName(stream))).streamDescriptionSummary()
			.streamARN();
		assertThat(get(client().listShards((it) -> it.streamARN(arn))).shards()).hasSize(1);
		get(client().putRecord((it) -> it.streamARN(arn).partitionKey("a").data(SdkBytes.fromUtf8String("x"))));
		String iterator = get(client().getShardIterator(
				(it) -> it.streamARN(arn).shardId(FIRST_SHARD).shardIteratorType(ShardIteratorType.TRIM_HORIZON)))
			.shardIterator();
		assertThat(KinesisConformance
			.data(get(client().getRecords((it) -> it.streamARN(arn).shardIterator(iterator))).records()))
			.containsExactly("x");
	}

}
