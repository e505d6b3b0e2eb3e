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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.kinsumer.core.client.AwsClients;
import io.kinsumer.core.client.ClientCredentials;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.kinsumer.Kinsumer;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.metadata.dynamodb.DynamoDbMetadataRepository;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.test.EmbeddedKinesisServer;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * Reads the stream of {@link ConsumeBenchmark} with one of the sides, in a process of its
 * own, until it is killed.
 */
public final class ConsumeMain {

	private ConsumeMain() {
	}

	/**
	 * Runs until it is killed.
	 * @param args the side, the endpoints of Kinesis and DynamoDB, how many records warm
	 * it up, how many there are, and how many come at the tip
	 * @throws Exception if it cannot start
	 */
	public static void main(String[] args) throws Exception {
		URI kinesis = URI.create(args[1]);
		URI dynamoDb = URI.create(args[2]);
		ConsumeTally tally = new ConsumeTally(Long.parseLong(args[3]), Long.parseLong(args[4]),
				Integer.parseInt(args[5]));
		switch (args[0]) {
			case "kcl" -> kcl(kinesis, dynamoDb, tally);
			case "polling" -> ours(kinesis, dynamoDb, tally, Retrieval.polling(), "consume-polling");
			case "fan-out" -> ours(kinesis, dynamoDb, tally, Retrieval.fanOut(), "consume-fan-out");
			default -> throw new IllegalArgumentException(args[0]);
		}
		new CountDownLatch(1).await();
	}

	private static void kcl(URI kinesis, URI dynamoDb, ConsumeTally tally) {
		KclWorker worker = new KclWorker(ConsumeBenchmark.STREAM, Clients.kinesis(kinesis),
				Clients.build(DynamoDbAsyncClient.builder(), dynamoDb),
				Clients.build(CloudWatchAsyncClient.builder(), kinesis), () -> new ConsumeProcessor(tally));
		Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
	}

	private static void ours(URI kinesis, URI dynamoDb, ConsumeTally tally, Retrieval retrieval, String group) {
		AwsClients clients = AwsClients.create(ClientSettings.builder("default")
			.region(EmbeddedKinesisServer.REGION)
			.endpoint(kinesis)
			.dynamoDbEndpoint(dynamoDb)
			.credentials(new ClientCredentials("test", "test", null))
			.build());
		KinsumerSettings settings = KinsumerSettings
			.builder("consume", new StreamName(ConsumeBenchmark.STREAM), group, "client")
			.retrieval(retrieval)
			.build();
		DynamoDbMetadataRepository metadata = new DynamoDbMetadataRepository(clients.dynamoDb(),
				new MetadataTableSettings("consume", true, Duration.ofMinutes(1),
						MetadataTableSettings.BillingMode.PAY_PER_REQUEST, 1, 1),
				settings.consumerGroup(), ConsumeBenchmark.STREAM);
		Kinsumer.builder(settings, clients.kinesis(), metadata, ShardProcessors.forBatches((records, shard) -> {
			int count = 0;
			long looks = 0;
			for (KinesisRecord record : records) {
				ByteBuffer data = record.data();
				if (ConsumeBenchmark.isTip(data)) {
					tally.addTip(data);
				}
				else {
					count++;
					looks += ConsumeTally.look(record.partitionKey(), data);
				}
			}
			tally.add(count, looks);
		})).readClient(clients.kinesisReads()).build().start().join();
	}

}
