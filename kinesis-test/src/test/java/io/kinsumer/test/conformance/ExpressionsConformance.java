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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static io.kinsumer.test.conformance.DynamoDbConformance.key;
import static io.kinsumer.test.conformance.DynamoDbConformance.list;
import static io.kinsumer.test.conformance.DynamoDbConformance.n;
import static io.kinsumer.test.conformance.DynamoDbConformance.s;
import static io.kinsumer.test.conformance.DynamoDbConformance.with;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Expressions. From <em>Expressions</em> and <em>Constraints</em> in the developer guide
 * of DynamoDB.
 */
interface ExpressionsConformance extends DynamoDbConformance {

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

	/** From Constraints: 4 KB. */
	@Test
	default void expressionsHave4Kilobytes() {
		String table = table();
		String longest = "attribute_exists(pk)" + " AND attribute_exists(pk)".repeat(163);
		assertThat(longest.length()).isBetween(4080, 4096);
		put(table, key("a", "b"));
		get(put(table, longest));
		String longer = longest + " AND attribute_exists(pk)";
		documented(Quirk.LONG_EXPRESSIONS, () -> refused(() -> put(table, longer), VALIDATION),
				() -> get(put(table, longer)));
	}

	/** From Constraints: 100 operands. */
	@Test
	default void inHasUpTo100Operands() {
		String table = table();
		put(table, with("v", n("99")));
		assertThat(get(client().scan((it) -> in(it, table, 100))).items()).hasSize(1);
		documented(Quirk.MANY_OPERANDS_OF_IN,
				() -> refused(() -> client().scan((it) -> in(it, table, 101)), VALIDATION),
				() -> assertThat(get(client().scan((it) -> in(it, table, 101))).items()).hasSize(1));
	}

	@Test
	default void placeholdersStandForNamesAndValues() {
		String table = table();
		put(table,
				Map.of("pk", s("a"), "sk", s("b"), "name", s("x"), "m", AttributeValue.fromM(Map.of("a.b", n("1")))));
		assertThat(get(client().getItem((it) -> it.tableName(table)
			.key(key("a", "b"))
			.projectionExpression("#n, m.#ab")
			.expressionAttributeNames(Map.of("#n", "name", "#ab", "a.b")))).item())
			.isEqualTo(Map.of("name", s("x"), "m", AttributeValue.fromM(Map.of("a.b", n("1")))));
	}

	/** All that are given must be used, and all that are used must be given. */
	@Test
	default void placeholdersAreUsedAndGiven() {
		String table = table();
		refused(() -> client().putItem((it) -> it.tableName(table)
			.item(key("a", "b"))
			.conditionExpression("attribute_not_exists(pk)")
			.expressionAttributeValues(Map.of(":v", n("1")))), VALIDATION);
		refused(() -> client().putItem((it) -> it.tableName(table)
			.item(key("a", "b"))
			.conditionExpression("attribute_not_exists(pk)")
			.expressionAttributeNames(Map.of("#n", "n"))), VALIDATION);
		refused(() -> client()
			.putItem((it) -> it.tableName(table).item(key("a", "b")).expressionAttributeValues(Map.of(":v", n("1")))),
				VALIDATION);
		refused(() -> put(table, "attribute_exists(#n)"), VALIDATION);
		refused(() -> put(table, "v = :v"), VALIDATION);
	}

	/** From the list of reserved words. */
	@ParameterizedTest
	@ValueSource(strings = { "name", "STATUS", "Timestamp", "shard", "size" })
	default void reservedWordsAreNoNames(String word) {
		String table = table();
		refused(() -> put(table, "attribute_exists(" + word + ")"), VALIDATION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "v", "v =", "v = :a AND", "(v = :a", "v = :a)", "v == :a", "nothing(v)",
			"attribute_exists(:a)", "attribute_type(v, :a)", "begins_with(v)", "contains(v, :a, :a)", "NOT", "v IN ()",
			"v BETWEEN :a", "size(v)", ":a = :a = :a", "v[x] = :a", "v.[0] = :a" })
	default void mistakesInConditionsAreRefused(String condition) {
		String table = table();
		refused(() -> client().putItem((it) -> it.tableName(table)
			.item(key("a", "b"))
			.conditionExpression(condition)
			.expressionAttributeValues(condition.contains(":a") ? Map.of(":a", n("1")) : null)), VALIDATION);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "v | v", "v, m.x | v m", "l[1] | l", "m, gone | m", "pk, sk | pk sk", "m.gone | ''" })
	default void projectionsReturnWhatIsNamed(String projection, String names) {
		String table = table();
		put(table, Map.of("pk", s("a"), "sk", s("b"), "v", n("1"), "m",
				AttributeValue.fromM(Map.of("x", n("1"), "y", n("2"))), "l", list(n("1"), n("2"))));
		assertThat(
				get(client().getItem((it) -> it.tableName(table).key(key("a", "b")).projectionExpression(projection)))
					.item()
					.keySet())
			.containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split(" "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "v,", "v v", "v, v", "m, m.x", "m.x, m", ":v", "name" })
	default void mistakesInProjectionsAreRefused(String projection) {
		String table = table();
		refused(() -> client().getItem((it) -> it.tableName(table).key(key("a", "b")).projectionExpression(projection)),
				VALIDATION);
	}

	private CompletableFuture<?> put(String table, String condition) {
		return client().putItem((it) -> it.tableName(table).item(key("a", "b")).conditionExpression(condition));
	}

	private static void in(ScanRequest.Builder scan, String table, int operands) {
		Map<String, AttributeValue> values = new HashMap<>();
		for (int i = 0; i < operands; i++) {
			values.put(":v" + i, n("" + i));
		}
		scan.tableName(table)
			.filterExpression("v IN (" + String.join(", ", values.keySet()) + ")")
			.expressionAttributeValues(values);
	}

}
