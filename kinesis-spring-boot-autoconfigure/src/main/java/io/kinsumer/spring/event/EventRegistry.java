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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.kinsumer.spring.listener.PayloadTypeNames;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Knows which stream events of a type go to, and what their type is called. A class is
 * known by its own registration, else by its own {@link EventType}, else by the nearest
 * of its super types that is known: its events go where those of that type go, under the
 * name of their own class. Safe for use by any thread.
 */
public final class EventRegistry implements PayloadTypeNames {

	private final Map<Class<?>, EventRegistration<?>> byType = new ConcurrentHashMap<>();

	private final Map<StreamAndName, EventRegistration<?>> byName = new ConcurrentHashMap<>();

	// What was found of classes that are no event by themselves.
	private final Map<Class<?>, Optional<EventRegistration<?>>> bySuperType = new ConcurrentHashMap<>();

	// Those of them that are one by a super type.
	private final Map<StreamAndName, EventRegistration<?>> namesOfSubTypes = new HashMap<>();

	private final UnaryOperator<String> placeholders;

	/**
	 * Creates an empty registry.
	 */
	public EventRegistry() {
		this(UnaryOperator.identity());
	}

	/**
	 * Creates an empty registry.
	 * @param placeholders resolves the placeholders in an {@link EventType}
	 */
	public EventRegistry(UnaryOperator<String> placeholders) {
		this.placeholders = placeholders;
	}

	/**
	 * Registers a type; the same once more changes nothing.
	 * @param registration what is said of the type
	 * @throws EventRegistrationException if something else is said of the type already,
	 * or another type of the stream has the name
	 */
	public synchronized void register(EventRegistration<?> registration) {
		EventRegistration<?> known = this.byType.get(registration.type());
		if (known != null) {
			if (!known.equals(registration)) {
				throw new EventRegistrationException(
						"The event type " + registration.type().getName() + " is registered twice: as '" + known.name()
								+ "' of stream '" + known.stream() + "', and as '" + registration.name()
								+ "' of stream '" + registration.stream() + "'.",
						"Remove one of the two registrations; to publish to another stream now and then, name the "
								+ "stream in the call.");
			}
			return;
		}
		StreamAndName name = new StreamAndName(registration);
		checkName(registration, this.byName.get(name));
		checkName(registration, this.namesOfSubTypes.get(name));
		this.byName.put(name, registration);
		this.byType.put(registration.type(), registration);
		this.bySuperType.clear();
		this.namesOfSubTypes.clear();
	}

	private static void checkName(EventRegistration<?> registration, @Nullable EventRegistration<?> other) {
		if (other != null && other.type() != registration.type()) {
			throw new EventRegistrationException(
					"Two event types of stream '" + registration.stream() + "' are called '" + registration.name()
							+ "': " + other.type().getName() + " and " + registration.type().getName() + ".",
					"Give one of them another name, by @EventType(name = ...), EventRegistration.withName or as the "
							+ "name under kinesis.events.types.");
		}
	}

	/**
	 * Registers a type by the name of its class.
	 * @param type the class of the events
	 * @param stream where they go
	 * @throws EventRegistrationException as by {@link #register(EventRegistration)}
	 */
	public void register(Class<?> type, String stream) {
		register(EventRegistration.of(type, stream));
	}

	/**
	 * What is known of a type.
	 * @param type the class of an event
	 * @return its registration, or one made of that of its nearest super type
	 * @throws EventRegistrationException if another type of the stream has its name
	 * @throws EventNotFoundException if nothing is known
	 * @throws AmbiguousEventException if several super types are equally near
	 */
	public EventRegistration<?> get(Class<?> type) {
		return find(type).orElseThrow(() -> new EventNotFoundException(type));
	}

	/**
	 * What is known of a type.
	 * @param type the class of an event
	 * @return empty if nothing is known
	 * @throws EventRegistrationException if another type of the stream has its name
	 * @throws AmbiguousEventException if several super types are equally near
	 */
	public Optional<EventRegistration<?>> find(Class<?> type) {
		EventRegistration<?> own = own(type);
		if (own != null) {
			return Optional.of(own);
		}
		Optional<EventRegistration<?>> known = this.bySuperType.get(type);
		if (known == null) {
			synchronized (this) {
				known = Optional.ofNullable(ofSuperTypes(type));
				this.bySuperType.put(type, known);
			}
		}
		return known;
	}

	/**
	 * Which type a name stands for.
	 * @param stream the stream, as it is registered
	 * @param name what the type is called there
	 * @return empty if no type of that name is registered
	 */
	public Optional<EventRegistration<?>> find(String stream, String name) {
		return Optional.ofNullable(this.byName.get(new StreamAndName(stream, name)));
	}

	/**
	 * All registered types.
	 * @return a copy; types that are only annotated are in it once they were asked for
	 */
	public Collection<EventRegistration<?>> getAll() {
		return List.copyOf(this.byType.values());
	}

	/**
	 * What a type is called: by its registration, and by its class.
	 */
	@Override
	public Set<String> namesOf(Class<?> type) {
		Set<String> names = new LinkedHashSet<>();
		find(type).ifPresent((registration) -> names.add(registration.name()));
		names.addAll(PayloadTypeNames.OF_CLASSES.namesOf(type));
		return names;
	}

	private @Nullable EventRegistration<?> own(Class<?> type) {
		EventRegistration<?> known = this.byType.get(type);
		EventType annotation = (known != null) ? null : AnnotationUtils.getAnnotation(type, EventType.class);
		if (annotation == null) {
			return known;
		}
		EventRegistration<?> registration = EventRegistration.of(type, this.placeholders.apply(annotation.stream()));
		if (!annotation.name().isEmpty()) {
			registration = registration.withName(annotation.name());
		}
		if (!annotation.contentType().isEmpty()) {
			registration = registration.withContentType(annotation.contentType());
		}
		synchronized (this) {
			EventRegistration<?> other = this.byType.get(type);
			if (other != null) {
				return other;
			}
			register(registration);
			return registration;
		}
	}

	private @Nullable EventRegistration<?> ofSuperTypes(Class<?> type) {
		List<EventRegistration<?>> found = new ArrayList<>();
		for (Class<?> each : superTypes(type)) {
			EventRegistration<?> registration = own(each);
			if (registration != null) {
				found.add(registration);
			}
		}
		List<EventRegistration<?>> nearest = found.stream()
			.filter((each) -> found.stream()
				.noneMatch((other) -> other != each && each.type().isAssignableFrom(other.type())))
			.toList();
		if (nearest.size() > 1) {
			throw new AmbiguousEventException(type, nearest);
		}
		if (nearest.isEmpty()) {
			return null;
		}
		EventRegistration<?> registration = nearest.get(0).forSubType(type);
		StreamAndName name = new StreamAndName(registration);
		checkName(registration, this.byName.get(name));
		checkName(registration, this.namesOfSubTypes.putIfAbsent(name, registration));
		return registration;
	}

	private static Set<Class<?>> superTypes(Class<?> type) {
		Set<Class<?>> types = new LinkedHashSet<>();
		for (Class<?> each = type.getSuperclass(); each != null && each != Object.class; each = each.getSuperclass()) {
			types.add(each);
		}
		types.addAll(ClassUtils.getAllInterfacesForClassAsSet(type));
		types.remove(type);
		return types;
	}

	/**
	 * What a type is found by when a record arrives.
	 */
	private record StreamAndName(String stream, String name) {

		StreamAndName(EventRegistration<?> registration) {
			this(registration.stream(), registration.name());
		}

	}

}
