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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;

import static org.assertj.core.api.Assertions.assertThat;

class PlacementTests {

	private static final HashKey KEY = HashKey.ofPartitionKey("key");

	private final Deaggregator deaggregator = new Deaggregator(new StreamName("orders"));

	private final AggregateBuilder builder = new AggregateBuilder();

	private final List<KinesisRecord> misplaced = new ArrayList<>();

	@Test
	void recordsOutsideTheRangeAreAskedFor() {
		add("key", null, "by key");
		add("other", null, "by other key");
		add("key", "7", "by hash key");
		add("other", KEY.toString(), "by hash key inside");
		add("key", null, "by key again");
		List<KinesisRecord> kept = decode(new HashKeyRange(KEY, KEY), null, false);
		assertThat(kept).extracting(PlacementTests::text)
			.containsExactly("by key", "by hash key inside", "by key again");
		assertThat(kept).extracting(KinesisRecord::sequenceNumber)
			.extracting(SequenceNumber::subSequence)
			.containsExactly(0L, 3L, 4L);
		assertThat(this.misplaced).extracting(PlacementTests::text).containsExactly("by other key", "by hash key");
	}

	@Test
	void recordsOutsideTheRangeAreDeliveredInTheirPlacesOnDemand() {
		add("other", null, "0");
		add("key", null, "1");
		add("other", null, "2");
		List<KinesisRecord> records = decode(new HashKeyRange(KEY, KEY), null, true);
		assertThat(records).extracting(PlacementTests::text).containsExactly("0", "1", "2");
		assertThat(this.misplaced).extracting(PlacementTests::text).containsExactly("0", "2");
	}

	@Test
	void rememberedHashesAreThoseOfTheirKeys() {
		HashKey key = HashKey.ofPartitionKey("Aa");
		HashKeyRange range = new HashKeyRange(key, key);
		for (int round = 0; round < 3; round++) {
			add("Aa", null, "inside");
			assertThat(decode(range, null, false)).hasSize(1);
			// Of the same hash code, and as long.
			add("BB", null, "outside");
			assertThat(decode(range, null, false)).isEmpty();
			add("Aa", null, "inside");
			add("Aa", null, "inside");
			add("Aaa", null, "outside");
			assertThat(decode(range, null, false)).hasSize(2);
		}
	}

	@Test
	void handledRecordsAreNotAskedForAgain() {
		add("other", null, "0");
		add("other", null, "1");
		decode(new HashKeyRange(KEY, KEY), new SequenceNumber("7", 0), true);
		assertThat(this.misplaced).extracting(PlacementTests::text).containsExactly("1");
	}

	@Test
	void theEndsOfTheRangeBelongToIt() {
		HashKeyRange range = new HashKeyRange(HashKey.parse("10"), HashKey.parse("20"));
		for (String hashKey : List.of("9", "10", "20", "21")) {
			add("key", hashKey, hashKey);
		}
		assertThat(decode(range, null, false)).extracting(PlacementTests::text).containsExactly("10", "20");
	}

	@Test
	void recordsOfTheirOwnAreAlwaysInTheirPlace() {
		Record record = record("raw".getBytes(StandardCharsets.UTF_8));
		assertThat(decode(record, new HashKeyRange(HashKey.MIN, HashKey.MIN), null, false)).hasSize(1);
		assertThat(this.misplaced).isEmpty();
	}

	private void add(String partitionKey, @Nullable String explicitHashKey, String text) {
		this.builder.add(partitionKey, UserRecord.of(partitionKey, text.getBytes(StandardCharsets.UTF_8))
			.withExplicitHashKey(explicitHashKey));
	}

	private List<KinesisRecord> decode(HashKeyRange range, @Nullable SequenceNumber after, boolean deliver) {
		return decode(record(this.builder.build()), range, after, deliver);
	}

	private List<KinesisRecord> decode(Record record, HashKeyRange range, @Nullable SequenceNumber after,
			boolean deliver) {
		return this.deaggregator.decode(new ShardId("shardId-000000000001"), range, List.of(record), after, (each) -> {
			this.misplaced.add(each);
			return deliver;
		});
	}

	private static Record record(byte[] data) {
		return Record.builder()
			.sequenceNumber("7")
			.partitionKey("outer")
			.data(SdkBytes.fromByteArrayUnsafe(data))
			.build();
	}

	private static String text(KinesisRecord record) {
		return StandardCharsets.UTF_8.decode(record.data()).toString();
	}

}
