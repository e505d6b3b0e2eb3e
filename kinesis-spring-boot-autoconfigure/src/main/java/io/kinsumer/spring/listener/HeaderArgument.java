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

import java.util.Optional;
import java.util.function.UnaryOperator;

import io.kinsumer.core.record.KinesisRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.ValueConstants;
import org.springframework.util.StringUtils;

/**
 * The value of one header.
 */
final class HeaderArgument implements RecordArguments.Argument {

	private final String listener;

	private final String name;

	private final boolean required;

	private final @Nullable String defaultValue;

	private final TypeDescriptor type;

	private final boolean optional;

	HeaderArgument(ListenerMethod listener, MethodParameter parameter, UnaryOperator<String> placeholders) {
		Header annotation = parameter.getParameterAnnotation(Header.class);
		String name = (annotation != null) ? placeholders.apply(annotation.name()) : "";
		if (!StringUtils.hasText(name)) {
			String parameterName = parameter.getParameter().isNamePresent() ? parameter.getParameter().getName() : null;
			if (parameterName == null) {
				throw Parameters.unsupported(listener, parameter,
						"@Header has no name, and the class was compiled without -parameters");
			}
			name = parameterName;
		}
		this.listener = listener.toString();
		this.name = name;
		this.optional = parameter.getParameterType() == Optional.class;
		this.type = new TypeDescriptor(parameter.nestedIfOptional());
		this.defaultValue = (annotation == null || ValueConstants.DEFAULT_NONE.equals(annotation.defaultValue())) ? null
				: placeholders.apply(annotation.defaultValue());
		this.required = this.defaultValue == null && !parameter.isOptional()
				&& (annotation == null || annotation.required());
		if (this.defaultValue == null && !this.required) {
			Parameters.requireNullable(listener, parameter);
		}
	}

	@Override
	public @Nullable Object resolve(KinesisRecord record, ListenerContext context) {
		Object value = RecordHeaders.of(record).get(this.name);
		if (value == null) {
			value = this.defaultValue;
		}
		if (value == null && this.required) {
			throw new MissingHeaderException("record " + record.sequenceNumber() + " of shard " + record.shardId()
					+ " has no header '" + this.name + "', which listener " + this.listener
					+ " requires: set required = false or a defaultValue");
		}
		Object converted = (value != null) ? DefaultConversionService.getSharedInstance()
			.convert(value, TypeDescriptor.forObject(value), this.type) : null;
		return this.optional ? Optional.ofNullable(converted) : converted;
	}

}
