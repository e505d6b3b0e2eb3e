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

import java.net.URI;
import java.util.Map;

import io.kinsumer.boot.autoconfigure.KinesisConnectionDetails;

import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;

/**
 * Connects to a service of a Docker Compose file whose image is LocalStack.
 */
class LocalStackDockerComposeConnectionDetailsFactory
		extends DockerComposeConnectionDetailsFactory<KinesisConnectionDetails> {

	private static final String[] IMAGES = { "localstack/localstack", "localstack/localstack-pro" };

	private static final int PORT = 4566;

	LocalStackDockerComposeConnectionDetailsFactory() {
		super(IMAGES);
	}

	@Override
	protected KinesisConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new LocalStackDockerComposeConnectionDetails(source.getRunningService());
	}

	/**
	 * LocalStack accepts any credentials, and keeps regions and accounts apart by them.
	 */
	private static final class LocalStackDockerComposeConnectionDetails extends DockerComposeConnectionDetails
			implements KinesisConnectionDetails {

		private final URI endpoint;

		private final Map<String, String> environment;

		private LocalStackDockerComposeConnectionDetails(RunningService service) {
			super(service);
			this.endpoint = URI.create("http://" + service.host() + ":" + service.ports().get(PORT));
			this.environment = Map.copyOf(service.env());
		}

		@Override
		public URI getEndpoint() {
			return this.endpoint;
		}

		@Override
		public String getRegion() {
			return this.environment.getOrDefault("AWS_DEFAULT_REGION", "us-east-1");
		}

		@Override
		public String getAccessKeyId() {
			return this.environment.getOrDefault("AWS_ACCESS_KEY_ID", "test");
		}

		@Override
		public String getSecretAccessKey() {
			return this.environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "test");
		}

	}

}
