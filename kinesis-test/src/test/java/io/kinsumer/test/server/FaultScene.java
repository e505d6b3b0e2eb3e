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

package io.kinsumer.test.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.kinsumer.test.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.fault.FaultRule;
import io.kinsumer.test.fault.FaultRules;
import io.kinsumer.test.kinesis.KinesisRequest.DeleteStream;
import io.kinsumer.test.kinesis.StreamRef;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A server with streams and tables, clients that try but once, and two ways to make a
 * fault.
 */
abstract class FaultScene {

	static final String FIRST = "shardId-000000000000";

	static final String SECOND = "shardId-000000000001";

	static final String LOWER = "0";

	static final String UPPER = "340282366920938463463374607431768211455";

	private static EmbeddedKinesisServer shared;

	private static KinesisAsyncClient sharedKinesis;

	private static DynamoDbClient sharedDynamoDb;

	final EmbeddedKinesisServer server = shared;

	final KinesisAsyncClient kinesis = sharedKinesis;

	final DynamoDbClient dynamoDb = sharedDynamoDb;

	@BeforeAll
	static void start() {
		shared = EmbeddedKinesisServer.builder().start();
		sharedKinesis = Clients.kinesisAsyncWithoutRetries(shared.endpoint());
		sharedDynamoDb = Clients.dynamoDbWithoutRetries(shared.endpoint());
	}

	@AfterAll
	static void stop() {
		sharedKinesis.close();
		sharedDynamoDb.close();
		shared.close();
	}

	@BeforeEach
	void create() {
		this.server.createStream("orders", 2);
		this.server.createStream("other", 1);
		createTable("leases");
		createTable("others");
	}

	@AfterEach
	void delete() {
		this.server.faults().clear();
		for (String stream : List.of("orders", "other")) {
			this.server.kinesis().deleteStream(new DeleteStream(StreamRef.named(stream), true));
		}
		for (String table : this.server.dynamoDb().tableNames()) {
			this.dynamoDb.deleteTable((it) -> it.tableName(table));
		}
	}

	/** How a rule is made. */
	enum Way {

		CODE, HTTP

	}

	FaultRule make(Way way, Consumer<FaultRules> code, String json) throws Exception {
		if (way == Way.CODE) {
			code.accept(this.server.faults());
		}
		else {
			HttpResponse<String> response = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(this.server.endpoint() + "/_faults"))
					.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')))
					.build(), HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
		}
		List<FaultRule> rules = this.server.faults().rules();
		return rules.get(rules.size() - 1);
	}

	String outcomes(int calls) {
		StringBuilder outcomes = new StringBuilder();
		for (int i = 0; i < calls; i++) {
			outcomes.append((catchThrowable(() -> put("orders", LOWER)) != null) ? 'x' : '.');
		}
		return outcomes.toString();
	}

	static Duration timed(ThrowingCallable call) {
		long started = System.nanoTime();
		assertThatCode(call).doesNotThrowAnyException();
		return Duration.ofNanos(System.nanoTime() - started);
	}

	static void assertCode(String code, int status, ThrowingCallable call) {
		Throwable failure = catchThrowable(call);
		assertThat((failure instanceof CompletionException) ? failure.getCause() : failure)
			.isInstanceOfSatisfying(AwsServiceException.class, (ex) -> {
				assertThat(ex.awsErrorDetails().errorCode()).isEqualTo(code);
				assertThat(ex.statusCode()).isEqualTo(status);
			});
	}

	static void assertLost(ThrowingCallable call) {
		Throwable failure = catchThrowable(call);
		assertThat((failure instanceof CompletionException) ? failure.getCause() : failure)
			.isInstanceOf(SdkClientException.class);
	}

	void put(String stream, String hashKey) {
		put(stream, hashKey, new byte[] { 'x' });
	}

	void put(String stream, String hashKey, byte[] data) {
		this.kinesis
			.putRecord((it) -> it.streamName(stream)
				.partitionKey("k")
				.explicitHashKey(hashKey)
				.data(SdkBytes.fromByteArray(data)))
			.join();
	}

	PutRecordsResponse putAll(String... hashKeys) {
		return this.kinesis.putRecords((it) -> {
			it.streamName("orders");
			it.records(IntStream.range(0, hashKeys.length)
				.mapToObj((index) -> PutRecordsRequestEntry.builder()
					.partitionKey("key-" + index)
					.explicitHashKey(hashKeys[index])
					.data(SdkBytes.fromUtf8String("x"))
					.build())
				.toList());
		}).join();
	}

	String iterator(String shard) {
		return this.kinesis
			.getShardIterator(
					(it) -> it.streamName("orders").shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
			.join()
			.shardIterator();
	}

	String consumer() {
		return this.kinesis
			.registerStreamConsumer((it) -> it.streamARN(this.server.stream("orders").arn()).consumerName("app"))
			.join()
			.consumer()
			.consumerARN();
	}

	EventCollector subscribe(String consumer, String shard) {
		return new EventCollector(this.kinesis, consumer, shard,
				StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build(), Long.MAX_VALUE);
	}

	void createTable(String name) {
		this.dynamoDb.createTable((it) -> it.tableName(name)
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(
					AttributeDefinition.builder().attributeName("id").attributeType(ScalarAttributeType.S).build())
			.keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build()));
	}

	void putItem(String table, String id) {
		this.dynamoDb.putItem((it) -> it.tableName(table).item(Map.of("id", AttributeValue.fromS(id))));
	}

}
