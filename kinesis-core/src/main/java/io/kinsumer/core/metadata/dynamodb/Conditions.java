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

package io.kinsumer.core.metadata.dynamodb;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A condition expression with its names and values.
 *
 * @param expression as DynamoDB writes it; each attribute is {@code #} and its name, each
 * value {@code :} and a name of its own
 * @param names the attributes in it
 * @param values the values in it, {@code null} when there are none
 */
record Conditions(String expression, Map<String, String> names, @Nullable Map<String, AttributeValue> values) {

	static Conditions of(String expression, Map<String, AttributeValue> values, String... attributes) {
		return new Conditions(expression, named(attributes), values.isEmpty() ? null : values);
	}

	static Map<String, String> named(String... attributes) {
		Map<String, String> names = new HashMap<>();
		for (String attribute : attributes) {
			names.put("#" + attribute, attribute);
		}
		return names;
	}

	static <V> Map<String, V> merge(Map<String, V> first, @Nullable Map<String, V> second) {
		Map<String, V> merged = new HashMap<>(first);
		if (second != null) {
			merged.putAll(second);
		}
		return merged;
	}

}
