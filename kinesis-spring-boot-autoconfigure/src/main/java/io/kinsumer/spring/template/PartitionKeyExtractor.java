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

package io.kinsumer.spring.template;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Finds the partition key of what is sent without one. Beans of this type are asked in
 * their order until one of them knows a key. Safe for use by any thread.
 */
@FunctionalInterface
public interface PartitionKeyExtractor {

	/**
	 * Finds a key.
	 * @param destination where it is sent
	 * @param payload the payload
	 * @return 1 to 256 characters; {@code null}: not known here
	 */
	@Nullable String extract(String destination, Object payload);

	/**
	 * Finds the keys of payloads of a type.
	 * @param <T> the type
	 * @param type the type
	 * @param key finds the key, such as {@code Order::customer}
	 * @return an extractor that knows nothing about other types
	 */
	static <T> PartitionKeyExtractor forType(Class<T> type, Function<? super T, @Nullable String> key) {
		return (destination, payload) -> type.isInstance(payload) ? key.apply(type.cast(payload)) : null;
	}

}
