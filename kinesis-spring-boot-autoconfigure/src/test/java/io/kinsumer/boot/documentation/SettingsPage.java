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

package io.kinsumer.boot.documentation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.kinsumer.boot.autoconfigure.ClientProperties;
import io.kinsumer.boot.autoconfigure.EventTypeProperties;
import io.kinsumer.boot.autoconfigure.KinsumerProperties;
import io.kinsumer.boot.autoconfigure.ProducerProperties;
import io.kinsumer.boot.autoconfigure.WriterProperties;
import io.kinsumer.boot.documentation.ConfigurationMetadata.Property;

/**
 * The reference of all configuration properties, made of their metadata.
 */
final class SettingsPage {

	/** What is below maps, in the order of the page. */
	static final List<Section> MAPS = List.of(
			new Section("clients", "Clients", ClientProperties.class,
					"How to reach AWS. Kinsumers, producers and writers use the client `default` unless their "
							+ "`client-name` says another. What another client leaves out, it takes from `default`."),
			new Section("kinsumers", "Kinsumers", KinsumerProperties.class,
					"One for each stream that this application reads. `<name>` is what `@KinesisListener` names."),
			new Section("producers", "Producers", ProducerProperties.class,
					"Aggregating producers. `<name>` is the destination that `KinesisTemplate` sends to."),
			new Section("writers", "Writers", WriterProperties.class,
					"Put each record as a Kinesis record of its own. `<name>` is what `KinesisWriters.get` names."),
			new Section("events.types", "Event types", EventTypeProperties.class,
					"Which stream the events of a class go to, see [events.md](events.md). `<name>` is what the type is "
							+ "called on its way."));

	private static final Map<String, String> TYPES = Map.of("java.time.Duration", "duration", "java.lang.Integer",
			"number", "java.lang.Long", "number", "java.lang.Double", "number", "java.lang.Boolean", "`true`, `false`",
			"java.lang.String", "text", "java.net.URI", "URI", "java.time.Instant", "time",
			"org.springframework.util.unit.DataSize", "size");

	private final StringBuilder page = new StringBuilder();

	private SettingsPage() {
	}

	static String render() {
		return new SettingsPage().write();
	}

	private String write() {
		this.page
			.append("""
					# Settings

					All configuration properties. This page is made by `docs/generate` from the metadata that also helps your editor
					complete them.

					A *duration* is written as `500ms`, `5s`, `1m`; a *size* as `256KB`, `5MB`; a *time* as `2026-11-01T00:00:00Z`.
					Enumerations may be written in any case. A wrong value ends the start of the application with a message that
					names the property, its value and the rule.

					A key that is no setting has no effect. The log warns of it at the start, unless it is an environment variable or a
					system property.

					Where a name has a dot, such as `orders.dlq`, write it in brackets, and in YAML with quotes:

					```yaml
					kinesis:
					  kinsumers:
					    "[orders.dlq]":
					      concurrency: 4
					```

					## Application

					""");
		List<Property> properties = ConfigurationMetadata.properties();
		table(null, "",
				properties.stream()
					.filter((property) -> property.name().startsWith("kinesis."))
					.filter((property) -> !property.name().startsWith("kinesis.embedded.") && !isMap(property))
					.toList());
		for (Section section : MAPS) {
			this.page.append("\n## ").append(section.title()).append("\n\n").append(section.introduction());
			this.page.append("\nEach of these comes after `kinesis.").append(section.map()).append(".<name>.`\n\n");
			table(section.type(), section.map(), ConfigurationMetadata.propertiesOf(section.type()));
		}
		this.page.append("\n## Actuator\n\n");
		table(null, "", properties.stream()
			.filter((property) -> property.name().startsWith("management.") && property.name().contains("kinesis"))
			.toList());
		this.page.append("\n## Embedded Kinesis\n\nWith `kinesis-test` on the class path, see "
				+ "[testing.md](testing.md).\n\n");
		table(null, "",
				properties.stream().filter((property) -> property.name().startsWith("kinesis.embedded.")).toList());
		return this.page.toString();
	}

	private static boolean isMap(Property property) {
		return property.type().startsWith("java.util.Map");
	}

	private void table(Class<?> bean, String map, List<Property> properties) {
		this.page.append("| Property | Type | Default | |\n|---|---|---|---|\n");
		for (Property property : properties) {
			String value = (property.defaultValue() != null) ? defaultValue(property) : (bean != null)
					? EngineDefaults.find(bean, map, property.name(), property.type()).orElse(null) : null;
			this.page.append("| `")
				.append(property.name())
				.append("` | ")
				.append(type(property.type()))
				.append(" | ")
				.append((value != null) ? "`" + value + "`" : "")
				.append(" | ")
				.append(property.description().replace("|", "\\|"))
				.append(" |\n");
		}
	}

	private static String defaultValue(Property property) {
		return enumeration(property.type()).isEmpty() ? property.defaultValue() : kebab(property.defaultValue());
	}

	private static String type(String type) {
		if (type.startsWith("java.util.List<") || type.startsWith("java.util.Set<")) {
			return "list of " + type(type.substring(type.indexOf('<') + 1, type.length() - 1));
		}
		String known = TYPES.get(type);
		if (known != null) {
			return known;
		}
		List<String> constants = enumeration(type);
		if (constants.isEmpty()) {
			throw new IllegalStateException(
					"The page does not know the type " + type + ": add it, or mark the property that has it as nested");
		}
		return constants.stream().map((constant) -> "`" + constant + "`").collect(Collectors.joining(", "));
	}

	private static List<String> enumeration(String type) {
		try {
			Object[] constants = TYPES.containsKey(type) ? null : Class.forName(type).getEnumConstants();
			return (constants != null)
					? Arrays.stream(constants).map((constant) -> kebab(((Enum<?>) constant).name())).toList()
					: List.of();
		}
		catch (ClassNotFoundException ex) {
			return List.of();
		}
	}

	static String kebab(String constant) {
		return constant.toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Properties below a map.
	 */
	record Section(String map, String title, Class<?> type, String introduction) {

	}

}
