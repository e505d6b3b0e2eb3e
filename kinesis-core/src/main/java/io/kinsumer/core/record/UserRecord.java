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

package io.kinsumer.core.record;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A record to be put into a stream.
 * <p>
 * The payload is shared, not copied: its bytes must not change until the put has
 * completed.
 *
 * @param partitionKey 1 to 256 characters; records of a key go to the same shard.
 * {@code null}: any shard will do, records without key are spread evenly
 * @param explicitHashKey decides about the shard instead of the partition key: a decimal
 * number from 0 to 2^128-1; {@code null}: none
 * @param data the payload, as a read-only buffer of its own position and limit
 * @param headers travel with the record, in the KPL format; unmodifiable, in the order
 * they were given
 */
public record UserRecord(@Nullable String partitionKey, @Nullable String explicitHashKey, ByteBuffer data,
		Map<String, String> headers) {

	private static final int MAX_KEY_LENGTH = 256;

	public UserRecord {
		if (partitionKey != null) {
			checkPartitionKey(partitionKey);
		}
		if (explicitHashKey != null) {
			HashKey.parse(explicitHashKey);
		}
		data = data.slice().asReadOnlyBuffer();
		headers = headers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
	}

	/**
	 * A record with a key and a payload.
	 * @param partitionKey 1 to 256 characters
	 * @param data the payload; shared, not copied
	 * @return the record
	 * @throws IllegalPartitionKeyException if Kinesis would refuse the key
	 */
	public static UserRecord of(String partitionKey, byte[] data) {
		return new UserRecord(partitionKey, null, ByteBuffer.wrap(data), Map.of());
	}

	/**
	 * A record that may go to any shard.
	 * @param data the payload; shared, not copied
	 * @return the record
	 */
	public static UserRecord withoutKey(byte[] data) {
		return new UserRecord(null, null, ByteBuffer.wrap(data), Map.of());
	}

	/**
	 * The same record with headers instead of those it has.
	 * @param headers names and values
	 * @return a new record
	 */
	public UserRecord withHeaders(Map<String, String> headers) {
		return new UserRecord(this.partitionKey, this.explicitHashKey, this.data, headers);
	}

	/**
	 * The same record with a partition key instead of the one it has.
	 * @param partitionKey 1 to 256 characters
	 * @return a new record
	 */
	public UserRecord withPartitionKey(String partitionKey) {
		return new UserRecord(partitionKey, this.explicitHashKey, this.data, this.headers);
	}

	/**
	 * The same record with an explicit hash key instead of the one it has.
	 * @param explicitHashKey a decimal number from 0 to 2^128-1; {@code null}: none
	 * @return a new record
	 */
	public UserRecord withExplicitHashKey(@Nullable String explicitHashKey) {
		return new UserRecord(this.partitionKey, explicitHashKey, this.data, this.headers);
	}

	/**
	 * A fresh view of the payload.
	 * @return a read-only buffer of its own position and limit, sharing the bytes
	 */
	@Override
	public ByteBuffer data() {
		return this.data.duplicate();
	}

	/**
	 * The size of the payload.
	 * @return bytes
	 */
	public int size() {
		return this.data.limit();
	}

	private static void checkPartitionKey(String key) {
		if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
			throw new IllegalPartitionKeyException(
					"partition key of " + key.length() + " characters is not valid: it must have 1 to 256");
		}
		int index = unpairedSurrogate(key);
		if (index >= 0) {
			throw new IllegalPartitionKeyException("partition key '" + key
					+ "' is not valid: it has an unpaired surrogate at index " + index + ", which has no UTF-8 form");
		}
	}

	private static int unpairedSurrogate(String key) {
		int index = 0;
		while (index < key.length()) {
			int codePoint = key.codePointAt(index);
			if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
				return index;
			}
			index += Character.charCount(codePoint);
		}
		return -1;
	}

	/**
	 * Tells keys and size, not the payload.
	 */
	@Override
	public String toString() {
		return "UserRecord[partitionKey=" + this.partitionKey + ", explicitHashKey=" + this.explicitHashKey + ", "
				+ size() + " bytes, headers=" + this.headers.keySet() + "]";
	}

}
