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

import java.util.Map;

import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.dynamodb.value.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a condition on an item. Comparisons of different types do not hold, except
 * {@code <>}.
 */
final class ConditionEvaluator {

	private final Map<String, Attribute> item;

	private final Placeholders placeholders;

	ConditionEvaluator(Map<String, Attribute> item, Placeholders placeholders) {
		this.item = item;
		this.placeholders = placeholders;
	}

	boolean holds(Condition condition) {
		if (condition instanceof Condition.And and) {
			return holds(and.left()) && holds(and.right());
		}
		if (condition instanceof Condition.Or or) {
			return holds(or.left()) || holds(or.right());
		}
		if (condition instanceof Condition.Not not) {
			return !holds(not.condition());
		}
		if (condition instanceof Condition.Comparison comparison) {
			return compare(value(comparison.left()), comparison.comparator(), value(comparison.right()));
		}
		if (condition instanceof Condition.Between between) {
			Attribute value = value(between.value());
			return compare(value, ">=", value(between.lower())) && compare(value, "<=", value(between.upper()));
		}
		if (condition instanceof Condition.In in) {
			Attribute value = value(in.value());
			return in.candidates().stream().anyMatch((candidate) -> compare(value, "=", value(candidate)));
		}
		return function((Condition.Function) condition);
	}

	private @Nullable Attribute value(Operand operand) {
		if (operand instanceof Operand.At at) {
			return at.path().resolve(this.placeholders).get(this.item);
		}
		if (operand instanceof Operand.Value value) {
			return this.placeholders.value(value.name());
		}
		if (operand instanceof Operand.Size size) {
			Attribute value = size.path().resolve(this.placeholders).get(this.item);
			Integer length = (value != null) ? length(value) : null;
			return (length != null) ? Attribute.n(length) : null;
		}
		throw new IllegalStateException("No operand of a condition: " + operand);
	}

	private static @Nullable Integer length(Attribute value) {
		if (value instanceof Attribute.Text text) {
			return text.value().length();
		}
		if (value instanceof Attribute.Binary binary) {
			return binary.value().length;
		}
		if (value instanceof Attribute.Items list) {
			return list.values().size();
		}
		if (value instanceof Attribute.Document map) {
			return map.values().size();
		}
		return (value instanceof Attribute.Elements set) ? set.values().size() : null;
	}

	static boolean compare(@Nullable Attribute left, String comparator, @Nullable Attribute right) {
		boolean equal = left != null && left.equals(right);
		if ("=".equals(comparator)) {
			return equal;
		}
		if ("<>".equals(comparator)) {
			return !equal;
		}
		if (left == null || right == null || !left.type().equals(right.type()) || !Attributes.isScalar(left.type())) {
			return false;
		}
		int order = Attributes.compare(left, right);
		return switch (comparator) {
			case "<" -> order < 0;
			case "<=" -> order <= 0;
			case ">" -> order > 0;
			case ">=" -> order >= 0;
			default -> throw new IllegalStateException("No comparator: " + comparator);
		};
	}

	private boolean function(Condition.Function function) {
		Attribute first = value(function.arguments().get(0));
		if (function.arguments().size() == 1) {
			return "attribute_exists".equals(function.name()) == (first != null);
		}
		Attribute second = value(function.arguments().get(1));
		if (first == null || second == null) {
			return false;
		}
		return switch (function.name()) {
			case "attribute_type" -> second instanceof Attribute.Text type && first.type().equals(type.value());
			case "begins_with" -> beginsWith(first, second);
			default -> contains(first, second);
		};
	}

	static boolean beginsWith(Attribute value, Attribute prefix) {
		if (value instanceof Attribute.Text text && prefix instanceof Attribute.Text start) {
			return text.value().startsWith(start.value());
		}
		return value instanceof Attribute.Binary bytes && prefix instanceof Attribute.Binary start
				&& indexOf(bytes.value(), start.value(), true) == 0;
	}

	private static boolean contains(Attribute value, Attribute part) {
		if (value instanceof Attribute.Text text) {
			return part instanceof Attribute.Text search && text.value().contains(search.value());
		}
		if (value instanceof Attribute.Binary bytes) {
			return part instanceof Attribute.Binary search && indexOf(bytes.value(), search.value(), false) >= 0;
		}
		if (value instanceof Attribute.Items list) {
			return list.values().contains(part);
		}
		return value instanceof Attribute.Elements set && set.values().contains(part);
	}

	private static int indexOf(byte[] bytes, byte[] search, boolean onlyAtStart) {
		int last = onlyAtStart ? Math.min(0, bytes.length - search.length) : bytes.length - search.length;
		for (int i = 0; i <= last; i++) {
			int matched = 0;
			while (matched < search.length && bytes[i + matched] == search[matched]) {
				matched++;
			}
			if (matched == search.length) {
				return i;
			}
		}
		return -1;
	}

}
