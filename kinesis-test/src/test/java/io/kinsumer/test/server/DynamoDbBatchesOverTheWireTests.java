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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.test.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.MutableClock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Batches and transactions of DynamoDB as the AWS SDK sees them.
 */
class DynamoDbBatchesOverTheWireTests {

	private EmbeddedKinesisServer server;

	private DynamoDbClient client;

	@BeforeEach
	void start() {
		this.server = EmbeddedKinesisServer.builder().clock(new MutableClock()).start();
		this.client = Clients.dynamoDbWithoutRetries(this.server.endpoint());
		createTable("one");
		createTable("two");
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@Test
	void batchesWriteAndReadSeveralTables() {
		put("one", "gone", "1");
		var written = this.client
			.batchWriteItem((it) -> it.requestItems(Map.of("one", List.of(putRequest("a", "1"), deleteRequest("gone")),
					"two", List.of(putRequest("b", "2"))))
				.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
		assertThat(written.hasUnprocessedItems()).isTrue();
		assertThat(written.unprocessedItems()).isEmpty();
		assertThat(written.consumedCapacity()).extracting((it) -> it.tableName() + it.capacityUnits())
			.containsExactlyInAnyOrder("one2.0", "two1.0");
		var read = this.client.batchGetItem((it) -> it.requestItems(Map.of("one",
				KeysAndAttributes.builder()
					.keys(List.of(key("a"), key("gone")))
					.projectionExpression("#v")
					.expressionAttributeNames(Map.of("#v", "v"))
					.consistentRead(true)
					.build(),
				"two", KeysAndAttributes.builder().keys(List.of(key("b"))).build())));
		assertThat(read.responses())
			.isEqualTo(Map.of("one", List.of(Map.of("v", n("1"))), "two", List.of(Map.of("pk", s("b"), "v", n("2")))));
		assertThat(read.unprocessedKeys()).isEmpty();
	}

	@Test
	void batchesThatAreWrongWriteNothing() {
		assertInvalid("duplicates", () -> this.client
			.batchWriteItem((it) -> it.requestItems(Map.of("one", List.of(putRequest("a", "1"), deleteRequest("a"))))));
		assertInvalid("not 26", () -> this.client.batchWriteItem((it) -> {
			List<WriteRequest> writes = new ArrayList<>();
			for (int i = 0; i < 26; i++) {
				writes.add(putRequest("k" + i, "1"));
			}
			it.requestItems(Map.of("one", writes));
		}));
		assertInvalid("Item size has exceeded",
				() -> this.client.batchWriteItem(
						(it) -> it.requestItems(Map.of("one",
								List.of(putRequest("a", "1"), WriteRequest.builder()
									.putRequest((put) -> put.item(Map.of("pk", s("big"), "v", s("x".repeat(409_600)))))
									.build())))));
		assertInvalid("exactly one of", () -> this.client
			.batchWriteItem((it) -> it.requestItems(Map.of("one", List.of(WriteRequest.builder().build())))));
		assertThatExceptionOfType(ResourceNotFoundException.class)
			.isThrownBy(() -> this.client.batchWriteItem((it) -> it
				.requestItems(Map.of("one", List.of(putRequest("a", "1")), "absent", List.of(putRequest("a", "1"))))));
		assertInvalid("duplicates", () -> this.client.batchGetItem((it) -> it
			.requestItems(Map.of("one", KeysAndAttributes.builder().keys(List.of(key("a"), key("a"))).build()))));
		assertThat(get("one", "a")).isEmpty();
	}

	@Test
	void unprocessedWritesAreHandedBackAndCanBeSentAgain() {
		this.client.updateTable((it) -> it.tableName("one")
			.billingMode(BillingMode.PROVISIONED)
			.provisionedThroughput((throughput) -> throughput.readCapacityUnits(1L).writeCapacityUnits(1L)));
		var written = this.client.batchWriteItem((it) -> it
			.requestItems(Map.of("one", List.of(putRequest("a", "1"), putRequest("b", "2"), deleteRequest("c")))));
		assertThat(written.unprocessedItems())
			.isEqualTo(Map.of("one", List.of(putRequest("b", "2"), deleteRequest("c"))));
		assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
			.isThrownBy(() -> this.client.batchWriteItem((it) -> it.requestItems(written.unprocessedItems())));
		this.client.updateTable((it) -> it.tableName("one").billingMode(BillingMode.PAY_PER_REQUEST));
		this.client.batchWriteItem((it) -> it.requestItems(written.unprocessedItems()));
		assertThat(get("one", "b")).containsEntry("v", n("2"));
	}

	@Test
	void transactionsWriteAllOrNothingAndTellWhy() {
		put("one", "counter", "7");
		put("two", "old", "1");
		assertThatExceptionOfType(TransactionCanceledException.class)
			.isThrownBy(() -> this.client.transactWriteItems((it) -> it.transactItems(writePut("one", "new", "1"),
					TransactWriteItem.builder()
						.update((update) -> update.tableName("one")
							.key(key("counter"))
							.updateExpression("SET v = v + :one")
							.conditionExpression("v = :seen")
							.expressionAttributeValues(Map.of(":one", n("1"), ":seen", n("6")))
							.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
						.build(),
					check("two", "absent"))))
			.withMessageContaining("[None, ConditionalCheckFailed, ConditionalCheckFailed]")
			.satisfies((ex) -> {
				assertThat(ex.cancellationReasons()).extracting(CancellationReason::code)
					.containsExactly("None", "ConditionalCheckFailed", "ConditionalCheckFailed");
				assertThat(ex.cancellationReasons().get(1).item()).containsEntry("v", n("7"));
				assertThat(ex.cancellationReasons().get(1).message()).isEqualTo("The conditional request failed");
				assertThat(ex.cancellationReasons().get(2).item()).isEmpty();
			});
		assertThat(get("one", "new")).isEmpty();
		this.client.transactWriteItems((it) -> it.transactItems(writePut("one", "new", "1"),
				TransactWriteItem.builder()
					.update((update) -> update.tableName("one")
						.key(key("counter"))
						.updateExpression("SET v = v + :one")
						.expressionAttributeValues(Map.of(":one", n("1"))))
					.build(),
				TransactWriteItem.builder().delete((delete) -> delete.tableName("two").key(key("old"))).build()));
		var read = this.client.transactGetItems(
				(it) -> it.transactItems(readGet("one", "new"), readGet("one", "counter"), readGet("two", "old")));
		assertThat(read.responses()).extracting((it) -> it.item().get("v")).containsExactly(n("1"), n("8"), null);
	}

	@Test
	void invalidPartsCancelTransactionsAndTwiceTheSameItemIsRefused() {
		assertThatExceptionOfType(TransactionCanceledException.class)
			.isThrownBy(() -> this.client.transactWriteItems((it) -> it.transactItems(writePut("one", "a", "1"),
					TransactWriteItem.builder()
						.update((update) -> update.tableName("one").key(key("absent")).updateExpression("SET v = w"))
						.build())))
			.satisfies((ex) -> assertThat(ex.cancellationReasons()).extracting(CancellationReason::code)
				.containsExactly("None", "ValidationError"));
		assertInvalid("multiple operations on one item", () -> this.client
			.transactWriteItems((it) -> it.transactItems(writePut("one", "a", "1"), check("one", "a"))));
		assertThat(get("one", "a")).isEmpty();
	}

	@Test
	void tokensMakeTransactionsIdempotent() {
		TransactWriteItem increment = TransactWriteItem.builder()
			.update((update) -> update.tableName("one")
				.key(key("a"))
				.updateExpression("ADD v :one")
				.expressionAttributeValues(Map.of(":one", n("1"))))
			.build();
		for (int i = 0; i < 3; i++) {
			this.client.transactWriteItems((it) -> it.transactItems(increment).clientRequestToken("token"));
		}
		assertThat(get("one", "a")).containsEntry("v", n("1"));
		assertThatExceptionOfType(IdempotentParameterMismatchException.class).isThrownBy(() -> this.client
			.transactWriteItems((it) -> it.transactItems(writePut("one", "b", "1")).clientRequestToken("token")));
	}

	@Test
	void concurrentTransactionsAcrossTablesNeverShowHalves() {
		put("one", "x", "0");
		put("two", "x", "0");
		try (DynamoDbAsyncClient async = Clients.dynamoDbAsync(this.server.endpoint())) {
			List<CompletableFuture<?>> writes = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				boolean forward = i % 2 == 0;
				writes.add(async.transactWriteItems((it) -> it.transactItems(increment(forward ? "one" : "two"),
						increment(forward ? "two" : "one"))));
				var read = this.client
					.transactGetItems((it) -> it.transactItems(readGet("one", "x"), readGet("two", "x")))
					.responses();
				assertThat(read.get(0).item()).isEqualTo(read.get(1).item());
			}
			writes.forEach(CompletableFuture::join);
		}
		assertThat(get("one", "x")).containsEntry("v", n("100"));
	}

	@Test
	void faultsFindTablesWithinBatches() {
		var rule = this.server.faults().on("BatchWriteItem").table("two").throttle();
		assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
			.isThrownBy(() -> this.client.batchWriteItem((it) -> it
				.requestItems(Map.of("one", List.of(putRequest("a", "1")), "two", List.of(putRequest("b", "2"))))));
		this.client.batchWriteItem((it) -> it.requestItems(Map.of("one", List.of(putRequest("a", "1")))));
		assertThat(rule.matched()).isEqualTo(rule.fired()).isPositive();
	}

	private static void assertInvalid(String message, ThrowingCallable call) {
		assertThatExceptionOfType(DynamoDbException.class).isThrownBy(call)
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
	}

	private void createTable(String name) {
		this.client.createTable((it) -> it.tableName(name)
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(
					AttributeDefinition.builder().attributeName("pk").attributeType(ScalarAttributeType.S).build())
			.keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build()));
	}

	private static TransactWriteItem increment(String table) {
		return TransactWriteItem.builder()
			.update((update) -> update.tableName(table)
				.key(key("x"))
				.updateExpression("SET v = v + :one")
				.expressionAttributeValues(Map.of(":one", n("1"))))
			.build();
	}

	private static TransactWriteItem writePut(String table, String key, String value) {
		return TransactWriteItem.builder().put((put) -> put.tableName(table).item(item(key, value))).build();
	}

	private static TransactWriteItem check(String table, String key) {
		return TransactWriteItem.builder()
			.conditionCheck((check) -> check.tableName(table).key(key(key)).conditionExpression("attribute_exists(pk)"))
			.build();
	}

	private static TransactGetItem readGet(String table, String key) {
		return TransactGetItem.builder().get((get) -> get.tableName(table).key(key(key))).build();
	}

	private static WriteRequest putRequest(String key, String value) {
		return WriteRequest.builder().putRequest((put) -> put.item(item(key, value))).build();
	}

	private static WriteRequest deleteRequest(String key) {
		return WriteRequest.builder().deleteRequest((delete) -> delete.key(key(key))).build();
	}

	private void put(String table, String key, String value) {
		this.client.putItem((it) -> it.tableName(table).item(item(key, value)));
	}

	private Map<String, AttributeValue> get(String table, String key) {
		return this.client.getItem((it) -> it.tableName(table).key(key(key))).item();
	}

	private static Map<String, AttributeValue> item(String key, String value) {
		return Map.of("pk", s(key), "v", n(value));
	}

	private static Map<String, AttributeValue> key(String pk) {
		return Map.of("pk", s(pk));
	}

	private static AttributeValue s(String value) {
		return AttributeValue.fromS(value);
	}

	private static AttributeValue n(String value) {
		return AttributeValue.fromN(value);
	}

}
