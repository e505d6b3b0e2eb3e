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
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MimeType;

/**
 * Converts {@link String} by the charset of the content type, whatever else that says;
 * UTF-8 without one.
 */
final class TextPayloadConverter implements PayloadConverter {

	@Override
	public boolean canRead(Type type) {
		return type == String.class;
	}

	@Override
	public boolean canRead(Type type, @Nullable MimeType contentType) {
		return canRead(type);
	}

	@Override
	public Object read(ByteBuffer data, Type type, @Nullable MimeType contentType) {
		Charset charset = charset(contentType);
		try {
			return charset.newDecoder().decode(data).toString();
		}
		catch (CharacterCodingException ex) {
			throw new PayloadConversionException(
					"the payload is not " + charset + " text: take it as byte[], send it as " + charset
							+ ", or with a content type that tells its charset, such as text/plain;charset=ISO-8859-1",
					ex);
		}
	}

	@Override
	public boolean canWrite(Object payload, @Nullable MimeType contentType) {
		return payload instanceof String;
	}

	@Override
	public byte[] write(Object payload, @Nullable MimeType contentType) {
		Charset charset = charset(contentType);
		try {
			return BytesPayloadConverter.copy(charset.newEncoder().encode(CharBuffer.wrap((String) payload)));
		}
		catch (CharacterCodingException ex) {
			throw new PayloadConversionException(
					"the text cannot be written as " + charset + ": it has characters that this charset lacks", ex);
		}
		catch (UnsupportedOperationException ex) {
			throw new PayloadConversionException("the charset " + charset + " cannot be written: use UTF-8", ex);
		}
	}

	private static Charset charset(@Nullable MimeType contentType) {
		Charset charset = (contentType != null) ? contentType.getCharset() : null;
		return (charset != null) ? charset : StandardCharsets.UTF_8;
	}

}
