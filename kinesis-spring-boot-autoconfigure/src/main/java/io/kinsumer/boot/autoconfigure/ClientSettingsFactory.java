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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.kinsumer.core.client.Backoff;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.client.HttpProxy;
import io.kinsumer.core.client.HttpSettings;
import io.kinsumer.core.record.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/**
 * Makes checked settings of the properties of a client; what it leaves out is taken from
 * the client named {@code default}, then from the engine. Where the default client
 * connects to is what the connection details say.
 */
final class ClientSettingsFactory {

	private final Map<String, ClientProperties> clients;

	private final KinesisConnectionDetails details;

	ClientSettingsFactory(Map<String, ClientProperties> clients, KinesisConnectionDetails details) {
		this.clients = clients;
		this.details = details;
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
	 * Whether roles are assumed. They are not where somebody else than the properties
	 * says where to connect to: a container knows none of them.
	 */
	boolean assumesRoles() {
		return this.details instanceof PropertiesKinesisConnectionDetails;
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
		boolean isDefault = ClientSettings.DEFAULT_NAME.equals(name);
		ClientProperties own = this.clients.get(name);
		if (own == null && !isDefault) {
			throw new InvalidKinesisPropertyException(property, name,
					"must be 'default' or a client under kinesis.clients",
					"Add " + PropertyKeys.client(name) + ", or use one of " + this.clients.keySet() + ".");
		}
		List<ClientConnection> connections = new ArrayList<>();
		List<ClientProperties> layers = new ArrayList<>();
		if (own != null && !isDefault) {
			connections.add(ClientConnection.of(own));
			layers.add(own);
		}
		connections.add(ClientConnection.of(this.details));
		layers.add(this.clients.getOrDefault(ClientSettings.DEFAULT_NAME, new ClientProperties()));
		try {
			return create(name, connections, layers);
		}
		catch (IllegalArgumentException ex) {
			throw InvalidKinesisPropertyException.of(PropertyKeys.client(name), ex);
		}
	}

	private static ClientSettings create(String name, List<ClientConnection> connections,
			List<ClientProperties> layers) {
		ClientSettings.Builder builder = ClientSettings.builder(name)
			.region(first(connections, ClientConnection::region).orElse(null))
			.endpoint(first(connections, ClientConnection::endpoint).orElse(null))
			.dynamoDbEndpoint(first(connections, ClientConnection::dynamoDbEndpoint).orElse(null))
			.roleArn(first(connections, ClientConnection::roleArn).orElse(null))
			.profile(first(connections, ClientConnection::profile).orElse(null))
			.credentials(connections.stream()
				.filter(ClientConnection::hasCredentials)
				.findFirst()
				.map(ClientConnection::credentials)
				.orElse(null))
			.http(http(layers.stream().map(ClientProperties::getHttp).toList()))
			.backoff(BackoffFactory.create(layers.stream().map(ClientProperties::getBackoff).toList(),
					Backoff.exponential()));
		first(layers, ClientProperties::getReadProvisionedThroughputExceededDelay)
			.ifPresent(builder::readProvisionedThroughputExceededDelay);
		ClientSettings settings = builder.build();
		requireRegion(settings.region());
		RoleArns.check(PropertyKeys.client(name) + ".role-arn", settings.roleArn());
		return settings;
	}

	/**
	 * It becomes a part of host names.
	 */
	private static void requireRegion(@Nullable String region) {
		if (region != null && !region.matches("[a-z0-9-]+")) {
			throw new InvalidSettingException("region", region, "must be the id of a region, such as eu-central-1");
		}
	}

	private static HttpSettings http(List<HttpProperties> layers) {
		HttpSettings defaults = HttpSettings.defaults();
		return new HttpSettings(first(layers, HttpProperties::getConnectTimeout).orElse(defaults.connectTimeout()),
				first(layers, HttpProperties::getReadTimeout).orElse(defaults.readTimeout()),
				first(layers, HttpProperties::getTimeout).orElse(null),
				first(layers, HttpProperties::getMaxConcurrency).orElse(defaults.maxConcurrency()),
				first(layers, ClientSettingsFactory::proxy).orElse(null));
	}

	private static @Nullable HttpProxy proxy(HttpProperties http) {
		HttpProperties.Proxy proxy = http.getProxy();
		if (proxy.getEndpoint() != null) {
			return new HttpProxy(proxy.getEndpoint(), proxy.getUsername(), proxy.getPassword(),
					proxy.getNonProxyHosts());
		}
		if (proxy.getUsername() != null || proxy.getPassword() != null || !proxy.getNonProxyHosts().isEmpty()) {
			throw new InvalidSettingException("http.proxy.endpoint", "",
					"must be set where another setting of the proxy is, such as http://proxy.example.org:3128");
		}
		return null;
	}

	private static <L, T> Optional<T> first(List<L> layers, Function<L, @Nullable T> getter) {
		return layers.stream().map(getter).filter(Objects::nonNull).findFirst();
	}

}
