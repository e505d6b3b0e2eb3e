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

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static io.kinsumer.test.conformance.DynamoDbConformance.key;
import static io.kinsumer.test.conformance.DynamoDbConformance.n;
import static io.kinsumer.test.conformance.DynamoDbConformance.s;
import static io.kinsumer.test.conformance.DynamoDbConformance.with;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several items in a call. From BatchWriteItem and BatchGetItem of the API reference.
 */
interface BatchesConformance extends DynamoDbConformance {

	@Test
	default void batchesPutAndDelete() {
		String table = table();
		put(table, key("a", "old"));
		BatchWriteItemResponse response = get(client().batchWriteItem((it) -> it.requestItems(Map.of(table, List
			.of(putRequest(with("v", n("1"))), deleteRequest(key("a", "old")), deleteRequest(key("a", "gone")))))));
		assertThat(response.unprocessedItems()).isEmpty();
		BatchGetItemResponse read = get(client().batchGetItem((it) -> it
			.requestItems(Map.of(table, keys(List.of(key("a", "b"), key("a", "old"), key("a", "gone")))))));
		assertThat(read.responses().get(table)).containsExactly(with("v", n("1")));
		assertThat(read.unprocessedKeys()).isEmpty();
	}

	@Test
	default void aBatchWrites1To25Items() {
		String table = table();
		get(client().batchWriteItem((it) -> it.requestItems(Map.of(table, puts(25)))));
		for (int count : List.of(0, 26)) {
			refused(() -> client().batchWriteItem((it) -> it.requestItems(Map.of(table, puts(count)))), VALIDATION);
		}
		refused(() -> client().batchWriteItem((it) -> it.requestItems(Map.of())), VALIDATION);
	}

	@Test
	default void aBatchReads1To100Items() {
		String table = table();
		get(client().batchWriteItem((it) -> it.requestItems(Map.of(table, puts(25)))));
		assertThat(get(client().batchGetItem((it) -> it.requestItems(Map.of(table, keys(manyKeys(100)))))).responses()
			.get(table)).hasSize(25);
		for (int count : List.of(0, 101)) {
			refused(() -> client().batchGetItem((it) -> it.requestItems(Map.of(table, keys(manyKeys(count))))),
					VALIDATION);
		}
		refused(() -> client().batchGetItem((it) -> it.requestItems(Map.of())), VALIDATION);
	}

	@Test
	default void anItemIsNamedOnce() {
		String table = table();
		refused(() -> client().batchWriteItem((it) -> it
			.requestItems(Map.of(table, List.of(putRequest(key("a", "b")), deleteRequest(key("a", "b")))))),
				VALIDATION);
		refused(() -> client()
			.batchGetItem((it) -> it.requestItems(Map.of(table, keys(List.of(key("a", "b"), key("a", "b")))))),
				VALIDATION);
	}

	/** DynamoDB rejects the entire batch. */
	@Test
	default void oneMistakeRefusesTheBatch() {
		String table = table();
		List<WriteRequest> mistakes = List.of(putRequest(Map.of("pk", s("a"))),
				putRequest(with("data", s("x".repeat(400 * 1024)))), putRequest(key("x".repeat(2049), "b")));
		for (WriteRequest mistake : mistakes) {
			refused(() -> client()
				.batchWriteItem((it) -> it.requestItems(Map.of(table, List.of(putRequest(key("a", "c")), mistake)))),
					VALIDATION);
		}
		assertThat(get(client().scan((it) -> it.tableName(table))).items()).isEmpty();
		refused(() -> client().batchWriteItem(
				(it) -> it.requestItems(Map.of(table, List.of(putRequest(key("a", "c"))), "nowhere", puts(1)))),
				"ResourceNotFoundException");
		refused(() -> client().batchGetItem((it) -> it.requestItems(Map.of("nowhere", keys(manyKeys(1))))),
				"ResourceNotFoundException");
	}

	/** Of PutRequest and DeleteRequest exactly one. */
	@Test
	default void aRequestPutsOrDeletes() {
		String table = table();
		WriteRequest both = WriteRequest.builder()
			.putRequest((it) -> it.item(key("a", "b")))
			.deleteRequest((it) -> it.key(key("a", "b")))
			.build();
		documented(Quirk.PUT_AND_DELETE_AS_ONE,
				() -> refused(() -> client().batchWriteItem((it) -> it.requestItems(Map.of(table, List.of(both)))),
						VALIDATION),
				() -> get(client().batchWriteItem((it) -> it.requestItems(Map.of(table, List.of(both))))));
	}

	@Test
	default void batchesOfReadsProject() {
		String table = table();
		put(table, with("v", n("1")));
		assertThat(get(client().batchGetItem((it) -> it.requestItems(Map.of(table,
				KeysAndAttributes.builder()
					.keys(List.of(key("a", "b")))
					.projectionExpression("#v")
					.expressionAttributeNames(Map.of("#v", "v"))
					.consistentRead(true)
					.build()))))
			.responses()
			.get(table)).containsExactly(Map.of("v", n("1")));
	}

	private static WriteRequest putRequest(Map<String, AttributeValue> item) {
		return WriteRequest.builder().putRequest((it) -> it.item(item)).build();
	}

	private static WriteRequest deleteRequest(Map<String, AttributeValue> key) {
		return WriteRequest.builder().deleteRequest((it) -> it.key(key)).build();
	}

	private static List<WriteRequest> puts(int count) {
		return manyKeys(count).stream().map(BatchesConformance::putRequest).toList();
	}

	private static List<Map<String, AttributeValue>> manyKeys(int count) {
		return IntStream.range(0, count).mapToObj((i) -> key("a", "s" + i)).toList();
	}

	private static KeysAndAttributes keys(List<Map<String, AttributeValue>> keys) {
		return KeysAndAttributes.builder().keys(keys).build();
	}

}
