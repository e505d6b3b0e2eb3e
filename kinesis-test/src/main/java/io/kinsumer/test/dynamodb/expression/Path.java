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

import io.kinsumer.test.dynamodb.value.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * A document path: a name, then names and list indexes. A name may be a placeholder until
 * it is resolved.
 *
 * @param steps the steps: {@link String} names and {@link Integer} indexes
 */
record Path(List<Object> steps) {

	/** This path with placeholders replaced by the names they stand for. */
	Path resolve(Placeholders placeholders) {
		boolean placeholder = false;
		for (Object step : this.steps) {
			placeholder |= step instanceof String name && name.startsWith("#");
		}
		if (!placeholder) {
			return this;
		}
		return new Path(this.steps.stream()
			.map((step) -> (step instanceof String name) ? (Object) placeholders.name(name) : step)
			.toList());
	}

	/** The first name of a resolved path. */
	String top() {
		return (String) this.steps.get(0);
	}

	/** The value at a resolved path. */
	@Nullable Attribute get(Map<String, Attribute> item) {
		Attribute value = item.get(top());
		for (int i = 1; i < this.steps.size() && value != null; i++) {
			value = child(value, this.steps.get(i));
		}
		return value;
	}

	private static @Nullable Attribute child(Attribute parent, Object step) {
		if (step instanceof Integer index) {
			return (parent instanceof Attribute.Items list && index < list.values().size()) ? list.values().get(index)
					: null;
		}
		return (parent instanceof Attribute.Document map) ? map.values().get((String) step) : null;
	}

	/** Whether one of the paths is part of the other. */
	boolean overlaps(Path other) {
		int length = Math.min(this.steps.size(), other.steps.size());
		return this.steps.subList(0, length).equals(other.steps.subList(0, length));
	}

	/** Whether the paths treat the same place as both a map and a list. */
	boolean conflicts(Path other) {
		int length = Math.min(this.steps.size(), other.steps.size());
		for (int i = 0; i < length; i++) {
			Object one = this.steps.get(i);
			Object two = other.steps.get(i);
			if (!one.equals(two)) {
				return one.getClass() != two.getClass();
			}
		}
		return false;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("[");
		for (int i = 0; i < this.steps.size(); i++) {
			text.append((i > 0) ? ", " : "");
			text.append((this.steps.get(i) instanceof Integer index) ? "[" + index + "]" : this.steps.get(i));
		}
		return text.append(']').toString();
	}

}
