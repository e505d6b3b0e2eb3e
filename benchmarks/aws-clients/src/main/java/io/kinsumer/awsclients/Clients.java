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

package io.kinsumer.awsclients;

import java.net.URI;

import io.kinsumer.test.EmbeddedKinesisServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * Sets up clients of the AWS SDK for servers on this machine.
 */
public final class Clients {

	public static final AwsCredentialsProvider CREDENTIALS = StaticCredentialsProvider
		.create(AwsBasicCredentials.create("test", "test"));

	private Clients() {
	}

	public static <B extends AwsClientBuilder<B, C>, C> C build(B builder, URI endpoint) {
		return builder.endpointOverride(endpoint)
			.region(Region.of(EmbeddedKinesisServer.REGION))
			.credentialsProvider(CREDENTIALS)
			.build();
	}

	public static KinesisAsyncClient kinesis(URI endpoint) {
		return build(KinesisAsyncClient.builder(), endpoint);
	}

}
