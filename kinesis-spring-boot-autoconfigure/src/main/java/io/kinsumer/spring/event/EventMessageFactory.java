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

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.converter.ContentTypes;
import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.event.message.EventHeaders;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.IdentifierFactory;
import io.kinsumer.spring.listener.KinesisHeaders;
import io.kinsumer.spring.template.PartitionKeyExtractor;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * Makes the messages that events travel as. Safe for use by any thread.
 */
public final class EventMessageFactory {

	private static final Set<String> TAKEN = Set.of(EventHeaders.MESSAGE_ID, EventHeaders.MESSAGE_TIME,
			EventHeaders.STREAM_NAME, EventHeaders.STREAM_KEY, ContentTypes.HEADER);

	private static final String OURS = "kinesis_";

	private static final byte[] NOTHING = new byte[0];

	private final EventRegistry registry;

	private final PayloadConverter converter;

	private final IdentifierFactory identifiers;

	private final InstantSource clock;

	private final List<PartitionKeyExtractor> keys;

	/**
	 * Creates the factory.
	 * @param registry tells streams and names
	 * @param converter encodes events
	 * @param identifiers makes the ids of messages
	 * @param clock tells when messages are published
	 * @param keys find the keys of events that tell none
	 */
	public EventMessageFactory(EventRegistry registry, PayloadConverter converter, IdentifierFactory identifiers,
			InstantSource clock, List<PartitionKeyExtractor> keys) {
		this.registry = registry;
		this.converter = converter;
		this.identifiers = identifiers;
		this.clock = clock;
		this.keys = List.copyOf(keys);
	}

	/**
	 * Makes a message.
	 * @param stream where it shall go; {@code null}: where its type says
	 * @param event the event
	 * @return the message
	 * @throws EventNotFoundException if no stream is named and nothing is known of the
	 * type
	 * @throws io.kinsumer.spring.converter.PayloadConversionException if the event cannot
	 * be encoded
	 * @throws IllegalArgumentException if its key or headers cannot travel
	 */
	public EventMessage create(@Nullable String stream, Object event) {
		if (event == null) {
			throw new IllegalArgumentException("an event must not be null");
		}
		Class<?> type = event.getClass();
		EventRegistration<?> registration = (stream == null) ? this.registry.get(type)
				: this.registry.find(type).orElseGet(() -> EventRegistration.of(type, stream));
		String target = (stream != null) ? stream : registration.stream();
		MimeType contentType = contentType(registration, event);
		byte[] data = this.converter.write(event, contentType);
		return new EventMessage(this.identifiers.create(), target, key(registration, target, event),
				headers(registration, event), (contentType != null) ? contentType.toString() : "", data,
				this.clock.instant());
	}

	private @Nullable MimeType contentType(EventRegistration<?> registration, Object event) {
		String contentType = registration.contentType();
		return (contentType != null) ? MimeTypeUtils.parseMimeType(contentType) : this.converter.contentType(event);
	}

	private String key(EventRegistration<?> registration, String stream, Object event) {
		String key = (registration.key() != null) ? apply(registration.key(), event)
				: (event instanceof Event own) ? own.key() : null;
		for (PartitionKeyExtractor extractor : this.keys) {
			if (key != null && !key.isEmpty()) {
				break;
			}
			key = extractor.extract(stream, event);
		}
		if (key == null || key.isEmpty()) {
			return "";
		}
		// Now, not when the other messages of the call may have left already.
		UserRecord.of(key, NOTHING);
		return key;
	}

	private static Map<String, String> headers(EventRegistration<?> registration, Object event) {
		Map<String, String> headers = new HashMap<>();
		if (event instanceof Event own) {
			add(own.headers(), event, headers);
		}
		Map<String, String> more = (registration.headers() != null) ? apply(registration.headers(), event) : null;
		if (more != null) {
			add(more, event, headers);
		}
		headers.put(KinesisHeaders.TYPE, registration.name());
		return headers;
	}

	private static void add(Map<String, String> more, Object event, Map<String, String> headers) {
		more.forEach((name, value) -> {
			if (name == null || value == null || TAKEN.contains(name) || name.startsWith(OURS)) {
				throw new IllegalArgumentException("an event of type " + ClassUtils.getShortName(event.getClass())
						+ " cannot be published with the header '" + name + "'"
						+ ((value == null) ? ", which is null: leave it out"
								: ": it is one that the message has itself, give it another name"));
			}
			headers.put(name, value);
		});
	}

	@SuppressWarnings("unchecked")
	private static <R> @Nullable R apply(Function<?, R> function, Object event) {
		// The registration was found by the type of the event.
		return ((Function<Object, R>) function).apply(event);
	}

}
