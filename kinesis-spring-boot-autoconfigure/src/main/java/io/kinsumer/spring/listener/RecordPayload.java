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

package io.kinsumer.spring.listener;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Optional;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.converter.ContentTypes;
import io.kinsumer.spring.converter.PayloadConversionException;
import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.converter.UnsupportedContentTypeException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.util.MimeType;
import org.springframework.util.StringUtils;

/**
 * Reads payloads as the type that a listener wants, and checks them if it wants that. An
 * empty payload is nothing where the listener allows for nothing.
 */
final class RecordPayload {

	private final Type type;

	private final boolean bytes;

	private final boolean optional;

	private final boolean nullable;

	private final PayloadConverter converter;

	private final @Nullable PayloadValidation validation;

	/**
	 * Looks at a parameter.
	 * @param declared the type of the payload
	 * @param nullable whether an empty payload may be {@code null}
	 * @throws ListenerConfigurationException if such payloads cannot be read
	 */
	RecordPayload(ListenerMethod listener, MethodParameter parameter, Type declared, boolean nullable,
			PayloadReading reading) {
		this.optional = declared instanceof ParameterizedType wrapper && wrapper.getRawType() == Optional.class;
		Type type = this.optional ? argumentOf(listener, parameter, declared) : declared;
		this.nullable = nullable;
		Payload annotation = parameter.getParameterAnnotation(Payload.class);
		if (annotation != null && StringUtils.hasText(annotation.expression())) {
			throw Parameters.unsupported(listener, parameter, "@Payload cannot have an expression");
		}
		if (!Parameters.isPayload(type)) {
			throw Parameters.unsupported(listener, parameter, type.getTypeName() + " is no payload");
		}
		if (!reading.converter().canRead(type)) {
			throw Parameters.unsupported(listener, parameter,
					"there is no converter for " + type.getTypeName()
							+ "; for JSON payloads, add spring-boot-starter-jackson, "
							+ "or make one of several JsonMapper beans primary");
		}
		this.type = type;
		this.bytes = type == byte[].class || type == ByteBuffer.class;
		this.converter = reading.converter();
		this.validation = PayloadValidation.of(listener, parameter, type, reading.validator());
	}

	/**
	 * What is read, without its generics.
	 */
	Class<?> type() {
		return ResolvableType.forType(this.type).resolve(Object.class);
	}

	private static Type argumentOf(ListenerMethod listener, MethodParameter parameter, Type optional) {
		Type argument = Parameters.argumentOf(optional);
		if (argument == null) {
			throw Parameters.unsupported(listener, parameter,
					"the type of its payload is missing, as in Optional<Order>");
		}
		return argument;
	}

	/**
	 * Reads a payload.
	 * @return the payload, possibly in an {@link Optional}; {@code null} only if the
	 * record has none and that is allowed
	 */
	@Nullable Object readNullable(KinesisRecord record) {
		return (this.nullable && !this.optional && !record.data().hasRemaining()) ? null : read(record);
	}

	/**
	 * Reads a payload.
	 * @return the payload, possibly in an {@link Optional}
	 */
	Object read(KinesisRecord record) {
		ByteBuffer data = record.data();
		if (this.optional && !data.hasRemaining()) {
			return Optional.empty();
		}
		Object payload = convert(record, data);
		if (this.validation != null) {
			this.validation.check(payload, record);
		}
		return this.optional ? Optional.of(payload) : payload;
	}

	private Object convert(KinesisRecord record, ByteBuffer data) {
		boolean empty = !data.hasRemaining();
		try {
			// Bytes pass even if the header is broken.
			MimeType contentType = this.bytes ? null : ContentTypes.of(record.headers());
			return this.converter.read(data, this.type, contentType);
		}
		catch (PayloadConversionException ex) {
			String remedy = empty ? "; an empty payload is a tombstone: to take it, declare Optional<...>" : "";
			String message = describe(record) + ": " + ex.getMessage() + remedy;
			throw (ex instanceof UnsupportedContentTypeException) ? new UnsupportedContentTypeException(message, ex)
					: new PayloadConversionException(message, ex);
		}
	}

	static String describe(KinesisRecord record) {
		return "record " + record.sequenceNumber() + " of shard " + record.shardId() + ", stream " + record.stream();
	}

	Message<Object> message(KinesisRecord record) {
		return new GenericMessage<>(read(record), RecordHeaders.of(record));
	}

}
