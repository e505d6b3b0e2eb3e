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

package io.kinsumer.spring.error;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether an exception may go away by itself. Looks at the exception, then at its
 * cause, and so on; the first of them about whose class, or the nearest of its super
 * types, something is known decides. What the application said goes before what is known
 * here.
 */
final class ExceptionClassifier {

	// By name, because most of these libraries may be absent.
	private static final Set<String> NOT_RETRYABLE = Set.of(NonRetryable.class.getName(),
			ClassCastException.class.getName(), "jakarta.validation.ValidationException",
			"org.springframework.core.convert.ConversionException",
			"org.springframework.messaging.converter.MessageConversionException",
			"org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException",
			"org.springframework.messaging.handler.annotation.support.MethodArgumentTypeMismatchException");

	private final Map<String, Boolean> configured = new HashMap<>();

	ExceptionClassifier(Set<Class<? extends Throwable>> retryable, Set<Class<? extends Throwable>> notRetryable) {
		retryable.forEach((type) -> this.configured.put(type.getName(), true));
		notRetryable.forEach((type) -> this.configured.put(type.getName(), false));
	}

	boolean isRetryable(Throwable failure) {
		Set<Throwable> seen = new HashSet<>();
		for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
			Boolean known = nearest(cause.getClass(), this::configured);
			if (known == null) {
				known = nearest(cause.getClass(), ExceptionClassifier::builtIn);
			}
			if (known != null) {
				return known;
			}
		}
		return true;
	}

	private @Nullable Boolean configured(String type) {
		return this.configured.get(type);
	}

	private static @Nullable Boolean builtIn(String type) {
		return NOT_RETRYABLE.contains(type) ? Boolean.FALSE : null;
	}

	private static @Nullable Boolean nearest(Class<?> type, Lookup lookup) {
		for (Class<?> each = type; each != null; each = each.getSuperclass()) {
			Boolean known = lookup.find(each.getName());
			if (known == null) {
				known = ofInterfaces(each, lookup);
			}
			if (known != null) {
				return known;
			}
		}
		return null;
	}

	private static @Nullable Boolean ofInterfaces(Class<?> type, Lookup lookup) {
		for (Class<?> each : type.getInterfaces()) {
			Boolean known = lookup.find(each.getName());
			if (known == null) {
				known = ofInterfaces(each, lookup);
			}
			if (known != null) {
				return known;
			}
		}
		return null;
	}

	/**
	 * What is known of a type by itself.
	 */
	private interface Lookup {

		@Nullable Boolean find(String type);

	}

}
