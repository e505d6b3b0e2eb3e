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

package io.kinsumer.test.server.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.ServiceException;

/**
 * Attribute values on the wire.
 */
final class AttributeCodec {

	private static final int MAX_DEPTH = 32;

	private AttributeCodec() {
	}

	static Attribute read(JsonNode node) {
		return read(node, 0);
	}

	/** An item or key that is no member of a structure. */
	static Map<String, Attribute> readMap(JsonNode node) {
		if (!node.isObject()) {
			throw Fields.malformed("A key must be a map");
		}
		Map<String, Attribute> map = new LinkedHashMap<>();
		node.properties().forEach((entry) -> map.put(entry.getKey(), read(entry.getValue())));
		return map;
	}

	private static Attribute read(JsonNode node, int depth) {
		if (!node.isObject()) {
			throw Fields.malformed("An attribute value must be a structure");
		}
		if (node.size() != 1) {
			throw new ServiceException("ValidationException",
					(node.size() == 0)
							? "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
							: "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
									+ " supported datatypes");
		}
		if (depth > MAX_DEPTH) {
			throw new ServiceException("ValidationException",
					"Nesting Levels have exceeded supported limits: " + MAX_DEPTH);
		}
		Map.Entry<String, JsonNode> entry = node.properties().iterator().next();
		JsonNode value = entry.getValue();
		return switch (entry.getKey()) {
			case "S" -> Attribute.s(text(value));
			case "N" -> Attribute.n(text(value));
			case "B" -> new Attribute.Binary(Fields.bytes(value, "B"));
			case "BOOL" -> Attribute.bool(bool(value));
			case "NULL" -> nullValue(value);
			case "L" -> list(value, depth);
			case "M" -> map(value, depth);
			case "SS" -> set("S", value, (it) -> Attribute.s(text(it)));
			case "NS" -> set("N", value, (it) -> Attribute.n(text(it)));
			case "BS" -> set("B", value, (it) -> new Attribute.Binary(Fields.bytes(it, "BS")));
			default -> throw Fields.malformed("Unknown type of an attribute value: " + entry.getKey());
		};
	}

	private static String text(JsonNode value) {
		if (!value.isTextual()) {
			throw Fields.malformed("The value of S, N, SS and NS must be a string");
		}
		return value.textValue();
	}

	private static boolean bool(JsonNode value) {
		if (!value.isBoolean()) {
			throw Fields.malformed("The value of BOOL and NULL must be a boolean");
		}
		return value.booleanValue();
	}

	private static Attribute nullValue(JsonNode value) {
		if (!bool(value)) {
			throw new ServiceException("ValidationException",
					"One or more parameter values were invalid: Null attribute value types must have the value of true");
		}
		return new Attribute.Null();
	}

	private static Attribute list(JsonNode value, int depth) {
		requireArray(value);
		List<Attribute> list = new ArrayList<>(value.size());
		value.forEach((element) -> list.add(read(element, depth + 1)));
		return new Attribute.Items(Collections.unmodifiableList(list));
	}

	private static Attribute map(JsonNode value, int depth) {
		if (!value.isObject()) {
			throw Fields.malformed("The value of M must be a map");
		}
		Map<String, Attribute> map = new LinkedHashMap<>();
		value.properties().forEach((entry) -> map.put(entry.getKey(), read(entry.getValue(), depth + 1)));
		return new Attribute.Document(Collections.unmodifiableMap(map));
	}

	private static Attribute set(String type, JsonNode value, Function<JsonNode, Attribute> element) {
		requireArray(value);
		Set<Attribute> set = new LinkedHashSet<>();
		for (JsonNode child : value) {
			if (!set.add(element.apply(child))) {
				throw new ServiceException("ValidationException",
						"One or more parameter values were invalid: Input collection " + value
								+ " contains duplicates.");
			}
		}
		if (set.isEmpty()) {
			throw new ServiceException("ValidationException",
					"One or more parameter values were invalid: A set of type " + type + "S may not be empty");
		}
		return new Attribute.Elements(type, Collections.unmodifiableSet(set));
	}

	private static void requireArray(JsonNode value) {
		if (!value.isArray()) {
			throw Fields.malformed("The value of L, SS, NS and BS must be a list");
		}
	}

	static void write(Output out, String name, Map<String, Attribute> item) {
		out.structure(name, (map) -> entries(map, item));
	}

	static void entries(Output out, Map<String, Attribute> item) {
		item.forEach((name, value) -> out.structure(name, (structure) -> write(structure, value)));
	}

	private static void write(Output out, Attribute value) {
		if (value instanceof Attribute.Text text) {
			out.text("S", text.value());
		}
		else if (value instanceof Attribute.Number number) {
			out.text("N", number.text());
		}
		else if (value instanceof Attribute.Binary binary) {
			out.bytes("B", binary.value());
		}
		else if (value instanceof Attribute.Bool bool) {
			out.bool("BOOL", bool.value());
		}
		else if (value instanceof Attribute.Null) {
			out.bool("NULL", true);
		}
		else if (value instanceof Attribute.Items list) {
			out.structures("L", list.values(), AttributeCodec::write);
		}
		else if (value instanceof Attribute.Document map) {
			write(out, "M", map.values());
		}
		else if (value instanceof Attribute.Elements set) {
			writeSet(out, set);
		}
	}

	private static void writeSet(Output out, Attribute.Elements set) {
		if ("B".equals(set.elementType())) {
			out.blobs("BS", set.values().stream().map((element) -> ((Attribute.Binary) element).value()).toList());
		}
		else {
			out.texts(set.type(),
					set.values()
						.stream()
						.map((element) -> (element instanceof Attribute.Number number) ? number.text()
								: ((Attribute.Text) element).value())
						.toList());
		}
	}

}
