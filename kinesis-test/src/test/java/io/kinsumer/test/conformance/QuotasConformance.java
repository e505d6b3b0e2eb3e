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

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Quotas of shards and streams, by <em>Quotas and limits</em> of the developer guide. The
 * time of the embedded server moves only when told, so that all calls of a test fall into
 * one second.
 */
interface QuotasConformance extends KinesisConformance {

	/** What a quota that is used up gets. */
	String EXCEEDED = "ProvisionedThroughputExceededException";

	/** Let a second pass where calls are limited by time. */
	default void passSecond() {
	}

	/** From CreateStream: each shard supports writes up to 1,000 records a second. */
	@Test
	default void entriesBeyondTheQuotaOfTheShardFailOneByOne() {
		String stream = stream(1);
		List<PutRecordsRequestEntry> entries = entries(500, 10);
		List<PutRecordsResponse> responses = IntStream.range(0, 3)
			.mapToObj((i) -> get(client().putRecords((it) -> it.streamName(stream).records(entries))))
			.toList();
		List<PutRecordsResultEntry> results = responses.stream().flatMap((it) -> it.records().stream()).toList();
		List<PutRecordsResultEntry> failed = results.stream().filter((it) -> it.errorCode() != null).toList();
		documented(Quirk.NO_THROTTLING, () -> {
			assertThat(failed).hasSize(500).allSatisfy((it) -> {
				assertThat(it.errorCode()).isEqualTo("ProvisionedThroughputExceededException");
				assertThat(it.errorMessage()).contains(stream, FIRST_SHARD).containsPattern("\\d{12}");
				assertThat(it.sequenceNumber()).isNull();
				assertThat(it.shardId()).isNull();
			});
			assertThat(responses.stream().mapToInt(PutRecordsResponse::failedRecordCount).sum()).isEqualTo(500);
		}, () -> assertThat(failed).isEmpty());
		assertThat(read(iterator(stream, FIRST_SHARD, ShardIteratorType.TRIM_HORIZON)).records())
			.extracting(Record::sequenceNumber)
			.containsExactlyInAnyOrderElementsOf(
					results.stream().map(PutRecordsResultEntry::sequenceNumber).filter(Objects::nonNull).toList());
	}

	/** From PutRecord: the whole call fails; from CreateStream: 1 MiB a second. */
	@Test
	default void bytesBeyondTheQuotaOfTheShardAreRefused() {
		String stream = stream(1);
		get(putBytes(stream, 1_000_000));
		documented(Quirk.NO_THROTTLING, () -> {
			refused(() -> putBytes(stream, 100_000), EXCEEDED);
			passSecond();
			get(putBytes(stream, 100_000));
		}, () -> get(putBytes(stream, 100_000)));
	}

	/** From GetRecords: five transactions per second per shard. */
	@Test
	default void aShardIsReadFiveTimesASecond() {
		String stream = stream(1);
		String iterator = iterator(stream, FIRST_SHARD, ShardIteratorType.TRIM_HORIZON);
		IntStream.range(0, 5).forEach((i) -> read(iterator));
		documented(Quirk.NO_THROTTLING, () -> {
			refused(() -> client().getRecords((it) -> it.shardIterator(iterator)), EXCEEDED);
			passSecond();
			read(iterator);
		}, () -> read(iterator));
	}

	/** From GetShardIterator: five transactions per second per open shard. */
	@Test
	default void aShardGivesFiveIteratorsASecond() {
		String stream = stream(1);
		IntStream.range(0, 5).forEach((i) -> iterator(stream, FIRST_SHARD, ShardIteratorType.LATEST));
		documented(Quirk.NO_THROTTLING,
				() -> refused(() -> client().getShardIterator(
						(it) -> it.streamName(stream).shardId(FIRST_SHARD).shardIteratorType(ShardIteratorType.LATEST)),
						EXCEEDED),
				() -> iterator(stream, FIRST_SHARD, ShardIteratorType.LATEST));
	}

	/** From RegisterStreamConsumer: 20 of a provisioned stream. */
	@Test
	default void aStreamHasUpTo20Consumers() {
		String arn = arn(stream(1));
		for (int i = 0; i < 20; i++) {
			String name = "c" + i;
			Conformance.awaitQuickly(() -> {
				passSecond();
				return client().registerStreamConsumer((it) -> it.streamARN(arn).consumerName(name))
					.handle((answer, failure) -> failure == null)
					.join();
			});
		}
		passSecond();
		refused(() -> client().registerStreamConsumer((it) -> it.streamARN(arn).consumerName("more")),
				"LimitExceededException");
	}

	default CompletableFuture<?> putBytes(String stream, int size) {
		return client()
			.putRecord((it) -> it.streamName(stream).partitionKey("a").data(SdkBytes.fromByteArray(new byte[size])));
	}

	private static List<PutRecordsRequestEntry> entries(int count, int size) {
		return Collections.nCopies(count,
				PutRecordsRequestEntry.builder()
					.partitionKey("a")
					.data(SdkBytes.fromByteArray(new byte[size]))
					.build());
	}

}
