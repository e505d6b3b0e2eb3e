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

import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.record.RecordResult;

/**
 * Sends records. Safe for use by any thread.
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
	 * @param destination the name of a producer under {@code kinesis.producers}, or a
	 * stream when no producer of that name is configured
	 * @param partitionKey 1 to 256 characters
	 * @param payload {@code byte[]}, {@link java.nio.ByteBuffer}, {@link String}, or an
	 * object to be written as JSON
	 * @return as {@link #sendAsync(SendRequest)}
	 */
	default CompletableFuture<RecordResult> sendAsync(String destination, String partitionKey, Object payload) {
		return sendAsync(SendRequest.of(destination, payload).withPartitionKey(partitionKey));
	}

	/**
	 * Sends a record and waits until it is written.
	 * @param request what to send
	 * @return where it was written
	 * @throws io.kinsumer.core.client.KinesisException if it was not written, as far as
	 * is known
	 * @throws SendInterruptedException if the thread was interrupted
	 */
	RecordResult send(SendRequest request);

	/**
	 * Sends a record and waits until it is written.
	 * @param destination the name of a producer under {@code kinesis.producers}, or a
	 * stream when no producer of that name is configured
	 * @param partitionKey 1 to 256 characters
	 * @param payload {@code byte[]}, {@link java.nio.ByteBuffer}, {@link String}, or an
	 * object to be written as JSON
	 * @return where it was written
	 */
	default RecordResult send(String destination, String partitionKey, Object payload) {
		return send(SendRequest.of(destination, payload).withPartitionKey(partitionKey));
	}

}
