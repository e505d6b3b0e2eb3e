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

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.kinsumer.core.client.Backoff;
import io.kinsumer.core.client.ClientCredentials;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.client.HttpSettings;
import org.jspecify.annotations.Nullable;

/**
 * Makes checked settings of the properties of a client; what it leaves out is taken from
 * the client named {@code default}, then from the engine.
 */
final class ClientSettingsFactory {

	private final Map<String, ClientProperties> clients;

	ClientSettingsFactory(Map<String, ClientProperties> clients) {
		this.clients = clients;
	}

	/**
	 * Checks all clients that are configured; first the one that others inherit from, so
	 * that a wrong value is named where it was written.
	 * @throws InvalidKinesisPropertyException if a value breaks its rule
	 */
	void checkAll() {
		create("kinesis.clients", ClientSettings.DEFAULT_NAME);
		this.clients.keySet().forEach((name) -> create("kinesis.clients", name));
	}

	/**
	 * Makes the settings of a client.
	 * @param property the property that names the client
	 * @param name the name of the client
	 * @return checked settings
	 * @throws InvalidKinesisPropertyException if there is no such client, or a value
	 * breaks its rule
	 */
	ClientSettings create(String property, String name) {
		if (!this.clients.containsKey(name) && !ClientSettings.DEFAULT_NAME.equals(name)) {
			throw new InvalidKinesisPropertyException(property, name,
					"must be 'default' or a client under kinesis.clients",
					"Add kinesis.clients." + name + ", or use one of " + this.clients.keySet() + ".");
		}
		List<ClientProperties> layers = List.of(name, ClientSettings.DEFAULT_NAME)
			.stream()
			.distinct()
			.map(this.clients::get)
			.filter(Objects::nonNull)
			.toList();
		try {
			return create(name, layers);
		}
		catch (IllegalArgumentException ex) {
			throw InvalidKinesisPropertyException.of("kinesis.clients." + name, ex);
		}
	}

	private static ClientSettings create(String name, List<ClientProperties> layers) {
		ClientSettings.Builder builder = ClientSettings.builder(name)
			.region(first(layers, ClientProperties::getRegion).orElse(null))
			.endpoint(first(layers, ClientProperties::getEndpoint).orElse(null))
			.dynamoDbEndpoint(first(layers, ClientProperties::getDynamoDbEndpoint).orElse(null))
			.roleArn(first(layers, ClientProperties::getRoleArn).orElse(null))
			.profile(first(layers, ClientProperties::getProfile).orElse(null))
			.credentials(credentials(layers))
			.http(http(layers))
			.backoff(BackoffFactory.create(layers.stream().map(ClientProperties::getBackoff).toList(),
					Backoff.exponential()));
		first(layers, ClientProperties::getReadProvisionedThroughputExceededDelay)
			.ifPresent(builder::readProvisionedThroughputExceededDelay);
		return builder.build();
	}

	private static @Nullable ClientCredentials credentials(List<ClientProperties> layers) {
		for (ClientProperties layer : layers) {
			ClientProperties.Credentials credentials = layer.getCredentials();
			if (credentials.getAccessKeyId() != null || credentials.getSecretAccessKey() != null) {
				return new ClientCredentials(Objects.requireNonNullElse(credentials.getAccessKeyId(), ""),
						Objects.requireNonNullElse(credentials.getSecretAccessKey(), ""),
						credentials.getSessionToken());
			}
			if (layer.getProfile() != null) {
				return null;
			}
		}
		return null;
	}

	private static HttpSettings http(List<ClientProperties> layers) {
		HttpSettings defaults = HttpSettings.defaults();
		List<ClientProperties.Http> https = layers.stream().map(ClientProperties::getHttp).toList();
		return new HttpSettings(
				first(https, ClientProperties.Http::getConnectTimeout).orElse(defaults.connectTimeout()),
				first(https, ClientProperties.Http::getReadTimeout).orElse(defaults.readTimeout()),
				first(https, ClientProperties.Http::getMaxConcurrency).orElse(defaults.maxConcurrency()));
	}

	private static <L, T> Optional<T> first(List<L> layers, Function<L, T> getter) {
		return layers.stream().map(getter).filter(Objects::nonNull).findFirst();
	}

}
