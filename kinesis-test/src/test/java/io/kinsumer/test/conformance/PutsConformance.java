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
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static io.kinsumer.test.conformance.Conformance.broken;
import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Putting records. From PutRecord, PutRecords and the types PutRecordsRequestEntry,
 * PutRecordsResultEntry and HashKey of the API reference.
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
		documented(Quirk.HASH_KEYS_THAT_ARE_NO_NUMBERS, () -> refuseHashKey(stream, "abc"),
				() -> broken(() -> putAt(stream, "abc")));
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
		documented(Quirk.MADE_UP_NUMBERS_FOR_ORDERING, () -> refused(() -> putAfter(stream, "garbage"), BAD_VALUE),
				() -> broken(() -> putAfter(stream, "garbage")));
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

	/** From the type PutRecordsRequestEntryList. */
	@Test
	default void putRecordsTakesOneTo500Entries() {
		String stream = stream(4);
		documented(Quirk.NUMBERS_OF_ENTRIES,
				() -> refused(() -> client().putRecords((it) -> it.streamName(stream).records(List.of())), BAD_VALUE),
				() -> get(client().putRecords((it) -> it.streamName(stream).records(List.of()))));
		List<PutRecordsRequestEntry> entries = IntStream.range(0, 501).mapToObj((i) -> entry("k" + i, 1)).toList();
		assertThat(get(client().putRecords((it) -> it.streamName(stream).records(entries.subList(0, 500))))
			.failedRecordCount()).isZero();
		documented(Quirk.NUMBERS_OF_ENTRIES,
				() -> refused(() -> client().putRecords((it) -> it.streamName(stream).records(entries)), BAD_VALUE),
				() -> assertThat(get(client().putRecords((it) -> it.streamName(stream).records(entries))).records())
					.hasSize(501));
	}

	/** The key counts, says the parameter Data. */
	@Test
	default void recordsTakeOneMebibyteWithTheirKey() {
		String stream = stream(2);
		int mebibyte = 1024 * 1024;
		get(putBytes(stream, mebibyte - 1));
		refused(() -> putBytes(stream, mebibyte + 1), BAD_VALUE);
		documented(Quirk.SIZE_OF_KEYS, () -> refused(() -> putBytes(stream, mebibyte), BAD_VALUE),
				() -> get(putBytes(stream, mebibyte)));
	}

	/**
	 * That the others are put is from PutRecords; the code of the entry that is too large
	 * is not documented.
	 */
	@Test
	default void anEntryThatIsTooLargeFailsAlone() {
		String stream = stream(2);
		PutRecordsResponse response = get(client().putRecords(
				(it) -> it.streamName(stream).records(entry("a", 1), entry("a", 1024 * 1024 + 1), entry("b", 1))));
		assertThat(response.failedRecordCount()).isEqualTo(1);
		assertThat(response.records().get(1).errorCode()).isNotEmpty();
		assertThat(response.records()).extracting((it) -> it.sequenceNumber() != null)
			.containsExactly(true, false, true);
	}

	@Test
	default void emptyRecordsArePut() {
		String stream = stream(1);
		put(stream, "a", "");
		assertThat(readData(iterator(stream, FIRST_SHARD, ShardIteratorType.TRIM_HORIZON))).containsExactly("");
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
		refused(() -> putAt(stream, hash), BAD_VALUE);
	}

	private CompletableFuture<?> putAt(String stream, String hash) {
		return client().putRecord((it) -> it.streamName(stream)
			.partitionKey("a")
			.explicitHashKey(hash)
			.data(SdkBytes.fromUtf8String("x")));
	}

	private CompletableFuture<?> putAfter(String stream, String number) {
		return client().putRecord((it) -> it.streamName(stream)
			.partitionKey("a")
			.sequenceNumberForOrdering(number)
			.data(SdkBytes.fromUtf8String("x")));
	}

	private CompletableFuture<?> putBytes(String stream, int size) {
		return client()
			.putRecord((it) -> it.streamName(stream).partitionKey("a").data(SdkBytes.fromByteArray(new byte[size])));
	}

	private static PutRecordsRequestEntry entry(String key, int size) {
		return PutRecordsRequestEntry.builder().partitionKey(key).data(SdkBytes.fromByteArray(new byte[size])).build();
	}

}
