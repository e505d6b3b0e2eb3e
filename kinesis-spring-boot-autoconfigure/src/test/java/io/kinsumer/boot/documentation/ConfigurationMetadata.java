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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the annotation processor of Boot, and hand-written metadata, say about
 * configuration properties.
 */
final class ConfigurationMetadata {

	private static final String SOURCES = "META-INF/spring/configuration-metadata/";

	private ConfigurationMetadata() {
	}

	/**
	 * Properties outside of maps, of all libraries on the class path.
	 */
	static List<Property> properties() {
		List<Property> properties = new ArrayList<>();
		for (String file : List.of("META-INF/spring-configuration-metadata.json",
				"META-INF/additional-spring-configuration-metadata.json")) {
			for (URL url : resources(file)) {
				for (Property property : read(url)) {
					if (properties.stream().noneMatch((known) -> known.name().equals(property.name()))) {
						properties.add(property);
					}
				}
			}
		}
		return properties;
	}

	/**
	 * Properties of a type that is a value of a map.
	 */
	static List<Property> propertiesOf(Class<?> type) {
		return read(resources(SOURCES + type.getName() + ".json").get(0));
	}

	private static List<URL> resources(String name) {
		try {
			return Collections.list(ConfigurationMetadata.class.getClassLoader().getResources(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Property> read(URL url) {
		try (InputStream stream = url.openStream()) {
			List<Property> properties = new ArrayList<>();
			for (JsonNode node : JsonMapper.builder().build().readTree(stream).path("properties")) {
				properties.add(new Property(node.path("name").asString(), node.path("type").asString(),
						node.path("description").asString(""), defaultValue(node.path("defaultValue"))));
			}
			properties.sort(Comparator.comparing(Property::name));
			return properties;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String defaultValue(JsonNode value) {
		if (value.isArray()) {
			return value.isEmpty() ? null
					: value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","));
		}
		return value.isMissingNode() ? null : value.asString();
	}

	/**
	 * A property.
	 *
	 * @param defaultValue {@code null} if it is not in the metadata
	 */
	record Property(String name, String type, String description, String defaultValue) {

	}

}
