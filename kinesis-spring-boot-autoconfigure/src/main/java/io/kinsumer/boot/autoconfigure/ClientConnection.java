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
import java.util.Objects;

import io.kinsumer.core.client.ClientCredentials;
import org.jspecify.annotations.Nullable;

/**
 * What one place says about where AWS is and who calls it; {@code null} where it says
 * nothing.
 *
 * @param dynamoDbEndpoint only if it differs from the other
 */
record ClientConnection(@Nullable String region, @Nullable URI endpoint, @Nullable URI dynamoDbEndpoint,
		@Nullable String accessKeyId, @Nullable String secretAccessKey, @Nullable String sessionToken,
		@Nullable String profile, @Nullable String roleArn) {

	static ClientConnection of(ClientProperties properties) {
		ClientProperties.Credentials credentials = properties.getCredentials();
		return new ClientConnection(properties.getRegion(), properties.getEndpoint(), properties.getDynamoDbEndpoint(),
				credentials.getAccessKeyId(), credentials.getSecretAccessKey(), credentials.getSessionToken(),
				properties.getProfile(), properties.getRoleArn());
	}

	static ClientConnection of(KinesisConnectionDetails details) {
		URI endpoint = details.getKinesisEndpoint();
		URI dynamoDb = details.getDynamoDbEndpoint();
		boolean properties = details instanceof PropertiesKinesisConnectionDetails;
		ClientProperties own = properties ? ((PropertiesKinesisConnectionDetails) details).properties() : null;
		return new ClientConnection(details.getRegion(), endpoint, Objects.equals(endpoint, dynamoDb) ? null : dynamoDb,
				details.getAccessKeyId(), details.getSecretAccessKey(), details.getSessionToken(),
				(own != null) ? own.getProfile() : null, (own != null) ? own.getRoleArn() : null);
	}

	/**
	 * Whether a profile or fixed credentials are named, so that nobody else is asked for
	 * any.
	 */
	boolean hasCredentials() {
		return this.accessKeyId != null || this.secretAccessKey != null || this.sessionToken != null
				|| this.profile != null;
	}

	/**
	 * The fixed credentials.
	 * @return {@code null} where there are none
	 * @throws IllegalArgumentException if half of them is missing
	 */
	@Nullable ClientCredentials credentials() {
		if (this.accessKeyId == null && this.secretAccessKey == null && this.sessionToken == null) {
			return null;
		}
		return new ClientCredentials(Objects.requireNonNullElse(this.accessKeyId, ""),
				Objects.requireNonNullElse(this.secretAccessKey, ""), this.sessionToken);
	}

}
