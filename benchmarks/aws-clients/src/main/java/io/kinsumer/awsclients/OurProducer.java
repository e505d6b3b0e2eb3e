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
import java.util.function.Consumer;

import io.kinsumer.core.producer.AggregatingProducer;
import io.kinsumer.core.producer.ProducerSettings;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Ours, with its defaults.
 */
final class OurProducer implements BenchmarkedProducer {

	private final SdkAsyncHttpClient http;

	private final KinesisAsyncClient client;

	private final AggregatingProducer producer;

	OurProducer(int port) {
		this.http = NettyNioAsyncHttpClient.builder()
			.buildWithDefaults(
					AttributeMap.builder().put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true).build());
		this.client = KinesisAsyncClient.builder()
			.endpointOverride(URI.create("https://localhost:" + port))
			.region(Region.of(EmbeddedKinesisServer.REGION))
			.credentialsProvider(Clients.CREDENTIALS)
			.httpClient(this.http)
			.build();
		this.producer = AggregatingProducer
			.builder(this.client, ProducerSettings.builder("produce", new StreamName(ProduceSide.STREAM)).build())
			.build();
	}

	@Override
	public void put(String key, byte[] payload, Consumer<@Nullable Throwable> done) {
		this.producer.put(UserRecord.of(key, payload)).whenComplete((result, failure) -> done.accept(failure));
	}

	@Override
	public void close() {
		this.producer.close();
		this.client.close();
		this.http.close();
	}

}
