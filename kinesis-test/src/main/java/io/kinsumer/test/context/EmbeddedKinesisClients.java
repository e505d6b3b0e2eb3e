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

package io.kinsumer.test.context;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.kinsumer.test.EmbeddedKinesisServer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Clients of the AWS SDK for an {@link EmbeddedKinesisServer}, each made when it is first
 * asked for, with the defaults of the SDK and credentials that nobody checks. Needs the
 * SDK's {@code kinesis} or {@code dynamodb} on the class path. Safe for use by several
 * threads.
 */
public final class EmbeddedKinesisClients implements AutoCloseable {

	private final EmbeddedKinesisServer server;

	private final Map<Class<?>, SdkAutoCloseable> made = new ConcurrentHashMap<>();

	private @Nullable NettyThreads threads;

	/**
	 * Create clients.
	 * @param server the server that they call
	 */
	public EmbeddedKinesisClients(EmbeddedKinesisServer server) {
		this.server = server;
	}

	/**
	 * Return a client of Kinesis.
	 * @return the client, the same at each call; closed with this
	 */
	public KinesisClient kinesis() {
		return client(KinesisClient.class, () -> configure(KinesisClient.builder()).build());
	}

	/**
	 * Return an asynchronous client of Kinesis.
	 * @return the client, the same at each call; closed with this
	 */
	public KinesisAsyncClient kinesisAsync() {
		return client(KinesisAsyncClient.class, () -> configureAsync(KinesisAsyncClient.builder()).build());
	}

	/**
	 * Return a client of DynamoDB.
	 * @return the client, the same at each call; closed with this
	 */
	public DynamoDbClient dynamoDb() {
		return client(DynamoDbClient.class, () -> configure(DynamoDbClient.builder()).build());
	}

	/**
	 * Return an asynchronous client of DynamoDB.
	 * @return the client, the same at each call; closed with this
	 */
	public DynamoDbAsyncClient dynamoDbAsync() {
		return client(DynamoDbAsyncClient.class, () -> configureAsync(DynamoDbAsyncClient.builder()).build());
	}

	private <T extends SdkAutoCloseable> T client(Class<T> type, Supplier<T> maker) {
		return type.cast(this.made.computeIfAbsent(type, (key) -> maker.get()));
	}

	private synchronized <B extends AwsClientBuilder<B, ?> & AwsAsyncClientBuilder<B, ?>> B configureAsync(B builder) {
		B configured = configure(builder);
		if (!NettyThreads.isAvailable()) {
			return configured;
		}
		NettyThreads shared = this.threads;
		if (shared == null) {
			shared = new NettyThreads();
			this.threads = shared;
		}
		return shared.applyTo(configured);
	}

	private <B extends AwsClientBuilder<B, ?>> B configure(B builder) {
		return builder.endpointOverride(this.server.endpoint())
			.region(Region.of(EmbeddedKinesisServer.REGION))
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
	}

	/**
	 * Close the clients that were made.
	 */
	@Override
	public synchronized void close() {
		this.made.values().forEach(SdkAutoCloseable::close);
		this.made.clear();
		if (this.threads != null) {
			this.threads.close();
			this.threads = null;
		}
	}

}
