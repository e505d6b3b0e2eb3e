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

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.converter.PayloadValidationException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.ValidationAnnotationUtils;

/**
 * Checks the payloads of a parameter with {@code @Valid} or {@code @Validated}, on the
 * parameter or on the argument of its type, as in {@code List<@Valid Order>}.
 */
final class PayloadValidation {

	private final Validator validator;

	private final Object[] hints;

	private PayloadValidation(Validator validator, Object[] hints) {
		this.validator = validator;
		this.hints = hints;
	}

	/**
	 * Looks whether payloads are to be checked.
	 * @param validator {@code null} if there is none
	 * @return {@code null} if they are not
	 * @throws ListenerConfigurationException if they are, but nothing can do it
	 */
	static @Nullable PayloadValidation of(ListenerMethod listener, MethodParameter parameter, Type type,
			@Nullable Validator validator) {
		for (Annotation annotation : annotations(parameter)) {
			Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
			if (hints != null) {
				String wanted = "Parameter " + parameter.getParameterIndex() + " of listener " + listener + " has @"
						+ annotation.annotationType().getSimpleName() + ", but ";
				if (validator == null) {
					throw new ListenerConfigurationException(wanted + "there is nothing to validate with.",
							"Add spring-boot-starter-validation, or one bean of type "
									+ "org.springframework.validation.Validator; if there are several, make one primary.");
				}
				if (!validator.supports(ResolvableType.forType(type).resolve(Object.class))) {
					throw new ListenerConfigurationException(
							wanted + validator.getClass().getName() + " does not support " + type.getTypeName() + ".",
							"Remove the annotation, or use a validator that supports the type.");
				}
				return new PayloadValidation(validator, hints);
			}
		}
		return null;
	}

	private static List<Annotation> annotations(MethodParameter parameter) {
		List<Annotation> annotations = new ArrayList<>(List.of(parameter.getParameterAnnotations()));
		AnnotatedType type = parameter.getParameter().getAnnotatedType();
		if (type instanceof AnnotatedParameterizedType parameterized) {
			for (AnnotatedType argument : parameterized.getAnnotatedActualTypeArguments()) {
				annotations.addAll(List.of(argument.getAnnotations()));
			}
		}
		return annotations;
	}

	/**
	 * Checks a payload.
	 * @throws PayloadValidationException if it breaks its constraints
	 */
	void check(Object payload, KinesisRecord record) {
		BindingResult errors = new BeanPropertyBindingResult(payload, "payload");
		if (this.hints.length > 0 && this.validator instanceof SmartValidator smart) {
			smart.validate(payload, errors, this.hints);
		}
		else {
			this.validator.validate(payload, errors);
		}
		if (errors.hasErrors()) {
			throw new PayloadValidationException(
					RecordPayload.describe(record) + ": the payload breaks its constraints: "
							+ errors.getAllErrors()
								.stream()
								.map(PayloadValidation::describe)
								.sorted()
								.collect(Collectors.joining(", ")),
					errors);
		}
	}

	private static String describe(ObjectError error) {
		String where = (error instanceof FieldError field) ? field.getField() : error.getObjectName();
		String message = error.getDefaultMessage();
		return where + " " + ((message != null) ? message : "is not valid (" + error.getCode() + ")");
	}

}
