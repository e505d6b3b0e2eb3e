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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.kinsumer.test.dynamodb.value.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * Changes documents by making new ones.
 */
final class Documents {

	private Documents() {
	}

	/** The item with the value at the path set, or removed when it is {@code null}. */
	static Map<String, Attribute> with(Map<String, Attribute> item, Path path, @Nullable Attribute value) {
		return map(item, path.steps(), 0, value);
	}

	private static Map<String, Attribute> map(Map<String, Attribute> map, List<Object> steps, int depth,
			@Nullable Attribute value) {
		Map<String, Attribute> copy = new LinkedHashMap<>(map);
		String name = (String) steps.get(depth);
		if (depth < steps.size() - 1) {
			Attribute child = map.get(name);
			copy.put(name, child(child, steps, depth + 1, value));
		}
		else if (value != null) {
			copy.put(name, value);
		}
		else {
			copy.remove(name);
		}
		return Collections.unmodifiableMap(copy);
	}

	private static Attribute child(@Nullable Attribute parent, List<Object> steps, int depth,
			@Nullable Attribute value) {
		Object step = steps.get(depth);
		if (step instanceof String && parent instanceof Attribute.Document document) {
			return new Attribute.Document(map(document.values(), steps, depth, value));
		}
		if (step instanceof Integer index && parent instanceof Attribute.Items list) {
			return new Attribute.Items(list(list.values(), index, steps, depth, value));
		}
		throw UpdateEvaluator.invalidPath();
	}

	private static List<Attribute> list(List<Attribute> list, int index, List<Object> steps, int depth,
			@Nullable Attribute value) {
		List<Attribute> copy = new ArrayList<>(list);
		boolean present = index < list.size();
		if (depth < steps.size() - 1) {
			if (!present) {
				throw UpdateEvaluator.invalidPath();
			}
			copy.set(index, child(list.get(index), steps, depth + 1, value));
		}
		else if (value == null) {
			if (present) {
				copy.remove(index);
			}
		}
		else if (present) {
			copy.set(index, value);
		}
		else {
			copy.add(value);
		}
		return Collections.unmodifiableList(copy);
	}

	/** Only what the paths reach; list elements close up. */
	static Map<String, Attribute> project(Map<String, Attribute> item, List<Path> paths) {
		Map<String, Attribute> projected = new LinkedHashMap<>();
		List<List<Object>> steps = paths.stream().map(Path::steps).toList();
		for (Map.Entry<String, Attribute> entry : item.entrySet()) {
			Attribute kept = keep(entry.getKey(), entry.getValue(), steps, 0);
			if (kept != null) {
				projected.put(entry.getKey(), kept);
			}
		}
		return Collections.unmodifiableMap(projected);
	}

	private static @Nullable Attribute keep(Object step, Attribute value, List<List<Object>> paths, int depth) {
		List<List<Object>> matching = new ArrayList<>();
		for (List<Object> path : paths) {
			if (path.get(depth).equals(step)) {
				if (path.size() == depth + 1) {
					return value;
				}
				matching.add(path);
			}
		}
		if (matching.isEmpty()) {
			return null;
		}
		if (value instanceof Attribute.Document document) {
			Map<String, Attribute> kept = new LinkedHashMap<>();
			document.values().forEach((name, child) -> {
				Attribute keptChild = keep(name, child, matching, depth + 1);
				if (keptChild != null) {
					kept.put(name, keptChild);
				}
			});
			return kept.isEmpty() ? null : new Attribute.Document(Collections.unmodifiableMap(kept));
		}
		if (value instanceof Attribute.Items list) {
			List<Attribute> kept = new ArrayList<>();
			for (int i = 0; i < list.values().size(); i++) {
				Attribute keptChild = keep(i, list.values().get(i), matching, depth + 1);
				if (keptChild != null) {
					kept.add(keptChild);
				}
			}
			return kept.isEmpty() ? null : new Attribute.Items(Collections.unmodifiableList(kept));
		}
		return null;
	}

}
