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

package io.kinsumer.awsclients.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Updates items under a condition, as the holder of a shard writes its checkpoint.
 */
final class DynamoDbLoad {

	private static final String TABLE = "checkpoints";

	private static final int LANES = 8;

	private static final long PATIENCE_SECONDS = 120;

	private final DynamoDbAsyncClient client;

	DynamoDbLoad(DynamoDbAsyncClient client) {
		this.client = client;
	}

	void create() {
		this.client
			.createTable((request) -> request.tableName(TABLE)
				.attributeDefinitions(
						AttributeDefinition.builder().attributeName("id").attributeType(ScalarAttributeType.S).build())
				.keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
				.billingMode(BillingMode.PAY_PER_REQUEST))
			.join();
		this.client.waiter().waitUntilTableExists((request) -> request.tableName(TABLE)).join();
		TableStatus status = this.client.describeTable((request) -> request.tableName(TABLE))
			.join()
			.table()
			.tableStatus();
		if (status != TableStatus.ACTIVE) {
			throw new IllegalStateException("Table " + TABLE + " is " + status);
		}
		for (int lane = 0; lane < LANES; lane++) {
			Map<String, AttributeValue> item = Map.of("id", key(lane), "version", number(0));
			this.client.putItem((request) -> request.tableName(TABLE).item(item)).join();
		}
	}

	/**
	 * Updates.
	 * @param first the version that the items have
	 * @param updates how many of each item
	 * @return updates per second
	 */
	double update(int first, int updates) {
		long started = System.nanoTime();
		List<CompletableFuture<?>> lanes = new ArrayList<>();
		for (int lane = 0; lane < LANES; lane++) {
			lanes.add(updateNext(lane, new AtomicInteger(first), first + updates));
		}
		CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new))
			.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
			.join();
		return (double) LANES * updates * 1e9 / (System.nanoTime() - started);
	}

	private CompletableFuture<?> updateNext(int lane, AtomicInteger version, int end) {
		int present = version.getAndIncrement();
		if (present == end) {
			return CompletableFuture.completedFuture(null);
		}
		Map<String, AttributeValue> values = Map.of(":old", number(present), ":new", number(present + 1), ":position",
				AttributeValue.fromS("49590338271490256608559692538361571095921575989136588898"));
		return this.client
			.updateItem((request) -> request.tableName(TABLE)
				.key(Map.of("id", key(lane)))
				.conditionExpression("version = :old")
				.updateExpression("SET version = :new, sequenceNumber = :position")
				.expressionAttributeValues(values))
			.thenCompose((response) -> updateNext(lane, version, end));
	}

	private static AttributeValue key(int lane) {
		return AttributeValue.fromS("shard-" + lane);
	}

	private static AttributeValue number(int value) {
		return AttributeValue.fromN(Integer.toString(value));
	}

}
