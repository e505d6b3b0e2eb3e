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

import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MimeType;

/**
 * Converts Protobuf messages from and to their binary form: those without content type,
 * and those of {@code application/x-protobuf}, {@code application/x-google-protobuf},
 * {@code application/protobuf}, {@code application/vnd.google.protobuf} and
 * {@code application/octet-stream}. An empty payload is a message with all fields at
 * their defaults, as Protobuf has it.
 */
public final class ProtobufPayloadConverter implements PayloadConverter {

	private static final MimeType CONTENT_TYPE = new MimeType("application", "x-protobuf");

	private static final Set<String> SUBTYPES = Set.of("x-protobuf", "x-google-protobuf", "protobuf",
			"vnd.google.protobuf", "octet-stream");

	private final Map<Class<?>, Parser<? extends MessageLite>> parsers = new ConcurrentHashMap<>();

	@Override
	public boolean canRead(Type type) {
		return type instanceof Class<?> raw && MessageLite.class.isAssignableFrom(raw)
				&& !Modifier.isAbstract(raw.getModifiers());
	}

	@Override
	public boolean canRead(Type type, @Nullable MimeType contentType) {
		return isProtobuf(contentType) && canRead(type);
	}

	@Override
	public Object read(ByteBuffer data, Type type, @Nullable MimeType contentType) {
		try {
			return this.parsers.computeIfAbsent((Class<?>) type, ProtobufPayloadConverter::parser).parseFrom(data);
		}
		catch (InvalidProtocolBufferException ex) {
			throw new PayloadConversionException(
					"the payload is not a Protobuf message of type " + type.getTypeName() + ": " + ex.getMessage(), ex);
		}
	}

	private static Parser<? extends MessageLite> parser(Class<?> type) {
		try {
			MessageLite message = (MessageLite) type.getMethod("getDefaultInstance").invoke(null);
			return message.getParserForType();
		}
		catch (ReflectiveOperationException | ClassCastException | NullPointerException ex) {
			throw new PayloadConversionException(
					"the type " + type.getName() + " has no static method getDefaultInstance() as generated ones have",
					ex);
		}
	}

	@Override
	public boolean canWrite(Object payload, @Nullable MimeType contentType) {
		return payload instanceof MessageLite && isProtobuf(contentType);
	}

	@Override
	public byte[] write(Object payload, @Nullable MimeType contentType) {
		return ((MessageLite) payload).toByteArray();
	}

	@Override
	public MimeType contentType(Object payload) {
		return CONTENT_TYPE;
	}

	@Override
	public String contentTypes() {
		return CONTENT_TYPE.toString();
	}

	private static boolean isProtobuf(@Nullable MimeType contentType) {
		return contentType == null
				|| ("application".equals(contentType.getType()) && SUBTYPES.contains(contentType.getSubtype()));
	}

}
