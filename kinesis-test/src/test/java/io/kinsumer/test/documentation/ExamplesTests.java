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

package io.kinsumer.test.documentation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.EmbeddedStream;
import io.kinsumer.test.MutableClock;
import io.kinsumer.test.context.EmbeddedKinesis;
import io.kinsumer.test.context.EmbeddedKinesisClients;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.FaultRule;
import io.kinsumer.test.kinesis.KinesisLimits;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static io.kinsumer.test.assertj.EmbeddedKinesisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of the documentation that show one thing each.
 */
@EmbeddedKinesis(streams = "orders:2")
class ExamplesTests {

	private final EmbeddedKinesisServer kinesis;

	ExamplesTests(EmbeddedKinesisServer kinesis) {
		this.kinesis = kinesis;
	}

	@Test
	void clientsAreParameters(KinesisClient client, EmbeddedKinesisServer kinesis) {
		client
			.putRecord((put) -> put.streamName("orders").partitionKey("customer-7").data(SdkBytes.fromUtf8String("x")));
		assertThat(kinesis.stream("orders")).containsRecord("customer-7", "x");
	}

	@Test
	void ownStream() {
		EmbeddedStream orders = this.kinesis.createStream("orders-" + UUID.randomUUID(), 2);
		orders.put("customer-1", "one book");
		assertThat(orders).hasRecords(1);
	}

	@Test
	void driving() {
		EmbeddedStream orders = this.kinesis.createStream("driven", 2);
		orders.put("customer-1", "one book");
		orders.putInto("shardId-000000000001", "customer-2", "two pens");
		orders.split("shardId-000000000000");
		orders.merge("shardId-000000000001", "shardId-000000000003");
		assertThat(orders.records()).hasSize(2);
		assertThat(orders.shards()).hasSize(5);
	}

	@Test
	void assertions() {
		EmbeddedStream orders = this.kinesis.createStream("asserted", 2);
		orders.put("customer-1", "one book");
		orders.put("customer-1", "two pens");
		assertThat(orders).hasRecords(2).containsPayload("one book").containsRecord("customer-1", "two pens");
		assertThat(orders).payloadsWithKey("customer-1").containsExactly("one book", "two pens");
		assertThat(orders).isNotAggregated();
		assertThat(orders).hasOpenShards(2);
		assertThat(this.kinesis).stream("asserted").hasRecords(2);
	}

	@Test
	void awaitByPredicate() {
		EmbeddedStream orders = this.kinesis.createStream("awaited", 1);
		orders.put("customer-1", "one book");
		Queue<String> received = new ConcurrentLinkedQueue<>(List.of("one book"));
		orders.awaitConsumed((record) -> received.contains(record.text()), Duration.ofSeconds(30));
	}

	@Test
	void entriesFail(KinesisClient client) {
		FaultRule rule = this.kinesis.faults()
			.on("PutRecords")
			.entries()
			.stream("orders")
			.partitionKey("customer-1")
			.times(1)
			.throttle();
		PutRecordsResponse response = client
			.putRecords((put) -> put.streamName("orders").records(record("customer-1"), record("customer-2")));
		assertThat(response.failedRecordCount()).isEqualTo(1);
		assertThat(rule.fired()).isEqualTo(1);
		this.kinesis.faults().clear();
	}

	private static PutRecordsRequestEntry record(String key) {
		return PutRecordsRequestEntry.builder().partitionKey(key).data(SdkBytes.fromUtf8String("x")).build();
	}

	@Test
	void clock() {
		MutableClock clock = new MutableClock();
		try (EmbeddedKinesisServer kinesis = EmbeddedKinesisServer.builder().streams("orders").clock(clock).start();
				EmbeddedKinesisClients clients = new EmbeddedKinesisClients(kinesis)) {
			String iterator = clients.kinesis()
				.getShardIterator((get) -> get.streamName("orders")
					.shardId("shardId-000000000000")
					.shardIteratorType(ShardIteratorType.LATEST))
				.shardIterator();
			kinesis.stream("orders").put("customer-1", "one book");
			clock.advance(Duration.ofMinutes(6));
			assertThatExceptionOfType(ExpiredIteratorException.class)
				.isThrownBy(() -> clients.kinesis().getRecords((get) -> get.shardIterator(iterator)));
			clock.advance(Duration.ofHours(24));
			assertThat(kinesis.stream("orders")).isEmpty();
		}
	}

	@Test
	void limits() {
		try (EmbeddedKinesisServer kinesis = EmbeddedKinesisServer.builder()
			.streams("orders")
			.limits(KinesisLimits.AWS)
			.start()) {
			assertThat(kinesis).stream("orders").isEmpty();
		}
	}

	@Test
	void tls() {
		try (EmbeddedKinesisServer kinesis = EmbeddedKinesisServer.builder().streams("orders").tls().start();
				KinesisClient client = KinesisClient.builder()
					.endpointOverride(kinesis.tlsEndpoint())
					.httpClientBuilder(
							Apache5HttpClient.builder().tlsTrustManagersProvider(() -> kinesis.tls().trustManagers()))
					.region(Region.EU_CENTRAL_1)
					.credentialsProvider(AnonymousCredentialsProvider.create())
					.build()) {
			assertThat(client.listStreams().streamNames()).containsExactly("orders");
		}
	}

	@Test
	void dynamoDb(DynamoDbClient client) {
		client.createTable((create) -> create.tableName("customers")
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(
					AttributeDefinition.builder().attributeName("id").attributeType(ScalarAttributeType.S).build())
			.keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build()));
		client.putItem((put) -> put.tableName("customers").item(Map.of("id", AttributeValue.fromS("customer-1"))));
		assertThat(this.kinesis.dynamoDb().items("customers")).containsExactly(Map.of("id", Attribute.s("customer-1")));
		assertThat(this.kinesis).hasRequests("PutItem", 1);
	}

}
