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

package io.kinsumer.test.documentation;

import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of the documentation that runs an application on a laptop.
 */
class LaptopTests {

	@Test
	void theTestsMainMethodStartsTheApplicationWithAServer() {
		SpringApplication.Running running = SpringApplication.from(ShopApplication::main)
			.run("--kinesis.embedded.enabled=true", "--kinesis.embedded.streams=orders:4");
		try (ConfigurableApplicationContext context = running.getApplicationContext()) {
			assertThat(context.getBean(EmbeddedKinesisServer.class).shards("orders")).hasSize(4);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	static class ShopApplication {

		static void main(String[] args) {
			SpringApplication.run(ShopApplication.class, args);
		}

	}

}
