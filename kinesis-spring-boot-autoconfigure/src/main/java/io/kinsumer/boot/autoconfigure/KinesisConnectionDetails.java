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

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where Kinesis and DynamoDB are, and who calls them. A bean of this type, such as
 * {@code @ServiceConnection} makes for a container, replaces endpoints, region,
 * credentials, profile and role of the client named {@code default} in
 * {@code kinesis.clients}; roles of kinsumers are not assumed then. A client of another
 * name keeps what is configured for it, and takes from here what it would have taken from
 * {@code default}.
 */
public interface KinesisConnectionDetails extends ConnectionDetails {

	/**
	 * The endpoint of both services.
	 * @return with scheme and host; {@code null}: that of AWS
	 */
	default @Nullable URI getEndpoint() {
		return null;
	}

	/**
	 * The endpoint of Kinesis.
	 * @return by default, that of both services
	 */
	default @Nullable URI getKinesisEndpoint() {
		return getEndpoint();
	}

	/**
	 * The endpoint of DynamoDB.
	 * @return by default, that of both services; {@code null} means that of Kinesis
	 */
	default @Nullable URI getDynamoDbEndpoint() {
		return getEndpoint();
	}

	/**
	 * The region.
	 * @return such as {@code eu-central-1}; {@code null}: as it is found without settings
	 */
	default @Nullable String getRegion() {
		return null;
	}

	/**
	 * The access key.
	 * @return together with {@link #getSecretAccessKey()}; {@code null}: credentials are
	 * found without settings
	 */
	default @Nullable String getAccessKeyId() {
		return null;
	}

	/**
	 * The secret of the access key.
	 * @return together with {@link #getAccessKeyId()}
	 */
	default @Nullable String getSecretAccessKey() {
		return null;
	}

	/**
	 * The session token of temporary credentials.
	 * @return {@code null} for others
	 */
	default @Nullable String getSessionToken() {
		return null;
	}

	/**
	 * Certificates that are trusted, and certificates to show, on TLS connections.
	 * @return {@code null}: what the JVM trusts, and none to show
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

}
