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

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What KPL wrote into a stream, read by us. The bytes were captured from KPL 1.1.1:
 * {@code benchmarks/run kpl-capture} does that again.
 */
class KplCaptureTests {

	private final List<User> put = new ArrayList<>();

	private final List<Got> got = new ArrayList<>();

	KplCaptureTests() throws IOException {
		try (InputStream file = getClass().getResourceAsStream("/kpl/aggregates.txt")) {
			assertThat(file).isNotNull();
			for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
				String[] words = line.split(" ");
				if (words[0].equals("put")) {
					this.put.add(new User(text(words[1]), words[2].equals("-") ? null : words[2],
							ByteBuffer.wrap(bytes(words[3]))));
				}
				else if (words[0].equals("got")) {
					this.got.add(new Got(new HashKeyRange(HashKey.parse(words[1]), HashKey.parse(words[2])),
							text(words[3]), bytes(words[4])));
				}
			}
		}
	}

	@Test
	void eachUserRecordArrivesInTheRightShard() {
		List<User> read = new ArrayList<>();
		for (Got record : this.got) {
			List<KinesisRecord> misplaced = new ArrayList<>();
			List<KinesisRecord> records = decode(record, misplaced);
			assertThat(misplaced).isEmpty();
			assertThat(records.get(0).aggregated()).isEqualTo(record.partitionKey.equals("a") && records.size() > 1);
			for (KinesisRecord each : records) {
				// Kinesis does not tell the hash key of a record that is no aggregate.
				String hashKey = each.aggregated() ? each.explicitHashKey() : hashKeyGiven(each);
				read.add(new User(each.partitionKey(), hashKey, each.data()));
			}
		}
		assertThat(read).containsExactlyInAnyOrderElementsOf(this.put);
		assertThat(this.got).hasSizeLessThan(this.put.size());
	}

	@Test
	void kclReadsTheSame() {
		for (Got record : this.got) {
			List<KinesisRecord> ours = decode(record, new ArrayList<>());
			List<KinesisClientRecord> theirs = KclReader.read(record.data, record.range);
			assertThat(ours).hasSameSizeAs(theirs);
			for (int i = 0; i < ours.size(); i++) {
				assertThat(ours.get(i).data()).isEqualTo(theirs.get(i).data());
				assertThat(ours.get(i).explicitHashKey()).isEqualTo(theirs.get(i).explicitHashKey());
				assertThat(ours.get(i).sequenceNumber().subSequence()).isEqualTo(theirs.get(i).subSequenceNumber());
				if (ours.get(i).aggregated()) {
					assertThat(ours.get(i).partitionKey()).isEqualTo(theirs.get(i).partitionKey());
				}
			}
		}
	}

	private @Nullable String hashKeyGiven(KinesisRecord record) {
		return this.put.stream()
			.filter((each) -> each.data.equals(record.data()))
			.findFirst()
			.map(User::explicitHashKey)
			.orElse(null);
	}

	private static List<KinesisRecord> decode(Got got, List<KinesisRecord> misplaced) {
		Record record = Record.builder()
			.sequenceNumber("7")
			.partitionKey(got.partitionKey)
			.data(SdkBytes.fromByteArray(got.data))
			.build();
		return new Deaggregator(new StreamName("orders")).decode(new ShardId("shardId-000000000001"), got.range,
				List.of(record), null, misplaced::add);
	}

	private static byte[] bytes(String base64) {
		return Base64.getDecoder().decode(base64);
	}

	private static String text(String base64) {
		return new String(bytes(base64), StandardCharsets.UTF_8);
	}

	private record User(String partitionKey, @Nullable String explicitHashKey, ByteBuffer data) {

	}

	private record Got(HashKeyRange range, String partitionKey, byte[] data) {

	}

}
