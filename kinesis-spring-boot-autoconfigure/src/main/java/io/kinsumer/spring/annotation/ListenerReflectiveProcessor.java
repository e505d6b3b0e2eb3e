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

package io.kinsumer.spring.annotation;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.annotation.ReflectiveProcessor;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.util.ClassUtils;

/**
 * What a native image must know of a listener's method: that it is called, what its
 * payloads are read into, and what its replies are written from.
 */
final class ListenerReflectiveProcessor implements ReflectiveProcessor {

	private static final List<Class<?>> WRAPPERS = List.of(Message.class, Collection.class, Optional.class,
			CompletionStage.class);

	private static final List<String> NOT_BOUND = List.of("java.", "io.kinsumer.core.", "io.kinsumer.spring.listener.",
			"io.kinsumer.spring.deadletter.", "io.kinsumer.spring.template.", "org.springframework.");

	private static final String PROTOBUF = "com.google.protobuf.MessageLite";

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	@Override
	public void registerReflectionHints(ReflectionHints hints, AnnotatedElement element) {
		if (element instanceof Method method) {
			hints.registerMethod(method, ExecutableMode.INVOKE);
			for (int i = 0; i < method.getParameterCount(); i++) {
				Parameter parameter = method.getParameters()[i];
				if (!parameter.isAnnotationPresent(Header.class) && !parameter.isAnnotationPresent(Headers.class)) {
					bind(hints, ResolvableType.forMethodParameter(method, i));
				}
			}
			bind(hints, ResolvableType.forMethodReturnType(method));
		}
	}

	private void bind(ReflectionHints hints, ResolvableType type) {
		Class<?> raw = type.resolve();
		if (raw == null || raw.isPrimitive()) {
			return;
		}
		if (raw.isArray()) {
			bind(hints, type.getComponentType());
			return;
		}
		for (Class<?> wrapper : WRAPPERS) {
			if (wrapper.isAssignableFrom(raw)) {
				bind(hints, type.as(wrapper).getGeneric());
				return;
			}
		}
		if (isProtobuf(raw)) {
			hints.registerType(raw, MemberCategory.INVOKE_PUBLIC_METHODS);
		}
		else if (NOT_BOUND.stream().noneMatch(raw.getName()::startsWith)) {
			this.binding.registerReflectionHints(hints, raw);
			Arrays.stream(type.getGenerics()).forEach((generic) -> bind(hints, generic));
		}
	}

	private static boolean isProtobuf(Class<?> type) {
		return ClassUtils.getAllInterfacesForClassAsSet(type)
			.stream()
			.anyMatch((each) -> each.getName().equals(PROTOBUF));
	}

}
