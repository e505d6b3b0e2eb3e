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

package io.kinsumer.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationMetadataTests {

	private static final Map<String, JsonNode> properties = new HashMap<>();

	private static JsonNode hints;

	@BeforeAll
	static void read() throws IOException {
		for (URL url : Collections.list(ConfigurationMetadataTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream stream = url.openStream()) {
				JsonNode metadata = JsonMapper.builder().build().readTree(stream);
				if (metadata.toString().contains(KinesisProperties.class.getName())) {
					metadata.get("properties")
						.forEach((property) -> properties.put(property.get("name").asString(), property));
					hints = metadata.get("hints");
				}
			}
		}
	}

	@Test
	void allPropertiesAreDescribed() {
		assertThat(properties).containsKeys("kinesis.enabled", "kinesis.application.name", "kinesis.naming.pattern",
				"kinesis.clients", "kinesis.kinsumers", "kinesis.producers", "kinesis.writers",
				"management.health.kinesis.enabled", "management.endpoint.kinesis.access");
		assertThat(properties)
			.allSatisfy((name, property) -> assertThat(property.path("description").asString()).as(name).endsWith("."));
	}

	@Test
	void mapsTellTheTypeOfTheirValues() {
		assertThat(properties.get("kinesis.kinsumers").get("type").asString())
			.isEqualTo("java.util.Map<java.lang.String," + KinsumerProperties.class.getName() + ">");
	}

	@Test
	void defaultsAndHintsAreTold() {
		assertThat(properties.get("kinesis.naming.pattern").get("defaultValue").asString())
			.isEqualTo("{project}-{env}-{family}-{group}-{streamName}");
		assertThat(hints.toString()).contains("kinesis.naming.pattern").contains("kinesis.clients.keys");
	}

	@Test
	void keysOfAllMapsTakeAnyName() {
		assertThat(properties.values())
			.filteredOn((property) -> property.get("type").asString().startsWith("java.util.Map"))
			.isNotEmpty()
			.allSatisfy((property) -> assertThat(hint(property.get("name").asString() + ".keys").path("providers"))
				.anySatisfy((provider) -> assertThat(provider.get("name").asString()).isEqualTo("any")));
	}

	@Test
	void hintsAreAboutWhatExists() {
		assertThat(hints).allSatisfy((hint) -> assertThat(properties)
			.containsKey(hint.get("name").asString().replaceFirst("\\.(keys|values)$", "")));
	}

	private static JsonNode hint(String name) {
		for (JsonNode hint : hints) {
			if (hint.get("name").asString().equals(name)) {
				return hint;
			}
		}
		throw new AssertionError("no hint for " + name);
	}

}
