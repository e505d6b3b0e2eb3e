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

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import com.sun.management.ThreadMXBean;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the bytes: nothing is thrown, each Kinesis record is delivered, and memory is
 * in proportion to the bytes that came, not to the numbers in them.
 */
class HostileBytesProperties {

	private static final HashKeyRange RANGE = new HashKeyRange(HashKey.MIN, HashKey.parse("1" + "0".repeat(38)));

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@Property(tries = 3000)
	void anyMessage(@ForAll("wireBytes") byte[] message) {
		assertDelivered(ReferenceMessages.frame(message));
	}

	@Property(tries = 1000)
	void anyPayload(@ForAll byte[] payload) {
		assertThat(assertDelivered(payload)).singleElement().matches((record) -> !record.aggregated());
	}

	@Property(tries = 3000)
	void changedAggregates(@ForAll long seed, @ForAll("changes") int changes) {
		Random random = new Random(seed);
		byte[] message = message(random);
		for (int i = 0; i < changes; i++) {
			message = changed(message, random);
		}
		assertDelivered(ReferenceMessages.frame(message));
	}

	@Property(tries = 300)
	void truncatedAggregates(@ForAll long seed) {
		byte[] message = message(new Random(seed));
		for (int length = 0; length < message.length; length += 1 + length / 8) {
			assertDelivered(ReferenceMessages.frame(Arrays.copyOf(message, length)));
		}
	}

	@Example
	void lengthsOfGigabytes() {
		for (int field : new int[] { 0x0A, 0x12, 0x1A, 0x22, 0x4A }) {
			for (long length : new long[] { 1 << 20, Integer.MAX_VALUE, (1L << 32) - 1, Long.MAX_VALUE, -1 }) {
				byte[] message = concat(new byte[] { 0x0A, 0x01, 'k', (byte) field }, varint(length));
				assertThat(assertDelivered(ReferenceMessages.frame(message))).noneMatch(KinesisRecord::aggregated);
				byte[] inner = concat(new byte[] { 0x08, 0x00, (byte) field }, varint(length));
				byte[] record = concat(new byte[] { 0x0A, 0x01, 'k', 0x1A, (byte) inner.length }, inner);
				assertThat(assertDelivered(ReferenceMessages.frame(record))).noneMatch(KinesisRecord::aggregated);
			}
		}
	}

	@Example
	void groupsInGroups() {
		for (int depth : new int[] { 1, 99, 100, 101, 5_000, 1_000_000 }) {
			byte[] message = new byte[2 * depth];
			Arrays.fill(message, 0, depth, (byte) 0x4B);
			Arrays.fill(message, depth, 2 * depth, (byte) 0x4C);
			byte[] aggregate = ReferenceMessages.frame(concat(message(new Random(1)), message));
			Assertions.assertTimeoutPreemptively(ofSeconds(30), () -> {
				List<KinesisRecord> records = assertDelivered(aggregate);
				assertThat(records.get(0).aggregated()).isEqualTo(depth <= 100);
			});
		}
	}

	@Example
	void fieldsByTheMillion() {
		byte[] message = new byte[2_000_000];
		for (int first : new int[] { 0x0A, 0x12, 0x1A, 0x22, 0x48 }) {
			for (int i = 0; i < message.length; i += 2) {
				message[i] = (byte) first;
			}
			byte[] aggregate = ReferenceMessages.frame(message);
			Assertions.assertTimeoutPreemptively(ofSeconds(30), () -> assertDelivered(aggregate));
		}
	}

	/**
	 * Bytes that often happen to be fields of the format.
	 */
	@Provide
	Arbitrary<byte[]> wireBytes() {
		Arbitrary<Byte> tags = Arbitraries.of(0x08, 0x0A, 0x10, 0x12, 0x1A, 0x22, 0x4B, 0x4C, 0x0D, 0x09)
			.map(Integer::byteValue);
		Arbitrary<Byte> small = Arbitraries.integers().between(0, 9).map(Integer::byteValue);
		return Arbitraries
			.frequencyOf(net.jqwik.api.Tuple.of(4, tags), net.jqwik.api.Tuple.of(4, small),
					net.jqwik.api.Tuple.of(1, Arbitraries.bytes()))
			.array(byte[].class)
			.ofMaxSize(60);
	}

	@Provide
	Arbitrary<Integer> changes() {
		return Arbitraries.integers().between(1, 5);
	}

	private static byte[] message(Random random) {
		AggregateBuilder builder = new AggregateBuilder();
		for (int i = 0; i < 1 + random.nextInt(20); i++) {
			byte[] data = new byte[random.nextInt(200)];
			random.nextBytes(data);
			String key = "key-" + random.nextInt(10);
			builder.add(key,
					UserRecord.of(key, data).withExplicitHashKey(random.nextBoolean() ? null : Integer.toString(i)));
		}
		byte[] aggregate = builder.build();
		return Arrays.copyOfRange(aggregate, 4, aggregate.length - 16);
	}

	private static byte[] changed(byte[] message, Random random) {
		int index = random.nextInt(message.length);
		byte[] result = message.clone();
		switch (random.nextInt(4)) {
			case 0 -> result[index] = (byte) random.nextInt();
			case 1 -> result[index] ^= (byte) (1 << random.nextInt(8));
			case 2 -> {
				// A number instead of a byte: lengths and indexes become huge.
				byte[] number = varint(random.nextLong() >>> random.nextInt(64));
				result = concat(concat(Arrays.copyOf(message, index), number),
						Arrays.copyOfRange(message, index + 1, message.length));
			}
			default -> {
				int end = index + random.nextInt(message.length - index);
				result = concat(message, Arrays.copyOfRange(message, index, end));
			}
		}
		return result;
	}

	private static byte[] varint(long value) {
		byte[] result = new byte[10];
		int length = 0;
		long rest = value;
		while ((rest & ~0x7FL) != 0) {
			result[length++] = (byte) (rest | 0x80);
			rest >>>= 7;
		}
		result[length++] = (byte) rest;
		return Arrays.copyOf(result, length);
	}

	private static byte[] concat(byte[] first, byte[] second) {
		byte[] result = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, result, first.length, second.length);
		return result;
	}

	private static List<KinesisRecord> assertDelivered(byte[] payload) {
		Record record = Record.builder()
			.sequenceNumber("7")
			.partitionKey("outer")
			.data(SdkBytes.fromByteArrayUnsafe(payload))
			.build();
		List<KinesisRecord> misplaced = new ArrayList<>();
		Deaggregator deaggregator = new Deaggregator(new StreamName("orders"));
		long before = THREADS.getCurrentThreadAllocatedBytes();
		List<KinesisRecord> records = deaggregator.decode(new ShardId("shardId-000000000001"), RANGE, List.of(record),
				null, misplaced::add);
		long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
		assertThat(allocated).as("bytes allocated for %d bytes", payload.length)
			.isLessThan(100_000 + 50L * payload.length);
		assertThat(records).isNotEmpty().containsAll(misplaced);
		for (KinesisRecord each : records) {
			assertThat(each.partitionKey()).isNotNull();
			assertThat(each.headers()).isNotNull();
			assertThat(each.data().remaining()).isLessThanOrEqualTo(payload.length);
			String hashKey = each.explicitHashKey();
			if (hashKey != null) {
				HashKey.parse(hashKey);
			}
			if (!each.aggregated()) {
				assertThat(records).hasSize(1);
				assertThat(each.data()).isEqualTo(ByteBuffer.wrap(payload));
			}
		}
		return records;
	}

}
