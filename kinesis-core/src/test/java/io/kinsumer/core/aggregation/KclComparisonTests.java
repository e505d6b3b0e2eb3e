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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What KCL 3 does with each kind of payload, by running it, and what is done here: what
 * KCL accepts is accepted; what it loses or dies of is delivered, as it came or with a
 * report.
 */
class KclComparisonTests {

	private static final byte[] X = bytes("x");

	private static final byte[] Y = bytes("y");

	private static final HashKeyRange NOT_K = new HashKeyRange(HashKey.MIN, HashKey.MIN);

	@ParameterizedTest(name = "{0}")
	@MethodSource("payloads")
	void kclDoes(Payload payload) {
		if (payload.kcl == Kcl.DIES) {
			assertThatExceptionOfType(NoClassDefFoundError.class)
				.isThrownBy(() -> KclReader.read(payload.bytes, payload.range))
				.withMessageContaining("javax/xml/bind");
			return;
		}
		List<KinesisClientRecord> records = KclReader.read(payload.bytes, payload.range);
		switch (payload.kcl) {
			case DELIVERS_RAW -> {
				assertThat(records).singleElement().matches((record) -> !record.aggregated());
				assertThat(records.get(0).data()).isEqualTo(ByteBuffer.wrap(payload.bytes));
			}
			case OPENS -> {
				assertThat(records).allMatch(KinesisClientRecord::aggregated);
				assertThat(records).extracting(KinesisClientRecord::data).isEqualTo(payload.contents);
				assertThat(records).extracting(KinesisClientRecord::partitionKey).containsOnly(payload.partitionKey);
			}
			case OPENS_WITH_WRONG_KEY -> {
				assertThat(records).extracting(KinesisClientRecord::data).isEqualTo(payload.contents);
				assertThat(records).extracting(KinesisClientRecord::partitionKey).containsOnly("k");
			}
			default -> assertThat(records).isEmpty();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("payloads")
	void weDo(Payload payload) {
		List<KinesisRecord> reported = new ArrayList<>();
		List<KinesisRecord> records = decode(payload, reported);
		if (payload.ours == Ours.DELIVERS_RAW) {
			assertThat(records).singleElement().matches((record) -> !record.aggregated());
			assertThat(records.get(0).data()).isEqualTo(ByteBuffer.wrap(payload.bytes));
			assertThat(records.get(0).partitionKey()).isEqualTo("outer");
		}
		else {
			assertThat(records).allMatch(KinesisRecord::aggregated);
			assertThat(records).extracting(KinesisRecord::data).isEqualTo(payload.contents);
			assertThat(records).extracting(KinesisRecord::partitionKey).containsOnly(payload.partitionKey);
		}
		assertThat(reported.isEmpty()).isEqualTo(payload.ours != Ours.OPENS_AND_REPORTS);
	}

	static Stream<Payload> payloads() {
		byte[] valid = ReferenceMessages.aggregate("k", X, Y);
		byte[] body = Arrays.copyOfRange(valid, 4, valid.length - 16);
		byte[] nested = ReferenceMessages.aggregate("inner", X);
		byte[] key = { 0x0A, 0x01, 'k' };
		byte[] record = { 0x1A, 0x05, 0x08, 0x00, 0x1A, 0x01, 'x' };
		return Stream.of(raw("nothing", new byte[0]), raw("less than the magic", Arrays.copyOf(valid, 3)),
				raw("other magic", changed(valid, 0)), raw("nothing after the magic", Arrays.copyOf(valid, 4)),
				raw("16 bytes after the magic", Arrays.copyOf(valid, 20)),
				raw("empty message", ReferenceMessages.frame(new byte[0])),
				raw("wrong digest", changed(valid, valid.length - 1)),
				raw("magic and junk", concat(Arrays.copyOf(valid, 4), bytes("junk that is longer than a digest is"))),
				raw("truncated message", ReferenceMessages.frame(Arrays.copyOf(body, body.length - 1))),
				raw("record without key index", message(key, 0x1A, 0x03, 0x1A, 0x01, 'x')),
				raw("record without data", message(key, 0x1A, 0x02, 0x08, 0x00)),
				raw("tag without key", message(key, 0x1A, 0x07, 0x08, 0x00, 0x1A, 0x01, 'x', 0x22, 0x00)),
				opened("one record", ReferenceMessages.aggregate("k", X), X), opened("two records", valid, X, Y),
				opened("no data", ReferenceMessages.aggregate("k", new byte[0]), new byte[0]),
				opened("key that nobody uses", message(concat(key, new byte[] { 0x0A, 0x01, 'z' }), record), X),
				opened("hash key that nobody uses", message(concat(key, new byte[] { 0x12, 0x01, 'z' }), record), X),
				opened("tags", tagged(), X), opened("unknown fields", unknownFields(), X),
				opened("records before tables", message(record, key), X),
				opened("aggregate within an aggregate", ReferenceMessages.aggregate("k", nested), nested),
				new Payload("no records", ReferenceMessages.frame(key), Kcl.LOSES, Ours.DELIVERS_RAW),
				opened("in the shard by hash key", hashKeys("0"), X).in(NOT_K),
				new Payload("outside the shard by key", valid, Kcl.LOSES, Ours.OPENS_AND_REPORTS, X, Y).in(NOT_K),
				new Payload("outside the shard by hash key", hashKeys("1"), Kcl.LOSES, Ours.OPENS_AND_REPORTS, X)
					.in(NOT_K),
				new Payload("partly outside the shard", hashKeys("0", "1"), Kcl.LOSES, Ours.OPENS_AND_REPORTS, X, X)
					.in(NOT_K),
				opened("largest hash key", hashKeys(HashKey.MAX.toString()), X),
				opened("hash key with zeros and sign", hashKeys("+007"), X),
				new Payload("hash key of 2^128", hashKeys("340282366920938463463374607431768211456"), Kcl.LOSES,
						Ours.DELIVERS_RAW),
				new Payload("negative hash key", hashKeys("-1"), Kcl.LOSES, Ours.DELIVERS_RAW),
				new Payload("key index of 2^32",
						message(key, 0x1A, 0x09, 0x08, 0x80, 0x80, 0x80, 0x80, 0x10, 0x1A, 0x01, 'x'),
						Kcl.OPENS_WITH_WRONG_KEY, Ours.DELIVERS_RAW, X),
				opened("key that is no UTF-8", message(new byte[] { 0x0A, 0x01, (byte) 0xFF }, record), X)
					.with("\uFFFD"),
				new Payload("key index after the table", message(key, 0x1A, 0x05, 0x08, 0x01, 0x1A, 0x01, 'x'),
						Kcl.DIES, Ours.DELIVERS_RAW),
				new Payload("hash key index after the table",
						message(key, 0x1A, 0x07, 0x08, 0x00, 0x10, 0x00, 0x1A, 0x01, 'x'), Kcl.DIES, Ours.DELIVERS_RAW),
				new Payload("hash key that is no number", hashKeys("abc"), Kcl.DIES, Ours.DELIVERS_RAW),
				new Payload("hash key without digits", hashKeys(""), Kcl.DIES, Ours.DELIVERS_RAW));
	}

	private static List<KinesisRecord> decode(Payload payload, List<KinesisRecord> reported) {
		Record record = Record.builder()
			.sequenceNumber("7")
			.partitionKey("outer")
			.data(SdkBytes.fromByteArray(payload.bytes))
			.build();
		return new Deaggregator(new StreamName("orders")).decode(new ShardId("shardId-000000000001"), payload.range,
				List.of(record), null, reported::add);
	}

	private static Payload raw(String name, byte[] bytes) {
		return new Payload(name, bytes, Kcl.DELIVERS_RAW, Ours.DELIVERS_RAW);
	}

	private static Payload opened(String name, byte[] bytes, byte[]... contents) {
		return new Payload(name, bytes, Kcl.OPENS, Ours.OPENS, contents);
	}

	private static byte[] hashKeys(String... hashKeys) {
		DynamicMessage.Builder message = ReferenceMessages.addKey(ReferenceMessages.aggregatedRecord(), "k");
		for (int i = 0; i < hashKeys.length; i++) {
			ReferenceMessages.addHashKey(message, hashKeys[i]);
			ReferenceMessages.addRecord(message,
					ReferenceMessages.record(0, X).setField(ReferenceMessages.RECORD.findFieldByNumber(2), (long) i));
		}
		return ReferenceMessages.frame(message.build().toByteArray());
	}

	private static byte[] tagged() {
		DynamicMessage.Builder message = ReferenceMessages.addKey(ReferenceMessages.aggregatedRecord(), "k");
		ReferenceMessages.addRecord(message, ReferenceMessages.record(0, X)
			.addRepeatedField(ReferenceMessages.RECORD.findFieldByNumber(4), ReferenceMessages.tag("name", "value")));
		return ReferenceMessages.frame(message.build().toByteArray());
	}

	private static byte[] unknownFields() {
		UnknownFieldSet fields = UnknownFieldSet.newBuilder()
			.addField(9, UnknownFieldSet.Field.newBuilder().addVarint(300).addFixed32(1).addFixed64(2).build())
			.build();
		DynamicMessage.Builder message = ReferenceMessages.addKey(ReferenceMessages.aggregatedRecord(), "k");
		ReferenceMessages.addRecord(message, ReferenceMessages.record(0, X).setUnknownFields(fields));
		return ReferenceMessages.frame(message.setUnknownFields(fields).build().toByteArray());
	}

	private static byte[] message(byte[] start, int... rest) {
		byte[] bytes = new byte[rest.length];
		for (int i = 0; i < rest.length; i++) {
			bytes[i] = (byte) rest[i];
		}
		return message(start, bytes);
	}

	private static byte[] message(byte[] start, byte[] rest) {
		return ReferenceMessages.frame(concat(start, rest));
	}

	private static byte[] changed(byte[] bytes, int index) {
		byte[] result = bytes.clone();
		result[index] ^= 1;
		return result;
	}

	private static byte[] concat(byte[] first, byte[] second) {
		byte[] result = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, result, first.length, second.length);
		return result;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private enum Kcl {

		DELIVERS_RAW, OPENS, OPENS_WITH_WRONG_KEY, LOSES, DIES

	}

	private enum Ours {

		DELIVERS_RAW, OPENS, OPENS_AND_REPORTS

	}

	private record Payload(String name, byte[] bytes, HashKeyRange range, Kcl kcl, Ours ours, String partitionKey,
			List<ByteBuffer> contents) {

		Payload(String name, byte[] bytes, Kcl kcl, Ours ours, byte[]... contents) {
			this(name, bytes, HashKeyRange.FULL, kcl, ours, "k", Stream.of(contents).map(ByteBuffer::wrap).toList());
		}

		Payload in(HashKeyRange range) {
			return new Payload(this.name, this.bytes, range, this.kcl, this.ours, this.partitionKey, this.contents);
		}

		Payload with(String partitionKey) {
			return new Payload(this.name, this.bytes, this.range, this.kcl, this.ours, partitionKey, this.contents);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
