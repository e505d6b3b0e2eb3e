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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Passes {@code byte[]}, {@link ByteBuffer} and {@link String} (UTF-8) as they are and
 * leaves every other type to an object converter, if there is one.
 */
public final class DefaultPayloadConverter implements PayloadConverter {

	private final @Nullable PayloadConverter objects;

	/**
	 * Creates a converter.
	 * @param objects converts what is not bytes or text, {@code null} to refuse the rest
	 */
	public DefaultPayloadConverter(@Nullable PayloadConverter objects) {
		this.objects = objects;
	}

	@Override
	public boolean canRead(Type type) {
		return type == byte[].class || type == ByteBuffer.class || type == String.class
				|| (this.objects != null && this.objects.canRead(type));
	}

	@Override
	public Object read(ByteBuffer data, Type type) {
		if (type == ByteBuffer.class) {
			return data;
		}
		if (type == byte[].class) {
			byte[] bytes = new byte[data.remaining()];
			data.get(bytes);
			return bytes;
		}
		if (type == String.class) {
			return text(data);
		}
		return objects(type.getTypeName()).read(data, type);
	}

	@Override
	public byte[] write(Object payload) {
		if (payload instanceof byte[] bytes) {
			return bytes;
		}
		if (payload instanceof String text) {
			return text.getBytes(StandardCharsets.UTF_8);
		}
		if (payload instanceof ByteBuffer buffer) {
			byte[] bytes = new byte[buffer.remaining()];
			buffer.duplicate().get(bytes);
			return bytes;
		}
		return objects(payload.getClass().getName()).write(payload);
	}

	private static String text(ByteBuffer data) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(data).toString();
		}
		catch (CharacterCodingException ex) {
			throw new PayloadConversionException(
					"the payload is not UTF-8 text: take it as byte[], or send it as UTF-8", ex);
		}
	}

	private PayloadConverter objects(String type) {
		if (this.objects == null) {
			throw new PayloadConversionException("a payload of type " + type + " cannot be converted: only byte[], "
					+ "ByteBuffer and String can, because there is no JsonMapper; add spring-boot-starter-jackson",
					null);
		}
		return this.objects;
	}

}
