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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class DeaggregatorTests {

	private static final Instant ARRIVAL = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final String SEQUENCE = "49590338271490256608559692538361571095921575989136588898";

	@Test
	void deliversPlainRecordAsItIs() {
		KinesisRecord record = decodeOne(bytes("hello"));
		assertThat(record.stream()).isEqualTo(new StreamName("orders"));
		assertThat(record.shardId()).isEqualTo(new ShardId("shardId-000000000001"));
		assertThat(record.sequenceNumber()).isEqualTo(new SequenceNumber(SEQUENCE, 0));
		assertThat(record.partitionKey()).isEqualTo("outer");
		assertThat(record.explicitHashKey()).isNull();
		assertThat(payload(record)).isEqualTo(bytes("hello"));
		assertThat(record.approximateArrivalTimestamp()).isEqualTo(ARRIVAL);
		assertThat(record.headers()).isEmpty();
		assertThat(record.aggregated()).isFalse();
	}

	@Test
	void unpacksAggregateWithKeysHashKeysAndTags() {
		DynamicMessage.Builder message = ReferenceMessages.aggregatedRecord();
		ReferenceMessages.addKey(message, "a");
		ReferenceMessages.addKey(message, "ключ");
		ReferenceMessages.addHashKey(message, "340282366920938463463374607431768211455");
		ReferenceMessages.addRecord(message, ReferenceMessages.record(1, bytes("first")));
		DynamicMessage.Builder second = ReferenceMessages.record(0, bytes("second"));
		second.setField(ReferenceMessages.RECORD.findFieldByNumber(2), 0L);
		second.addRepeatedField(ReferenceMessages.RECORD.findFieldByNumber(4), ReferenceMessages.tag("h", "1"));
		second.addRepeatedField(ReferenceMessages.RECORD.findFieldByNumber(4), ReferenceMessages.tag("ü", ""));
		ReferenceMessages.addRecord(message, second);
		List<KinesisRecord> records = decode(ReferenceMessages.frame(message.build().toByteArray()), null);
		assertThat(records).hasSize(2).allMatch(KinesisRecord::aggregated);
		assertThat(records).extracting(KinesisRecord::partitionKey).containsExactly("ключ", "a");
		assertThat(records).extracting(KinesisRecord::explicitHashKey)
			.containsExactly(null, "340282366920938463463374607431768211455");
		assertThat(records).extracting(KinesisRecord::sequenceNumber)
			.containsExactly(new SequenceNumber(SEQUENCE, 0), new SequenceNumber(SEQUENCE, 1));
		assertThat(records).extracting(DeaggregatorTests::text).containsExactly("first", "second");
		assertThat(records.get(0).headers()).isEmpty();
		assertThat(records.get(1).headers()).isEqualTo(Map.of("h", "1", "ü", ""));
		assertThat(records).extracting(KinesisRecord::approximateArrivalTimestamp).containsOnly(ARRIVAL);
	}

	@Test
	void sharesPayloadBytesWithoutLettingCallersChangeThem() {
		byte[] aggregate = ReferenceMessages.aggregate("k", bytes("one"), bytes("two"));
		KinesisRecord record = decode(aggregate, null).get(1);
		ByteBuffer data = record.data();
		assertThat(data.isReadOnly()).isTrue();
		assertThatThrownBy(() -> data.put((byte) 1)).isInstanceOf(java.nio.ReadOnlyBufferException.class);
		data.position(data.limit());
		assertThat(text(record)).isEqualTo("two");
		int place = new String(aggregate, StandardCharsets.ISO_8859_1).indexOf("two");
		aggregate[place] = 'T';
		assertThat(text(record)).isEqualTo("Two");
	}

	@ParameterizedTest
	@MethodSource("acceptedByKcl")
	void acceptsWhatKclAccepts(byte[] aggregate, List<String> payloads) {
		List<KinesisRecord> records = decode(aggregate, null);
		assertThat(records).extracting(DeaggregatorTests::text).containsExactlyElementsOf(payloads);
		assertThat(records).allMatch(KinesisRecord::aggregated);
	}

	static Stream<Arguments> acceptedByKcl() {
		byte[] x = bytes("x");
		DynamicMessage.Builder unusedKey = ReferenceMessages.addKey(ReferenceMessages.aggregatedRecord(), "k");
		ReferenceMessages.addKey(unusedKey, "unused");
		ReferenceMessages.addHashKey(unusedKey, "not a number, but nobody refers to it");
		ReferenceMessages.addRecord(unusedKey, ReferenceMessages.record(0, x));
		DynamicMessage.Builder unknown = ReferenceMessages.addKey(ReferenceMessages.aggregatedRecord(), "k");
		ReferenceMessages.addRecord(unknown, ReferenceMessages.record(0, x).setUnknownFields(unknownFields()));
		unknown.setUnknownFields(unknownFields());
		byte[] table = ReferenceMessages.addKey(ReferenceMessages.aggregatedRecord(), "k").build().toByteArray();
		byte[] record = ReferenceMessages
			.addRecord(ReferenceMessages.aggregatedRecord(), ReferenceMessages.record(0, x))
			.build()
			.toByteArray();
		byte[] nested = ReferenceMessages.aggregate("inner", bytes("deep"));
		return Stream.of(arguments(ReferenceMessages.aggregate("k", x), List.of("x")),
				arguments(ReferenceMessages.aggregate("k", new byte[0], x), List.of("", "x")),
				arguments(frame(unusedKey), List.of("x")), arguments(frame(unknown), List.of("x")),
				arguments(ReferenceMessages.frame(concat(record, table)), List.of("x")), arguments(
						ReferenceMessages.aggregate("k", nested), List.of(new String(nested, StandardCharsets.UTF_8))));
	}

	@ParameterizedTest
	@MethodSource("notAnAggregate")
	void deliversRawWhatIsNoValidAggregate(byte[] bytes) {
		KinesisRecord record = decodeOne(bytes);
		assertThat(record.aggregated()).isFalse();
		assertThat(payload(record)).isEqualTo(bytes);
		assertThat(record.partitionKey()).isEqualTo("outer");
		assertThat(Deaggregator.isAggregate(bytes)).isFalse();
	}

	static Stream<byte[]> notAnAggregate() {
		byte[] valid = ReferenceMessages.aggregate("key", bytes("one"), bytes("two"));
		byte[] badDigest = valid.clone();
		badDigest[badDigest.length - 1] ^= 1;
		byte[] badMagic = valid.clone();
		badMagic[3] ^= 1;
		byte[] body = Arrays.copyOfRange(valid, 4, valid.length - 16);
		byte[] key = ReferenceMessages.addKey(ReferenceMessages.aggregatedRecord(), "k").build().toByteArray();
		return Stream.of(new byte[0], new byte[] { (byte) 0xF3, (byte) 0x89, (byte) 0x9A },
				Arrays.copyOf(valid, 4 + 16), ReferenceMessages.frame(new byte[0]), badDigest, badMagic,
				concat(Arrays.copyOf(valid, 4), bytes("junk that is longer than a digest is")),
				ReferenceMessages.frame(Arrays.copyOf(body, body.length - 1)), ReferenceMessages.frame(key),
				// record without data, without key index, with a tag that has no key
				withRecord(new byte[] { 0x08, 0x00 }), withRecord(new byte[] { 0x1A, 0x01, 'x' }),
				withRecord(new byte[] { 0x08, 0x00, 0x1A, 0x01, 'x', 0x22, 0x00 }),
				// index after the table, 2^32, 2^63
				withRecord(new byte[] { 0x08, 0x01, 0x1A, 0x01, 'x' }),
				withRecord(concat(varintField(1, 1L << 32), new byte[] { 0x1A, 0x01, 'x' })),
				withRecord(concat(varintField(1, Long.MIN_VALUE), new byte[] { 0x1A, 0x01, 'x' })),
				withRecord(new byte[] { 0x08, 0x00, 0x10, 0x00, 0x1A, 0x01, 'x' }),
				// field 0, wire types 6 and 7, open group, stray end of group
				ReferenceMessages.frame(concat(body, new byte[] { 0x00 })),
				ReferenceMessages.frame(concat(body, new byte[] { 0x2E })),
				ReferenceMessages.frame(concat(body, new byte[] { 0x2F })),
				ReferenceMessages.frame(concat(body, new byte[] { 0x2B })),
				ReferenceMessages.frame(concat(body, new byte[] { 0x2C })),
				// length of 2^31-1, negative length, varint of 11 bytes
				ReferenceMessages
					.frame(concat(body, new byte[] { 0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07 })),
				ReferenceMessages
					.frame(concat(body, new byte[] { 0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F })),
				ReferenceMessages.frame(concat(body, ones(10))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "340282366920938463463374607431768211456", "-1", "abc", "", " 1", "1.0" })
	void deliversRawWhatHasHashKeyThatIsNone(String hashKey) {
		assertThat(decodeOne(withHashKey(hashKey)).aggregated()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "007", "+7", "7" })
	void putsHashKeysIntoCanonicalForm(String hashKey) {
		assertThat(decodeOne(withHashKey(hashKey)).explicitHashKey()).isEqualTo("7");
	}

	@Test
	void replacesInvalidUtf8InKeys() {
		byte[] body = concat(new byte[] { 0x0A, 0x01, (byte) 0xFF },
				new byte[] { 0x1A, 0x05, 0x08, 0x00, 0x1A, 0x01, 'x' });
		assertThat(decodeOne(ReferenceMessages.frame(body)).partitionKey()).isEqualTo("\uFFFD");
	}

	@Test
	void leavesOutWhatWasHandled() {
		byte[] aggregate = ReferenceMessages.aggregate("k", bytes("0"), bytes("1"), bytes("2"));
		List<Record> records = List.of(record("9", aggregate), record("10", aggregate), record("11", bytes("raw")),
				record("100", aggregate));
		assertThat(texts(records, null)).containsExactly("0", "1", "2", "0", "1", "2", "raw", "0", "1", "2");
		assertThat(texts(records, new SequenceNumber("10", 0))).containsExactly("1", "2", "raw", "0", "1", "2");
		assertThat(texts(records, new SequenceNumber("10", 2))).containsExactly("raw", "0", "1", "2");
		assertThat(texts(records, new SequenceNumber("11", 0))).containsExactly("0", "1", "2");
		assertThat(texts(records, new SequenceNumber("100", Long.MAX_VALUE))).isEmpty();
	}

	private static byte[] withHashKey(String hashKey) {
		DynamicMessage.Builder message = ReferenceMessages.addKey(ReferenceMessages.aggregatedRecord(), "k");
		ReferenceMessages.addHashKey(message, hashKey);
		ReferenceMessages.addRecord(message,
				ReferenceMessages.record(0, bytes("x")).setField(ReferenceMessages.RECORD.findFieldByNumber(2), 0L));
		return frame(message);
	}

	private static byte[] withRecord(byte[] record) {
		byte[] prefix = { 0x0A, 0x01, 'k', 0x1A, (byte) record.length };
		return ReferenceMessages.frame(concat(prefix, record));
	}

	private static byte[] varintField(int field, long value) {
		UnknownFieldSet fields = UnknownFieldSet.newBuilder()
			.addField(field, UnknownFieldSet.Field.newBuilder().addVarint(value).build())
			.build();
		return fields.toByteArray();
	}

	private static UnknownFieldSet unknownFields() {
		UnknownFieldSet inner = UnknownFieldSet.newBuilder()
			.addField(1, UnknownFieldSet.Field.newBuilder().addFixed32(3).build())
			.build();
		return UnknownFieldSet.newBuilder()
			.addField(9,
					UnknownFieldSet.Field.newBuilder()
						.addVarint(300)
						.addFixed32(1)
						.addFixed64(2)
						.addGroup(inner)
						.addLengthDelimited(ByteString.copyFromUtf8("unknown"))
						.build())
			.build();
	}

	private static byte[] ones(int count) {
		byte[] result = new byte[count + 1];
		Arrays.fill(result, (byte) 0xFF);
		result[0] = 0x28;
		return result;
	}

	private static byte[] frame(DynamicMessage.Builder message) {
		return ReferenceMessages.frame(message.build().toByteArray());
	}

	private static byte[] concat(byte[] first, byte[] second) {
		byte[] result = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, result, first.length, second.length);
		return result;
	}

	private static KinesisRecord decodeOne(byte[] data) {
		List<KinesisRecord> records = decode(data, null);
		assertThat(records).hasSize(1);
		return records.get(0);
	}

	private static List<KinesisRecord> decode(byte[] data, SequenceNumber after) {
		return decode(List.of(record(SEQUENCE, data)), after);
	}

	private static List<KinesisRecord> decode(List<Record> records, SequenceNumber after) {
		return Deaggregator.decode(new StreamName("orders"), new ShardId("shardId-000000000001"), records, after);
	}

	private static List<String> texts(List<Record> records, SequenceNumber after) {
		List<String> result = new ArrayList<>();
		decode(records, after).forEach((record) -> result.add(text(record)));
		return result;
	}

	private static Record record(String sequence, byte[] data) {
		return Record.builder()
			.sequenceNumber(sequence)
			.partitionKey("outer")
			.approximateArrivalTimestamp(ARRIVAL)
			.data(SdkBytes.fromByteArrayUnsafe(data))
			.build();
	}

	private static byte[] payload(KinesisRecord record) {
		byte[] result = new byte[record.data().remaining()];
		record.data().get(result);
		return result;
	}

	private static String text(KinesisRecord record) {
		return StandardCharsets.UTF_8.decode(record.data()).toString();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
