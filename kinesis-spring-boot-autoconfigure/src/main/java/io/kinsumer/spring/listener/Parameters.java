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
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.StringUtils;

/**
 * Reads the parameters of listener methods.
 */
final class Parameters {

	static final String REMEDY = "A listener takes, in any order: the payload (an object or record read from JSON, "
			+ "String, byte[], ByteBuffer), KinesisRecord, Message<T>, EventMessage, DeadLetterRecord, Acknowledgment, ShardContext, ListenerContext, and parameters with @Header or "
			+ "@Headers. A batch listener takes List<T> of payloads, of KinesisRecord, of Message<T>, of EventMessage or of DeadLetterRecord, Acknowledgment, ShardContext and ListenerContext.";

	private static final List<String> NO_PAYLOADS = List.of("io.kinsumer.core.", "software.amazon.awssdk.",
			"org.springframework.messaging.");

	private Parameters() {
	}

	/**
	 * The type of a parameter with all its generics, also where it is a variable that a
	 * subclass fills in.
	 */
	static Type typeOf(MethodParameter parameter) {
		Type declared = parameter.getGenericParameterType();
		if (declared instanceof TypeVariable<?>) {
			ResolvableType resolved = ResolvableType.forMethodParameter(parameter);
			Class<?> raw = resolved.resolve();
			if (raw != null && resolved.hasResolvableGenerics()) {
				return ResolvableType.forClassWithGenerics(raw, resolved.getGenerics()).getType();
			}
		}
		return GenericTypeResolver.resolveType(declared, parameter.getContainingClass());
	}

	static @Nullable Type genericType(MethodParameter parameter) {
		return argumentOf(typeOf(parameter));
	}

	static @Nullable Type argumentOf(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			Type argument = parameterized.getActualTypeArguments()[0];
			return (argument instanceof WildcardType wildcard) ? wildcard.getUpperBounds()[0] : argument;
		}
		return null;
	}

	static boolean isPayload(Type type) {
		String name = type.getTypeName();
		return NO_PAYLOADS.stream().noneMatch(name::startsWith);
	}

	/**
	 * Refuses a primitive that may be without a value.
	 */
	static void requireNullable(ListenerMethod listener, MethodParameter parameter) {
		if (parameter.getParameterType().isPrimitive()) {
			throw unsupported(listener, parameter, "a primitive cannot be without a value: use its wrapper");
		}
	}

	static ListenerConfigurationException unsupported(ListenerMethod listener, MethodParameter parameter,
			String reason) {
		return new ListenerConfigurationException(StringUtils.capitalize(describe(parameter)) + " of listener "
				+ listener + " is not supported: " + reason + ".", REMEDY);
	}

	static String describe(MethodParameter parameter) {
		return "parameter " + parameter.getParameterIndex() + " (" + parameter.getGenericParameterType().getTypeName()
				+ ")";
	}

}
