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

package io.kinsumer.test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks records in the KPL's aggregation format: four magic bytes, a message of
 * Protocol Buffers and its MD5. What is not entirely of that format is one record as it
 * stands, as every consumer takes it.
 */
final class Deaggregation {

	private static final byte[] MAGIC = { (byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2 };

	private static final int DIGEST_LENGTH = 16;

	private static final int VARINT = 0;

	private static final int FIXED64 = 1;

	private static final int LENGTH_DELIMITED = 2;

	private static final int FIXED32 = 5;

	private Deaggregation() {
	}

	/**
	 * Return the records that a Kinesis record carries.
	 * @return the records in their order; the Kinesis record itself unless aggregated
	 */
	static List<StreamRecord> unpack(String shardId, StoredRecord record) {
		byte[] data = record.data();
		List<Part> parts = isAggregated(data) ? parts(data) : null;
		Instant arrival = Instant.ofEpochMilli(record.arrival());
		if (parts == null) {
			return List.of(new StreamRecord(shardId, record.sequenceNumber(), 0, false, record.partitionKey(), null,
					data, arrival));
		}
		List<StreamRecord> records = new ArrayList<>(parts.size());
		for (Part part : parts) {
			records.add(new StreamRecord(shardId, record.sequenceNumber(), records.size(), true, part.partitionKey(),
					part.explicitHashKey(), part.data(), arrival));
		}
		return records;
	}

	private static boolean isAggregated(byte[] data) {
		int end = data.length - DIGEST_LENGTH;
		return end > MAGIC.length && Arrays.equals(data, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
				&& Arrays.equals(md5(data, MAGIC.length, end), Arrays.copyOfRange(data, end, data.length));
	}

	private static byte[] md5(byte[] data, int from, int to) {
		try {
			MessageDigest digest = MessageDigest.getInstance("MD5");
			digest.update(data, from, to - from);
			return digest.digest();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("The JVM has no MD5", ex);
		}
	}

	/** The parts, or {@code null} when the message is malformed or carries none. */
	private static @Nullable List<Part> parts(byte[] data) {
		ByteBuffer message = ByteBuffer.wrap(data, MAGIC.length, data.length - MAGIC.length - DIGEST_LENGTH);
		List<String> keys = new ArrayList<>();
		List<String> hashKeys = new ArrayList<>();
		List<Part> parts = new ArrayList<>();
		try {
			while (message.hasRemaining()) {
				long tag = varint(message);
				switch ((int) (tag >>> 3)) {
					case 1 -> keys.add(text(message));
					case 2 -> hashKeys.add(text(message));
					case 3 -> parts.add(part(slice(message), keys, hashKeys));
					default -> skip(message, (int) tag & 7);
				}
			}
		}
		catch (RuntimeException ex) {
			return null;
		}
		return parts.isEmpty() ? null : parts;
	}

	private static Part part(ByteBuffer record, List<String> keys, List<String> hashKeys) {
		int key = -1;
		int hashKey = -1;
		byte[] data = null;
		while (record.hasRemaining()) {
			long tag = varint(record);
			switch ((int) (tag >>> 3)) {
				case 1 -> key = (int) varint(record);
				case 2 -> hashKey = (int) varint(record);
				case 3 -> data = bytes(record);
				default -> skip(record, (int) tag & 7);
			}
		}
		if (data == null) {
			throw new IllegalArgumentException("A record has no data");
		}
		return new Part(keys.get(key), (hashKey >= 0) ? hashKeys.get(hashKey) : null, data);
	}

	private static long varint(ByteBuffer in) {
		long value = 0;
		for (int shift = 0; shift < Long.SIZE; shift += 7) {
			byte next = in.get();
			value |= (long) (next & 0x7F) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw new IllegalArgumentException("A number has no end");
	}

	private static ByteBuffer slice(ByteBuffer in) {
		int length = Math.toIntExact(varint(in));
		ByteBuffer slice = in.slice(in.position(), length);
		in.position(in.position() + length);
		return slice;
	}

	private static byte[] bytes(ByteBuffer in) {
		ByteBuffer slice = slice(in);
		byte[] bytes = new byte[slice.remaining()];
		slice.get(bytes);
		return bytes;
	}

	private static String text(ByteBuffer in) {
		return new String(bytes(in), StandardCharsets.UTF_8);
	}

	private static void skip(ByteBuffer in, int wireType) {
		switch (wireType) {
			case VARINT -> varint(in);
			case FIXED64 -> in.position(in.position() + Long.BYTES);
			case LENGTH_DELIMITED -> slice(in);
			case FIXED32 -> in.position(in.position() + Integer.BYTES);
			default -> throw new IllegalArgumentException("Unknown wire type " + wireType);
		}
	}

	/**
	 * One record of an aggregated one.
	 *
	 * @param partitionKey its partition key
	 * @param explicitHashKey its hash key, if stated
	 * @param data its payload
	 */
	private record Part(String partitionKey, @Nullable String explicitHashKey, byte[] data) {

	}

}
