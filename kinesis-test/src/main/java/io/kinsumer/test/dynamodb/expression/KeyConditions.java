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

import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * Turns a key condition's syntax tree into a range of keys.
 */
final class KeyConditions {

	private final Placeholders placeholders;

	private final String hashName;

	private final @Nullable String rangeName;

	private @Nullable Attribute hash;

	private @Nullable String comparator;

	private @Nullable Attribute operand;

	private @Nullable Attribute upper;

	KeyConditions(Placeholders placeholders, String hashName, @Nullable String rangeName) {
		this.placeholders = placeholders;
		this.hashName = hashName;
		this.rangeName = rangeName;
	}

	KeyRange range(Condition condition) {
		visit(condition);
		if (this.hash == null) {
			throw new ServiceException("ValidationException",
					"Query condition missed key schema element: " + this.hashName);
		}
		return new KeyRange(this.hash, this.comparator, this.operand, this.upper);
	}

	private void visit(Condition condition) {
		if (condition instanceof Condition.And and) {
			visit(and.left());
			visit(and.right());
		}
		else if (condition instanceof Condition.Comparison comparison) {
			comparison(comparison);
		}
		else if (condition instanceof Condition.Between between) {
			keep(name(between.value()), "BETWEEN", value(between.lower()), value(between.upper()));
		}
		else if (condition instanceof Condition.Function function && "begins_with".equals(function.name())) {
			keep(name(function.arguments().get(0)), "begins_with", value(function.arguments().get(1)), null);
		}
		else {
			throw unsupported();
		}
	}

	private void comparison(Condition.Comparison comparison) {
		if (comparison.left() instanceof Operand.Value) {
			String mirrored = switch (comparison.comparator()) {
				case "<" -> ">";
				case "<=" -> ">=";
				case ">" -> "<";
				case ">=" -> "<=";
				default -> comparison.comparator();
			};
			keep(name(comparison.right()), mirrored, value(comparison.left()), null);
		}
		else {
			keep(name(comparison.left()), comparison.comparator(), value(comparison.right()), null);
		}
	}

	private void keep(String name, String comparator, Attribute operand, @Nullable Attribute upper) {
		if ("<>".equals(comparator)) {
			throw Kind.KEY_CONDITION.invalid("Unsupported operator on KeyCondition: operator: <>");
		}
		if (name.equals(this.hashName)) {
			if (!"=".equals(comparator)) {
				throw new ServiceException("ValidationException", "Query key condition not supported");
			}
			if (this.hash != null) {
				throw twice();
			}
			this.hash = operand;
		}
		else if (name.equals(this.rangeName)) {
			if (this.comparator != null) {
				throw twice();
			}
			this.comparator = comparator;
			this.operand = operand;
			this.upper = upper;
		}
		else {
			throw new ServiceException("ValidationException", "Query condition missed key schema element: "
					+ ((this.hash == null || this.rangeName == null) ? this.hashName : this.rangeName));
		}
	}

	private static ServiceException twice() {
		return Kind.KEY_CONDITION.invalid("KeyConditionExpressions must only contain one condition per key");
	}

	private static ServiceException unsupported() {
		return Kind.KEY_CONDITION.invalid("Invalid operator used in KeyConditionExpression");
	}

	private String name(Operand operand) {
		if (operand instanceof Operand.At at && at.path().steps().size() == 1) {
			return at.path().resolve(this.placeholders).top();
		}
		throw Kind.KEY_CONDITION.invalid("KeyConditionExpressions cannot have conditions on nested attributes");
	}

	private Attribute value(Operand operand) {
		if (operand instanceof Operand.Value value) {
			return this.placeholders.value(value.name());
		}
		throw unsupported();
	}

}
