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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.TlsKeyManagersProvider;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder;

/**
 * Prepares {@link AwsClients} with what settings cannot say. Not for use by several
 * threads.
 */
public final class AwsClientsBuilder {

	final ClientSettings settings;

	final List<Consumer<KinesisAsyncClientBuilder>> kinesis = new ArrayList<>();

	final List<Consumer<DynamoDbAsyncClientBuilder>> dynamoDb = new ArrayList<>();

	@Nullable AwsRegionProvider region;

	@Nullable AwsCredentialsProvider credentials;

	@Nullable TlsTrustManagersProvider trust;

	@Nullable TlsKeyManagersProvider keys;

	AwsClientsBuilder(ClientSettings settings) {
		this.settings = settings;
	}

	/**
	 * Sets who finds the region where the settings name none, in place of the SDK's
	 * chain.
	 * @param region asked once, when a client is first needed
	 * @return this builder
	 */
	public AwsClientsBuilder region(@Nullable AwsRegionProvider region) {
		this.region = region;
		return this;
	}

	/**
	 * Sets who finds credentials where the settings have neither credentials nor a
	 * profile, in place of the SDK's chain. A role of the settings is assumed with them.
	 * @param credentials remains the caller's
	 * @return this builder
	 */
	public AwsClientsBuilder credentials(@Nullable AwsCredentialsProvider credentials) {
		this.credentials = credentials;
		return this;
	}

	/**
	 * Sets whom the clients trust, and as whom they show themselves, on TLS connections
	 * to Kinesis and DynamoDB.
	 * @param trust certificates that are trusted; {@code null}: those of the JVM
	 * @param keys certificates to show; {@code null}: none
	 * @return this builder
	 */
	public AwsClientsBuilder tls(@Nullable TlsTrustManagersProvider trust, @Nullable TlsKeyManagersProvider keys) {
		this.trust = trust;
		this.keys = keys;
		return this;
	}

	/**
	 * Adds a change of the Kinesis clients, made after all settings were applied.
	 * @param customizer called for each of the two clients, see
	 * {@link AwsClients#kinesisReads()}; calls that read shards have no retries nor
	 * limits of their own if it sets none
	 * @return this builder
	 */
	public AwsClientsBuilder customizeKinesis(Consumer<KinesisAsyncClientBuilder> customizer) {
		this.kinesis.add(customizer);
		return this;
	}

	/**
	 * Adds a change of the DynamoDB client, made after all settings were applied.
	 * @param customizer changes the builder
	 * @return this builder
	 */
	public AwsClientsBuilder customizeDynamoDb(Consumer<DynamoDbAsyncClientBuilder> customizer) {
		this.dynamoDb.add(customizer);
		return this;
	}

	/**
	 * Prepares the clients; connects to nothing.
	 * @return the clients, to be closed by the caller
	 * @throws IllegalStateException if a role is to be assumed without STS on the class
	 * path
	 */
	public AwsClients build() {
		String role = this.settings.roleArn();
		if (role != null && !AssumedRole.isAvailable()) {
			throw new IllegalStateException("client '" + this.settings.name() + "' has role-arn '" + role
					+ "', but the SDK's STS module is not on the class path: add software.amazon.awssdk:sts");
		}
		return new AwsClients(this);
	}

}
