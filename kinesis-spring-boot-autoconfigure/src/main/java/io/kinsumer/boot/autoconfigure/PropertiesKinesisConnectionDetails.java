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

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * What {@code kinesis.clients.default} says.
 */
final class PropertiesKinesisConnectionDetails implements KinesisConnectionDetails {

	private final ClientProperties properties;

	private final @Nullable SslBundle sslBundle;

	/**
	 * Adapts properties.
	 * @param properties of the client named default
	 * @param sslBundle the bundle that they name
	 */
	PropertiesKinesisConnectionDetails(ClientProperties properties, @Nullable SslBundle sslBundle) {
		this.properties = properties;
		this.sslBundle = sslBundle;
	}

	/**
	 * What only properties can say.
	 */
	ClientProperties properties() {
		return this.properties;
	}

	@Override
	public @Nullable URI getEndpoint() {
		return this.properties.getEndpoint();
	}

	@Override
	public @Nullable URI getDynamoDbEndpoint() {
		URI own = this.properties.getDynamoDbEndpoint();
		return (own != null) ? own : getEndpoint();
	}

	@Override
	public @Nullable String getRegion() {
		return this.properties.getRegion();
	}

	@Override
	public @Nullable String getAccessKeyId() {
		return this.properties.getCredentials().getAccessKeyId();
	}

	@Override
	public @Nullable String getSecretAccessKey() {
		return this.properties.getCredentials().getSecretAccessKey();
	}

	@Override
	public @Nullable String getSessionToken() {
		return this.properties.getCredentials().getSessionToken();
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		return this.sslBundle;
	}

}
