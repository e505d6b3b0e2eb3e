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

package io.kinsumer.spring.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.spring.event.message.EnvelopeCodec;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventRecord;
import io.kinsumer.spring.event.message.EventWriter;
import io.kinsumer.spring.event.message.EventsNotWrittenException;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.spring.template.SendFailedException;
import io.kinsumer.spring.template.SendOutcome;
import io.kinsumer.spring.template.SendRequest;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages to their streams: each in an envelope, which any consumer can read, or
 * with the data as payload and all else in record headers, which only consumers that know
 * the format of the Kinesis Producer Library see.
 */
public final class KinesisEventWriter implements EventWriter {

	private final KinesisOperations operations;

	private final @Nullable EnvelopeCodec envelope;

	/**
	 * Creates a writer.
	 * @param operations sends
	 * @param envelope makes the envelopes; {@code null}: there are none, and the fields
	 * of messages are record headers
	 */
	public KinesisEventWriter(KinesisOperations operations, @Nullable EnvelopeCodec envelope) {
		this.operations = operations;
		this.envelope = envelope;
	}

	@Override
	public CompletableFuture<Void> write(List<EventMessage> messages) {
		if (messages.isEmpty()) {
			return CompletableFuture.completedFuture(null);
		}
		List<SendRequest> requests = messages.stream().map(this::request).toList();
		CompletableFuture<Void> result = new CompletableFuture<>();
		this.operations.sendAllAsync(requests).whenComplete((written, failure) -> {
			if (failure == null) {
				result.complete(null);
			}
			else {
				Throwable cause = AwsErrors.unwrap(failure);
				result.completeExceptionally(
						(cause instanceof SendFailedException partly) ? explain(messages, partly) : cause);
			}
		});
		return result;
	}

	private SendRequest request(EventMessage message) {
		byte[] payload = (this.envelope != null) ? this.envelope.write(message) : message.data();
		Map<String, String> headers = (this.envelope != null) ? Map.of() : EventRecord.headers(message);
		return new SendRequest(message.stream(), message.key().isEmpty() ? null : message.key(), null, payload,
				headers);
	}

	private static EventsNotWrittenException explain(List<EventMessage> messages, SendFailedException partly) {
		List<EventMessage> written = new ArrayList<>();
		Map<EventMessage, Throwable> failures = new LinkedHashMap<>();
		for (int i = 0; i < messages.size(); i++) {
			if (partly.getOutcomes().get(i) instanceof SendOutcome.Failed failed) {
				failures.put(messages.get(i), failed.failure());
			}
			else {
				written.add(messages.get(i));
			}
		}
		return new EventsNotWrittenException(written, failures);
	}

}
