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

import io.kinsumer.spring.converter.ContentTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.util.Assert;
import org.springframework.util.MimeType;

/**
 * Something to send.
 *
 * @param destination the name of a producer under {@code kinesis.producers} or of a
 * writer under {@code kinesis.writers}, or a stream when none of that name is configured.
 * {@code null}: the template's default destination
 * @param partitionKey 1 to 256 characters; records of a key go to the same shard.
 * {@code null}: what a {@link PartitionKeyExtractor} finds; if none does, any shard will
 * do
 * @param explicitHashKey decides about the shard instead of the partition key: a decimal
 * number from 0 to 2^128-1; {@code null}: none
 * @param payload {@code byte[]}, {@link java.nio.ByteBuffer}, {@link String}, or an
 * object for which there is a converter; by default, it becomes JSON
 * @param headers travel with the record; unmodifiable. One named {@code contentType}
 * tells what the payload becomes
 */
public record SendRequest(@Nullable String destination, @Nullable String partitionKey, @Nullable String explicitHashKey,
		Object payload, Map<String, String> headers) {

	public SendRequest {
		if (payload == null) {
			throw new IllegalArgumentException(
					"'payload' must not be null: to send an empty record, use SendRequest.tombstone");
		}
		Assert.isTrue(!(payload instanceof Message || payload instanceof SendRequest),
				"'payload' must not be a message or a request: use SendRequest.of");
		headers.forEach((name, value) -> {
			if (name == null || value == null) {
				throw new IllegalArgumentException("a header must have a name and a value, but one is '" + name
						+ "' with the value '" + value + "'");
			}
		});
		headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
	}

	/**
	 * A request without key and headers, or one made of a message or of another request,
	 * whose own destination is not looked at then.
	 * @param destination a producer, writer or stream
	 * @param payload the payload, a {@link Message}, or a request
	 * @return the request
	 */
	public static SendRequest of(String destination, Object payload) {
		if (payload instanceof SendRequest request) {
			return new SendRequest(destination, request.partitionKey, request.explicitHashKey, request.payload,
					request.headers);
		}
		return (payload instanceof Message<?> message) ? MessageRequests.of(destination, message)
				: new SendRequest(destination, null, null, payload, Map.of());
	}

	/**
	 * A request for the default destination, one made of a message, or the same when it
	 * is a request already. Of a message come the payload, the headers, and from the
	 * headers named in {@link io.kinsumer.spring.listener.KinesisHeaders} the
	 * destination, partition key and explicit hash key. Headers that are no text travel
	 * as their text if they are simple values (numbers, dates, UUIDs and the like), and
	 * are refused if not.
	 * @param payload the payload, a {@link Message}, or a request
	 * @return the request
	 */
	public static SendRequest of(Object payload) {
		if (payload instanceof SendRequest request) {
			return request;
		}
		return (payload instanceof Message<?> message) ? MessageRequests.of(null, message)
				: new SendRequest(null, null, null, payload, Map.of());
	}

	/**
	 * A request for an empty record, which tells consumers that what its key stands for
	 * is gone.
	 * @param destination a producer, writer or stream
	 * @param partitionKey the key, 1 to 256 characters
	 * @return the request
	 */
	public static SendRequest tombstone(String destination, String partitionKey) {
		return new SendRequest(destination, partitionKey, null, new byte[0], Map.of());
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
		return withHeaders(Map.of(name, value));
	}

	/**
	 * The same with more headers.
	 * @param more names and values
	 * @return a new request
	 */
	public SendRequest withHeaders(Map<String, String> more) {
		Map<String, String> all = new LinkedHashMap<>(this.headers);
		all.putAll(more);
		return new SendRequest(this.destination, this.partitionKey, this.explicitHashKey, this.payload, all);
	}

	/**
	 * The same with a content type, which decides what the payload becomes and travels as
	 * the header {@code contentType}.
	 * @param contentType the content type
	 * @return a new request
	 */
	public SendRequest withContentType(MimeType contentType) {
		return withHeader(ContentTypes.HEADER, contentType.toString());
	}

}
