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

import java.util.Map;

import io.kinsumer.core.client.ClientSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The SSL bundles of clients. A client without one has that of the client named
 * {@code default}, which the connection details know.
 */
final class ClientSslBundles {

	private final Map<String, ClientProperties> clients;

	private final @Nullable SslBundles bundles;

	private final KinesisConnectionDetails details;

	ClientSslBundles(Map<String, ClientProperties> clients, @Nullable SslBundles bundles,
			KinesisConnectionDetails details) {
		this.clients = clients;
		this.bundles = bundles;
		this.details = details;
	}

	/**
	 * Finds all bundles that are named.
	 * @throws InvalidKinesisPropertyException if there is no bundle of a name
	 */
	void checkAll() {
		this.clients.keySet().forEach(this::get);
	}

	@Nullable SslBundle get(String client) {
		ClientProperties own = this.clients.get(client);
		SslBundle found = (own != null && !ClientSettings.DEFAULT_NAME.equals(client)) ? find(client, own, this.bundles)
				: null;
		return (found != null) ? found : this.details.getSslBundle();
	}

	/**
	 * Finds the bundle that a client names.
	 * @param client its name
	 * @param properties its properties
	 * @param bundles all bundles, {@code null} when the application has none
	 * @return {@code null} if it names none
	 * @throws InvalidKinesisPropertyException if there is no such bundle, or it says more
	 * than a client can do
	 */
	static @Nullable SslBundle find(String client, ClientProperties properties, @Nullable SslBundles bundles) {
		String name = properties.getHttp().getSsl().getBundle();
		if (name == null) {
			return null;
		}
		String property = PropertyKeys.client(client) + ".http.ssl.bundle";
		SslBundle bundle = bundle(property, name, bundles);
		if (bundle.getOptions().isSpecified()) {
			throw new InvalidKinesisPropertyException(property, name,
					"has options for ciphers or protocols, which the HTTP client of the AWS SDK does not take",
					"Use a bundle without options.");
		}
		return bundle;
	}

	private static SslBundle bundle(String property, String name, @Nullable SslBundles bundles) {
		try {
			if (bundles != null) {
				return bundles.getBundle(name);
			}
		}
		catch (NoSuchSslBundleException ex) {
			throw unknown(property, name);
		}
		throw unknown(property, name);
	}

	private static InvalidKinesisPropertyException unknown(String property, String name) {
		return new InvalidKinesisPropertyException(property, name, "must name an SSL bundle, but there is none of it",
				"Add spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks." + name + ", or correct the name.");
	}

}
