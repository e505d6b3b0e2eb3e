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

package io.kinsumer.boot.autoconfigure;

import java.util.Map;

import io.kinsumer.spring.event.EventRegistration;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.StringUtils;

/**
 * Reads the registrations under {@code kinesis.events.types}.
 */
final class EventTypes {

	private final @Nullable ClassLoader classLoader;

	EventTypes(@Nullable ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	EventRegistration<?> create(Map.Entry<String, EventTypeProperties> entry) {
		String prefix = "kinesis.events.types." + entry.getKey();
		EventTypeProperties properties = entry.getValue();
		String stream = required(prefix + ".stream", properties.getStream(),
				"Name the producer, writer or stream that events of this type go to.");
		EventRegistration<?> registration = EventRegistration
			.of(type(prefix + ".type",
					required(prefix + ".type", properties.getType(), "Name the class of these events.")), stream)
			.withName(entry.getKey());
		String contentType = properties.getContentType();
		return (contentType != null) ? registration.withContentType(contentType(prefix + ".content-type", contentType))
				: registration;
	}

	private static String required(String property, @Nullable String value, String remedy) {
		if (!StringUtils.hasText(value)) {
			throw new InvalidKinesisPropertyException(property, value, "must not be blank", remedy);
		}
		return value;
	}

	private Class<?> type(String property, String name) {
		try {
			return ClassUtils.forName(name, this.classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new InvalidKinesisPropertyException(property, name, "must be the full name of a class",
					"Correct the name; nested classes are written as Outer$Inner.");
		}
	}

	private static String contentType(String property, String contentType) {
		try {
			return MimeTypeUtils.parseMimeType(contentType).toString();
		}
		catch (InvalidMimeTypeException ex) {
			throw new InvalidKinesisPropertyException(property, contentType, "must be a content type",
					"Write it as type/subtype, such as application/json.");
		}
	}

}
