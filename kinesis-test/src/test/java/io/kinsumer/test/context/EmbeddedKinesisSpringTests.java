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

package io.kinsumer.test.context;

import java.util.List;

import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The annotation with Spring's test context.
 */
@SpringJUnitConfig
@EmbeddedKinesis(streams = "orders:2")
class EmbeddedKinesisSpringTests {

	@Autowired
	private EmbeddedKinesisServer server;

	@Autowired
	private Environment environment;

	@Test
	void propertiesPointToTheServerBean() {
		assertThat(this.environment.getProperty("kinesis.clients.default.endpoint"))
			.isEqualTo(this.server.endpoint().toString());
		assertThat(this.environment.getProperty("kinesis.clients.default.region")).isEqualTo("eu-central-1");
		assertThat(this.environment.getProperty("kinesis.clients.default.credentials.access-key-id")).isNotBlank();
		assertThat(this.environment.getProperty("kinesis.clients.default.credentials.secret-access-key")).isNotBlank();
		assertThat(this.server.shards("orders")).hasSize(2);
	}

	@Test
	void parametersAreTheServerBean(EmbeddedKinesisServer parameter) {
		assertThat(parameter).isSameAs(this.server);
	}

	@Test
	void customizersAreEqualWhenTheirAttributesAre() {
		EmbeddedKinesisContextCustomizerFactory factory = new EmbeddedKinesisContextCustomizerFactory();
		Object customizer = factory.createContextCustomizer(getClass(), List.of());
		assertThat(customizer).isEqualTo(factory.createContextCustomizer(Same.class, List.of()))
			.hasSameHashCodeAs(factory.createContextCustomizer(Same.class, List.of()))
			.isNotEqualTo(factory.createContextCustomizer(Other.class, List.of()));
		assertThat(factory.createContextCustomizer(String.class, List.of())).isNull();
	}

	@Configuration(proxyBeanMethods = false)
	static class Config {

	}

	@EmbeddedKinesis(streams = "orders:2")
	static class Same {

	}

	@EmbeddedKinesis(streams = "orders:3")
	static class Other {

	}

}
