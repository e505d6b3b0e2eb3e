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

package io.kinsumer.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.kinsumer.spring.error.ExhaustedAction;
import io.kinsumer.spring.error.FailurePolicy;
import io.kinsumer.spring.error.RetryBackoff;
import io.kinsumer.spring.error.RetryingFailurePolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Makes failure policies of properties.
 */
final class FailurePolicyFactory {

	private static final Pattern REFUSED = Pattern.compile("([a-z-]+) (.*) is not valid: it (must .*)");

	private final @Nullable ClassLoader classLoader;

	FailurePolicyFactory(@Nullable ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Whether anything is set that a policy is made of.
	 */
	static boolean isConfigured(KinsumerFailureProperties properties) {
		KinsumerFailureProperties.Backoff backoff = properties.getBackoff();
		return properties.getMaxAttempts() != null || properties.getOnExhausted() != null
				|| !properties.getRetryable().isEmpty() || !properties.getNotRetryable().isEmpty()
				|| backoff.getInitialInterval() != null || backoff.getMaxInterval() != null
				|| backoff.getMultiplier() != null || backoff.getJitter() != null;
	}

	/**
	 * Makes a policy.
	 * @param prefix the key of the properties, without the last dot
	 * @throws InvalidKinesisPropertyException if a value breaks its rule
	 */
	FailurePolicy create(String prefix, KinsumerFailureProperties properties) {
		RetryingFailurePolicy.Builder builder = RetryingFailurePolicy.builder()
			.onExhausted(Objects.requireNonNullElse(properties.getOnExhausted(), ExhaustedAction.STOP))
			.backoff(backoff(prefix + ".backoff", properties.getBackoff()))
			.retryable(types(prefix + ".retryable", properties.getRetryable()))
			.notRetryable(types(prefix + ".not-retryable", properties.getNotRetryable()));
		try {
			if (properties.getMaxAttempts() != null) {
				builder.maxAttempts(properties.getMaxAttempts());
			}
			return builder.build();
		}
		catch (IllegalArgumentException ex) {
			throw invalid(prefix, ex);
		}
	}

	private static RetryBackoff backoff(String prefix, KinsumerFailureProperties.Backoff properties) {
		RetryBackoff defaults = RetryBackoff.DEFAULT;
		Duration initial = Objects.requireNonNullElse(properties.getInitialInterval(), defaults.initialInterval());
		Duration max = Objects.requireNonNullElseGet(properties.getMaxInterval(),
				() -> (initial.compareTo(defaults.maxInterval()) > 0) ? initial : defaults.maxInterval());
		try {
			return new RetryBackoff(initial,
					Objects.requireNonNullElse(properties.getMultiplier(), defaults.multiplier()), max,
					Objects.requireNonNullElse(properties.getJitter(), defaults.jitter()));
		}
		catch (IllegalArgumentException ex) {
			throw invalid(prefix, ex);
		}
	}

	private static InvalidKinesisPropertyException invalid(String prefix, IllegalArgumentException refused) {
		Matcher matcher = REFUSED.matcher(String.valueOf(refused.getMessage()));
		if (!matcher.matches()) {
			return InvalidKinesisPropertyException.of(prefix, refused);
		}
		return new InvalidKinesisPropertyException(prefix + "." + matcher.group(1), matcher.group(2), matcher.group(3),
				"Change the value, or remove it to use the default.");
	}

	@SuppressWarnings("unchecked")
	private Class<? extends Throwable>[] types(String property, List<String> names) {
		return names.stream().map((name) -> type(property, name)).toArray(Class[]::new);
	}

	private Class<? extends Throwable> type(String property, String name) {
		try {
			Class<?> type = ClassUtils.forName(name, this.classLoader);
			if (Throwable.class.isAssignableFrom(type)) {
				return type.asSubclass(Throwable.class);
			}
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new InvalidKinesisPropertyException(property, name, "must name a class that exists",
					"Write its full name, such as java.net.ConnectException; of a nested class with a dollar sign, such "
							+ "as com.example.Orders$Rejected.");
		}
		throw new InvalidKinesisPropertyException(property, name, "must name a class of exceptions",
				"Write the full name of a class that extends Throwable.");
	}

}
