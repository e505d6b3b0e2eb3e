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

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.dynamodb.value.Numbers;
import io.kinsumer.test.fault.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * Applies an update to an item. All values are taken from the item as it was before.
 */
final class UpdateEvaluator {

	private final Map<String, Attribute> before;

	private final Placeholders placeholders;

	UpdateEvaluator(Map<String, Attribute> before, Placeholders placeholders) {
		this.before = before;
		this.placeholders = placeholders;
	}

	Map<String, Attribute> apply(Update update) {
		Map<String, Attribute> item = this.before;
		List<Path> removed = new ArrayList<>();
		for (Update.Action action : update.actions()) {
			Path path = action.path().resolve(this.placeholders);
			if (action instanceof Update.Remove) {
				removed.add(path);
			}
			else if (action instanceof Update.Assign assign) {
				item = Documents.with(item, path, value(assign.value()));
			}
			else if (action instanceof Update.Add add) {
				item = Documents.with(item, path, sum(path.get(this.before), given(add.value())));
			}
			else if (action instanceof Update.Delete delete && path.get(this.before) != null) {
				item = Documents.with(item, path, difference(path.get(this.before), given(delete.value())));
			}
		}
		// from the end, so that indexes mean what they meant before
		removed.sort(Comparator.comparingInt(UpdateEvaluator::lastIndex).reversed());
		for (Path path : removed) {
			item = Documents.with(item, path, null);
		}
		return item;
	}

	private static int lastIndex(Path path) {
		return (path.steps().get(path.steps().size() - 1) instanceof Integer index) ? index : -1;
	}

	private Attribute given(Operand operand) {
		return this.placeholders.value(((Operand.Value) operand).name());
	}

	private Attribute value(Operand operand) {
		if (operand instanceof Operand.Value) {
			return given(operand);
		}
		if (operand instanceof Operand.At at) {
			Attribute value = at.path().resolve(this.placeholders).get(this.before);
			if (value == null) {
				throw new ServiceException("ValidationException",
						"The provided expression refers to an attribute that does not exist in the item");
			}
			return value;
		}
		if (operand instanceof Operand.IfNotExists choice) {
			Attribute value = choice.path().resolve(this.placeholders).get(this.before);
			return (value != null) ? value : value(choice.otherwise());
		}
		if (operand instanceof Operand.ListAppend append) {
			return append(value(append.first()), value(append.second()));
		}
		if (operand instanceof Operand.Arithmetic arithmetic) {
			Attribute left = value(arithmetic.left());
			Attribute right = value(arithmetic.right());
			if (left instanceof Attribute.Number a && right instanceof Attribute.Number b) {
				return arithmetic.minus() ? Numbers.subtract(a, b) : Numbers.add(a, b);
			}
			throw incorrectType();
		}
		throw new IllegalStateException("No operand of an update: " + operand);
	}

	private static Attribute append(Attribute first, Attribute second) {
		if (first instanceof Attribute.Items a && second instanceof Attribute.Items b) {
			List<Attribute> all = new ArrayList<>(a.values());
			all.addAll(b.values());
			return new Attribute.Items(Collections.unmodifiableList(all));
		}
		throw incorrectType();
	}

	private static Attribute sum(@Nullable Attribute old, Attribute more) {
		if (old == null) {
			return more;
		}
		if (old instanceof Attribute.Number a && more instanceof Attribute.Number b) {
			return Numbers.add(a, b);
		}
		if (old instanceof Attribute.Elements a && more instanceof Attribute.Elements b && sameType(a, b)) {
			Set<Attribute> all = new LinkedHashSet<>(a.values());
			all.addAll(b.values());
			return new Attribute.Elements(a.elementType(), Collections.unmodifiableSet(all));
		}
		throw incorrectType();
	}

	private static @Nullable Attribute difference(@Nullable Attribute old, Attribute less) {
		if (old instanceof Attribute.Elements a && less instanceof Attribute.Elements b && sameType(a, b)) {
			Set<Attribute> rest = new LinkedHashSet<>(a.values());
			rest.removeAll(b.values());
			return rest.isEmpty() ? null : new Attribute.Elements(a.elementType(), Collections.unmodifiableSet(rest));
		}
		throw incorrectType();
	}

	private static boolean sameType(Attribute.Elements one, Attribute.Elements other) {
		return one.elementType().equals(other.elementType());
	}

	private static ServiceException incorrectType() {
		return new ServiceException("ValidationException",
				"An operand in the update expression has an incorrect data type");
	}

	static ServiceException invalidPath() {
		return new ServiceException("ValidationException",
				"The document path provided in the update expression is invalid for update");
	}

	/** Refuse what is wrong whatever the item: operand types, paths that overlap. */
	static List<Path> check(Update update, Placeholders placeholders) {
		List<Path> paths = new ArrayList<>(update.actions().size());
		for (Update.Action action : update.actions()) {
			if (action instanceof Update.Add add) {
				Attribute value = placeholders.value(((Operand.Value) add.value()).name());
				if (!(value instanceof Attribute.Number) && !(value instanceof Attribute.Elements)) {
					throw incorrect("ADD", value);
				}
			}
			else if (action instanceof Update.Delete delete) {
				Attribute value = placeholders.value(((Operand.Value) delete.value()).name());
				if (!(value instanceof Attribute.Elements)) {
					throw incorrect("DELETE", value);
				}
			}
			else if (action instanceof Update.Assign assign) {
				checkOperand(assign.value(), placeholders);
			}
			paths.add(action.path().resolve(placeholders));
		}
		requireDisjoint(Kind.UPDATE, paths);
		return paths;
	}

	private static void checkOperand(Operand operand, Placeholders placeholders) {
		if (operand instanceof Operand.Arithmetic arithmetic) {
			String operator = arithmetic.minus() ? "-" : "+";
			for (Operand side : List.of(arithmetic.left(), arithmetic.right())) {
				if (side instanceof Operand.Value value
						&& !(placeholders.value(value.name()) instanceof Attribute.Number)) {
					throw incorrect(operator, placeholders.value(value.name()));
				}
				checkOperand(side, placeholders);
			}
		}
		else if (operand instanceof Operand.ListAppend append) {
			for (Operand side : List.of(append.first(), append.second())) {
				if (side instanceof Operand.Value value
						&& !(placeholders.value(value.name()) instanceof Attribute.Items)) {
					throw incorrect("list_append", placeholders.value(value.name()));
				}
				checkOperand(side, placeholders);
			}
		}
		else if (operand instanceof Operand.IfNotExists choice) {
			checkOperand(choice.otherwise(), placeholders);
		}
	}

	private static ServiceException incorrect(String operator, Attribute value) {
		return Kind.UPDATE.invalid("Incorrect operand type for operator or function; operator: " + operator
				+ ", operand type: " + value.type());
	}

	static void requireDisjoint(Kind kind, List<Path> paths) {
		for (int i = 0; i < paths.size(); i++) {
			for (int j = i + 1; j < paths.size(); j++) {
				if (paths.get(i).overlaps(paths.get(j))) {
					throw kind.invalid("Two document paths overlap with each other; must remove or rewrite one of these"
							+ " paths; path one: " + paths.get(i) + ", path two: " + paths.get(j));
				}
				if (paths.get(i).conflicts(paths.get(j))) {
					throw kind
						.invalid("Two document paths conflict with each other; must remove or rewrite one of these"
								+ " paths; path one: " + paths.get(i) + ", path two: " + paths.get(j));
				}
			}
		}
	}

}
