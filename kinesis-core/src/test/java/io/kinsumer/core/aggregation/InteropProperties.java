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

package io.kinsumer.core.aggregation;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our aggregates read by KCL, and those of AWS's aggregator read by ours.
 */
class InteropProperties {

	@Property(tries = 300)
	void kclReadsOurAggregatesInTheWholeSpace(@ForAll("records") List<UserRecord> records) {
		assertReadByKcl(records, HashKeyRange.FULL);
	}

	@Property(tries = 300)
	void kclReadsOurAggregatesInTheNarrowestShardTheyFit(@ForAll("records") List<UserRecord> records) {
		assertReadByKcl(records, range(records));
	}

	@Property(tries = 300)
	void kclDropsWhatWeTellToBeMisplaced(@ForAll("records") List<UserRecord> records, @ForAll boolean above) {
		HashKeyRange all = range(records);
		HashKey middle = middle(all);
		HashKeyRange half = above ? new HashKeyRange(middle, all.end()) : new HashKeyRange(all.start(), middle);
		byte[] aggregate = encode(records);
		boolean[] misplaced = { false };
		List<KinesisRecord> kept = decode(aggregate, half, misplaced);
		long inside = records.stream().filter((record) -> half.contains(hashKey(record))).count();
		assertThat(kept).hasSize((int) inside);
		assertThat(misplaced[0]).isEqualTo(inside < records.size());
		assertThat(KclReader.read(aggregate, half)).hasSize(misplaced[0] ? 0 : records.size());
	}

	@Property(tries = 300)
	void weReadTheAggregatesOfAws(@ForAll("records") List<UserRecord> records) {
		byte[] aggregate = AwsAggregator.encode(records);
		boolean[] misplaced = { false };
		List<KinesisRecord> decoded = decode(aggregate, range(records), misplaced);
		assertThat(misplaced[0]).isFalse();
		assertThat(decoded).hasSameSizeAs(records).allMatch(KinesisRecord::aggregated);
		for (int i = 0; i < records.size(); i++) {
			KinesisRecord actual = decoded.get(i);
			assertThat(actual.partitionKey()).isEqualTo(records.get(i).partitionKey());
			// It writes a hash key for each partition key, whether it was given one or
			// not.
			assertThat(actual.explicitHashKey()).isEqualTo(hashKey(records.get(i)).toString());
			assertThat(actual.data()).isEqualTo(records.get(i).data());
			assertThat(actual.sequenceNumber().subSequence()).isEqualTo(i);
			assertThat(actual.headers()).isEmpty();
		}
	}

	@Property(tries = 200)
	void weReadAnyAggregateAsKclDoes(@ForAll("records") List<UserRecord> records) {
		byte[] aggregate = AwsAggregator.encode(records);
		List<KinesisRecord> ours = decode(aggregate, HashKeyRange.FULL, new boolean[1]);
		List<KinesisClientRecord> theirs = KclReader.read(aggregate, HashKeyRange.FULL);
		assertThat(ours).hasSameSizeAs(theirs);
		for (int i = 0; i < ours.size(); i++) {
			assertEqual(ours.get(i), theirs.get(i));
		}
	}

	private static void assertEqual(KinesisRecord ours, KinesisClientRecord theirs) {
		assertThat(ours.partitionKey()).isEqualTo(theirs.partitionKey());
		assertThat(ours.explicitHashKey()).isEqualTo(theirs.explicitHashKey());
		assertThat(ours.data()).isEqualTo(theirs.data());
		assertThat(ours.sequenceNumber().subSequence()).isEqualTo(theirs.subSequenceNumber());
		assertThat(ours.aggregated()).isEqualTo(theirs.aggregated());
	}

	@Provide
	Arbitrary<List<UserRecord>> records() {
		Arbitrary<String> keys = Arbitraries.oneOf(Arbitraries.of("a", "b", "ключ", "😀", "字".repeat(256)),
				Arbitraries.strings().ofMinLength(1).ofMaxLength(256).ascii());
		Arbitrary<String> hashKeys = Arbitraries.longs()
			.map((number) -> new HashKey(number * 31, number).toString())
			.injectNull(0.6);
		Arbitrary<byte[]> data = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
		return Combinators.combine(keys, hashKeys, data)
			.as((key, hashKey, bytes) -> (UserRecord) new DataRecord(key, hashKey, ByteBuffer.wrap(bytes), Map.of()))
			.list()
			.ofMinSize(1)
			.ofMaxSize(60);
	}

	private static void assertReadByKcl(List<UserRecord> records, HashKeyRange range) {
		List<KinesisClientRecord> read = KclReader.read(encode(records), range);
		assertThat(read).hasSameSizeAs(records).allMatch(KinesisClientRecord::aggregated);
		for (int i = 0; i < records.size(); i++) {
			KinesisClientRecord actual = read.get(i);
			assertThat(actual.partitionKey()).isEqualTo(records.get(i).partitionKey());
			assertThat(actual.explicitHashKey()).isEqualTo(records.get(i).explicitHashKey());
			assertThat(actual.data()).isEqualTo(records.get(i).data());
			assertThat(actual.sequenceNumber()).isEqualTo("7");
			assertThat(actual.subSequenceNumber()).isEqualTo(i);
		}
	}

	private static byte[] encode(List<UserRecord> records) {
		AggregateBuilder builder = new AggregateBuilder();
		records.forEach((record) -> builder.add(Objects.requireNonNull(record.partitionKey()), record));
		return builder.build();
	}

	private static List<KinesisRecord> decode(byte[] data, HashKeyRange range, boolean[] misplaced) {
		Record record = Record.builder()
			.sequenceNumber("7")
			.partitionKey("outer")
			.data(SdkBytes.fromByteArray(data))
			.build();
		return new Deaggregator(new StreamName("orders")).decode(new ShardId("shardId-000000000001"), range,
				List.of(record), null, (each) -> {
					misplaced[0] = true;
					return false;
				});
	}

	private static HashKeyRange range(List<UserRecord> records) {
		return new HashKeyRange(
				records.stream().map(InteropProperties::hashKey).min(Comparator.naturalOrder()).orElseThrow(),
				records.stream().map(InteropProperties::hashKey).max(Comparator.naturalOrder()).orElseThrow());
	}

	private static HashKey middle(HashKeyRange range) {
		BigInteger sum = new BigInteger(range.start().toString()).add(new BigInteger(range.end().toString()));
		return HashKey.parse(sum.shiftRight(1).toString());
	}

	private static HashKey hashKey(UserRecord record) {
		String explicit = record.explicitHashKey();
		return (explicit != null) ? HashKey.parse(explicit)
				: HashKey.ofPartitionKey(Objects.requireNonNull(record.partitionKey()));
	}

}
