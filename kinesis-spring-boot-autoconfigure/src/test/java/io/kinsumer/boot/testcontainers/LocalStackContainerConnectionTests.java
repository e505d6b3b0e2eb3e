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

package io.kinsumer.boot.testcontainers;

import io.kinsumer.boot.autoconfigure.KinesisAutoConfiguration;
import io.kinsumer.boot.autoconfigure.KinesisConnectionDetails;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.Test;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class LocalStackContainerConnectionTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ServiceConnectionAutoConfiguration.class, KinesisAutoConfiguration.class))
		.withPropertyValues("kinesis.clients.default.endpoint=http://127.0.0.1:1",
				"kinesis.clients.default.region=eu-west-3");

	@Test
	void clientsCallTheContainerInPlaceOfWhatIsConfigured() {
		this.runner.withUserConfiguration(Containers.class).run((context) -> {
			KinesisConnectionDetails details = context.getBean(KinesisConnectionDetails.class);
			assertThat(details.getRegion()).isEqualTo("us-west-2");
			assertThat(details.getAccessKeyId()).isEqualTo("access");
			assertThat(details.getSecretAccessKey()).isEqualTo("secret");
			LocalStackContainer container = context.getBean(LocalStackContainer.class);
			assertThat(details.getKinesisEndpoint()).isEqualTo(container.getEndpoint());
			assertThat(details.getDynamoDbEndpoint()).isEqualTo(container.getEndpoint());
			assertThat(context.getBean(KinesisAsyncClient.class).listStreams().join().streamNames())
				.containsExactly("orders");
		});
	}

	@Test
	void testcontainersMayBeAbsent() {
		this.runner
			.withClassLoader(new FilteredClassLoader("org.testcontainers", "org.springframework.boot.testcontainers",
					"org.springframework.boot.docker"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(KinesisConnectionDetails.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class Containers {

		@Bean
		EmbeddedKinesisServer server() {
			return EmbeddedKinesisServer.builder().streams("orders").start();
		}

		/** A container that needs no Docker. */
		@Bean(destroyMethod = "")
		@ServiceConnection
		LocalStackContainer localStack(EmbeddedKinesisServer server) {
			LocalStackContainer container = mock(LocalStackContainer.class);
			given(container.getEndpoint()).willReturn(server.endpoint());
			given(container.getRegion()).willReturn("us-west-2");
			given(container.getAccessKey()).willReturn("access");
			given(container.getSecretKey()).willReturn("secret");
			return container;
		}

	}

}
