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
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The AWS clients of one {@link ClientSettings}. Each is built when it is first asked
 * for, so that an application that only produces never opens a connection to DynamoDB.
 * For use by several threads.
 * <p>
 * Kinesis is spoken to by HTTP/2, as enhanced fan-out needs it; endpoints without TLS by
 * HTTP/1.1, because emulators rarely know the other.
 */
public final class AwsClients implements AutoCloseable {

	private final ClientSettings settings;

	private final AwsClientsBuilder given;

	private final HttpConnections http;

	private final Deque<SdkAutoCloseable> opened = new ArrayDeque<>();

	private @Nullable Region region;

	private @Nullable AwsCredentialsProvider credentials;

	private @Nullable KinesisAsyncClient kinesis;

	private @Nullable KinesisAsyncClient kinesisReads;

	private @Nullable DynamoDbAsyncClient dynamoDb;

	private boolean closed;

	AwsClients(AwsClientsBuilder builder) {
		this.settings = builder.settings;
		this.given = builder;
		this.http = new HttpConnections(this.settings.http(), builder.trust, builder.keys);
	}

	/**
	 * Prepares the clients; connects to nothing.
	 * @param settings how to reach AWS
	 * @return the clients, to be closed by the caller
	 * @throws IllegalStateException if a role is to be assumed without STS on the class
	 * path
	 */
	public static AwsClients create(ClientSettings settings) {
		return builder(settings).build();
	}

	/**
	 * Prepares the clients with what settings cannot say.
	 * @param settings how to reach AWS
	 * @return a builder
	 */
	public static AwsClientsBuilder builder(ClientSettings settings) {
		return new AwsClientsBuilder(settings);
	}

	/**
	 * The settings these clients are made from.
	 * @return never {@code null}
	 */
	public ClientSettings settings() {
		return this.settings;
	}

	/**
	 * The Kinesis client, the same at each call. Not to be closed by the caller.
	 * @return the client
	 * @throws MissingRegionException if no region is to be found
	 * @throws IllegalStateException if these clients are closed
	 */
	public synchronized KinesisAsyncClient kinesis() {
		KinesisAsyncClient client = this.kinesis;
		if (client == null) {
			URI endpoint = this.settings.endpoint();
			KinesisAsyncClientBuilder builder = configure(KinesisAsyncClient.builder(), endpoint,
					this.http.kinesis(endpoint), "Kinesis");
			this.given.kinesis.forEach((customizer) -> customizer.accept(builder));
			client = builder.build();
			this.opened.push(client);
			this.kinesis = client;
		}
		return client;
	}

	/**
	 * A Kinesis client for reading shards, the same at each call. It retries nothing, has
	 * no limit for the time of a call nor for the number of calls at once, and leaves an
	 * idle connection alone: kinsumers repeat and time their reads by themselves, and
	 * subscriptions of enhanced fan-out last for minutes. Not to be closed by the caller.
	 * @return the client
	 * @throws MissingRegionException if no region is to be found
	 * @throws IllegalStateException if these clients are closed
	 */
	public synchronized KinesisAsyncClient kinesisReads() {
		KinesisAsyncClient client = this.kinesisReads;
		if (client == null) {
			URI endpoint = this.settings.endpoint();
			KinesisAsyncClientBuilder builder = configure(KinesisAsyncClient.builder(), endpoint,
					this.http.kinesisReads(endpoint), "Kinesis");
			builder.overrideConfiguration(overrides("Kinesis").toBuilder()
				.retryStrategy(AwsRetryStrategy.doNotRetry())
				.apiCallTimeout(null)
				.apiCallAttemptTimeout(null)
				.build());
			this.given.kinesis.forEach((customizer) -> customizer.accept(builder));
			client = builder.build();
			this.opened.push(client);
			this.kinesisReads = client;
		}
		return client;
	}

	/**
	 * The DynamoDB client, the same at each call. Not to be closed by the caller.
	 * @return the client
	 * @throws MissingRegionException if no region is to be found
	 * @throws IllegalStateException if these clients are closed
	 */
	public synchronized DynamoDbAsyncClient dynamoDb() {
		DynamoDbAsyncClient client = this.dynamoDb;
		if (client == null) {
			URI own = this.settings.dynamoDbEndpoint();
			URI endpoint = (own != null) ? own : this.settings.endpoint();
			DynamoDbAsyncClientBuilder builder = configure(DynamoDbAsyncClient.builder(), endpoint,
					this.http.dynamoDb(), "DynamoDB");
			this.given.dynamoDb.forEach((customizer) -> customizer.accept(builder));
			client = builder.build();
			this.opened.push(client);
			this.dynamoDb = client;
		}
		return client;
	}

	/**
	 * Closes what was built. Further calls have no effect.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		while (!this.opened.isEmpty()) {
			this.opened.pop().close();
		}
		this.http.close();
	}

	private <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> B configure(B builder,
			@Nullable URI endpoint, NettyNioAsyncHttpClient.Builder http, String service) {
		if (this.closed) {
			throw new IllegalStateException("client '" + this.settings.name() + "' is closed");
		}
		if (endpoint != null) {
			builder.endpointOverride(endpoint);
		}
		return builder.region(region())
			.credentialsProvider(credentials())
			.httpClientBuilder(http)
			.overrideConfiguration(overrides(service));
	}

	private ClientOverrideConfiguration overrides(String service) {
		Backoff backoff = this.settings.backoff();
		BackoffStrategy delays = BackoffStrategy.exponentialDelay(backoff.initialInterval(), backoff.maxInterval());
		// The SDK's retry budget would stop retries long before our bounds do.
		StandardRetryStrategy retries = AwsRetryStrategy.standardRetryStrategy()
			.toBuilder()
			.maxAttempts((backoff.maxAttempts() > 0) ? backoff.maxAttempts() : Integer.MAX_VALUE)
			.backoffStrategy(delays)
			.throttlingBackoffStrategy(delays)
			.circuitBreakerEnabled(false)
			.build();
		ClientOverrideConfiguration.Builder overrides = ClientOverrideConfiguration.builder()
			.retryStrategy(new ToldRetries(retries, service + ", client '" + this.settings.name() + "'"))
			.apiCallTimeout(backoff.maxElapsedTime())
			.apiCallAttemptTimeout(this.settings.http().timeout());
		String profile = this.settings.profile();
		if (profile != null) {
			overrides.defaultProfileName(profile);
		}
		return overrides.build();
	}

	private Region region() {
		Region result = this.region;
		if (result == null) {
			String name = this.settings.region();
			result = (name != null) ? Region.of(name) : discoverRegion();
			this.region = result;
		}
		return result;
	}

	private Region discoverRegion() {
		String profile = this.settings.profile();
		AwsRegionProvider given = this.given.region;
		if (given != null && profile == null) {
			return regionOf(given);
		}
		DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
		if (profile != null) {
			chain.profileName(profile);
		}
		return regionOf(chain.build());
	}

	private Region regionOf(AwsRegionProvider provider) {
		try {
			Region found = provider.getRegion();
			if (found != null) {
				return found;
			}
		}
		catch (SdkClientException ex) {
			throw new MissingRegionException(this.settings.name(), ex);
		}
		throw new MissingRegionException(this.settings.name(), null);
	}

	private AwsCredentialsProvider credentials() {
		AwsCredentialsProvider result = this.credentials;
		if (result == null) {
			result = baseCredentials();
			String roleArn = this.settings.roleArn();
			if (roleArn != null) {
				AssumedRole role = AssumedRole.create(roleArn, this.settings.name(), region(), result);
				this.opened.push(role);
				result = role.credentials();
			}
			this.credentials = result;
		}
		return result;
	}

	private AwsCredentialsProvider baseCredentials() {
		ClientCredentials fixed = this.settings.credentials();
		if (fixed == null) {
			String profile = this.settings.profile();
			AwsCredentialsProvider given = this.given.credentials;
			if (given != null && profile == null) {
				return given;
			}
			DefaultCredentialsProvider.Builder chain = DefaultCredentialsProvider.builder();
			if (profile != null) {
				chain.profileName(profile);
			}
			DefaultCredentialsProvider provider = chain.build();
			this.opened.push(provider);
			return provider;
		}
		String token = fixed.sessionToken();
		return StaticCredentialsProvider
			.create((token != null) ? AwsSessionCredentials.create(fixed.accessKeyId(), fixed.secretAccessKey(), token)
					: AwsBasicCredentials.create(fixed.accessKeyId(), fixed.secretAccessKey()));
	}

}
