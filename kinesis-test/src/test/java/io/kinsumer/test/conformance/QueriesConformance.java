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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static io.kinsumer.test.conformance.DynamoDbConformance.key;
import static io.kinsumer.test.conformance.DynamoDbConformance.n;
import static io.kinsumer.test.conformance.DynamoDbConformance.s;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queries and scans. From Query and Scan of the API reference.
 */
interface QueriesConformance extends DynamoDbConformance {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "sk = :b | b", "sk < :b | a", "sk <= :b | ab", "sk > :b | cd",
			"sk >= :b | bcd", "sk BETWEEN :b AND :c | bc", "begins_with(sk, :b) | b" })
	default void keyConditionsSelectARange(String condition, String expected) {
		String table = letters();
		QueryResponse response = get(client().query((it) -> it.tableName(table)
			.keyConditionExpression("pk = :pk AND " + condition)
			.expressionAttributeValues(condition.contains(":c") ? Map.of(":pk", s("p"), ":b", s("b"), ":c", s("c"))
					: Map.of(":pk", s("p"), ":b", s("b")))
			.consistentRead(true)));
		assertThat(String.join("", sortKeys(response.items()))).isEqualTo(expected);
		assertThat(response.lastEvaluatedKey()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sk = :pk", "pk > :pk", "pk = :pk AND other = :pk", "pk = :pk OR sk = :pk",
			"pk = :pk AND sk <> :pk", "pk = :pk AND contains(sk, :pk)", "pk = :pk AND", "" })
	default void mistakesInKeyConditionsAreRefused(String condition) {
		String table = table();
		refused(() -> client().query((it) -> it.tableName(table)
			.keyConditionExpression(condition)
			.expressionAttributeValues(Map.of(":pk", s("p")))), "ValidationException");
	}

	@Test
	default void pagesFollowEachOther() {
		String table = letters();
		QueryResponse first = query(table, 3, Map.of());
		assertThat(sortKeys(first.items())).containsExactly("d", "c", "b");
		assertThat(first.lastEvaluatedKey()).isEqualTo(key("p", "b"));
		QueryResponse rest = query(table, 3, first.lastEvaluatedKey());
		assertThat(sortKeys(rest.items())).containsExactly("a");
		assertThat(rest.lastEvaluatedKey()).isEmpty();
		assertThat(query(table, 4, Map.of()).lastEvaluatedKey()).as("a page that is just full").isNotEmpty();
	}

	@Test
	default void filtersComeAfterTheLimit() {
		String table = letters();
		QueryResponse response = get(client().query((it) -> it.tableName(table)
			.keyConditionExpression("pk = :pk")
			.filterExpression("v = :v")
			.expressionAttributeValues(Map.of(":pk", s("p"), ":v", n("2")))
			.limit(2)));
		assertThat(response.items()).isEmpty();
		assertThat(response.count()).isZero();
		assertThat(response.scannedCount()).isEqualTo(2);
		assertThat(response.lastEvaluatedKey()).isEqualTo(key("p", "b"));
	}

	@Test
	default void projectionsAndCountsLeaveTheRestOut() {
		String table = letters();
		assertThat(get(client().query((it) -> it.tableName(table)
			.keyConditionExpression("pk = :pk")
			.projectionExpression("#v")
			.expressionAttributeNames(Map.of("#v", "v"))
			.expressionAttributeValues(Map.of(":pk", s("p")))
			.limit(1))).items()).containsExactly(Map.of("v", n("0")));
		QueryResponse count = get(client().query((it) -> it.tableName(table)
			.keyConditionExpression("pk = :pk")
			.expressionAttributeValues(Map.of(":pk", s("p")))
			.select(Select.COUNT)));
		assertThat(count.count()).isEqualTo(4);
		assertThat(count.items()).isEmpty();
	}

	@Test
	default void numbersSortByValue() {
		String table = table(ScalarAttributeType.N);
		for (String number : List.of("10", "9", "-1", "-10", "0.5")) {
			put(table, Map.of("pk", s("p"), "sk", n(number)));
		}
		assertThat(get(client().query((it) -> it.tableName(table)
			.keyConditionExpression("pk = :pk")
			.expressionAttributeValues(Map.of(":pk", s("p"))))).items()).extracting((it) -> it.get("sk").n())
			.containsExactly("-10", "-1", "0.5", "9", "10");
	}

	@Test
	default void stringsSortByTheirBytes() {
		String table = table();
		for (String text : List.of("a", "B", "ä", "\uFF5E", "\uD83D\uDE00")) {
			put(table, key("p", text));
		}
		assertThat(sortKeys(get(client().query((it) -> it.tableName(table)
			.keyConditionExpression("pk = :pk")
			.expressionAttributeValues(Map.of(":pk", s("p"))))).items()))
			.containsExactly("B", "a", "ä", "\uFF5E", "\uD83D\uDE00");
	}

	@Test
	default void pagesEndAtOneMebibyte() {
		String table = table();
		for (int i = 0; i < 4; i++) {
			put(table, Map.of("pk", s("p"), "sk", s("s" + i), "data", s("x".repeat(300 * 1024))));
		}
		ScanResponse page = get(client().scan((it) -> it.tableName(table)));
		assertThat(page.items()).hasSizeBetween(3, 4);
		QueryResponse query = get(client().query((it) -> it.tableName(table)
			.keyConditionExpression("pk = :pk")
			.expressionAttributeValues(Map.of(":pk", s("p")))));
		assertThat(query.lastEvaluatedKey()).isNotEmpty();
	}

	@Test
	default void scansReadEveryItemOnceInPagesAndSegments() {
		String table = table();
		List<String> expected = IntStream.range(0, 20).mapToObj((i) -> "s" + i).toList();
		expected.forEach((it) -> put(table, key("p" + it, it)));
		List<String> read = new ArrayList<>();
		for (int segment = 0; segment < 2; segment++) {
			Map<String, AttributeValue> start = Map.of();
			do {
				Map<String, AttributeValue> from = start;
				int number = segment;
				ScanResponse page = get(client().scan((it) -> it.tableName(table)
					.limit(3)
					.segment(number)
					.totalSegments(2)
					.consistentRead(true)
					.exclusiveStartKey(from.isEmpty() ? null : from)));
				read.addAll(sortKeys(page.items()));
				start = page.lastEvaluatedKey();
			}
			while (!start.isEmpty());
		}
		assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
	}

	@Test
	default void limitsAndStartKeysAreChecked() {
		String table = table();
		refused(() -> client().scan((it) -> it.tableName(table).limit(0)), "ValidationException");
		refused(() -> client().scan((it) -> it.tableName(table).exclusiveStartKey(Map.of("pk", s("p")))),
				"ValidationException");
		refused(() -> client().getItem((it) -> it.tableName(table).key(Map.of("pk", s("p")))), "ValidationException");
	}

	/** From Select and TotalSegments of Scan. */
	@Test
	default void selectGoesWithTheProjection() {
		String table = letters();
		refused(() -> client().scan((it) -> it.tableName(table).select("SOME")), VALIDATION);
		assertThat(get(client()
			.scan((it) -> it.tableName(table).select(Select.SPECIFIC_ATTRIBUTES).projectionExpression("sk"))).items())
			.hasSize(5)
			.allMatch((it) -> it.keySet().equals(Set.of("sk")));
		for (Select select : List.of(Select.ALL_ATTRIBUTES, Select.COUNT)) {
			documented(Quirk.SELECT_AND_PROJECTION,
					() -> refused(
							() -> client().scan((it) -> it.tableName(table).select(select).projectionExpression("sk")),
							VALIDATION),
					() -> get(client().scan((it) -> it.tableName(table).select(select).projectionExpression("sk"))));
		}
		documented(Quirk.SELECT_AND_PROJECTION,
				() -> refused(() -> client().scan((it) -> it.tableName(table).select(Select.ALL_PROJECTED_ATTRIBUTES)),
						VALIDATION),
				() -> get(client().scan((it) -> it.tableName(table).select(Select.ALL_PROJECTED_ATTRIBUTES))));
	}

	@Test
	default void segmentsAreCounted() {
		String table = table();
		refused(() -> client().scan((it) -> it.tableName(table).segment(1)), VALIDATION);
		refused(() -> client().scan((it) -> it.tableName(table).totalSegments(2)), VALIDATION);
		refused(() -> client().scan((it) -> it.tableName(table).segment(2).totalSegments(2)), VALIDATION);
		refused(() -> client().scan((it) -> it.tableName(table).segment(0).totalSegments(0)), VALIDATION);
		documented(Quirk.MANY_SEGMENTS,
				() -> refused(() -> client().scan((it) -> it.tableName(table).segment(0).totalSegments(1_000_001)),
						VALIDATION),
				() -> get(client().scan((it) -> it.tableName(table).segment(0).totalSegments(1_000_001))));
	}

	/** From FilterExpression of Query: no key attributes. */
	@Test
	default void filtersOfQueriesNameNoKeys() {
		String table = letters();
		refused(() -> client().query((it) -> it.tableName(table)
			.keyConditionExpression("pk = :pk")
			.filterExpression("sk = :pk")
			.expressionAttributeValues(Map.of(":pk", s("p")))), VALIDATION);
		assertThat(get(client().scan((it) -> it.tableName(table)
			.filterExpression("sk = :sk")
			.expressionAttributeValues(Map.of(":sk", s("b"))))).items()).hasSize(2);
	}

	/** Four items from a to d below p, numbered, and a stranger. */
	private String letters() {
		String table = table();
		put(table, key("q", "b"));
		List<String> letters = List.of("a", "b", "c", "d");
		for (String letter : letters) {
			put(table, Map.of("pk", s("p"), "sk", s(letter), "v", n("" + letters.indexOf(letter))));
		}
		return table;
	}

	private QueryResponse query(String table, int limit, Map<String, AttributeValue> from) {
		return get(client().query((it) -> it.tableName(table)
			.keyConditionExpression("pk = :pk")
			.expressionAttributeValues(Map.of(":pk", s("p")))
			.scanIndexForward(false)
			.limit(limit)
			.exclusiveStartKey(from.isEmpty() ? null : from)));
	}

	private static List<String> sortKeys(List<Map<String, AttributeValue>> items) {
		return items.stream().map((it) -> it.get("sk").s()).toList();
	}

}
