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

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.record.RecordResult;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Sends records. Safe for use by any thread.
 * <p>
 * A destination is the name of a producer under {@code kinesis.producers}, of a writer
 * under {@code kinesis.writers}, or a stream when none of that name is configured. A
 * payload is a {@code byte[]}, {@link java.nio.ByteBuffer}, {@link String}, an object for
 * which there is a converter (by default, it becomes JSON), or a {@link Message}.
 * <p>
 * What is wrong with a record before it is sent is thrown:
 * {@link io.kinsumer.spring.converter.PayloadConversionException},
 * {@link io.kinsumer.core.record.IllegalPartitionKeyException},
 * {@link IllegalArgumentException}. What goes wrong later is a
 * {@link io.kinsumer.core.client.KinesisException}, such as
 * {@link UnknownDestinationException} or
 * {@link io.kinsumer.core.client.RecordSizeExceededException}.
 */
public interface KinesisOperations {

	/**
	 * Sends a record. Waits only for room in the producer's backlog, if its policy says
	 * so.
	 * @param request what to send
	 * @return where the record was written; fails with a
	 * {@link io.kinsumer.core.client.KinesisException}. Consumers may find the record
	 * twice when it took more than one attempt
	 * @throws io.kinsumer.spring.converter.PayloadConversionException if the payload
	 * cannot be converted
	 */
	CompletableFuture<RecordResult> sendAsync(SendRequest request);

	/**
	 * Sends a record.
	 * @param destination a producer, writer or stream
	 * @param partitionKey 1 to 256 characters; {@code null} as in {@link SendRequest}
	 * @param payload the payload
	 * @return as {@link #sendAsync(SendRequest)}
	 */
	default CompletableFuture<RecordResult> sendAsync(String destination, @Nullable String partitionKey,
			Object payload) {
		return sendAsync(request(destination, partitionKey, payload));
	}

	/**
	 * Sends a record whose key a {@link PartitionKeyExtractor} finds; any shard will do
	 * if none does.
	 * @param destination a producer, writer or stream
	 * @param payload the payload
	 * @return as {@link #sendAsync(SendRequest)}
	 */
	default CompletableFuture<RecordResult> sendAsync(String destination, Object payload) {
		return sendAsync(SendRequest.of(destination, payload));
	}

	/**
	 * Sends a message, whose headers tell destination and keys.
	 * @param message the message
	 * @return as {@link #sendAsync(SendRequest)}
	 * @see SendRequest#of(Object)
	 */
	default CompletableFuture<RecordResult> sendAsync(Message<?> message) {
		return sendAsync(SendRequest.of(message));
	}

	/**
	 * Sends a record and waits until it is written, as long as the template's timeout
	 * allows.
	 * @param request what to send
	 * @return where it was written
	 * @throws io.kinsumer.core.client.KinesisException if it was not written, as far as
	 * is known
	 * @throws SendInterruptedException if the thread was interrupted
	 * @throws SendTimeoutException if it took too long
	 */
	RecordResult send(SendRequest request);

	/**
	 * Sends a record and waits until it is written.
	 * @param request what to send
	 * @param timeout how long to wait at most, once the record is accepted
	 * @return where it was written
	 * @throws io.kinsumer.core.client.KinesisException as {@link #send(SendRequest)}
	 */
	RecordResult send(SendRequest request, Duration timeout);

	/**
	 * Sends a record and waits until it is written.
	 * @param destination a producer, writer or stream
	 * @param partitionKey 1 to 256 characters; {@code null} as in {@link SendRequest}
	 * @param payload the payload
	 * @return as {@link #send(SendRequest)}
	 */
	default RecordResult send(String destination, @Nullable String partitionKey, Object payload) {
		return send(request(destination, partitionKey, payload));
	}

	/**
	 * Sends a record whose key a {@link PartitionKeyExtractor} finds, and waits until it
	 * is written; any shard will do if none does.
	 * @param destination a producer, writer or stream
	 * @param payload the payload
	 * @return as {@link #send(SendRequest)}
	 */
	default RecordResult send(String destination, Object payload) {
		return send(SendRequest.of(destination, payload));
	}

	/**
	 * Sends a message, whose headers tell destination and keys, and waits until it is
	 * written.
	 * @param message the message
	 * @return as {@link #send(SendRequest)}
	 * @see SendRequest#of(Object)
	 */
	default RecordResult send(Message<?> message) {
		return send(SendRequest.of(message));
	}

	/**
	 * Sends several records. One that is wrong does not keep the others from being sent.
	 * @param destination where those go that do not say so themselves
	 * @param payloads payloads, messages and {@link SendRequest}s
	 * @return where each was written, in their order; fails with a
	 * {@link SendFailedException} that tells what became of each, if one of them failed
	 */
	CompletableFuture<List<RecordResult>> sendAllAsync(@Nullable String destination, Collection<?> payloads);

	/**
	 * Sends several records to the destinations that they say themselves, or to the
	 * default one.
	 * @param requests what to send
	 * @return as {@link #sendAllAsync(String, Collection)}
	 */
	default CompletableFuture<List<RecordResult>> sendAllAsync(Collection<SendRequest> requests) {
		return sendAllAsync(null, requests);
	}

	/**
	 * Sends several records and waits until all of them are settled.
	 * @param destination where those go that do not say so themselves
	 * @param payloads payloads, messages and {@link SendRequest}s
	 * @return where each was written, in their order
	 * @throws SendFailedException if one of them failed; tells what became of each
	 * @throws SendInterruptedException if the thread was interrupted
	 * @throws SendTimeoutException if it took too long
	 */
	List<RecordResult> sendAll(@Nullable String destination, Collection<?> payloads);

	/**
	 * Sends several records to the destinations that they say themselves, or to the
	 * default one, and waits until all of them are settled.
	 * @param requests what to send
	 * @return as {@link #sendAll(String, Collection)}
	 */
	default List<RecordResult> sendAll(Collection<SendRequest> requests) {
		return sendAll(null, requests);
	}

	/**
	 * Sends what producers hold without waiting for more, for all destinations.
	 * @return completed, never exceptionally, when all that was sent before is settled
	 */
	CompletableFuture<Void> flush();

	/**
	 * Sends what the producer of a destination holds without waiting for more.
	 * @param destination a producer, writer or stream
	 * @return completed, never exceptionally, when all that was sent there before is
	 * settled
	 */
	CompletableFuture<Void> flush(String destination);

	private static SendRequest request(String destination, @Nullable String partitionKey, Object payload) {
		SendRequest request = SendRequest.of(destination, payload);
		return (partitionKey != null) ? request.withPartitionKey(partitionKey) : request;
	}

}
