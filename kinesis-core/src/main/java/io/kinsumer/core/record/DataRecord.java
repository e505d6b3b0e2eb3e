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
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A {@link UserRecord} made of its parts. Immutable, except for the payload: it is not
 * copied, so it must not be changed until the record is written. Two records are equal if
 * keys, payload and headers are.
 */
public final class DataRecord implements UserRecord {

	private static final int MAX_KEY_LENGTH = 256;

	private final @Nullable String partitionKey;

	private final @Nullable String explicitHashKey;

	/**
	 * The payload without a buffer of its own, which would be larger than all the rest.
	 */
	private final byte[] array;

	private final int offset;

	private final int size;

	/**
	 * The payload where its array cannot be had.
	 */
	private final @Nullable ByteBuffer buffer;

	private final TravellingHeaders headers;

	/**
	 * A record.
	 * @param partitionKey 1 to 256 characters; records of a key go to the same shard.
	 * {@code null}: any shard will do, records without key are spread evenly
	 * @param explicitHashKey decides about the shard instead of the partition key: a
	 * decimal number from 0 to 2^128-1; {@code null}: none
	 * @param data the payload: what is between position and limit
	 * @param headers travel with the record, in the KPL format
	 * @throws IllegalPartitionKeyException if Kinesis would refuse the partition key
	 * @throws IllegalArgumentException if the explicit hash key is no such number
	 */
	public DataRecord(@Nullable String partitionKey, @Nullable String explicitHashKey, ByteBuffer data,
			Map<String, String> headers) {
		this(partitionKey, explicitHashKey, data, TravellingHeaders.of(headers, Set.of()));
	}

	private DataRecord(@Nullable String partitionKey, @Nullable String explicitHashKey, ByteBuffer data,
			TravellingHeaders headers) {
		if (partitionKey != null) {
			checkPartitionKey(partitionKey);
		}
		if (explicitHashKey != null) {
			HashKey.parse(explicitHashKey);
		}
		this.partitionKey = partitionKey;
		this.explicitHashKey = explicitHashKey;
		this.size = data.remaining();
		if (data.hasArray()) {
			this.array = data.array();
			this.offset = data.arrayOffset() + data.position();
			this.buffer = null;
		}
		else {
			this.array = new byte[0];
			this.offset = 0;
			this.buffer = data.slice().asReadOnlyBuffer();
		}
		this.headers = headers;
	}

	private DataRecord(@Nullable String partitionKey, byte[] data) {
		if (partitionKey != null) {
			checkPartitionKey(partitionKey);
		}
		this.partitionKey = partitionKey;
		this.explicitHashKey = null;
		this.array = data;
		this.offset = 0;
		this.size = data.length;
		this.buffer = null;
		this.headers = TravellingHeaders.NONE;
	}

	/**
	 * A record made of another: that itself if it is of this type, otherwise of what its
	 * methods tell now.
	 * @param record any record
	 * @return the record
	 * @throws IllegalPartitionKeyException if Kinesis would refuse the partition key
	 * @throws IllegalArgumentException if the explicit hash key is no number from 0 to
	 * 2^128-1
	 */
	public static DataRecord of(UserRecord record) {
		return (record instanceof DataRecord data) ? data
				: new DataRecord(record.partitionKey(), record.explicitHashKey(), record.data(),
						TravellingHeaders.of(record.headers(), record.contextHeaders()));
	}

	/**
	 * A record without explicit hash key and headers, over an array.
	 */
	static DataRecord of(@Nullable String partitionKey, byte[] data) {
		return new DataRecord(partitionKey, data);
	}

	@Override
	public DataRecord withHeaders(Map<String, String> headers) {
		return new DataRecord(this.partitionKey, this.explicitHashKey, view(),
				TravellingHeaders.of(headers, contextHeaders()));
	}

	@Override
	public DataRecord withContext(Map<String, String> context) {
		return new DataRecord(this.partitionKey, this.explicitHashKey, view(), this.headers.withContext(context));
	}

	@Override
	public DataRecord withPartitionKey(String partitionKey) {
		return new DataRecord(partitionKey, this.explicitHashKey, view(), this.headers);
	}

	@Override
	public DataRecord withExplicitHashKey(@Nullable String explicitHashKey) {
		return new DataRecord(this.partitionKey, explicitHashKey, view(), this.headers);
	}

	@Override
	public @Nullable String partitionKey() {
		return this.partitionKey;
	}

	@Override
	public @Nullable String explicitHashKey() {
		return this.explicitHashKey;
	}

	@Override
	public ByteBuffer data() {
		return view().asReadOnlyBuffer();
	}

	@Override
	public Map<String, String> headers() {
		return this.headers.all();
	}

	@Override
	public Set<String> contextHeaders() {
		return this.headers.context();
	}

	@Override
	public int size() {
		return this.size;
	}

	@Override
	public void copyTo(byte[] target, int offset) {
		if (this.buffer != null) {
			this.buffer.get(0, target, offset, this.size);
		}
		else {
			System.arraycopy(this.array, this.offset, target, offset, this.size);
		}
	}

	@Override
	public boolean startsWith(byte[] prefix) {
		if (this.size < prefix.length) {
			return false;
		}
		for (int i = 0; i < prefix.length; i++) {
			if (((this.buffer != null) ? this.buffer.get(i) : this.array[this.offset + i]) != prefix[i]) {
				return false;
			}
		}
		return true;
	}

	private ByteBuffer view() {
		return (this.buffer != null) ? this.buffer.duplicate()
				: ByteBuffer.wrap(this.array, this.offset, this.size).slice();
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
		int length = key.length();
		for (int i = 0; i < length; i++) {
			char ch = key.charAt(i);
			if (Character.isHighSurrogate(ch) && (i + 1 == length || !Character.isLowSurrogate(key.charAt(i + 1)))) {
				return i;
			}
			if (Character.isLowSurrogate(ch) && (i == 0 || !Character.isHighSurrogate(key.charAt(i - 1)))) {
				return i;
			}
		}
		return -1;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other
				|| (other instanceof DataRecord record && Objects.equals(this.partitionKey, record.partitionKey)
						&& Objects.equals(this.explicitHashKey, record.explicitHashKey) && view().equals(record.view())
						&& this.headers.equals(record.headers));
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.partitionKey, this.explicitHashKey, view(), this.headers);
	}

	/**
	 * Tells keys and size, not the payload.
	 */
	@Override
	public String toString() {
		return "DataRecord[partitionKey=" + this.partitionKey + ", explicitHashKey=" + this.explicitHashKey + ", "
				+ this.size + " bytes, headers=" + headers().keySet() + "]";
	}

}
