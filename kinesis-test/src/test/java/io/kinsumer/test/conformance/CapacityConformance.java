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

package io.kinsumer.test.conformance;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static io.kinsumer.test.conformance.Conformance.uniqueName;
import static io.kinsumer.test.conformance.DynamoDbConformance.definition;
import static io.kinsumer.test.conformance.DynamoDbConformance.key;
import static io.kinsumer.test.conformance.DynamoDbConformance.keyElement;
import static io.kinsumer.test.conformance.DynamoDbConformance.s;
import static io.kinsumer.test.conformance.DynamoDbConformance.with;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Provisioned throughput. From <em>Capacity unit consumption</em> in the developer guide
 * of DynamoDB, CreateTable, UpdateTable and ReturnConsumedCapacity.
 */
interface CapacityConformance extends DynamoDbConformance {

	/** A write unit for each KB begun, a read unit for each 4 KB begun or half of it. */
	@Test
	default void consumedCapacityIsTold() {
		String table = table();
		Map<String, AttributeValue> item = with("data", s("x".repeat(4100)));
		assertThat(get(client()
			.putItem((it) -> it.tableName(table).item(item).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)))
			.consumedCapacity()
			.capacityUnits()).isEqualTo(5);
		assertThat(read(table, true)).isEqualTo(2);
		assertThat(read(table, false)).isEqualTo(1);
		refused(() -> client().getItem((it) -> it.tableName(table).key(key("a", "b")).returnConsumedCapacity("SOME")),
				VALIDATION);
	}

	@Test
	default void writesBeyondTheProvisionedCapacityAreThrottled() {
		String table = provisioned(1);
		documented(Quirk.NO_CAPACITY, () -> refused(() -> putMany(table), "ProvisionedThroughputExceededException"),
				() -> get(putMany(table)));
	}

	@Test
	default void provisionedTablesNeedTheirCapacity() {
		refused(() -> client().createTable((it) -> it.tableName(uniqueName("table"))
			.billingMode(BillingMode.PROVISIONED)
			.attributeDefinitions(definition("pk", ScalarAttributeType.S))
			.keySchema(keyElement("pk", KeyType.HASH))), VALIDATION);
		refused(() -> client().createTable((it) -> it.tableName(uniqueName("table"))
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.provisionedThroughput((throughput) -> throughput.readCapacityUnits(1L).writeCapacityUnits(1L))
			.attributeDefinitions(definition("pk", ScalarAttributeType.S))
			.keySchema(keyElement("pk", KeyType.HASH))), VALIDATION);
	}

	@Test
	default void theCapacityIsUpdated() {
		String table = provisioned(1);
		refused(() -> client().updateTable((it) -> it.tableName(table)
			.provisionedThroughput((throughput) -> throughput.readCapacityUnits(1L).writeCapacityUnits(1L))),
				VALIDATION);
		get(client().updateTable((it) -> it.tableName(table)
			.provisionedThroughput((throughput) -> throughput.readCapacityUnits(2L).writeCapacityUnits(3L))));
		awaitActive(table);
		var throughput = get(client().describeTable((it) -> it.tableName(table))).table().provisionedThroughput();
		assertThat(throughput.readCapacityUnits()).isEqualTo(2);
		assertThat(throughput.writeCapacityUnits()).isEqualTo(3);
	}

	private double read(String table, boolean consistent) {
		return get(client().getItem((it) -> it.tableName(table)
			.key(key("a", "b"))
			.consistentRead(consistent)
			.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))).consumedCapacity().capacityUnits();
	}

	/** Twenty units at once, of which a second provides one. */
	private CompletableFuture<?> putMany(String table) {
		return CompletableFuture.allOf(IntStream.range(0, 20)
			.mapToObj((i) -> client().putItem((it) -> it.tableName(table).item(Map.of("pk", s("p" + i)))))
			.toArray(CompletableFuture[]::new));
	}

	private String provisioned(long units) {
		String table = uniqueName("table");
		get(client().createTable((it) -> it.tableName(table)
			.provisionedThroughput((throughput) -> throughput.readCapacityUnits(units).writeCapacityUnits(units))
			.attributeDefinitions(definition("pk", ScalarAttributeType.S))
			.keySchema(keyElement("pk", KeyType.HASH))));
		awaitActive(table);
		return table;
	}

}
