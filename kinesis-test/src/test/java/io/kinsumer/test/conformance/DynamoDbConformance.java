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

import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Calls that the DynamoDB part of the suite shares.
 */
interface DynamoDbConformance extends Conformance {

	/** What a condition that does not hold gets. */
	String CONDITION_FAILED = "ConditionalCheckFailedException";

	/** What a mistake in a request gets. */
	String VALIDATION = "ValidationException";

	/** Return a client without retries. */
	DynamoDbAsyncClient client();

	/** Creates a table with the string {@code pk} and {@code sk} of the given type. */
	default String table(ScalarAttributeType rangeType) {
		String name = Conformance.uniqueName("table");
		Conformance.get(client().createTable((it) -> it.tableName(name)
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(definition("pk", ScalarAttributeType.S), definition("sk", rangeType))
			.keySchema(keyElement("pk", KeyType.HASH), keyElement("sk", KeyType.RANGE))));
		awaitActive(name);
		return name;
	}

	default void awaitActive(String table) {
		Conformance.awaitQuickly(() -> Conformance.get(client().describeTable((it) -> it.tableName(table)))
			.table()
			.tableStatus() == TableStatus.ACTIVE);
	}

	default String table() {
		return table(ScalarAttributeType.S);
	}

	default void put(String table, Map<String, AttributeValue> item) {
		Conformance.get(client().putItem((it) -> it.tableName(table).item(item)));
	}

	default Map<String, AttributeValue> item(String table) {
		return Conformance.get(client().getItem((it) -> it.tableName(table).key(key("a", "b")).consistentRead(true)))
			.item();
	}

	/** The item a, b with one more attribute. */
	static Map<String, AttributeValue> with(String name, AttributeValue value) {
		return Map.of("pk", s("a"), "sk", s("b"), name, value);
	}

	static AttributeDefinition definition(String name, ScalarAttributeType type) {
		return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
	}

	static KeySchemaElement keyElement(String name, KeyType type) {
		return KeySchemaElement.builder().attributeName(name).keyType(type).build();
	}

	static Map<String, AttributeValue> key(String pk, String sk) {
		return Map.of("pk", s(pk), "sk", s(sk));
	}

	static AttributeValue s(String value) {
		return AttributeValue.fromS(value);
	}

	static AttributeValue n(String value) {
		return AttributeValue.fromN(value);
	}

	static AttributeValue list(AttributeValue... values) {
		return AttributeValue.fromL(List.of(values));
	}

}
