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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static io.kinsumer.test.conformance.DynamoDbConformance.definition;
import static io.kinsumer.test.conformance.DynamoDbConformance.key;
import static io.kinsumer.test.conformance.DynamoDbConformance.keyElement;
import static io.kinsumer.test.conformance.DynamoDbConformance.list;
import static io.kinsumer.test.conformance.DynamoDbConformance.n;
import static io.kinsumer.test.conformance.DynamoDbConformance.s;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables and writes.
 */
interface TablesAndWritesConformance extends DynamoDbConformance {

	/** What a condition that does not hold gets. */
	String CONDITION_FAILED = "ConditionalCheckFailedException";

	/** What a mistake in a request gets. */
	String VALIDATION = "ValidationException";

	@Test
	default void tablesAreDescribedListedAndTakenOnce() {
		String table = table();
		var description = get(client().describeTable((it) -> it.tableName(table))).table();
		assertThat(description.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
		assertThat(description.keySchema()).containsExactly(keyElement("pk", KeyType.HASH),
				keyElement("sk", KeyType.RANGE));
		assertThat(description.tableArn()).endsWith(":table/" + table);
		assertThat(get(client().listTables()).tableNames()).contains(table).isSorted();
		refused(() -> client().createTable((it) -> it.tableName(table)
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(definition("pk", ScalarAttributeType.S))
			.keySchema(keyElement("pk", KeyType.HASH))), "ResourceInUseException");
	}

	@Test
	default void keysAreDefined() {
		refused(() -> client().createTable((it) -> it.tableName("undefined")
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(definition("other", ScalarAttributeType.S))
			.keySchema(keyElement("pk", KeyType.HASH))), VALIDATION);
	}

	@Test
	default void unknownTablesAreNotFound() {
		String code = "ResourceNotFoundException";
		refused(() -> client().describeTable((it) -> it.tableName("nowhere")), code);
		refused(() -> client().deleteTable((it) -> it.tableName("nowhere")), code);
		refused(() -> client().getItem((it) -> it.tableName("nowhere").key(key("a", "b"))), code);
		refused(() -> client().putItem((it) -> it.tableName("nowhere").item(key("a", "b"))), code);
		refused(() -> client().scan((it) -> it.tableName("nowhere")), code);
	}

	@Test
	default void everyTypeComesBackAsItWasPut() {
		String table = table();
		Map<String, AttributeValue> item = Map.ofEntries(Map.entry("pk", s("a")), Map.entry("sk", s("b")),
				Map.entry("n", n("12345678901234567890.5")), Map.entry("empty", s("")),
				Map.entry("b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 0, -1, 127 }))),
				Map.entry("bool", AttributeValue.fromBool(false)), Map.entry("nul", AttributeValue.fromNul(true)),
				Map.entry("l", list(s("x"), n("1"))), Map.entry("m", AttributeValue.fromM(Map.of("k", list()))),
				Map.entry("ss", AttributeValue.fromSs(List.of("p", "q"))),
				Map.entry("ns", AttributeValue.fromNs(List.of("1", "2"))));
		put(table, item);
		assertThat(item(table)).isEqualTo(item);
	}

	@ParameterizedTest
	@CsvSource({ "1.50,1.5", "007,7", "-0,0", "1e3,1000", "0.10e1,1" })
	default void numbersAreNormalised(String put, String read) {
		String table = table();
		put(table, Map.of("pk", s("a"), "sk", s("b"), "n", n(put)));
		assertThat(item(table)).containsEntry("n", n(read));
	}

	@Test
	default void invalidItemsAreRefused() {
		String table = table();
		for (Map<String, AttributeValue> item : List.of(Map.of("pk", s("a")), Map.of("pk", s("a"), "sk", n("1")),
				key("", "b"), with("ss", AttributeValue.builder().ss(List.of()).build()), with("n", n("1x")),
				with("n", n("9".repeat(39))), with("ns", AttributeValue.fromNs(List.of("1", "1.0"))),
				with("s", s("x".repeat(400 * 1024))))) {
			refused(() -> client().putItem((it) -> it.tableName(table).item(item)), VALIDATION);
		}
	}

	@Test
	default void putsAreConditional() {
		String table = table();
		get(client().putItem(
				(it) -> it.tableName(table).item(with("v", n("1"))).conditionExpression("attribute_not_exists(pk)")));
		refused(() -> client().putItem(
				(it) -> it.tableName(table).item(with("v", n("2"))).conditionExpression("attribute_not_exists(pk)")),
				CONDITION_FAILED);
		assertThat(get(
				client().putItem((it) -> it.tableName(table).item(with("v", n("3"))).returnValues(ReturnValue.ALL_OLD)))
			.attributes()).containsEntry("v", n("1"));
	}

	@Test
	default void failedConditionsCarryTheItemWhenAsked() {
		String table = table();
		put(table, with("v", n("1")));
		var all = ReturnValuesOnConditionCheckFailure.ALL_OLD;
		Map<String, AttributeValue> two = Map.of(":v", n("2"));
		for (CompletableFuture<?> call : List.of(
				client().putItem((it) -> it.tableName(table)
					.item(key("a", "b"))
					.conditionExpression("v = :v")
					.expressionAttributeValues(two)
					.returnValuesOnConditionCheckFailure(all)),
				client().updateItem((it) -> it.tableName(table)
					.key(key("a", "b"))
					.updateExpression("SET v = :v")
					.conditionExpression("v = :v")
					.expressionAttributeValues(two)
					.returnValuesOnConditionCheckFailure(all)),
				client().deleteItem((it) -> it.tableName(table)
					.key(key("a", "b"))
					.conditionExpression("v = :v")
					.expressionAttributeValues(two)
					.returnValuesOnConditionCheckFailure(all)))) {
			var refusal = (ConditionalCheckFailedException) refused(() -> call, CONDITION_FAILED);
			assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("The conditional request failed");
			documented(Quirk.NO_ITEM_ON_FAILURE, () -> assertThat(refusal.item()).isEqualTo(with("v", n("1"))));
		}
		assertThat(item(table)).isEqualTo(with("v", n("1")));
	}

	@Test
	default void oneOfManyWins() {
		String table = table();
		put(table, with("v", n("0")));
		List<CompletableFuture<Boolean>> calls = IntStream.range(0, 20)
			.mapToObj((i) -> client()
				.updateItem((it) -> it.tableName(table)
					.key(key("a", "b"))
					.updateExpression("SET v = v + :one")
					.conditionExpression("v = :zero")
					.expressionAttributeValues(Map.of(":one", n("1"), ":zero", n("0"))))
				.handle((response, ex) -> response != null))
			.toList();
		assertThat(calls.stream().filter(Conformance::get)).hasSize(1);
		assertThat(item(table)).containsEntry("v", n("1"));
	}

	@Test
	default void deletesAreConditionalAndReturnTheItem() {
		String table = table();
		get(client().deleteItem((it) -> it.tableName(table).key(key("a", "b"))));
		refused(() -> client()
			.deleteItem((it) -> it.tableName(table).key(key("a", "b")).conditionExpression("attribute_exists(pk)")),
				CONDITION_FAILED);
		put(table, with("v", n("1")));
		assertThat(get(
				client().deleteItem((it) -> it.tableName(table).key(key("a", "b")).returnValues(ReturnValue.ALL_OLD)))
			.attributes()).isEqualTo(with("v", n("1")));
		assertThat(item(table)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "SET w = v, v = :one | v=1 | w=5", "SET v = v - :one | v=4 |", "ADD v :one | v=6 |",
					"ADD fresh :one | fresh=1 |", "REMOVE v | v= |", "SET w = if_not_exists(v, :one) | w=5 |",
					"SET w = if_not_exists(u, :one) | w=1 |" })
	default void updatesChangeAttributes(String expression, String first, String second) {
		String table = table();
		put(table, with("v", n("5")));
		get(client().updateItem((it) -> it.tableName(table)
			.key(key("a", "b"))
			.updateExpression(expression)
			.expressionAttributeValues(expression.contains(":one") ? Map.of(":one", n("1")) : null)));
		Map<String, AttributeValue> item = item(table);
		for (String expected : (second != null) ? List.of(first, second) : List.of(first)) {
			String[] parts = expected.split("=", -1);
			assertThat(item.get(parts[0])).isEqualTo(parts[1].isEmpty() ? null : n(parts[1]));
		}
	}

	@Test
	default void updatesReachIntoListsMapsAndSets() {
		String table = table();
		put(table, Map.of("pk", s("a"), "sk", s("b"), "l", list(n("1"), n("2")), "m",
				AttributeValue.fromM(Map.of("x", n("1"))), "ss", AttributeValue.fromSs(List.of("p", "q"))));
		Map<String, AttributeValue> updated = get(client().updateItem((it) -> it.tableName(table)
			.key(key("a", "b"))
			.updateExpression("SET l[0] = :n, m.y = :n, l2 = list_append(l, :l) REMOVE l[1], m.x DELETE ss :ss")
			.expressionAttributeValues(
					Map.of(":n", n("9"), ":l", list(n("3")), ":ss", AttributeValue.fromSs(List.of("q", "r"))))
			.returnValues(ReturnValue.ALL_NEW))).attributes();
		assertThat(updated)
			.isEqualTo(Map.of("pk", s("a"), "sk", s("b"), "l", list(n("9")), "l2", list(n("1"), n("2"), n("3")), "m",
					AttributeValue.fromM(Map.of("y", n("9"))), "ss", AttributeValue.fromSs(List.of("p"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET pk = :v", "SET v = :v, v = :v", "SET m.a = :v, m = :v", "SET v = gone",
			"SET gone.x = :v", "SET v = s + :v", "SET v = :v SET w = :v", "SET v = ", "SET ttl = :v", "ADD s :v",
			"SET v = :unknown", "REMOVE v", "DELETE v :v" })
	default void mistakesInUpdatesAreRefused(String expression) {
		String table = table();
		put(table, Map.of("pk", s("a"), "sk", s("b"), "v", n("1"), "s", s("x")));
		refused(() -> client().updateItem((it) -> it.tableName(table)
			.key(key("a", "b"))
			.updateExpression(expression)
			.expressionAttributeValues(Map.of(":v", n("1")))), VALIDATION);
		assertThat(item(table)).containsEntry("v", n("1"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "v = :five | true", "v <> :five | false", "u <> :five | true",
			"u = :five | false", "v BETWEEN :one AND :five | true", "v IN (:one, :five) | true", "v < :s | false",
			"begins_with(s, :s) | true", "contains(s, :s) | true", "contains(ss, :s) | true", "size(s) = :five | true",
			"attribute_type(v, :type) | true", "attribute_exists(m.x) | true", "attribute_not_exists(m.y) | true",
			"NOT v = :one AND v = :five | true", "v = :five OR v = :one AND v = :one | true",
			"(v = :five OR v = :one) AND v = :one | false", "l[0] = :five | true", "l[1] = :five | false" })
	default void conditionsAreEvaluated(String condition, boolean holds) {
		String table = table();
		put(table,
				Map.of("pk", s("a"), "sk", s("b"), "v", n("5"), "s", s("abcde"), "ss",
						AttributeValue.fromSs(List.of("ab", "cd")), "m", AttributeValue.fromM(Map.of("x", n("1"))), "l",
						list(n("5.0"))));
		Map<String, AttributeValue> values = new HashMap<>(
				Map.of(":five", n("5"), ":one", n("1"), ":s", s("ab"), ":type", s("N")));
		values.keySet().removeIf((it) -> !condition.matches(".*" + it + "\\b.*"));
		CompletableFuture<?> call = client().updateItem((it) -> it.tableName(table)
			.key(key("a", "b"))
			.updateExpression("REMOVE nothing")
			.conditionExpression(condition)
			.expressionAttributeValues(values.isEmpty() ? null : values));
		if (holds) {
			get(call);
		}
		else {
			refused(() -> call, CONDITION_FAILED);
		}
	}

	private static Map<String, AttributeValue> with(String name, AttributeValue value) {
		return Map.of("pk", s("a"), "sk", s("b"), name, value);
	}

}
