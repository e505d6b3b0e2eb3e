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
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A record to be put. {@link #of(String, byte[])} makes one; an application may as well
 * put objects of its own that implement this interface, and gets these same objects back
 * where a failure tells which record it is about. Their methods are called when the
 * record is put, on the thread that puts it; what they throw comes out of the put.
 * <p>
 * The payload is not copied: it must not change until the record is written.
 */
public interface UserRecord {

	/**
	 * A record with a key and a payload.
	 * @param partitionKey 1 to 256 characters
	 * @param data the payload; shared, not copied
	 * @return the record
	 * @throws IllegalPartitionKeyException if Kinesis would refuse the key
	 */
	static UserRecord of(String partitionKey, byte[] data) {
		return DataRecord.of(partitionKey, data);
	}

	/**
	 * A record that may go to any shard.
	 * @param data the payload; shared, not copied
	 * @return the record
	 */
	static UserRecord withoutKey(byte[] data) {
		return DataRecord.of(null, data);
	}

	/**
	 * The same record with headers instead of those it has.
	 * @param headers names and values
	 * @return a new record
	 * @throws IllegalArgumentException if a name or value is {@code null}
	 */
	default UserRecord withHeaders(Map<String, String> headers) {
		return DataRecord.of(this).withHeaders(headers);
	}

	/**
	 * The same record with more headers, which are {@linkplain #contextHeaders()
	 * context}.
	 * @param context names and values; they replace headers of the same name
	 * @return a new record
	 * @throws IllegalArgumentException if a name or value is {@code null}
	 */
	default UserRecord withContext(Map<String, String> context) {
		return DataRecord.of(this).withContext(context);
	}

	/**
	 * The same record with a partition key instead of the one it has.
	 * @param partitionKey 1 to 256 characters
	 * @return a new record
	 */
	default UserRecord withPartitionKey(String partitionKey) {
		return DataRecord.of(this).withPartitionKey(partitionKey);
	}

	/**
	 * The same record with an explicit hash key instead of the one it has.
	 * @param explicitHashKey a decimal number from 0 to 2^128-1; {@code null}: none
	 * @return a new record
	 */
	default UserRecord withExplicitHashKey(@Nullable String explicitHashKey) {
		return DataRecord.of(this).withExplicitHashKey(explicitHashKey);
	}

	/**
	 * The partition key.
	 * @return {@code null}: any shard will do
	 */
	@Nullable String partitionKey();

	/**
	 * The explicit hash key, which decides about the shard instead of the partition key.
	 * @return a decimal number from 0 to 2^128-1; {@code null}: none
	 */
	default @Nullable String explicitHashKey() {
		return null;
	}

	/**
	 * The payload.
	 * @return what is between position and limit, which are the caller's to move
	 */
	ByteBuffer data();

	/**
	 * What travels with the record, in the KPL format.
	 * @return names and values, by default none
	 */
	default Map<String, String> headers() {
		return Map.of();
	}

	/**
	 * Which headers are context, such as that of a trace: they travel in an aggregate,
	 * but a record that is alone is not wrapped for their sake, so that readers which
	 * know no aggregates can read it. The usual names of trace headers, such as
	 * {@code traceparent}, are context anyway.
	 * @return names of headers, by default none
	 */
	default Set<String> contextHeaders() {
		return Set.of();
	}

	/**
	 * The size of the payload.
	 * @return bytes
	 */
	default int size() {
		return data().remaining();
	}

	/**
	 * Copies the payload.
	 * @param target takes {@link #size()} bytes
	 * @param offset where the first of them goes
	 * @throws IndexOutOfBoundsException if the target is too short
	 */
	default void copyTo(byte[] target, int offset) {
		ByteBuffer data = data();
		data.get(data.position(), target, offset, data.remaining());
	}

	/**
	 * Whether the payload begins with some bytes.
	 * @param prefix the bytes
	 * @return whether it does
	 */
	default boolean startsWith(byte[] prefix) {
		ByteBuffer data = data();
		return data.remaining() >= prefix.length
				&& ByteBuffer.wrap(prefix).equals(data.slice(data.position(), prefix.length));
	}

}
