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

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.spring.converter.PayloadConverter;

/**
 * Sends records by the producers of the application.
 */
public class KinesisTemplate implements KinesisOperations {

	private final Function<String, ? extends RecordSender> senders;

	private final PayloadConverter converter;

	/**
	 * Creates a template.
	 * @param senders finds what puts records to a destination
	 * @param converter converts payloads to bytes
	 */
	public KinesisTemplate(Function<String, ? extends RecordSender> senders, PayloadConverter converter) {
		this.senders = senders;
		this.converter = converter;
	}

	@Override
	public CompletableFuture<RecordResult> sendAsync(SendRequest request) {
		ByteBuffer data = ByteBuffer.wrap(this.converter.write(request.payload()));
		return this.senders.apply(request.destination())
			.put(new DataRecord(request.partitionKey(), request.explicitHashKey(), data, request.headers()));
	}

	@Override
	public RecordResult send(SendRequest request) {
		try {
			return sendAsync(request).get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SendInterruptedException(request.destination(), ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new KinesisException(
					"a record could not be sent to '" + request.destination() + "'", ex.getCause());
		}
	}

}
