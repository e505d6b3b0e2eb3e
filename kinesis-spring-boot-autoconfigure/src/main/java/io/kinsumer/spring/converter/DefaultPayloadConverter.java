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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MimeType;

/**
 * Asks one converter after the other. After them, {@code byte[]} and {@link ByteBuffer}
 * pass as they are, and {@link String} by the charset of its content type, UTF-8 without
 * one.
 */
public final class DefaultPayloadConverter implements PayloadConverter {

	private static final String REMEDY = "; take it as byte[], or add a bean of type PayloadConverter that converts it";

	private final List<PayloadConverter> converters;

	/**
	 * Creates a converter.
	 * @param converters the converters, in the order in which they are asked
	 */
	public DefaultPayloadConverter(List<? extends PayloadConverter> converters) {
		this.converters = Stream
			.<PayloadConverter>concat(converters.stream(),
					Stream.of(new BytesPayloadConverter(), new TextPayloadConverter()))
			.toList();
	}

	@Override
	public boolean canRead(Type type) {
		return this.converters.stream().anyMatch((converter) -> converter.canRead(type));
	}

	@Override
	public boolean canRead(Type type, @Nullable MimeType contentType) {
		return reader(type, contentType) != null;
	}

	@Override
	public Object read(ByteBuffer data, Type type, @Nullable MimeType contentType) {
		PayloadConverter reader = reader(type, contentType);
		if (reader == null) {
			throw new UnsupportedContentTypeException(
					"a payload of content type " + contentType + " cannot be read as " + type.getTypeName()
							+ known(this.converters.stream().filter((each) -> each.canRead(type))) + REMEDY,
					null);
		}
		return reader.read(data, type, contentType);
	}

	@Override
	public boolean canWrite(Object payload, @Nullable MimeType contentType) {
		return writer(payload, contentType) != null;
	}

	@Override
	public byte[] write(Object payload, @Nullable MimeType contentType) {
		PayloadConverter writer = writer(payload, contentType);
		if (writer == null) {
			throw new UnsupportedContentTypeException(unwritable(payload, contentType), null);
		}
		return writer.write(payload, contentType);
	}

	@Override
	public @Nullable MimeType contentType(Object payload) {
		PayloadConverter writer = writer(payload, null);
		return (writer != null) ? writer.contentType(payload) : null;
	}

	private @Nullable PayloadConverter reader(Type type, @Nullable MimeType contentType) {
		for (PayloadConverter converter : this.converters) {
			if (converter.canRead(type, contentType)) {
				return converter;
			}
		}
		return null;
	}

	private @Nullable PayloadConverter writer(Object payload, @Nullable MimeType contentType) {
		for (PayloadConverter converter : this.converters) {
			if (converter.canWrite(payload, contentType)) {
				return converter;
			}
		}
		return null;
	}

	private String unwritable(Object payload, @Nullable MimeType contentType) {
		String type = "a payload of type " + payload.getClass().getName();
		if (contentType != null) {
			return type + " cannot be written as " + contentType
					+ known(this.converters.stream().filter((each) -> each.canWrite(payload, null)))
					+ "; send it as byte[], or add a bean of type PayloadConverter that converts it";
		}
		if (ProtobufTypes.isMessage(payload.getClass())) {
			return type + " cannot be written: there is no converter for Protobuf messages";
		}
		return type + " cannot be written: only byte[], ByteBuffer and String can, because there is no JsonMapper, "
				+ "or none of several is primary; add spring-boot-starter-jackson, or make one primary";
	}

	private static String known(Stream<PayloadConverter> converters) {
		String known = converters.map(PayloadConverter::contentTypes)
			.filter((types) -> !types.isBlank())
			.collect(Collectors.joining(", "));
		return known.isEmpty() ? "" : ", only " + known + " can";
	}

}
