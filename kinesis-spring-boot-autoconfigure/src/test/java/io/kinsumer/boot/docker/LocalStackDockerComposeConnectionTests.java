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

package io.kinsumer.boot.docker;

import java.util.List;
import java.util.Map;

import io.kinsumer.boot.autoconfigure.KinesisConnectionDetails;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

class LocalStackDockerComposeConnectionTests {

	@Test
	void aServiceOfLocalStackIsConnectedTo() {
		KinesisConnectionDetails details = details("localstack/localstack:4", Map.of());
		assertThat(details.getKinesisEndpoint()).hasToString("http://127.0.0.1:14566");
		assertThat(details.getDynamoDbEndpoint()).hasToString("http://127.0.0.1:14566");
		assertThat(details.getRegion()).isEqualTo("us-east-1");
		assertThat(details.getAccessKeyId()).isEqualTo("test");
		assertThat(details.getSecretAccessKey()).isEqualTo("test");
	}

	@Test
	void theServiceSaysRegionAndCredentials() {
		KinesisConnectionDetails details = details("localstack/localstack-pro", Map.of("AWS_DEFAULT_REGION",
				"eu-west-1", "AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret"));
		assertThat(details.getRegion()).isEqualTo("eu-west-1");
		assertThat(details.getAccessKeyId()).isEqualTo("id");
		assertThat(details.getSecretAccessKey()).isEqualTo("secret");
	}

	@Test
	void otherImagesAreLeftAlone() {
		assertThat(details("nginx:1.29", Map.of())).isNull();
	}

	private static KinesisConnectionDetails details(String image, Map<String, String> environment) {
		DockerComposeConnectionSource source = Mockito.mock(DockerComposeConnectionSource.class);
		given(source.getRunningService()).willReturn(new Service(ImageReference.of(image), environment));
		Map<Class<?>, ConnectionDetails> found = new ConnectionDetailsFactories(
				LocalStackDockerComposeConnectionTests.class.getClassLoader())
			.getConnectionDetails(source, false);
		return (KinesisConnectionDetails) found.get(KinesisConnectionDetails.class);
	}

	private record Service(ImageReference image, Map<String, String> env) implements RunningService {

		@Override
		public String name() {
			return "localstack";
		}

		@Override
		public String host() {
			return "127.0.0.1";
		}

		@Override
		public ConnectionPorts ports() {
			return new ConnectionPorts() {

				@Override
				public int get(int containerPort) {
					return containerPort + 10000;
				}

				@Override
				public List<Integer> getAll() {
					return List.of();
				}

				@Override
				public List<Integer> getAll(String protocol) {
					return List.of();
				}

			};
		}

		@Override
		public Map<String, String> labels() {
			return Map.of();
		}

	}

}
