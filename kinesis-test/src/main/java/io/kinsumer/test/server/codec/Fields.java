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

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinsumer.test.fault.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * The members of a structure on the wire. Remembers which ones were asked for, so that a
 * parameter of AWS that is not modelled is refused rather than passed over.
 */
final class Fields {

	private final JsonNode node;

	private final Protocol protocol;

	private final Set<String> known = new HashSet<>();

	private final List<Fields> within = new ArrayList<>(0);

	Fields(JsonNode node, Protocol protocol) {
		if (!node.isObject()) {
			throw malformed("Expected a structure, not " + node.getNodeType());
		}
		this.node = node;
		this.protocol = protocol;
	}

	static Fields read(byte[] body, Protocol protocol) {
		try {
			JsonNode node = (body.length > 0) ? protocol.read(body) : null;
			if (node == null || node.isMissingNode()) {
				throw malformed("The request has no body");
			}
			return new Fields(node, protocol);
		}
		catch (IOException ex) {
			throw malformed("The request is not valid " + protocol);
		}
	}

	static ServiceException malformed(String message) {
		return new ServiceException("SerializationException", message);
	}

	private @Nullable JsonNode get(String name) {
		this.known.add(name);
		JsonNode value = this.node.get(name);
		return (value != null && !value.isNull()) ? value : null;
	}

	private <T> T require(@Nullable T value, String name) {
		if (value == null) {
			throw new ServiceException("ValidationException",
					"1 validation error detected: Value null at '" + Character.toLowerCase(name.charAt(0))
							+ name.substring(1) + "' failed to satisfy constraint: Member must not be null");
		}
		return value;
	}

	@Nullable String text(String name) {
		JsonNode value = get(name);
		if (value != null && !value.isTextual()) {
			throw malformed(name + " must be a string");
		}
		return (value != null) ? value.textValue() : null;
	}

	String requireText(String name) {
		return require(text(name), name);
	}

	@Nullable Integer integer(String name) {
		JsonNode value = get(name);
		if (value != null && !value.canConvertToInt()) {
			throw malformed(name + " must be an integer");
		}
		return (value != null) ? value.intValue() : null;
	}

	int requireInteger(String name) {
		return require(integer(name), name);
	}

	long longValue(String name) {
		JsonNode value = get(name);
		if (value != null && !value.canConvertToLong()) {
			throw malformed(name + " must be an integer");
		}
		return (value != null) ? value.longValue() : 0;
	}

	@Nullable Boolean bool(String name) {
		JsonNode value = get(name);
		if (value != null && !value.isBoolean()) {
			throw malformed(name + " must be a boolean");
		}
		return (value != null) ? value.booleanValue() : null;
	}

	@Nullable Instant instant(String name) {
		JsonNode value = get(name);
		if (value == null) {
			return null;
		}
		if (!value.isNumber()) {
			throw malformed(name + " must be a timestamp");
		}
		if (!Double.isFinite(value.doubleValue())
				|| value.decimalValue().abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 1000)) > 0) {
			throw malformed(name + " is out of range");
		}
		return this.protocol.instant(value);
	}

	byte[] requireBytes(String name) {
		return bytes(require(get(name), name), name);
	}

	static byte[] bytes(JsonNode value, String name) {
		try {
			if (value.isBinary() || value.isTextual()) {
				return value.binaryValue();
			}
		}
		catch (IOException ex) {
			throw malformed(name + " is not valid Base64");
		}
		throw malformed(name + " must be a blob");
	}

	<E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
		String text = text(name);
		if (text == null) {
			return null;
		}
		for (E constant : type.getEnumConstants()) {
			if (constant.name().equals(text)) {
				return constant;
			}
		}
		throw new ServiceException("ValidationException",
				"1 validation error detected: Value '" + text + "' at '" + Character.toLowerCase(name.charAt(0))
						+ name.substring(1) + "' failed to satisfy constraint: Member must satisfy enum value set: "
						+ Arrays.toString(type.getEnumConstants()));
	}

	<E extends Enum<E>> E requireChoice(String name, Class<E> type) {
		return require(choice(name, type), name);
	}

	@Nullable Fields structure(String name) {
		JsonNode value = get(name);
		return (value != null) ? child(value) : null;
	}

	Fields requireStructure(String name) {
		return require(structure(name), name);
	}

	/** What is made of the members of a structure. */
	<T> T requireStructure(String name, Function<Fields, T> content) {
		return content.apply(requireStructure(name));
	}

	/** The members of a structure that is no member itself, such as an entry of a map. */
	Fields child(JsonNode value) {
		Fields child = new Fields(value, this.protocol);
		this.within.add(child);
		return child;
	}

	List<JsonNode> requireNodes(String name) {
		JsonNode value = require(get(name), name);
		if (!value.isArray()) {
			throw malformed(name + " must be a list");
		}
		List<JsonNode> nodes = new ArrayList<>(value.size());
		value.forEach(nodes::add);
		return nodes;
	}

	<T> List<T> requireList(String name, Function<Fields, T> element) {
		return list(name, require(get(name), name), element);
	}

	<T> List<T> list(String name, JsonNode value, Function<Fields, T> element) {
		if (!value.isArray()) {
			throw malformed(name + " must be a list");
		}
		List<T> list = new ArrayList<>(value.size());
		for (JsonNode child : value) {
			Fields fields = new Fields(child, this.protocol);
			list.add(element.apply(fields));
			fields.refuseUnmodelled();
		}
		return list;
	}

	<T> @Nullable Map<String, T> map(String name, Function<JsonNode, T> element) {
		JsonNode value = get(name);
		if (value == null) {
			return null;
		}
		if (!value.isObject()) {
			throw malformed(name + " must be a map");
		}
		Map<String, T> map = new LinkedHashMap<>();
		value.properties().forEach((entry) -> map.put(entry.getKey(), element.apply(entry.getValue())));
		return map;
	}

	<T> Map<String, T> requireMap(String name, Function<JsonNode, T> element) {
		return require(map(name, element), name);
	}

	/** A list of strings, perhaps none. */
	List<String> texts(String name) {
		JsonNode value = get(name);
		if (value == null) {
			return List.of();
		}
		if (!value.isArray()) {
			throw malformed(name + " must be a list");
		}
		List<String> texts = new ArrayList<>(value.size());
		for (JsonNode child : value) {
			texts.add(text(child, name));
		}
		return texts;
	}

	/** A map of strings to strings, perhaps none. */
	Map<String, String> textMap(String name) {
		Map<String, String> map = map(name, (value) -> text(value, name));
		return (map != null) ? map : Map.of();
	}

	private static String text(JsonNode value, String name) {
		if (!value.isTextual()) {
			throw malformed(name + " must contain strings");
		}
		return value.textValue();
	}

	/** Accept members that change nothing here. */
	void accept(String... names) {
		this.known.addAll(List.of(names));
	}

	/** Refuse parameters of AWS that nobody asked for, here and within. */
	void refuseUnmodelled() {
		for (Iterator<String> names = this.node.fieldNames(); names.hasNext();) {
			String name = names.next();
			if (!this.known.contains(name) && Unmodelled.NAMES.contains(name) && !this.node.get(name).isNull()) {
				throw new ServiceException("ValidationException",
						"Member " + name + " is not supported by the embedded server; leave it out");
			}
		}
		this.within.forEach(Fields::refuseUnmodelled);
	}

}
