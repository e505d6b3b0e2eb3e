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

package io.kinsumer.spring.annotation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.kinsumer.spring.listener.AckMode;
import io.kinsumer.spring.listener.ListenerConfigurationException;

import org.springframework.util.StringUtils;

/**
 * The attributes of an annotation, with placeholders and expressions resolved.
 *
 * @param id the id
 * @param kinsumer the kinsumer or stream
 * @param properties settings of the listener, which come before those of the kinsumer
 */
record ListenerAttributes(String id, String kinsumer, Map<String, String> properties) {

	private static final String DEAD_LETTERS = ".dlq";

	static ListenerAttributes resolve(KinesisListener annotation, ListenerExpressions expressions) {
		String kinsumer = expressions.text("kinsumer", annotation.kinsumer());
		if (!StringUtils.hasText(kinsumer)) {
			throw new ListenerConfigurationException(expressions.origin() + " names no kinsumer"
					+ (annotation.kinsumer().isEmpty() ? "" : ": '" + annotation.kinsumer() + "' is empty") + ".",
					"Give it the name of a kinsumer or stream, as in @KinesisListener(\"orders\").");
		}
		kinsumer = flag("deadLetters", annotation.deadLetters(), expressions).equals("true") ? kinsumer + DEAD_LETTERS
				: kinsumer;
		String id = expressions.text("id", annotation.id());
		return new ListenerAttributes(StringUtils.hasText(id) ? id : kinsumer, kinsumer,
				properties(annotation, expressions));
	}

	private static Map<String, String> properties(KinesisListener annotation, ListenerExpressions expressions) {
		Map<String, String> properties = new TreeMap<>();
		for (String property : expressions.texts("properties", annotation.properties())) {
			int equals = property.indexOf('=');
			if (equals < 1) {
				throw expressions.invalid("properties", property, "is not a name, an equals sign and a value",
						"Write it as in properties = \"max-batch-size=500\".", null);
			}
			put(properties, property.substring(0, equals).trim(), property.substring(equals + 1).trim(), expressions);
		}
		putUnlessEmpty(properties, "consumer-group", expressions.text("consumerGroup", annotation.consumerGroup()),
				expressions);
		putUnlessEmpty(properties, "auto-startup", flag("autoStartup", annotation.autoStartup(), expressions),
				expressions);
		putUnlessEmpty(properties, "concurrency", concurrency(annotation, expressions), expressions);
		putUnlessEmpty(properties, "ack-mode", ackMode(annotation, expressions), expressions);
		putUnlessEmpty(properties, "failure.policy", expressions.text("failurePolicy", annotation.failurePolicy()),
				expressions);
		return properties;
	}

	private static void putUnlessEmpty(Map<String, String> properties, String name, String value,
			ListenerExpressions expressions) {
		if (!value.isEmpty()) {
			put(properties, name, value, expressions);
		}
	}

	private static void put(Map<String, String> properties, String name, String value,
			ListenerExpressions expressions) {
		for (Map.Entry<String, String> other : properties.entrySet()) {
			if (uniform(other.getKey()).equals(uniform(name))) {
				throw new ListenerConfigurationException(expressions.origin() + " says twice what its " + name
						+ " is: '" + other.getValue() + "' and '" + value + "'.",
						"Keep one of the two, the attribute or the one in properties.");
			}
		}
		properties.put(name, value);
	}

	private static String uniform(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	private static String flag(String attribute, String configured, ListenerExpressions expressions) {
		String value = expressions.text(attribute, configured);
		if (!value.isEmpty() && !value.equals("true") && !value.equals("false")) {
			throw expressions.invalid(attribute, value, "is neither true nor false", "Set it to true or false.", null);
		}
		return value;
	}

	private static String concurrency(KinesisListener annotation, ListenerExpressions expressions) {
		String value = expressions.text("concurrency", annotation.concurrency());
		if (!value.isEmpty() && !value.matches("0*[1-9][0-9]{0,6}")) {
			throw expressions.invalid("concurrency", value, "is not a whole number from 1",
					"Set it to the number of records of a shard that are handled at the same time.", null);
		}
		return value;
	}

	private static String ackMode(KinesisListener annotation, ListenerExpressions expressions) {
		String value = expressions.text("ackMode", annotation.ackMode());
		if (!value.isEmpty()
				&& Arrays.stream(AckMode.values()).noneMatch((mode) -> mode.name().equalsIgnoreCase(value))) {
			throw expressions.invalid("ackMode", value, "is none of the ack modes",
					"Set it to one of " + Arrays.stream(AckMode.values())
						.map((mode) -> mode.name().toLowerCase(Locale.ROOT))
						.collect(Collectors.joining(", ")) + ".",
					null);
		}
		return value;
	}

}
