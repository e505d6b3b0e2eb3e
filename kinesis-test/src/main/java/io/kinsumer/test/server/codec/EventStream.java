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

package io.kinsumer.test.server.codec;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.SubscriptionEvent.Records;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * Writes the events of a subscription: binary messages of AWS with a payload in JSON,
 * whatever the client speaks otherwise.
 */
public final class EventStream {

	/** The content type of the stream. */
	public static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

	private static final String JSON = "application/json";

	private EventStream() {
	}

	/**
	 * Return the first message.
	 * @return the message
	 */
	public static byte[] initialResponse() {
		return event("initial-response", (out) -> {
		});
	}

	/**
	 * Return the message that brings records.
	 * @param records the records
	 * @return the message
	 */
	public static byte[] records(Records records) {
		return event("SubscribeToShardEvent", (out) -> {
			KinesisOperations.records(out, records.records());
			out.text("ContinuationSequenceNumber", records.continuationSequenceNumber())
				.number("MillisBehindLatest", records.millisBehindLatest());
			KinesisOperations.children(out, records.childShards());
		});
	}

	/**
	 * Return the message that ends the stream with an error.
	 * @param error the error
	 * @return the message
	 */
	public static byte[] failure(ServiceException error) {
		return message("exception", ":exception-type", error.code(), (out) -> out.text("message", error.message()));
	}

	private static byte[] event(String type, Consumer<Output> payload) {
		return message("event", ":event-type", type, payload);
	}

	private static byte[] message(String kind, String typeHeader, String type, Consumer<Output> payload) {
		Map<String, HeaderValue> headers = new LinkedHashMap<>();
		headers.put(":message-type", HeaderValue.fromString(kind));
		headers.put(typeHeader, HeaderValue.fromString(type));
		headers.put(":content-type", HeaderValue.fromString(JSON));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
		new Message(headers, Output.write(Protocol.JSON_1_1, payload)).encode(bytes);
		return bytes.toByteArray();
	}

}
