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
import java.util.function.UnaryOperator;

import io.kinsumer.spring.converter.PayloadConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.validation.Validator;

/**
 * What is needed to make arguments of records.
 *
 * @param converter converts them
 * @param validator checks those of annotated parameters; {@code null}: there is none
 * @param placeholders resolves the placeholders in names and defaults of headers
 */
record PayloadReading(PayloadConverter converter, @Nullable Validator validator, UnaryOperator<String> placeholders) {

	/**
	 * Reads the payload of a parameter.
	 */
	RecordPayload ofParameter(ListenerMethod listener, MethodParameter parameter, Type type) {
		Payload annotation = parameter.getParameterAnnotation(Payload.class);
		boolean nullable = parameter.isOptional() || (annotation != null && !annotation.required());
		if (nullable) {
			Parameters.requireNullable(listener, parameter);
		}
		return new RecordPayload(listener, parameter, type, nullable, this);
	}

	/**
	 * Reads the payloads in a list, which are never {@code null}.
	 */
	RecordPayload ofElement(ListenerMethod listener, MethodParameter parameter, Type type) {
		return new RecordPayload(listener, parameter, type, false, this);
	}

	/**
	 * Reads the payloads of messages, which are never {@code null}.
	 */
	RecordPayload ofMessage(ListenerMethod listener, MethodParameter parameter, @Nullable Type type) {
		if (type == null) {
			throw Parameters.unsupported(listener, parameter,
					"the type of its payload is missing, as in Message<Order>");
		}
		return ofElement(listener, parameter, type);
	}

}
