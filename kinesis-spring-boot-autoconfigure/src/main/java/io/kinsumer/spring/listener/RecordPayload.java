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

import java.lang.reflect.Type;
import java.nio.ByteBuffer;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.converter.ContentTypes;
import io.kinsumer.spring.converter.PayloadConversionException;
import io.kinsumer.spring.converter.PayloadConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.util.MimeType;

/**
 * Reads payloads as the type that a listener wants.
 */
final class RecordPayload {

	private final Type type;

	private final boolean bytes;

	private final PayloadConverter converter;

	RecordPayload(ListenerMethod listener, MethodParameter parameter, Type type, PayloadConverter converter) {
		if (!Parameters.isPayload(type)) {
			throw Parameters.unsupported(listener, parameter, type.getTypeName() + " is no payload");
		}
		if (!converter.canRead(type)) {
			throw Parameters.unsupported(listener, parameter, "there is no converter for " + type.getTypeName()
					+ "; for JSON payloads, add spring-boot-starter-jackson");
		}
		this.type = type;
		this.bytes = type == byte[].class || type == ByteBuffer.class;
		this.converter = converter;
	}

	static RecordPayload ofMessage(ListenerMethod listener, MethodParameter parameter, @Nullable Type type,
			PayloadConverter converter) {
		if (type == null) {
			throw Parameters.unsupported(listener, parameter,
					"the type of its payload is missing, as in Message<Order>");
		}
		return new RecordPayload(listener, parameter, type, converter);
	}

	Object read(KinesisRecord record) {
		try {
			return this.converter.read(record.data(), this.type, contentType(record));
		}
		catch (PayloadConversionException ex) {
			throw new PayloadConversionException("record " + record.sequenceNumber() + " of shard " + record.shardId()
					+ ", stream " + record.stream() + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Bytes pass even if the header is broken.
	 */
	private @Nullable MimeType contentType(KinesisRecord record) {
		return this.bytes ? null : ContentTypes.of(record.headers());
	}

	Message<Object> message(KinesisRecord record) {
		return new GenericMessage<>(read(record), RecordHeaders.of(record));
	}

}
