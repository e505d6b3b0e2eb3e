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

package io.kinsumer.spring.event.message;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.spring.converter.ContentTypes;
import org.jspecify.annotations.Nullable;

/**
 * A record that came in an envelope, as listeners see it: with the data of the message as
 * its payload, and with the headers that it would have without an envelope.
 */
public final class EventRecord implements KinesisRecord {

	private final KinesisRecord record;

	private final EventMessage message;

	private final Map<String, String> headers;

	/**
	 * Creates the record.
	 * @param record the record with the envelope
	 * @param message what was in it
	 */
	public EventRecord(KinesisRecord record, EventMessage message) {
		Map<String, String> headers = new HashMap<>(record.headers());
		headers.putAll(headers(message));
		this.record = record;
		this.message = message;
		this.headers = Collections.unmodifiableMap(headers);
	}

	/**
	 * The headers of a record that carries a message without an envelope: those of the
	 * message, and its fields by the names in {@link EventHeaders}.
	 * @param message the message
	 * @return a new map
	 */
	public static Map<String, String> headers(EventMessage message) {
		Map<String, String> headers = new HashMap<>(message.headers());
		headers.put(EventHeaders.MESSAGE_ID, message.id());
		headers.put(EventHeaders.MESSAGE_TIME, EventTimes.format(message.time()));
		headers.put(EventHeaders.STREAM_NAME, message.stream());
		putUnlessEmpty(headers, EventHeaders.STREAM_KEY, message.key());
		putUnlessEmpty(headers, ContentTypes.HEADER, message.contentType());
		return headers;
	}

	private static void putUnlessEmpty(Map<String, String> headers, String name, String value) {
		if (value.isEmpty()) {
			headers.remove(name);
		}
		else {
			headers.put(name, value);
		}
	}

	/**
	 * The record as it was read.
	 * @param record a record, as listeners see it
	 * @return the record with the envelope; the same record if it came in none
	 */
	public static KinesisRecord original(KinesisRecord record) {
		return (record instanceof EventRecord event) ? event.record : record;
	}

	/**
	 * The message that a record carries, as listeners see it.
	 * @param record a record
	 * @return the message of its envelope, or the one that its headers tell
	 * @throws EnvelopeException if it carries none
	 */
	public static EventMessage message(KinesisRecord record) {
		if (record instanceof EventRecord event) {
			return event.message;
		}
		Map<String, String> headers = new HashMap<>(record.headers());
		String id = headers.remove(EventHeaders.MESSAGE_ID);
		if (id == null || id.isBlank()) {
			throw new EnvelopeException("record " + record.sequenceNumber() + " of shard " + record.shardId()
					+ ", stream " + record.stream() + ", carries no event: it is no envelope, and has no header '"
					+ EventHeaders.MESSAGE_ID + "'. Let a listener for such records take another type", null);
		}
		String time = headers.remove(EventHeaders.MESSAGE_TIME);
		String stream = headers.remove(EventHeaders.STREAM_NAME);
		String key = headers.remove(EventHeaders.STREAM_KEY);
		String contentType = headers.remove(ContentTypes.HEADER);
		ByteBuffer buffer = record.data();
		byte[] data = new byte[buffer.remaining()];
		buffer.get(data);
		return new EventMessage(id, (stream != null) ? stream : record.stream().value(), (key != null) ? key : "",
				headers, (contentType != null) ? contentType : "", data,
				(time != null) ? time(record, time) : record.approximateArrivalTimestamp());
	}

	private static Instant time(KinesisRecord record, String time) {
		try {
			return EventTimes.parse(time);
		}
		catch (DateTimeException ex) {
			throw new EnvelopeException("the header '" + EventHeaders.MESSAGE_TIME + "' of record "
					+ record.sequenceNumber() + " of shard " + record.shardId() + ", stream " + record.stream()
					+ ", is not a time in RFC 3339, such as 2026-01-02T03:04:05.5Z", ex);
		}
	}

	@Override
	public StreamName stream() {
		return this.record.stream();
	}

	@Override
	public ShardId shardId() {
		return this.record.shardId();
	}

	@Override
	public SequenceNumber sequenceNumber() {
		return this.record.sequenceNumber();
	}

	@Override
	public String partitionKey() {
		return this.record.partitionKey();
	}

	@Override
	public @Nullable String explicitHashKey() {
		return this.record.explicitHashKey();
	}

	@Override
	public ByteBuffer data() {
		return ByteBuffer.wrap(this.message.data()).asReadOnlyBuffer();
	}

	@Override
	public Instant approximateArrivalTimestamp() {
		return this.record.approximateArrivalTimestamp();
	}

	@Override
	public Map<String, String> headers() {
		return this.headers;
	}

	@Override
	public boolean aggregated() {
		return this.record.aggregated();
	}

	/**
	 * Names the record, without headers and data, which may be confidential.
	 */
	@Override
	public String toString() {
		return "record " + sequenceNumber() + " of shard " + shardId() + ", stream " + stream() + ", with "
				+ this.message;
	}

}
