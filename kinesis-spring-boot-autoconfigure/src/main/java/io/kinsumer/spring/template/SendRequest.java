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

package io.kinsumer.spring.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something to send.
 *
 * @param destination the name of a producer under {@code kinesis.producers}, or a stream
 * when no producer of that name is configured
 * @param partitionKey 1 to 256 characters; records of a key go to the same shard.
 * {@code null}: any shard will do
 * @param explicitHashKey decides about the shard instead of the partition key: a decimal
 * number from 0 to 2^128-1; {@code null}: none
 * @param payload {@code byte[]}, {@link java.nio.ByteBuffer}, {@link String}, or an
 * object to be written as JSON
 * @param headers travel with the record; unmodifiable
 */
public record SendRequest(String destination, @Nullable String partitionKey, @Nullable String explicitHashKey,
		Object payload, Map<String, String> headers) {

	public SendRequest {
		headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
	}

	/**
	 * A request without key and headers.
	 * @param destination a producer or stream
	 * @param payload the payload
	 * @return the request
	 */
	public static SendRequest of(String destination, Object payload) {
		return new SendRequest(destination, null, null, payload, Map.of());
	}

	/**
	 * The same with a partition key.
	 * @param partitionKey 1 to 256 characters, or {@code null} for none
	 * @return a new request
	 */
	public SendRequest withPartitionKey(@Nullable String partitionKey) {
		return new SendRequest(this.destination, partitionKey, this.explicitHashKey, this.payload, this.headers);
	}

	/**
	 * The same with an explicit hash key.
	 * @param explicitHashKey a decimal number from 0 to 2^128-1, or {@code null} for none
	 * @return a new request
	 */
	public SendRequest withExplicitHashKey(@Nullable String explicitHashKey) {
		return new SendRequest(this.destination, this.partitionKey, explicitHashKey, this.payload, this.headers);
	}

	/**
	 * The same with one more header.
	 * @param name the name
	 * @param value the value
	 * @return a new request
	 */
	public SendRequest withHeader(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new SendRequest(this.destination, this.partitionKey, this.explicitHashKey, this.payload, more);
	}

}
