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

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;

import io.kinsumer.spring.event.message.EnvelopeCodec;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.ListenerConfigurationException;
import io.kinsumer.spring.listener.RecordUnwrapper;
import io.kinsumer.spring.listener.RecordUnwrapperFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets those listeners see events without their envelopes that take events: a type that
 * is registered, annotated or an {@link Event}, or {@link EventMessage}.
 */
public final class EventUnwrapperFactory implements RecordUnwrapperFactory {

	private final EventRegistry registry;

	private final @Nullable EnvelopeCodec envelope;

	/**
	 * Creates the factory.
	 * @param registry tells which types are events
	 * @param envelope reads envelopes; {@code null} when the library for it is missing
	 */
	public EventUnwrapperFactory(EventRegistry registry, @Nullable EnvelopeCodec envelope) {
		this.registry = registry;
		this.envelope = envelope;
	}

	@Override
	public @Nullable RecordUnwrapper create(KinesisListenerEndpoint endpoint, @Nullable Boolean envelope) {
		boolean events = endpoint.payloadTypes().stream().anyMatch(this::isEvent);
		boolean unwraps = (envelope != null) ? envelope : events;
		if (unwraps && this.envelope == null) {
			throw new ListenerConfigurationException(
					"Listener " + endpoint.description() + " takes events, which come in envelopes of JSON, but there "
							+ "is no Jackson that could read them.",
					"Add spring-boot-starter-jackson, define a bean of type EnvelopeCodec, or set kinesis.kinsumers."
							+ endpoint.kinsumer() + ".envelope to false if nobody uses envelopes.");
		}
		Set<String> expected = endpoint.selectsByType() ? Set.of() : expected(endpoint.payloadTypes());
		return (unwraps || !expected.isEmpty())
				? new EventUnwrapper(unwraps ? this.envelope : null, expected, endpoint.description()) : null;
	}

	private boolean isEvent(Class<?> type) {
		return type == EventMessage.class || isEventType(type);
	}

	private boolean isEventType(Class<?> type) {
		return Event.class.isAssignableFrom(type) || this.registry.find(type).isPresent();
	}

	/**
	 * What the types are called that a listener takes. An abstract one can only be read
	 * from data that tells the class itself, as with {@code @JsonTypeInfo}.
	 */
	private Set<String> expected(Set<Class<?>> types) {
		Set<String> names = new HashSet<>();
		for (Class<?> type : types) {
			if (type == EventMessage.class) {
				continue;
			}
			if (!isEventType(type) || Modifier.isAbstract(type.getModifiers())) {
				return Set.of();
			}
			names.addAll(this.registry.namesOf(type));
		}
		return names;
	}

}
