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

import java.net.URI;

import io.kinsumer.boot.autoconfigure.KinesisConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.testcontainers.localstack.LocalStackContainer;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

/**
 * Connects to a {@link LocalStackContainer} with
 * {@link ServiceConnection @ServiceConnection}.
 */
class LocalStackContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<LocalStackContainer, KinesisConnectionDetails> {

	LocalStackContainerConnectionDetailsFactory() {
	}

	@Override
	protected KinesisConnectionDetails getContainerConnectionDetails(
			ContainerConnectionSource<LocalStackContainer> source) {
		return new LocalStackContainerConnectionDetails(source);
	}

	private static final class LocalStackContainerConnectionDetails
			extends ContainerConnectionDetails<LocalStackContainer> implements KinesisConnectionDetails {

		private LocalStackContainerConnectionDetails(ContainerConnectionSource<LocalStackContainer> source) {
			super(source);
		}

		@Override
		public URI getEndpoint() {
			URI endpoint = getContainer().getEndpoint();
			// LocalStack speaks both on one port.
			return (getSslBundle() != null) ? URI.create("https" + endpoint.toString().substring("http".length()))
					: endpoint;
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return super.getSslBundle();
		}

		@Override
		public String getRegion() {
			return getContainer().getRegion();
		}

		@Override
		public String getAccessKeyId() {
			return getContainer().getAccessKey();
		}

		@Override
		public String getSecretAccessKey() {
			return getContainer().getSecretKey();
		}

	}

}
