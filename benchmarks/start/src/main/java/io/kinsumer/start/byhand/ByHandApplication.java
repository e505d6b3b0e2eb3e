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

package io.kinsumer.start.byhand;

import java.net.URI;
import java.util.Map;

import io.kinsumer.start.Moment;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;

/**
 * The application as one writes it without the starter: the same two clients, whose first
 * calls are those that a listener begins with. It ends once it has started.
 */
@SpringBootApplication
public class ByHandApplication {

	private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider
		.create(AwsBasicCredentials.create("test", "test"));

	/**
	 * Starts it.
	 * @param args as Boot's
	 */
	public static void main(String[] args) {
		SpringApplication.run(ByHandApplication.class, args).close();
	}

	@EventListener(ContextRefreshedEvent.class)
	void refreshed() {
		Moment.print(Moment.REFRESHED);
	}

	@Bean
	KinesisAsyncClient kinesis(@Value("${aws.endpoint}") URI endpoint, @Value("${aws.region}") String region) {
		return KinesisAsyncClient.builder()
			.endpointOverride(endpoint)
			.region(Region.of(region))
			.credentialsProvider(CREDENTIALS)
			.build();
	}

	@Bean
	DynamoDbAsyncClient dynamoDb(@Value("${aws.endpoint}") URI endpoint, @Value("${aws.region}") String region) {
		return DynamoDbAsyncClient.builder()
			.endpointOverride(endpoint)
			.region(Region.of(region))
			.credentialsProvider(CREDENTIALS)
			.build();
	}

	@Bean
	Reader reader(KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamoDb) {
		return new Reader(kinesis, dynamoDb);
	}

	/**
	 * Looks at a stream and at a table when the application starts.
	 */
	static final class Reader implements SmartLifecycle {

		private final KinesisAsyncClient kinesis;

		private final DynamoDbAsyncClient dynamoDb;

		private volatile boolean running;

		Reader(KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamoDb) {
			this.kinesis = kinesis;
			this.dynamoDb = dynamoDb;
		}

		@Override
		public void start() {
			this.running = true;
			var item = this.dynamoDb.getItem((request) -> request.tableName("kinsumer-metadata")
				.key(Map.of("namespace", AttributeValue.fromS("group:start:orders"), "resource",
						AttributeValue.fromS("group"))));
			this.kinesis.describeStreamSummary((request) -> request.streamName("orders")).join();
			// There is no table unless the application with the starter has made it.
			item.handle((found, failure) -> found).join();
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
