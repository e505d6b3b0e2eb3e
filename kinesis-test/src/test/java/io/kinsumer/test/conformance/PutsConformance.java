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
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Putting records.
 */
interface PutsConformance extends KinesisConformance {

	@Test
	default void partitionKeysAreRoutedByTheirMd5() {
		String stream = stream(4);
		List<Shard> shards = shards(stream);
		for (String key : List.of("a", "b", "c", "d", "e", "ключ", "\uD83D\uDE00", "x".repeat(256))) {
			String shardId = put(stream, key, "x").shardId();
			assertThat(shards).filteredOn((it) -> it.shardId().equals(shardId))
				.singleElement()
				.matches((it) -> KinesisConformance.contains(it.hashKeyRange(), KinesisConformance.hash(key)));
		}
	}

	@Test
	default void explicitHashKeysOverrideTheKey() {
		String stream = stream(3);
		for (Shard shard : shards(stream)) {
			for (String hash : List.of(shard.hashKeyRange().startingHashKey(), shard.hashKeyRange().endingHashKey())) {
				assertThat(get(client().putRecord((it) -> it.streamName(stream)
					.partitionKey("same")
					.explicitHashKey(hash)
					.data(SdkBytes.fromUtf8String("x")))).shardId()).isEqualTo(shard.shardId());
			}
		}
	}

	@Test
	default void hashKeysLieInTheirSpace() {
		String stream = stream(1);
		refuseHashKey(stream, "-1");
		refuseHashKey(stream, LAST_HASH.add(BigInteger.ONE).toString());
		documented(Quirk.HASH_KEYS_THAT_ARE_NO_NUMBERS, () -> refuseHashKey(stream, "abc"));
	}

	@Test
	default void sequenceNumbersGrowAndNameTheRecord() {
		String stream = stream(1);
		List<PutRecordResponse> puts = IntStream.range(0, 10).mapToObj((i) -> put(stream, "k" + i, "d" + i)).toList();
		List<BigInteger> numbers = puts.stream().map((it) -> new BigInteger(it.sequenceNumber())).toList();
		assertThat(numbers).isSorted().doesNotHaveDuplicates();
		assertThat(new BigInteger(shards(stream).get(0).sequenceNumberRange().startingSequenceNumber()))
			.isLessThan(numbers.get(0));
		List<Record> records = read(iterator(stream, puts.get(0).shardId(), ShardIteratorType.TRIM_HORIZON)).records();
		assertThat(records).extracting(Record::sequenceNumber)
			.isEqualTo(puts.stream().map(PutRecordResponse::sequenceNumber).toList());
		assertThat(records).extracting(Record::partitionKey).startsWith("k0", "k1").hasSize(10);
		assertThat(KinesisConformance.data(records)).startsWith("d0", "d1").hasSize(10);
		assertThat(records).extracting(Record::approximateArrivalTimestamp).doesNotContainNull().isSorted();
	}

	@Test
	default void aRecordFollowsTheNumberGivenForOrdering() {
		String stream = stream(1);
		String first = put(stream, "a", "1").sequenceNumber();
		String second = get(client().putRecord((it) -> it.streamName(stream)
			.partitionKey("a")
			.sequenceNumberForOrdering(first)
			.data(SdkBytes.fromUtf8String("2")))).sequenceNumber();
		assertThat(new BigInteger(second)).isGreaterThan(new BigInteger(first));
		documented(Quirk.MADE_UP_NUMBERS_FOR_ORDERING,
				() -> refused(() -> client().putRecord((it) -> it.streamName(stream)
					.partitionKey("a")
					.sequenceNumberForOrdering("garbage")
					.data(SdkBytes.fromUtf8String("3"))), BAD_VALUE));
	}

	@Test
	default void resultsOfPutRecordsComeInTheOrderOfTheEntries() {
		String stream = stream(4);
		List<Shard> shards = shards(stream);
		List<PutRecordsRequestEntry> entries = IntStream.range(0, 100).mapToObj((i) -> entry("key" + i, 10)).toList();
		PutRecordsResponse response = get(client().putRecords((it) -> it.streamName(stream).records(entries)));
		assertThat(response.failedRecordCount()).isZero();
		assertThat(response.records()).hasSize(100).allSatisfy((it) -> {
			assertThat(it.errorCode()).isNull();
			assertThat(it.sequenceNumber()).isNotNull();
		});
		for (int i = 0; i < 100; i++) {
			BigInteger hash = KinesisConformance.hash("key" + i);
			String expected = shards.stream()
				.filter((it) -> KinesisConformance.contains(it.hashKeyRange(), hash))
				.findFirst()
				.orElseThrow()
				.shardId();
			assertThat(response.records().get(i).shardId()).isEqualTo(expected);
		}
	}

	@Test
	default void entriesBeyondTheQuotaOfTheShardFailOneByOne() {
		String stream = stream(1);
		List<PutRecordsRequestEntry> entries = Collections.nCopies(500, entry("a", 10));
		List<PutRecordsResponse> responses = IntStream.range(0, 6)
			.mapToObj((i) -> client().putRecords((it) -> it.streamName(stream).records(entries)))
			.toList()
			.stream()
			.map(Conformance::get)
			.toList();
		documented(Quirk.NO_THROTTLING, () -> {
			List<PutRecordsResultEntry> failed = responses.stream()
				.flatMap((it) -> it.records().stream())
				.filter((it) -> it.errorCode() != null)
				.toList();
			assertThat(failed).isNotEmpty().allSatisfy((it) -> {
				assertThat(it.errorCode()).isEqualTo("ProvisionedThroughputExceededException");
				assertThat(it.errorMessage()).isNotBlank();
				assertThat(it.sequenceNumber()).isNull();
				assertThat(it.shardId()).isNull();
			});
			assertThat(responses.stream().mapToInt(PutRecordsResponse::failedRecordCount).sum())
				.isEqualTo(failed.size());
		});
		List<String> kept = read(iterator(stream, "shardId-000000000000", ShardIteratorType.TRIM_HORIZON)).records()
			.stream()
			.map(Record::sequenceNumber)
			.toList();
		assertThat(kept).containsExactlyInAnyOrderElementsOf(responses.stream()
			.flatMap((it) -> it.records().stream())
			.map(PutRecordsResultEntry::sequenceNumber)
			.filter(Objects::nonNull)
			.toList());
	}

	@Test
	default void putRecordsTakesOneTo500Entries() {
		String stream = stream(4);
		documented(Quirk.PUTS_OF_NO_RECORDS,
				() -> refused(() -> client().putRecords((it) -> it.streamName(stream).records(List.of())), BAD_VALUE));
		List<PutRecordsRequestEntry> entries = IntStream.range(0, 501).mapToObj((i) -> entry("k" + i, 1)).toList();
		assertThat(get(client().putRecords((it) -> it.streamName(stream).records(entries.subList(0, 500))))
			.failedRecordCount()).isZero();
		documented(Quirk.PUTS_OF_501_RECORDS,
				() -> refused(() -> client().putRecords((it) -> it.streamName(stream).records(entries)), BAD_VALUE));
	}

	@Test
	default void recordsTakeOneMebibyte() {
		String stream = stream(1);
		refused(() -> client().putRecord((
				it) -> it.streamName(stream).partitionKey("a").data(SdkBytes.fromByteArray(new byte[1024 * 1024 + 1]))),
				BAD_VALUE);
	}

	@Test
	default void emptyRecordsArePut() {
		String stream = stream(1);
		put(stream, "a", "");
		assertThat(readData(iterator(stream, "shardId-000000000000", ShardIteratorType.TRIM_HORIZON)))
			.containsExactly("");
	}

	@Test
	default void partitionKeysHaveOneTo256Characters() {
		String stream = stream(1);
		for (String key : List.of("", "x".repeat(257))) {
			refused(() -> client()
				.putRecord((it) -> it.streamName(stream).partitionKey(key).data(SdkBytes.fromUtf8String("x"))),
					BAD_VALUE);
		}
	}

	private void refuseHashKey(String stream, String hash) {
		refused(() -> client().putRecord((it) -> it.streamName(stream)
			.partitionKey("a")
			.explicitHashKey(hash)
			.data(SdkBytes.fromUtf8String("x"))), BAD_VALUE);
	}

	private static PutRecordsRequestEntry entry(String key, int size) {
		return PutRecordsRequestEntry.builder().partitionKey(key).data(SdkBytes.fromByteArray(new byte[size])).build();
	}

}
