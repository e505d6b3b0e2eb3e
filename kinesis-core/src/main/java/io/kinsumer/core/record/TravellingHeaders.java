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

package io.kinsumer.core.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a record. Immutable; in one object, so that a record without headers
 * holds no more than a reference to {@link #NONE}.
 *
 * @param all names and values
 * @param context the names of those that are no reason to wrap a record
 */
record TravellingHeaders(Map<String, String> all, Set<String> context) {

	static final TravellingHeaders NONE = new TravellingHeaders(Map.of(), Set.of());

	static TravellingHeaders of(Map<String, String> all, Set<String> context) {
		if (all.isEmpty()) {
			return NONE;
		}
		all.forEach(TravellingHeaders::requireComplete);
		return new TravellingHeaders(Collections.unmodifiableMap(new LinkedHashMap<>(all)),
				context.isEmpty() ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(context)));
	}

	private static void requireComplete(@Nullable String name, @Nullable String value) {
		if (name == null || value == null) {
			throw new IllegalArgumentException(
					"header '" + name + "' with value '" + value + "' is not valid: neither may be null. Leave it out");
		}
	}

	TravellingHeaders withContext(Map<String, String> more) {
		Map<String, String> headers = new LinkedHashMap<>(this.all);
		headers.putAll(more);
		Set<String> names = new LinkedHashSet<>(this.context);
		names.addAll(more.keySet());
		return of(headers, names);
	}

}
