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
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static io.kinsumer.test.conformance.DynamoDbConformance.key;
import static io.kinsumer.test.conformance.DynamoDbConformance.list;
import static io.kinsumer.test.conformance.DynamoDbConformance.n;
import static io.kinsumer.test.conformance.DynamoDbConformance.s;
import static io.kinsumer.test.conformance.DynamoDbConformance.with;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Items and their sizes. From PutItem, UpdateItem, DeleteItem and the type AttributeValue
 * of the API reference, and from <em>Constraints</em> in the developer guide.
 */
interface WritesConformance extends DynamoDbConformance {

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
			documented(Quirk.NO_ITEM_ON_FAILURE, () -> assertThat(refusal.item()).isEqualTo(with("v", n("1"))),
					() -> assertThat(refusal.hasItem()).isFalse());
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

	/** From Constraints: 2048 bytes the partition key, 1024 bytes the sort key. */
	@Test
	default void keysHaveTheirSizes() {
		String table = table();
		put(table, key("x".repeat(2048), "y".repeat(1024)));
		for (Map<String, AttributeValue> key : List.of(key("x".repeat(2049), "y"), key("x", "y".repeat(1025)))) {
			refused(() -> client().putItem((it) -> it.tableName(table).item(key)), VALIDATION);
			refused(() -> client().updateItem((it) -> it.tableName(table).key(key)), VALIDATION);
		}
	}

	/** From Constraints: 400 KB with the names of the attributes. */
	@Test
	default void itemsHave400Kilobytes() {
		String table = table();
		int rest = 400 * 1024 - "pkaskbdata".length();
		put(table, with("data", s("x".repeat(rest))));
		refused(() -> client().putItem((it) -> it.tableName(table).item(with("data", s("x".repeat(rest + 1))))),
				VALIDATION);
		refused(() -> client().updateItem((it) -> it.tableName(table)
			.key(key("a", "b"))
			.updateExpression("SET more = :v")
			.expressionAttributeValues(Map.of(":v", s("")))), VALIDATION);
	}

	/** From Constraints: up to 32 levels deep. */
	@Test
	default void itemsAre32LevelsDeep() {
		String table = table();
		put(table, with("deep", nested(31)));
		documented(Quirk.DEEP_ITEMS,
				() -> refused(() -> client().putItem((it) -> it.tableName(table).item(with("deep", nested(33)))),
						VALIDATION),
				() -> put(table, with("deep", nested(33))));
	}

	/** From Constraints: 38 digits, and magnitudes from 1E-130 to 9.9E+125. */
	@ParameterizedTest
	@CsvSource({ "1e125,true", "-1e125,true", "1e-130,true", "1e126,false", "1e-131,false",
			"11111111111111111111111111111111111111,true", "111111111111111111111111111111111111111,false",
			"1e,false" })
	default void numbersHave38Digits(String number, boolean allowed) {
		String table = table();
		if (allowed) {
			put(table, with("n", n(number)));
		}
		else {
			refused(() -> client().putItem((it) -> it.tableName(table).item(with("n", n(number)))), VALIDATION);
		}
	}

	/** From ReturnValues of UpdateItem. */
	@ParameterizedTest
	@CsvSource({ "NONE,,", "ALL_OLD,1,0", "ALL_NEW,2,0", "UPDATED_OLD,1,", "UPDATED_NEW,2," })
	default void updatesReturnWhatIsAskedFor(ReturnValue values, String updated, String other) {
		String table = table();
		put(table, Map.of("pk", s("a"), "sk", s("b"), "v", n("1"), "other", n("0")));
		Map<String, AttributeValue> attributes = get(client().updateItem((it) -> it.tableName(table)
			.key(key("a", "b"))
			.updateExpression("SET v = :v")
			.expressionAttributeValues(Map.of(":v", n("2")))
			.returnValues(values))).attributes();
		assertThat(attributes.get("v")).isEqualTo((updated != null) ? n(updated) : null);
		assertThat(attributes.get("other")).isEqualTo((other != null) ? n(other) : null);
	}

	/** From ReturnValues of PutItem and DeleteItem: only NONE and ALL_OLD. */
	@Test
	default void putsAndDeletesReturnTheOldItemOnly() {
		String table = table();
		for (ReturnValue values : List.of(ReturnValue.ALL_NEW, ReturnValue.UPDATED_OLD, ReturnValue.UPDATED_NEW)) {
			refused(() -> client().putItem((it) -> it.tableName(table).item(key("a", "b")).returnValues(values)),
					VALIDATION);
			documented(Quirk.NEW_VALUES_OF_DELETES, () -> refused(
					() -> client().deleteItem((it) -> it.tableName(table).key(key("a", "b")).returnValues(values)),
					VALIDATION),
					() -> get(
							client().deleteItem((it) -> it.tableName(table).key(key("a", "b")).returnValues(values))));
		}
	}

	private static AttributeValue nested(int levels) {
		AttributeValue value = s("leaf");
		for (int i = 0; i < levels; i++) {
			value = list(value);
		}
		return value;
	}

}
