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

package io.kinsumer.test.dynamodb.expression;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Parsed expressions by their text. Bounded: when full it starts anew.
 */
final class ExpressionCache {

	private static final int CAPACITY = 4096;

	private static final Map<Kind, Map<String, Parsed<Condition>>> CONDITIONS = Map.of(Kind.CONDITION,
			new ConcurrentHashMap<>(), Kind.FILTER, new ConcurrentHashMap<>(), Kind.KEY_CONDITION,
			new ConcurrentHashMap<>());

	private static final Map<String, Parsed<Update>> UPDATES = new ConcurrentHashMap<>();

	private static final Map<String, Parsed<List<Path>>> PROJECTIONS = new ConcurrentHashMap<>();

	private static final int MAX_LENGTH = 4096;

	private ExpressionCache() {
	}

	static Parsed<Condition> condition(Kind kind, String text) {
		Map<String, Parsed<Condition>> cache = CONDITIONS.get(kind);
		if (cache == null) {
			throw new IllegalArgumentException(kind + " is no condition");
		}
		return get(kind, cache, text, (it) -> ConditionParser.parse(kind, it));
	}

	static Parsed<Update> update(String text) {
		return get(Kind.UPDATE, UPDATES, text, UpdateParser::parse);
	}

	static Parsed<List<Path>> projection(String text) {
		return get(Kind.PROJECTION, PROJECTIONS, text, UpdateParser::parseProjection);
	}

	private static <T> Parsed<T> get(Kind kind, Map<String, Parsed<T>> cache, String text,
			Function<String, Parsed<T>> parser) {
		Parsed<T> cached = cache.get(text);
		if (cached != null) {
			return cached;
		}
		if (text.length() > MAX_LENGTH) {
			throw kind
				.invalid("Expression size has exceeded the maximum allowed size; expression size: " + text.length());
		}
		Parsed<T> parsed = parser.apply(text);
		if (cache.size() >= CAPACITY) {
			cache.clear();
		}
		cache.put(text, parsed);
		return parsed;
	}

}
