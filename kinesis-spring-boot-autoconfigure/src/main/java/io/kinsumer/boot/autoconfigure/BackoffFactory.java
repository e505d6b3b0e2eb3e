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

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.kinsumer.core.client.Backoff;
import org.jspecify.annotations.Nullable;

/**
 * Makes a backoff of its properties.
 */
final class BackoffFactory {

	private BackoffFactory() {
	}

	/**
	 * Makes a backoff.
	 * @param layers properties, the first one that is set counts
	 * @param defaults what counts where nothing is set
	 * @return the backoff
	 */
	static Backoff create(List<BackoffProperties> layers, Backoff defaults) {
		Backoff preset = first(layers, BackoffProperties::getType).map(BackoffFactory::preset).orElse(defaults);
		return new Backoff(first(layers, BackoffProperties::getInitialInterval).orElse(preset.initialInterval()),
				first(layers, BackoffProperties::getMaxInterval).orElse(preset.maxInterval()),
				first(layers, BackoffProperties::getMaxAttempts).orElse(preset.maxAttempts()),
				first(layers, BackoffProperties::getMaxElapsedTime).orElse(preset.maxElapsedTime()));
	}

	private static Backoff preset(BackoffProperties.Type type) {
		return switch (type) {
			case EXPONENTIAL -> Backoff.exponential();
			case ONCE -> Backoff.once();
			case API -> Backoff.api();
			case INFINITE -> Backoff.infinite();
		};
	}

	private static <T> Optional<T> first(List<BackoffProperties> layers,
			Function<BackoffProperties, @Nullable T> getter) {
		return layers.stream().map(getter).filter(Objects::nonNull).findFirst();
	}

}
