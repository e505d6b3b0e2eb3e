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

package io.kinsumer.spring.converter;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MimeType;

/**
 * Converts payloads from and to bytes. An application adds its own as beans, in their
 * order before those that are there anyway; for each payload the first one is asked that
 * accepts it. Safe for use by several threads.
 */
public interface PayloadConverter {

	/**
	 * Whether payloads can be converted to a type, for any content type. Asked when a
	 * listener is registered.
	 * @param type the declared type of a listener's parameter, generics included
	 * @return {@code false} to refuse a listener with such a parameter
	 */
	boolean canRead(Type type);

	/**
	 * Whether the payload of a record can be converted.
	 * @param type a type that {@link #canRead(Type)} accepted
	 * @param contentType what the record says about its payload; {@code null} when it
	 * says nothing
	 * @return {@code false} to leave it to the next converter
	 */
	boolean canRead(Type type, @Nullable MimeType contentType);

	/**
	 * Converts bytes to an object.
	 * @param data the payload, possibly empty; its position may be changed
	 * @param type a type that was accepted
	 * @param contentType the content type that was accepted with it
	 * @return the payload, never {@code null}
	 * @throws PayloadConversionException if the bytes are not what the type needs
	 */
	Object read(ByteBuffer data, Type type, @Nullable MimeType contentType);

	/**
	 * Whether a payload can be converted to bytes.
	 * @param payload the payload
	 * @param contentType what it shall become; {@code null} leaves that to the converter
	 * @return {@code false} to leave it to the next converter
	 */
	boolean canWrite(Object payload, @Nullable MimeType contentType);

	/**
	 * Converts an object to bytes.
	 * @param payload a payload that was accepted
	 * @param contentType the content type that was accepted with it
	 * @return its bytes
	 * @throws PayloadConversionException if there is no way to convert it
	 */
	byte[] write(Object payload, @Nullable MimeType contentType);

	/**
	 * What a payload becomes when no content type is asked for.
	 * @param payload a payload that was accepted without a content type
	 * @return a content type, or {@code null} when nothing is known about the bytes
	 */
	default @Nullable MimeType contentType(Object payload) {
		return null;
	}

	/**
	 * Which content types it reads, for error messages.
	 * @return a few words, such as {@code application/json}; blank for those that read
	 * any
	 */
	default String contentTypes() {
		return "";
	}

}
