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

package io.kinsumer.core.client;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

import io.kinsumer.core.record.InvalidSettingException;
import io.kinsumer.core.record.SettingRules;
import org.jspecify.annotations.Nullable;

/**
 * How to reach AWS: one named set of clients, shared by kinsumers, writers and producers.
 * What is not set is found by the default chains of the SDK.
 *
 * @param name the client's name in the configuration
 * @param region such as {@code eu-central-1}; {@code null}: as the SDK finds it
 * @param endpoint of Kinesis, and of DynamoDB unless that has its own; {@code null}: that
 * of AWS
 * @param dynamoDbEndpoint of DynamoDB alone; {@code null}: as {@code endpoint}
 * @param roleArn a role to assume; needs the SDK's STS module; {@code null}: none
 * @param profile a profile of the AWS configuration files; {@code null}: the default
 * @param credentials fixed credentials; {@code null}: as the SDK finds them
 * @param http connections and their timeouts
 * @param backoff how calls are repeated; its elapsed time bounds a call with its retries
 * @param readProvisionedThroughputExceededDelay how long a reader waits after it was told
 * that it reads too much
 */
public record ClientSettings(String name, @Nullable String region, @Nullable URI endpoint,
		@Nullable URI dynamoDbEndpoint, @Nullable String roleArn, @Nullable String profile,
		@Nullable ClientCredentials credentials, HttpSettings http, Backoff backoff,
		Duration readProvisionedThroughputExceededDelay) {

	/**
	 * The name that is meant where none is given.
	 */
	public static final String DEFAULT_NAME = "default";

	public ClientSettings {
		if (name.isBlank()) {
			throw new InvalidSettingException("name", name, "must not be blank");
		}
		requireText("region", region);
		requireText("role-arn", roleArn);
		requireText("profile", profile);
		requireAbsolute("endpoint", endpoint);
		requireAbsolute("dynamo-db-endpoint", dynamoDbEndpoint);
		SettingRules.requireAtLeast("read-provisioned-throughput-exceeded-delay",
				readProvisionedThroughputExceededDelay, Duration.ofMillis(1));
		SettingRules.requireAtMost("read-provisioned-throughput-exceeded-delay", readProvisionedThroughputExceededDelay,
				Duration.ofDays(365));
	}

	/**
	 * The defaults.
	 * @return settings of the client named {@value #DEFAULT_NAME}
	 */
	public static ClientSettings defaults() {
		return builder(DEFAULT_NAME).build();
	}

	/**
	 * Starts from the defaults.
	 * @param name the client's name
	 * @return a builder
	 */
	public static Builder builder(String name) {
		return new Builder(name);
	}

	/**
	 * The same settings with another role.
	 * @param roleArn the role to assume
	 * @return a copy
	 */
	public ClientSettings withRoleArn(String roleArn) {
		return new ClientSettings(this.name, this.region, this.endpoint, this.dynamoDbEndpoint, roleArn, this.profile,
				this.credentials, this.http, this.backoff, this.readProvisionedThroughputExceededDelay);
	}

	private static void requireText(String setting, @Nullable String value) {
		if (value != null && value.isBlank()) {
			throw new InvalidSettingException(setting, value, "must not be blank: set a value, or remove it");
		}
	}

	private static void requireAbsolute(String setting, @Nullable URI value) {
		if (value != null && (value.getScheme() == null || value.getHost() == null)) {
			throw new InvalidSettingException(setting, value,
					"must have a scheme and a host, such as http://localhost:4566");
		}
	}

	/**
	 * Builds {@link ClientSettings}. Not for use by several threads at once.
	 */
	public static final class Builder {

		private final String name;

		private @Nullable String region;

		private @Nullable URI endpoint;

		private @Nullable URI dynamoDbEndpoint;

		private @Nullable String roleArn;

		private @Nullable String profile;

		private @Nullable ClientCredentials credentials;

		private HttpSettings http = HttpSettings.defaults();

		private Backoff backoff = Backoff.exponential();

		private Duration readProvisionedThroughputExceededDelay = Duration.ofSeconds(1);

		private Builder(String name) {
			this.name = Objects.requireNonNull(name, "name");
		}

		public Builder region(@Nullable String region) {
			this.region = region;
			return this;
		}

		public Builder endpoint(@Nullable URI endpoint) {
			this.endpoint = endpoint;
			return this;
		}

		public Builder dynamoDbEndpoint(@Nullable URI endpoint) {
			this.dynamoDbEndpoint = endpoint;
			return this;
		}

		public Builder roleArn(@Nullable String roleArn) {
			this.roleArn = roleArn;
			return this;
		}

		public Builder profile(@Nullable String profile) {
			this.profile = profile;
			return this;
		}

		public Builder credentials(@Nullable ClientCredentials credentials) {
			this.credentials = credentials;
			return this;
		}

		public Builder http(HttpSettings http) {
			this.http = http;
			return this;
		}

		public Builder backoff(Backoff backoff) {
			this.backoff = backoff;
			return this;
		}

		public Builder readProvisionedThroughputExceededDelay(Duration delay) {
			this.readProvisionedThroughputExceededDelay = delay;
			return this;
		}

		/**
		 * Builds the settings.
		 * @return valid settings
		 * @throws IllegalArgumentException naming the setting and the rule it breaks
		 */
		public ClientSettings build() {
			return new ClientSettings(this.name, this.region, this.endpoint, this.dynamoDbEndpoint, this.roleArn,
					this.profile, this.credentials, this.http, this.backoff,
					this.readProvisionedThroughputExceededDelay);
		}

	}

}
