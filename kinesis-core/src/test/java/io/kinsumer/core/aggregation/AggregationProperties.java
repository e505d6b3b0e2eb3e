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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;

import static org.assertj.core.api.Assertions.assertThat;

class AggregationProperties {

	@Property(tries = 300)
	void decodedIsWhatWasEncoded(@ForAll("records") List<UserRecord> records) {
		AggregateBuilder builder = new AggregateBuilder();
		records.forEach((record) -> builder.add(key(record), record));
		List<KinesisRecord> decoded = decode(builder.build());
		assertThat(decoded).hasSameSizeAs(records);
		for (int i = 0; i < records.size(); i++) {
			UserRecord expected = records.get(i);
			KinesisRecord actual = decoded.get(i);
			assertThat(actual.partitionKey()).isEqualTo(expected.partitionKey());
			assertThat(actual.explicitHashKey()).isEqualTo(expected.explicitHashKey());
			assertThat(actual.data()).isEqualTo(expected.data());
			assertThat(actual.headers()).isEqualTo(expected.headers());
			assertThat(actual.sequenceNumber().subSequence()).isEqualTo(i);
			assertThat(actual.aggregated()).isTrue();
		}
	}

	@Property(tries = 300)
	void bytesAreThoseOfProtobuf(@ForAll("records") List<UserRecord> records) {
		AggregateBuilder builder = new AggregateBuilder();
		records.forEach((record) -> builder.add(key(record), record));
		assertThat(builder.build()).isEqualTo(reference(records));
	}

	@Property(tries = 300)
	void sizeIsKnownBeforehand(@ForAll("records") List<UserRecord> records) {
		AggregateBuilder builder = new AggregateBuilder();
		for (int round = 0; round < 2; round++) {
			int predicted = builder.size();
			for (UserRecord record : records) {
				predicted = builder.sizeWith(key(record), record);
				builder.add(key(record), record);
				assertThat(builder.size()).isEqualTo(predicted);
			}
			assertThat(builder.count()).isEqualTo(records.size());
			assertThat(builder.build()).hasSize(predicted);
			assertThat(builder.count()).isZero();
		}
	}

	@Example
	void sizesAreExactAtTheEdgesOfVarints() {
		for (int size : new int[] { 0, 1, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 16370, 16375,
				16378, 16379, 16380, 16383, 16384, 16385, 2097140, 2097151, 2097152 }) {
			AggregateBuilder builder = new AggregateBuilder();
			UserRecord record = UserRecord.of("k", new byte[size]);
			int predicted = builder.sizeWith("k", record);
			builder.add("k", record);
			byte[] bytes = builder.build();
			assertThat(bytes).hasSize(predicted);
			assertThat(decode(bytes).get(0).data().remaining()).isEqualTo(size);
		}
		AggregateBuilder many = new AggregateBuilder();
		for (int i = 0; i < 20_000; i++) {
			UserRecord record = UserRecord.of("key-" + i, new byte[0]);
			int predicted = many.sizeWith("key-" + i, record);
			many.add("key-" + i, record);
			assertThat(many.size()).isEqualTo(predicted);
		}
		assertThat(decode(many.build()).get(19_999).partitionKey()).isEqualTo("key-19999");
	}

	/**
	 * To make an aggregate takes far longer than to damage it.
	 */
	@Property(tries = 200)
	void damagedAggregateIsNeitherLostNorFatal(@ForAll("records") List<UserRecord> records, @ForAll long seed) {
		byte[] valid = reference(records);
		byte[] body = Arrays.copyOfRange(valid, 4, valid.length - 16);
		Random random = new Random(seed);
		for (int i = 0; i < 20; i++) {
			int index = random.nextInt(body.length);
			byte[] damaged = random.nextBoolean() ? Arrays.copyOf(body, index) : body.clone();
			if (damaged.length == body.length) {
				damaged[index] = (byte) random.nextInt();
			}
			assertNeitherLostNorFatal(damaged);
		}
	}

	private static void assertNeitherLostNorFatal(byte[] body) {
		List<KinesisRecord> decoded = decode(ReferenceMessages.frame(body));
		assertThat(decoded).isNotEmpty();
		for (KinesisRecord record : decoded) {
			assertThat(record.partitionKey()).isNotNull();
			assertThat(record.data()).isNotNull();
			assertThat(record.headers()).isNotNull();
			String hashKey = record.explicitHashKey();
			if (hashKey != null) {
				HashKey.parse(hashKey);
			}
		}
		List<ByteBuffer> expected = payloadsByProtobuf(body);
		if (expected.isEmpty()) {
			assertThat(decoded).singleElement().matches((record) -> !record.aggregated());
		}
		else {
			assertThat(decoded).allMatch(KinesisRecord::aggregated);
			assertThat(decoded).extracting(KinesisRecord::data).isEqualTo(expected);
		}
	}

	@Property(tries = 1000)
	void junkIsDeliveredRaw(@ForAll byte[] junk) {
		List<KinesisRecord> decoded = decode(ReferenceMessages.frame(junk));
		assertThat(decoded).isNotEmpty();
		decoded.forEach((record) -> assertThat(record.headers()).isNotNull());
	}

	@Property(tries = 200)
	void loneRecordTravelsRawUnlessItWouldNotArrive(@ForAll("records") List<UserRecord> records) {
		for (UserRecord record : records) {
			byte[] bytes = LoneRecords.encode(key(record), record);
			assertThat(bytes).hasSize(LoneRecords.size(key(record), record));
			List<KinesisRecord> decoded = decode(bytes);
			assertThat(decoded).hasSize(1);
			assertThat(decoded.get(0).data()).isEqualTo(record.data());
			assertThat(decoded.get(0).headers()).isEqualTo(record.headers());
			assertThat(decoded.get(0).aggregated()).isEqualTo(!record.headers().isEmpty());
		}
	}

	@Example
	void loneAggregateIsWrappedSoThatItArrivesAsItIs() {
		byte[] aggregate = ReferenceMessages.aggregate("inner", new byte[] { 1 }, new byte[] { 2 });
		UserRecord record = UserRecord.of("k", aggregate);
		List<KinesisRecord> decoded = decode(LoneRecords.encode("k", record));
		assertThat(decoded).hasSize(1);
		assertThat(decoded.get(0).data()).isEqualTo(ByteBuffer.wrap(aggregate));
		assertThat(decoded.get(0).partitionKey()).isEqualTo("k");
	}

	@Example
	void traceContextAloneDoesNotWrap() {
		UserRecord traced = UserRecord.of("k", new byte[] { 7 }).withHeaders(Map.of("traceparent", "00-1-2-01"));
		assertThat(LoneRecords.encode("k", traced)).containsExactly(7);
		assertThat(LoneRecords.mustWrap(traced.withHeaders(Map.of("traceparent", "00-1-2-01", "type", "x")))).isTrue();
		UserRecord context = UserRecord.of("k", new byte[] { 7 }).withContext(Map.of("tenant", "x"));
		assertThat(LoneRecords.encode("k", context)).containsExactly(7);
		assertThat(LoneRecords.mustWrap(context.withHeaders(Map.of("tenant", "x", "type", "x")))).isTrue();
	}

	@Provide
	Arbitrary<List<UserRecord>> records() {
		Arbitrary<String> keys = Arbitraries.oneOf(Arbitraries.of("a", "b", "ключ", "😀"),
				Arbitraries.strings().ofMinLength(1).ofMaxLength(256).ascii());
		Arbitrary<String> hashKeys = Arbitraries
			.of("0", "1", HashKey.MAX.toString(), "170141183460469231731687303715884105728")
			.injectNull(0.6);
		Arbitrary<byte[]> data = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
		Arbitrary<Map<String, String>> headers = Arbitraries
			.maps(Arbitraries.strings().alpha().ofMaxLength(130), Arbitraries.strings().ascii().ofMaxLength(130))
			.ofMaxSize(2);
		return Combinators.combine(keys, hashKeys, data, headers)
			.as((key, hashKey, bytes, map) -> (UserRecord) new DataRecord(key, hashKey, ByteBuffer.wrap(bytes), map))
			.list()
			.ofMinSize(1)
			.ofMaxSize(40);
	}

	/**
	 * The payloads in a message by protobuf's parser; none if it refuses the message, or
	 * if an index or a hash key is wrong.
	 */
	@SuppressWarnings("unchecked")
	private static List<ByteBuffer> payloadsByProtobuf(byte[] body) {
		try {
			DynamicMessage message = DynamicMessage.parseFrom(ReferenceMessages.AGGREGATED_RECORD, body);
			List<String> keys = (List<String>) field(message, 1);
			List<String> hashKeys = (List<String>) field(message, 2);
			List<ByteBuffer> result = new ArrayList<>();
			for (DynamicMessage record : (List<DynamicMessage>) field(message, 3)) {
				long index = (Long) field(record, 1);
				boolean hasHashKey = record.hasField(ReferenceMessages.RECORD.findFieldByNumber(2));
				if (index < 0 || index >= keys.size()
						|| (hasHashKey && !isHashKey(hashKeys, (Long) field(record, 2)))) {
					return List.of();
				}
				result.add(((ByteString) field(record, 3)).asReadOnlyByteBuffer());
			}
			return result;
		}
		catch (InvalidProtocolBufferException ex) {
			return List.of();
		}
	}

	private static boolean isHashKey(List<String> hashKeys, long index) {
		try {
			BigInteger value = new BigInteger(hashKeys.get(Math.toIntExact(index)));
			return value.signum() >= 0 && value.bitLength() <= 128;
		}
		catch (NumberFormatException | IndexOutOfBoundsException | ArithmeticException ex) {
			return false;
		}
	}

	private static Object field(DynamicMessage message, int number) {
		return message.getField(message.getDescriptorForType().findFieldByNumber(number));
	}

	private static byte[] reference(List<UserRecord> records) {
		DynamicMessage.Builder message = ReferenceMessages.aggregatedRecord();
		Map<String, Long> keys = new LinkedHashMap<>();
		Map<String, Long> hashKeys = new LinkedHashMap<>();
		List<DynamicMessage.Builder> all = new ArrayList<>();
		for (UserRecord record : records) {
			long index = keys.computeIfAbsent(key(record), (key) -> (long) keys.size());
			byte[] data = new byte[record.size()];
			record.data().get(data);
			DynamicMessage.Builder each = ReferenceMessages.record(index, data);
			if (record.explicitHashKey() != null) {
				each.setField(ReferenceMessages.RECORD.findFieldByNumber(2),
						hashKeys.computeIfAbsent(record.explicitHashKey(), (key) -> (long) hashKeys.size()));
			}
			record.headers()
				.forEach((name, value) -> each.addRepeatedField(ReferenceMessages.RECORD.findFieldByNumber(4),
						ReferenceMessages.tag(name, value)));
			all.add(each);
		}
		keys.keySet().forEach((key) -> ReferenceMessages.addKey(message, key));
		hashKeys.keySet().forEach((key) -> ReferenceMessages.addHashKey(message, key));
		all.forEach((record) -> ReferenceMessages.addRecord(message, record));
		return ReferenceMessages.frame(message.build().toByteArray());
	}

	private static String key(UserRecord record) {
		return java.util.Objects.requireNonNull(record.partitionKey());
	}

	private static List<KinesisRecord> decode(byte[] data) {
		return Deaggregator.decode(new StreamName("orders"), new ShardId("shardId-000000000001"),
				List.of(Record.builder()
					.sequenceNumber("7")
					.partitionKey("outer")
					.data(SdkBytes.fromByteArrayUnsafe(data))
					.build()),
				null);
	}

}
