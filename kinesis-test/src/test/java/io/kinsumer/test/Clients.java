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

package io.kinsumer.test;

import java.net.URI;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Real AWS clients with their default protocols. The asynchronous ones share their
 * threads, because the SDK takes two seconds to end some.
 */
public final class Clients {

	private static final SdkEventLoopGroup eventLoops = SdkEventLoopGroup.builder().build();

	private Clients() {
	}

	/**
	 * The HTTP client that is the default of asynchronous clients.
	 */
	public static NettyNioAsyncHttpClient.Builder netty() {
		return NettyNioAsyncHttpClient.builder().eventLoopGroup(eventLoops);
	}

	public static KinesisClient kinesis(URI endpoint) {
		return configure(KinesisClient.builder().httpClientBuilder(Apache5HttpClient.builder()), endpoint).build();
	}

	public static KinesisClient kinesis(URI endpoint, SdkHttpClient.Builder<?> http) {
		return configure(KinesisClient.builder().httpClientBuilder(http), endpoint).build();
	}

	public static KinesisAsyncClient kinesisAsync(URI endpoint) {
		return kinesisAsync(endpoint, netty());
	}

	public static KinesisAsyncClient kinesisAsync(URI endpoint, SdkAsyncHttpClient.Builder<?> http) {
		return configure(KinesisAsyncClient.builder().httpClientBuilder(http), endpoint).build();
	}

	public static KinesisAsyncClient kinesisAsyncWithoutRetries(URI endpoint) {
		return kinesisAsyncWithoutRetries(endpoint, netty());
	}

	public static KinesisAsyncClient kinesisAsyncWithoutRetries(URI endpoint, SdkAsyncHttpClient.Builder<?> http) {
		return configure(KinesisAsyncClient.builder().httpClientBuilder(http), endpoint)
			.overrideConfiguration((it) -> it.retryStrategy(DefaultRetryStrategy.doNotRetry()))
			.build();
	}

	public static DynamoDbClient dynamoDb(URI endpoint) {
		return configure(DynamoDbClient.builder().httpClientBuilder(Apache5HttpClient.builder()), endpoint).build();
	}

	public static DynamoDbClient dynamoDbWithoutRetries(URI endpoint) {
		return configure(DynamoDbClient.builder().httpClientBuilder(Apache5HttpClient.builder()), endpoint)
			.overrideConfiguration((it) -> it.retryStrategy(DefaultRetryStrategy.doNotRetry()))
			.build();
	}

	public static DynamoDbAsyncClient dynamoDbAsync(URI endpoint) {
		return configure(DynamoDbAsyncClient.builder().httpClientBuilder(netty()), endpoint).build();
	}

	public static DynamoDbAsyncClient dynamoDbAsyncWithoutRetries(URI endpoint) {
		return configure(DynamoDbAsyncClient.builder().httpClientBuilder(netty()), endpoint)
			.overrideConfiguration((it) -> it.retryStrategy(DefaultRetryStrategy.doNotRetry()))
			.build();
	}

	private static <B extends AwsClientBuilder<B, ?>> B configure(B builder, URI endpoint) {
		return builder.endpointOverride(endpoint)
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
	}

}
