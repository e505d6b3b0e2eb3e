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

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/**
 * Says which stream the events of a class go to, and what their type is called. Beans of
 * this type are registered when the application starts.
 *
 * @param <T> the class
 * @param type the class of the events, or an interface that all of them implement
 * @param stream where they go: the name of a producer under {@code kinesis.producers}, of
 * a writer under {@code kinesis.writers}, or of a stream
 * @param name what the type is called on its way
 * @param contentType what they become; {@code null}: what converts them decides
 * @param key finds the key of an event; what it returns may be empty
 * @param headers finds what travels beside an event
 */
public record EventRegistration<T>(Class<T> type, String stream, String name, @Nullable String contentType,
		@Nullable Function<? super T, @Nullable String> key,
		@Nullable Function<? super T, Map<String, String>> headers) {

	public EventRegistration {
		check(type, !stream.isBlank(), "has no stream", "Name the stream that events of this type go to.");
		check(type, !name.isBlank(), "has a blank name", "Give it a name, or none for that of the class.");
		check(type, contentType == null || isContentType(contentType),
				"has the content type '" + contentType + "', which is none",
				"Write it as type/subtype, such as application/json.");
	}

	private static void check(Class<?> type, boolean valid, String problem, String remedy) {
		if (!valid) {
			throw new EventRegistrationException("The event type " + type.getName() + " " + problem + ".", remedy);
		}
	}

	private static boolean isContentType(String contentType) {
		try {
			MimeTypeUtils.parseMimeType(contentType);
			return true;
		}
		catch (InvalidMimeTypeException ex) {
			return false;
		}
	}

	/**
	 * A registration by the name of the class, without its package.
	 * @param <T> the class
	 * @param type the class of the events
	 * @param stream where they go
	 * @return a registration
	 */
	public static <T> EventRegistration<T> of(Class<T> type, String stream) {
		return new EventRegistration<>(type, stream, ClassUtils.getShortName(type), null, null, null);
	}

	/**
	 * The same by another name.
	 * @param name what the type is called on its way
	 * @return a new registration
	 */
	public EventRegistration<T> withName(String name) {
		return new EventRegistration<>(this.type, this.stream, name, this.contentType, this.key, this.headers);
	}

	/**
	 * The same with a content type.
	 * @param contentType what events become, such as {@code application/x-protobuf}
	 * @return a new registration
	 */
	public EventRegistration<T> withContentType(String contentType) {
		return new EventRegistration<>(this.type, this.stream, this.name, contentType, this.key, this.headers);
	}

	/**
	 * The same with keys, which come before those that an {@link Event} has itself.
	 * @param key finds the key of an event; empty or {@code null} for none
	 * @return a new registration
	 */
	public EventRegistration<T> withKey(Function<? super T, @Nullable String> key) {
		return new EventRegistration<>(this.type, this.stream, this.name, this.contentType, key, this.headers);
	}

	/**
	 * The same with headers, in addition to those that an {@link Event} has itself.
	 * @param headers finds what travels beside an event
	 * @return a new registration
	 */
	public EventRegistration<T> withHeaders(Function<? super T, Map<String, String>> headers) {
		return new EventRegistration<>(this.type, this.stream, this.name, this.contentType, this.key, headers);
	}

	/**
	 * The same for a sub type, by the name of its class.
	 */
	@SuppressWarnings("unchecked")
	EventRegistration<?> forSubType(Class<?> subType) {
		// Whatever takes the super type takes the sub type.
		return new EventRegistration<>((Class<T>) subType, this.stream, ClassUtils.getShortName(subType),
				this.contentType, this.key, this.headers);
	}

	/**
	 * Names the registration in messages.
	 */
	@Override
	public String toString() {
		return this.type.getName() + " ('" + this.name + "' of stream '" + this.stream + "')";
	}

}
