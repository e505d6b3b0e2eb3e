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

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.kinsumer.boot.autoconfigure.ClientProperties;
import io.kinsumer.boot.autoconfigure.KinsumerProperties;
import io.kinsumer.boot.autoconfigure.ProducerProperties;
import io.kinsumer.boot.autoconfigure.WriterProperties;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsPageTests {

	@Test
	void thePageIsWhatTheMetadataSays() {
		Pages.assertCurrent("settings.md", SettingsPage.render());
	}

	@Test
	void everyPropertyIsDescribed() {
		Stream<ConfigurationMetadata.Property> properties = SettingsPage.MAPS.stream()
			.map((section) -> ConfigurationMetadata.propertiesOf(section.type()))
			.flatMap(List::stream);
		assertThat(properties).isNotEmpty()
			.allSatisfy((property) -> assertThat(property.description()).as(property.name())
				.endsWith(".")
				.doesNotMatch("(The|A) .*"));
	}

	@Test
	void everyMapHasASection() {
		assertThat(ConfigurationMetadata.properties()).filteredOn((property) -> property.name().startsWith("kinesis."))
			.filteredOn((property) -> property.type().contains("io.kinsumer"))
			.filteredOn((property) -> property.type().startsWith("java.util.Map"))
			.extracting((property) -> property.name().substring("kinesis.".length()))
			.containsExactlyInAnyOrderElementsOf(SettingsPage.MAPS.stream().map(SettingsPage.Section::map).toList());
	}

	@Test
	void defaultsAreThoseOfThePropertiesOrOfTheEngine() {
		assertThat(find(KinsumerProperties.class, "kinsumers", "wait-time", Duration.class)).contains("1s");
		assertThat(find(ClientProperties.class, "clients", "backoff.initial-interval", Duration.class))
			.contains("50ms");
		assertThat(find(ProducerProperties.class, "producers", "batch-size", DataSize.class)).contains("5MB");
		assertThat(find(WriterProperties.class, "writers", "client-name", String.class)).contains("default");
		assertThat(find(KinsumerProperties.class, "kinsumers", "stream-name", String.class)).isEmpty();
		assertThat(find(ProducerProperties.class, "producers", "aggregate-batch-count", Integer.class)).isEmpty();
	}

	private static Optional<String> find(Class<?> bean, String map, String property, Class<?> type) {
		return EngineDefaults.find(bean, map, property, type.getName());
	}

}
