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

import java.util.Set;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.event.message.EnvelopeCodec;
import io.kinsumer.spring.event.message.EnvelopeException;
import io.kinsumer.spring.event.message.EventHeaders;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventRecord;
import io.kinsumer.spring.listener.KinesisHeaders;
import io.kinsumer.spring.listener.RecordUnwrapper;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages out of their envelopes, and refuses those of a type that the listener
 * does not take, before their data can be read as something else.
 */
final class EventUnwrapper implements RecordUnwrapper {

	private static final String REMEDY = "let a class with @KinesisListener take the stream, with a @KinesisHandler "
			+ "for each type (and one that is the default for the others), subscribe by KinesisBus with "
			+ "ignoreOtherTypes(), or publish the types to streams of their own";

	private final @Nullable EnvelopeCodec envelope;

	private final Set<String> expected;

	private final String listener;

	/**
	 * Creates the unwrapper of a listener.
	 * @param envelope reads envelopes; {@code null}: they are left alone
	 * @param expected the names of the types that the listener takes; empty for any
	 * @param listener names the listener in messages
	 */
	EventUnwrapper(@Nullable EnvelopeCodec envelope, Set<String> expected, String listener) {
		this.envelope = envelope;
		this.expected = Set.copyOf(expected);
		this.listener = listener;
	}

	@Override
	public KinesisRecord unwrap(KinesisRecord record) {
		KinesisRecord unwrapped = content(record);
		String type = unwrapped.headers().get(KinesisHeaders.TYPE);
		if (type != null && !this.expected.isEmpty() && !this.expected.contains(type)) {
			throw new UnexpectedEventException(unwrapped, "listener " + this.listener,
					this.expected.stream().sorted().toList(), REMEDY);
		}
		return unwrapped;
	}

	private KinesisRecord content(KinesisRecord record) {
		if (this.envelope == null || record.headers().containsKey(EventHeaders.MESSAGE_ID)) {
			return record;
		}
		try {
			EventMessage message = this.envelope.read(record.data());
			return (message != null) ? new EventRecord(record, message) : record;
		}
		catch (EnvelopeException ex) {
			throw ex.at("record " + record.sequenceNumber() + " of shard " + record.shardId() + ", stream "
					+ record.stream());
		}
	}

}
