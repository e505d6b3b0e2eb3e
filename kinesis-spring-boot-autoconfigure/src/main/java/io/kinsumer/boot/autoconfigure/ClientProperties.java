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
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Settings of one client. What is not set is taken from the client named default, then
 * from the engine.
 */
@ConfigurationPropertiesSource
public class ClientProperties {

	private final Credentials credentials = new Credentials();

	@NestedConfigurationProperty
	private final HttpProperties http = new HttpProperties();

	@NestedConfigurationProperty
	private final BackoffProperties backoff = new BackoffProperties();

	/**
	 * Region, such as eu-central-1. By default, as the AWS SDK finds it.
	 */
	private @Nullable String region;

	/**
	 * Endpoint of Kinesis, and of DynamoDB unless that has its own. By default, that of
	 * AWS.
	 */
	private @Nullable URI endpoint;

	/**
	 * Endpoint of DynamoDB alone.
	 */
	private @Nullable URI dynamoDbEndpoint;

	/**
	 * ARN of a role to assume; needs the STS module of the AWS SDK.
	 */
	private @Nullable String roleArn;

	/**
	 * Profile of the AWS configuration files.
	 */
	private @Nullable String profile;

	/**
	 * How long a shard is left alone after too much was read from it, at least 1ms.
	 */
	private @Nullable Duration readProvisionedThroughputExceededDelay;

	public Credentials getCredentials() {
		return this.credentials;
	}

	public HttpProperties getHttp() {
		return this.http;
	}

	public BackoffProperties getBackoff() {
		return this.backoff;
	}

	public @Nullable String getRegion() {
		return this.region;
	}

	public void setRegion(@Nullable String region) {
		this.region = region;
	}

	public @Nullable URI getEndpoint() {
		return this.endpoint;
	}

	public void setEndpoint(@Nullable URI endpoint) {
		this.endpoint = endpoint;
	}

	public @Nullable URI getDynamoDbEndpoint() {
		return this.dynamoDbEndpoint;
	}

	public void setDynamoDbEndpoint(@Nullable URI dynamoDbEndpoint) {
		this.dynamoDbEndpoint = dynamoDbEndpoint;
	}

	public @Nullable String getRoleArn() {
		return this.roleArn;
	}

	public void setRoleArn(@Nullable String roleArn) {
		this.roleArn = roleArn;
	}

	public @Nullable String getProfile() {
		return this.profile;
	}

	public void setProfile(@Nullable String profile) {
		this.profile = profile;
	}

	public @Nullable Duration getReadProvisionedThroughputExceededDelay() {
		return this.readProvisionedThroughputExceededDelay;
	}

	public void setReadProvisionedThroughputExceededDelay(@Nullable Duration readProvisionedThroughputExceededDelay) {
		this.readProvisionedThroughputExceededDelay = readProvisionedThroughputExceededDelay;
	}

	/**
	 * Fixed credentials. By default, as the AWS SDK finds them.
	 */
	public static class Credentials {

		/**
		 * Access key.
		 */
		private @Nullable String accessKeyId;

		/**
		 * Secret of the access key.
		 */
		private @Nullable String secretAccessKey;

		/**
		 * Session token of temporary credentials.
		 */
		private @Nullable String sessionToken;

		public @Nullable String getAccessKeyId() {
			return this.accessKeyId;
		}

		public void setAccessKeyId(@Nullable String accessKeyId) {
			this.accessKeyId = accessKeyId;
		}

		public @Nullable String getSecretAccessKey() {
			return this.secretAccessKey;
		}

		public void setSecretAccessKey(@Nullable String secretAccessKey) {
			this.secretAccessKey = secretAccessKey;
		}

		public @Nullable String getSessionToken() {
			return this.sessionToken;
		}

		public void setSessionToken(@Nullable String sessionToken) {
			this.sessionToken = sessionToken;
		}

	}

}
