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

import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts payloads from and to JSON by Jackson.
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
		return true;
	}

	@Override
	public Object read(ByteBuffer data, Type type) {
		byte[] bytes = new byte[data.remaining()];
		data.get(bytes);
		Object payload;
		try {
			payload = reader(type).readValue(bytes);
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
	public byte[] write(Object payload) {
		try {
			return this.mapper.writeValueAsBytes(payload);
		}
		catch (JacksonException ex) {
			throw new PayloadConversionException("a payload of type " + payload.getClass().getName()
					+ " cannot be written as JSON: " + ex.getOriginalMessage(), ex);
		}
	}

}
