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

package io.kinsumer.boot.integration;

import java.util.ArrayList;
import java.util.List;

import io.kinsumer.test.EmbeddedKinesisServer;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts applications against an embedded server.
 */
final class Applications {

	private Applications() {
	}

	/**
	 * Starts an application named shop.
	 * @param beans added under the simple names of their classes
	 * @param properties in addition to those that name the server
	 */
	static ConfigurableApplicationContext run(EmbeddedKinesisServer server, List<?> beans, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--spring.application.name=shop",
				"--spring.main.banner-mode=off", "--kinesis.clients.default.endpoint=" + server.endpoint(),
				"--kinesis.clients.default.region=" + EmbeddedKinesisServer.REGION,
				"--kinesis.clients.default.credentials.access-key-id=test",
				"--kinesis.clients.default.credentials.secret-access-key=test"));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.initializers((context) -> beans.forEach((bean) -> register((GenericApplicationContext) context, bean)))
			.run(arguments.toArray(String[]::new));
	}

	@SuppressWarnings("unchecked")
	private static <T> void register(GenericApplicationContext context, T bean) {
		context.registerBean(bean.getClass().getSimpleName(), (Class<T>) bean.getClass(), () -> bean);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
