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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * Converts payloads from and to JSON by Jackson: those without content type, and those of
 * {@code application/json}, {@code text/json} and {@code application/*+json}. Leaves
 * bytes and {@link String} as they are, and Protobuf messages to others, because Jackson
 * cannot make them.
 */
public final class JsonPayloadConverter implements PayloadConverter {

	private final JsonMapper mapper;

	private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

	/**
	 * Creates a converter.
	 * @param mapper reads and writes
	 */
	public JsonPayloadConverter(JsonMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	public boolean canRead(Type type) {
		return !(type instanceof Class<?> raw && isOther(raw));
	}

	@Override
	public boolean canRead(Type type, @Nullable MimeType contentType) {
		return isJson(contentType) && canRead(type);
	}

	@Override
	public Object read(ByteBuffer data, Type type, @Nullable MimeType contentType) {
		Object payload;
		try {
			payload = reader(type).readValue(BytesPayloadConverter.copy(data));
		}
		catch (JacksonException ex) {
			throw new PayloadConversionException(
					"the payload is not JSON for " + type.getTypeName() + ": " + ex.getOriginalMessage(), ex);
		}
		if (payload == null) {
			throw new PayloadConversionException("the payload is JSON null, which is no " + type.getTypeName(), null);
		}
		return payload;
	}

	private ObjectReader reader(Type type) {
		return this.readers.computeIfAbsent(type, (key) -> this.mapper.readerFor(this.mapper.constructType(key)));
	}

	@Override
	public boolean canWrite(Object payload, @Nullable MimeType contentType) {
		return isJson(contentType) && !isOther(payload.getClass());
	}

	@Override
	public byte[] write(Object payload, @Nullable MimeType contentType) {
		try {
			return this.mapper.writeValueAsBytes(payload);
		}
		catch (JacksonException ex) {
			throw new PayloadConversionException("a payload of type " + payload.getClass().getName()
					+ " cannot be written as JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	@Override
	public MimeType contentType(Object payload) {
		return MimeTypeUtils.APPLICATION_JSON;
	}

	@Override
	public String contentTypes() {
		return "application/json";
	}

	private static boolean isOther(Class<?> type) {
		return type == byte[].class || type == String.class || ByteBuffer.class.isAssignableFrom(type)
				|| ProtobufTypes.isMessage(type);
	}

	private static boolean isJson(@Nullable MimeType contentType) {
		return contentType == null || "json".equals(contentType.getSubtype())
				|| "json".equals(contentType.getSubtypeSuffix());
	}

}
