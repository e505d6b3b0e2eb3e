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
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import static io.kinsumer.test.conformance.Conformance.bluntlyRefused;
import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static io.kinsumer.test.conformance.Conformance.uniqueName;
import static io.kinsumer.test.conformance.DynamoDbConformance.key;
import static io.kinsumer.test.conformance.DynamoDbConformance.n;
import static io.kinsumer.test.conformance.DynamoDbConformance.s;
import static io.kinsumer.test.conformance.DynamoDbConformance.with;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * All or nothing. From TransactWriteItems, TransactGetItems and the errors
 * TransactionCanceledException and IdempotentParameterMismatchException of the API
 * reference.
 */
interface TransactionsConformance extends DynamoDbConformance {

	@Test
	default void allIsWritten() {
		String table = table();
		put(table, key("a", "old"));
		put(table, key("a", "checked"));
		whereKnown(() -> {
			get(client().transactWriteItems((it) -> it.transactItems(putItem(table, "b", null),
					TransactWriteItem.builder()
						.update((update) -> update.tableName(table)
							.key(key("a", "c"))
							.updateExpression("SET v = :v")
							.expressionAttributeValues(Map.of(":v", n("1"))))
						.build(),
					TransactWriteItem.builder()
						.delete((delete) -> delete.tableName(table).key(key("a", "old")))
						.build(),
					TransactWriteItem.builder()
						.conditionCheck((check) -> check.tableName(table)
							.key(key("a", "checked"))
							.conditionExpression("attribute_exists(pk)"))
						.build())));
			assertThat(sortKeys(table)).containsExactly("b", "c", "checked");
		}, putItem(table, "b", null));
	}

	@Test
	default void nothingIsWrittenWhenAConditionFails() {
		String table = table();
		put(table, with("v", n("1")));
		whereKnown(() -> {
			TransactionCanceledException canceled = (TransactionCanceledException) refused(
					() -> client().transactWriteItems((it) -> it.transactItems(putItem(table, "c", null),
							putItem(table, "b", "attribute_not_exists(pk)"))),
					"TransactionCanceledException");
			assertThat(canceled.cancellationReasons()).extracting(CancellationReason::code)
				.containsExactly("None", "ConditionalCheckFailed");
			assertThat(canceled.cancellationReasons().get(1).item()).isEqualTo(with("v", n("1")));
			assertThat(sortKeys(table)).containsExactly("b");
		}, putItem(table, "b", null));
	}

	@Test
	default void aTransactionHas1To100ItemsEachOnce() {
		String table = table();
		whereKnown(() -> {
			for (int count : List.of(0, 101)) {
				refused(() -> client().transactWriteItems((it) -> it
					.transactItems(IntStream.range(0, count).mapToObj((i) -> putItem(table, "s" + i, null)).toList())),
						VALIDATION);
			}
			get(client().transactWriteItems((it) -> it
				.transactItems(IntStream.range(0, 100).mapToObj((i) -> putItem(table, "s" + i, null)).toList())));
			refused(() -> client()
				.transactWriteItems((it) -> it.transactItems(putItem(table, "b", null), putItem(table, "b", null))),
					VALIDATION);
		}, putItem(table, "b", null));
	}

	/** From ClientRequestToken: within ten minutes a repetition changes nothing more. */
	@Test
	default void tokensMakeTransactionsIdempotent() {
		String table = table();
		TransactWriteItem increment = TransactWriteItem.builder()
			.update((update) -> update.tableName(table)
				.key(key("a", "b"))
				.updateExpression("ADD v :one")
				.expressionAttributeValues(Map.of(":one", n("1"))))
			.build();
		String token = uniqueName("token");
		whereKnown(() -> {
			for (int i = 0; i < 2; i++) {
				get(client().transactWriteItems((it) -> it.clientRequestToken(token).transactItems(increment)));
			}
			assertThat(item(table)).containsEntry("v", n("1"));
			refused(() -> client()
				.transactWriteItems((it) -> it.clientRequestToken(token).transactItems(putItem(table, "c", null))),
					"IdempotentParameterMismatchException");
			refused(() -> client()
				.transactWriteItems((it) -> it.clientRequestToken("x".repeat(37)).transactItems(increment)),
					VALIDATION);
		}, increment);
	}

	@Test
	default void transactionsReadInOrder() {
		String table = table();
		put(table, with("v", n("1")));
		whereKnown(() -> {
			TransactGetItem gone = TransactGetItem.builder()
				.get((get) -> get.tableName(table).key(key("a", "gone")))
				.build();
			TransactGetItem there = TransactGetItem.builder()
				.get((get) -> get.tableName(table).key(key("a", "b")).projectionExpression("v"))
				.build();
			List<ItemResponse> responses = get(client().transactGetItems((it) -> it.transactItems(gone, there)))
				.responses();
			assertThat(responses).hasSize(2);
			assertThat(responses.get(0).item()).isEmpty();
			assertThat(responses.get(1).item()).isEqualTo(Map.of("v", n("1")));
		}, putItem(table, "b", null));
	}

	@Test
	default void tablesOfTransactionsExist() {
		whereKnown(() -> refused(
				() -> client().transactWriteItems((it) -> it.transactItems(putItem("nowhere", "b", null))),
				"ResourceNotFoundException"), putItem("nowhere", "b", null));
	}

	private void whereKnown(ThrowingCallable assertion, TransactWriteItem any) {
		documented(Quirk.NO_TRANSACTIONS, assertion,
				() -> bluntlyRefused(() -> client().transactWriteItems((it) -> it.transactItems(any)),
						"UnknownOperationException"));
	}

	private List<String> sortKeys(String table) {
		return get(client().query((it) -> it.tableName(table)
			.keyConditionExpression("pk = :pk")
			.expressionAttributeValues(Map.of(":pk", s("a")))
			.consistentRead(true))).items().stream().map((item) -> item.get("sk").s()).toList();
	}

	private static TransactWriteItem putItem(String table, String sk, String condition) {
		return TransactWriteItem.builder()
			.put((put) -> put.tableName(table)
				.item(key("a", sk))
				.conditionExpression(condition)
				.returnValuesOnConditionCheckFailure(
						(condition != null) ? ReturnValuesOnConditionCheckFailure.ALL_OLD : null))
			.build();
	}

}
