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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the libraries of other languages wrote, read by us, and what they have read,
 * written by us: captured bytes, about which {@code kpl/README.md} tells more.
 */
class ForeignAggregatesTests {

	@ParameterizedTest
	@ValueSource(strings = { "node", "python", "go-kinesis-producer", "ours" })
	void eachRecordIsReadAsItWasPut(String file) throws IOException {
		for (Aggregate aggregate : read(file)) {
			List<KinesisRecord> decoded = decode(aggregate);
			assertThat(decoded).hasSameSizeAs(aggregate.put());
			for (int i = 0; i < decoded.size(); i++) {
				KinesisRecord actual = decoded.get(i);
				DataRecord expected = aggregate.put().get(i);
				assertThat(actual.partitionKey()).isEqualTo(expected.partitionKey());
				assertThat(actual.explicitHashKey()).isEqualTo(expected.explicitHashKey());
				assertThat(actual.data()).isEqualTo(expected.data());
				assertThat(actual.headers()).isEqualTo(expected.headers());
				assertThat(actual.sequenceNumber().subSequence()).isEqualTo(i);
				assertThat(actual.aggregated()).isTrue();
			}
		}
	}

	@Test
	void librariesThatKeepOnlyTheFirstKeyLoseNoData() throws IOException {
		for (Aggregate aggregate : read("go-a8m")) {
			List<KinesisRecord> decoded = decode(aggregate);
			assertThat(decoded).extracting(KinesisRecord::data)
				.isEqualTo(aggregate.put().stream().map(DataRecord::data).toList());
			assertThat(decoded).extracting(KinesisRecord::partitionKey)
				.containsOnly(aggregate.put().get(0).partitionKey());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "node", "python", "go-kinesis-producer", "go-a8m", "ours" })
	void kclReadsTheSame(String file) throws IOException {
		for (Aggregate aggregate : read(file)) {
			List<KinesisRecord> ours = decode(aggregate);
			List<KinesisClientRecord> theirs = KclReader.read(aggregate.got(), HashKeyRange.FULL);
			assertThat(ours).hasSameSizeAs(theirs);
			for (int i = 0; i < ours.size(); i++) {
				assertThat(ours.get(i).partitionKey()).isEqualTo(theirs.get(i).partitionKey());
				assertThat(ours.get(i).explicitHashKey()).isEqualTo(theirs.get(i).explicitHashKey());
				assertThat(ours.get(i).data()).isEqualTo(theirs.get(i).data());
				assertThat(ours.get(i).sequenceNumber().subSequence()).isEqualTo(theirs.get(i).subSequenceNumber());
			}
		}
	}

	@Test
	void weWriteTheBytesThatOthersHaveRead() throws IOException {
		for (Aggregate aggregate : read("ours")) {
			AggregateBuilder builder = new AggregateBuilder();
			aggregate.put().forEach((record) -> builder.add(Objects.requireNonNull(record.partitionKey()), record));
			assertThat(builder.build()).isEqualTo(aggregate.got());
		}
	}

	private static List<Aggregate> read(String file) throws IOException {
		List<Aggregate> result = new ArrayList<>();
		try (InputStream input = ForeignAggregatesTests.class.getResourceAsStream("/kpl/" + file + ".txt")) {
			assertThat(input).isNotNull();
			List<DataRecord> put = new ArrayList<>();
			for (String line : new String(input.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
				String[] words = line.split(" ");
				if (words[0].equals("put")) {
					put.add(new DataRecord(text(words[1]), words[2].equals("-") ? null : words[2],
							ByteBuffer.wrap(bytes(words[3])), headers(words)));
				}
				else if (words[0].equals("got")) {
					result.add(new Aggregate(put, bytes(words[3])));
					put = new ArrayList<>();
				}
			}
		}
		assertThat(result).isNotEmpty().noneMatch((aggregate) -> aggregate.put().isEmpty());
		return result;
	}

	private static Map<String, String> headers(String[] words) {
		Map<String, String> result = new LinkedHashMap<>();
		for (int i = 4; i < words.length; i++) {
			String[] header = words[i].split(":");
			result.put(text(header[0]), text(header[1]));
		}
		return result;
	}

	private static List<KinesisRecord> decode(Aggregate aggregate) {
		Record record = Record.builder()
			.sequenceNumber("7")
			.partitionKey("outer")
			.data(SdkBytes.fromByteArray(aggregate.got()))
			.build();
		return Deaggregator.decode(new StreamName("orders"), new ShardId("shardId-000000000001"), List.of(record),
				null);
	}

	private static byte[] bytes(String base64) {
		return base64.equals("-") ? new byte[0] : Base64.getDecoder().decode(base64);
	}

	private static String text(String base64) {
		return new String(bytes(base64), StandardCharsets.UTF_8);
	}

	private record Aggregate(List<DataRecord> put, byte[] got) {

	}

}
