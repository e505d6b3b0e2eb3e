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
 * Passes {@code byte[]} and {@link ByteBuffer} as they are, whatever their content type.
 */
final class BytesPayloadConverter implements PayloadConverter {

	@Override
	public boolean canRead(Type type) {
		return type == byte[].class || type == ByteBuffer.class;
	}

	@Override
	public boolean canRead(Type type, @Nullable MimeType contentType) {
		return canRead(type);
	}

	@Override
	public Object read(ByteBuffer data, Type type, @Nullable MimeType contentType) {
		return (type == ByteBuffer.class) ? data : copy(data);
	}

	@Override
	public boolean canWrite(Object payload, @Nullable MimeType contentType) {
		return payload instanceof byte[] || payload instanceof ByteBuffer;
	}

	@Override
	public byte[] write(Object payload, @Nullable MimeType contentType) {
		return (payload instanceof byte[] bytes) ? bytes : copy(((ByteBuffer) payload).duplicate());
	}

	/**
	 * Copies what is between position and limit, and moves the position there.
	 */
	static byte[] copy(ByteBuffer data) {
		byte[] bytes = new byte[data.remaining()];
		data.get(bytes);
		return bytes;
	}

}
