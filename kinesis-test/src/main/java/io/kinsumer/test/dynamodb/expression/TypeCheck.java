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
import java.util.Set;

import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.dynamodb.value.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Refuses operands that can never have the right type, before any item is looked at.
 */
final class TypeCheck {

	private static final Set<String> TYPES = Set.of("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS");

	private final Kind kind;

	private final Placeholders placeholders;

	TypeCheck(Kind kind, Placeholders placeholders) {
		this.kind = kind;
		this.placeholders = placeholders;
	}

	void check(Condition condition) {
		if (condition instanceof Condition.And and) {
			check(and.left());
			check(and.right());
		}
		else if (condition instanceof Condition.Or or) {
			check(or.left());
			check(or.right());
		}
		else if (condition instanceof Condition.Not not) {
			check(not.condition());
		}
		else if (condition instanceof Condition.Comparison comparison) {
			distinct(comparison.comparator(), List.of(comparison.left(), comparison.right()));
			if (!"=".equals(comparison.comparator()) && !"<>".equals(comparison.comparator())) {
				scalar(comparison.comparator(), comparison.left());
				scalar(comparison.comparator(), comparison.right());
			}
		}
		else if (condition instanceof Condition.Between between) {
			between(between);
		}
		else if (condition instanceof Condition.Function function) {
			function(function);
		}
	}

	private void between(Condition.Between between) {
		scalar("BETWEEN", between.value());
		scalar("BETWEEN", between.lower());
		scalar("BETWEEN", between.upper());
		Attribute lower = given(between.lower());
		Attribute upper = given(between.upper());
		if (lower != null && upper != null) {
			if (!lower.type().equals(upper.type())) {
				throw this.kind.invalid("The BETWEEN operator requires same data type for lower and upper bounds;"
						+ " lower bound operand: AttributeValue: {" + lower.type() + "}, upper bound operand:"
						+ " AttributeValue: {" + upper.type() + "}");
			}
			if (Attributes.compare(lower, upper) > 0) {
				throw this.kind.invalid("The BETWEEN operator requires upper bound to be greater than or equal to lower"
						+ " bound; lower bound operand: " + lower + ", upper bound operand: " + upper);
			}
		}
	}

	private void function(Condition.Function function) {
		String name = function.name();
		distinct(name, function.arguments());
		if ("attribute_type".equals(name)) {
			Attribute type = given(function.arguments().get(1));
			if (!(type instanceof Attribute.Text text)) {
				throw incorrect(name, (type != null) ? type.type() : "document path");
			}
			if (!TYPES.contains(text.value())) {
				throw this.kind.invalid("Invalid attribute type name found; type: " + text.value()
						+ ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
			}
		}
		else if ("begins_with".equals(name)) {
			for (Operand argument : function.arguments()) {
				Attribute value = given(argument);
				if (value != null && !(value instanceof Attribute.Text) && !(value instanceof Attribute.Binary)) {
					throw incorrect(name, value.type());
				}
			}
		}
	}

	private void distinct(String operator, List<Operand> operands) {
		if (operands.size() == 2 && operands.get(0) instanceof Operand.At one
				&& operands.get(1) instanceof Operand.At two
				&& one.path().resolve(this.placeholders).equals(two.path().resolve(this.placeholders))) {
			throw this.kind.invalid("The first operand must be distinct from the remaining operands for this operator"
					+ " or function; operator: " + operator + ", first operand: " + one.path());
		}
	}

	private void scalar(String operator, Operand operand) {
		Attribute value = given(operand);
		if (value != null && !Attributes.isScalar(value.type())) {
			throw incorrect(operator, value.type());
		}
	}

	private RuntimeException incorrect(String operator, String type) {
		return this.kind.invalid("Incorrect operand type for operator or function; operator or function: " + operator
				+ ", operand type: " + type);
	}

	private @Nullable Attribute given(Operand operand) {
		return (operand instanceof Operand.Value value) ? this.placeholders.value(value.name()) : null;
	}

}
