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

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * What the placeholders of a request's expressions stand for.
 *
 * @param names names by placeholder, with {@code #}
 * @param values values by placeholder, with {@code :}
 */
public record Placeholders(Map<String, String> names, Map<String, Attribute> values) {

	/** No placeholders. */
	public static final Placeholders NONE = new Placeholders(Map.of(), Map.of());

	/**
	 * Return placeholders for values only.
	 * @param values values by placeholder, with {@code :}
	 * @return the placeholders
	 */
	public static Placeholders values(Map<String, Attribute> values) {
		return new Placeholders(Map.of(), values);
	}

	String name(String step) {
		String name = step.startsWith("#") ? this.names.get(step) : step;
		if (name == null) {
			throw new IllegalStateException("Placeholder " + step + " was not checked");
		}
		return name;
	}

	Attribute value(String placeholder) {
		Attribute value = this.values.get(placeholder);
		if (value == null) {
			throw new IllegalStateException("Placeholder " + placeholder + " was not checked");
		}
		return value;
	}

	/** Refuse placeholders that are used but not given, or given but not used. */
	void check(@Nullable Parsed<?>... expressions) {
		if (this.names.isEmpty() && this.values.isEmpty() && noneUsed(expressions)) {
			return;
		}
		boolean any = false;
		Set<String> usedNames = new HashSet<>();
		Set<String> usedValues = new HashSet<>();
		for (Parsed<?> expression : expressions) {
			if (expression != null) {
				any = true;
				requireGiven(expression);
				usedNames.addAll(expression.names());
				usedValues.addAll(expression.values());
			}
		}
		requireUsed("ExpressionAttributeNames", this.names.keySet(), usedNames, any);
		requireUsed("ExpressionAttributeValues", this.values.keySet(), usedValues, any);
	}

	private static boolean noneUsed(@Nullable Parsed<?>[] expressions) {
		for (Parsed<?> expression : expressions) {
			if (expression != null && !(expression.names().isEmpty() && expression.values().isEmpty())) {
				return false;
			}
		}
		return true;
	}

	private void requireGiven(Parsed<?> expression) {
		for (String name : expression.names()) {
			if (!this.names.containsKey(name)) {
				throw expression.kind()
					.invalid("An expression attribute name used in the document path is not defined; attribute name: "
							+ name);
			}
		}
		for (String value : expression.values()) {
			if (!this.values.containsKey(value)) {
				throw expression.kind()
					.invalid("An expression attribute value used in expression is not defined; attribute value: "
							+ value);
			}
		}
	}

	private static void requireUsed(String member, Set<String> given, Set<String> used, boolean any) {
		if (given.isEmpty()) {
			return;
		}
		if (!any) {
			throw new ServiceException("ValidationException", member + " can only be specified when using expressions");
		}
		if (!used.containsAll(given)) {
			Set<String> unused = new TreeSet<>(given);
			unused.removeAll(used);
			throw new ServiceException("ValidationException", "Value provided in " + member
					+ " unused in expressions: keys: {" + String.join(", ", unused) + "}");
		}
	}

}
