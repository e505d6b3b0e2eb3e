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

package io.kinsumer.test.dynamodb;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import io.kinsumer.test.MutableClock;
import io.kinsumer.test.dynamodb.DynamoDbRequest.CreateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.GetItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Page;
import io.kinsumer.test.dynamodb.DynamoDbRequest.PutItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Query;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Scan;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateTimeToLive;
import io.kinsumer.test.dynamodb.DynamoDbResult.ItemPage;
import io.kinsumer.test.dynamodb.expression.Placeholders;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.ServiceException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The DynamoDB model, without sockets.
 */
class DynamoDbModelTests {

	private static final Map<String, Attribute> KEY = Map.of("pk", Attribute.s("p"), "sk", Attribute.n(1));

	private final MutableClock clock = new MutableClock();

	private final DynamoDbModel model = new DynamoDbModel(this.clock);

	DynamoDbModelTests() {
		this.model.createTable(
				new CreateTable("items", new KeySchema(new KeySchema.Key("pk", "S"), new KeySchema.Key("sk", "N")),
						BillingMode.PAY_PER_REQUEST, 0, 0));
	}

	@Test
	void nestedPathsAreSetRemovedAndRead() {
		put(Map.of("m", new Attribute.Document(Map.of("list", Attribute.list(List.of("a", "b", "c"))))));
		update("SET m.#list[1] = :x, m.added = :x, m.#list[9] = :y REMOVE m.#list[0]", Map.of("#list", "list"),
				Map.of(":x", Attribute.s("x"), ":y", Attribute.s("y")));
		assertThat(item().get("m")).isEqualTo(new Attribute.Document(
				Map.of("list", Attribute.list(List.of("x", "c", "y")), "added", Attribute.s("x"))));
		assertFails("document path provided in the update expression is invalid",
				() -> update("SET absent.a = :x", Map.of(), Map.of(":x", Attribute.s("x"))));
	}

	@Test
	void setsGrowAndShrinkUntilTheyAreGone() {
		update("ADD tags_ :a", Map.of(), Map.of(":a", strings("x", "y")));
		update("ADD tags_ :a", Map.of(), Map.of(":a", strings("y", "z")));
		assertThat(item().get("tags_")).isEqualTo(strings("x", "y", "z"));
		update("DELETE tags_ :a", Map.of(), Map.of(":a", strings("x", "nothing")));
		assertThat(item().get("tags_")).isEqualTo(strings("y", "z"));
		update("DELETE tags_ :a", Map.of(), Map.of(":a", strings("y", "z")));
		assertThat(item()).doesNotContainKey("tags_");
		assertFails("Incorrect operand type", () -> update("ADD tags_ :a", Map.of(), Map.of(":a", Attribute.s("x"))));
	}

	@Test
	void countersStartAtZeroAndListsAppend() {
		update("ADD n :one SET l = list_append(if_not_exists(l, :empty), :more)", Map.of(), Map.of(":one",
				Attribute.n(1), ":empty", Attribute.list(List.of()), ":more", Attribute.list(List.of("a"))));
		update("ADD n :one SET l = list_append(:more, l)", Map.of(),
				Map.of(":one", Attribute.n(1), ":more", Attribute.list(List.of("b"))));
		assertThat(item()).containsEntry("n", Attribute.n(2)).containsEntry("l", Attribute.list(List.of("b", "a")));
	}

	@Test
	void rightHandSidesSeeTheItemAsItWas() {
		put(Map.of("a", Attribute.n(1), "b", Attribute.n(2)));
		update("SET a = b, b = a", Map.of(), Map.of());
		assertThat(item()).containsEntry("a", Attribute.n(2)).containsEntry("b", Attribute.n(1));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "n = :three | true", "n <> :three | false", "absent <> :three | true", "absent = :three | false",
					"s > :three | false", "begins_with(s, :he) | true", "begins_with(n, :he) | false",
					"contains(s, :he) | true", "contains(l, :he) | true", "contains(ss, :he) | true",
					"size(s) >= :three | true", "size(l) = :three | false", "attribute_type(n, :he) | error",
					"NOT n = :three AND attribute_exists(s) | false", "n IN (:three, :he) | true",
					"n = :three OR n = :he AND s = :three | true", "(n = :three OR n = :he) AND s = :three | false",
					"((n = :three)) | error", "n BETWEEN :three AND :three | true", "begins_with(s, :three) | error",
					"nothing(s) | error", "attribute_exists(:he) | error", "n = n | error", "n < | error" })
	void conditionsAreEvaluatedAsDocumented(String condition, String expected) {
		put(Map.of("n", Attribute.n("3.0"), "s", Attribute.s("hello"), "l", Attribute.list(List.of("he")), "ss",
				strings("he", "x")));
		Map<String, Attribute> values = new LinkedHashMap<>(Map.of(":three", Attribute.n(3), ":he", Attribute.s("he")));
		values.keySet().removeIf((name) -> !condition.contains(name));
		String outcome;
		try {
			this.model.updateItem(new UpdateItem("items", KEY, null, condition, Placeholders.values(values),
					ReturnValues.NONE, false));
			outcome = "true";
		}
		catch (ConditionalCheckFailedException ex) {
			outcome = "false";
		}
		catch (ServiceException ex) {
			assertThat(ex.code()).isEqualTo("ValidationException");
			outcome = "error";
		}
		assertThat(outcome).isEqualTo(expected);
	}

	@Test
	void failedConditionsChangeNothing() {
		put(Map.of("n", Attribute.n(1)));
		Map<String, Attribute> before = item();
		assertThatExceptionOfType(ConditionalCheckFailedException.class)
			.isThrownBy(() -> this.model.putItem(
					new PutItem("items", KEY, "attribute_not_exists(pk)", Placeholders.NONE, ReturnValues.NONE, true)))
			.satisfies((ex) -> assertThat(ex.item()).isEqualTo(before));
		assertThat(item()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET a = :v, a.b = :v", "SET a[0] = :v, a.b = :v", "SET a = :v SET b = :v",
			"SET state = :v", "SET a = :v +", "SET a[x] = :v", "REMOVE", "" })
	void mistakesInUpdatesAreRefused(String update) {
		assertFails("Invalid UpdateExpression",
				() -> update(update, Map.of(), update.contains(":v") ? Map.of(":v", Attribute.n(1)) : Map.of()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "pk = :p|0,1,2,3,4", "pk = :p AND sk > :two|3,4", "pk = :p AND sk >= :two|2,3,4",
					"pk = :p AND sk < :two|0,1", "pk = :p AND sk <= :two|0,1,2", "sk = :two AND pk = :p|2",
					"pk = :p AND sk BETWEEN :two AND :three|2,3" })
	void queriesReadARangeInBothDirections(String keyCondition, String expected) {
		for (int i = 0; i < 5; i++) {
			for (String pk : List.of("o", "p", "q")) {
				putItem(Map.of("pk", Attribute.s(pk), "sk", Attribute.n(i)));
			}
		}
		Map<String, Attribute> values = new LinkedHashMap<>(
				Map.of(":p", Attribute.s("p"), ":two", Attribute.n(2), ":three", Attribute.n(3)));
		values.keySet().removeIf((name) -> !keyCondition.contains(name));
		assertThat(String.join(",", query(keyCondition, values, true))).isEqualTo(expected);
		assertThat(new StringBuilder(String.join(",", query(keyCondition, values, false))).reverse())
			.hasToString(expected);
	}

	@Test
	void keyConditionsNeedTheHashKey() {
		assertFails("Query condition missed key schema element: pk",
				() -> query("sk = :two", Map.of(":two", Attribute.n(2)), true));
		assertFails("Query key condition not supported", () -> query("pk > :p", Map.of(":p", Attribute.s("p")), true));
		assertFails("does not match schema type", () -> query("pk = :p", Map.of(":p", Attribute.n(1)), true));
	}

	@Test
	void pagesEndAtOneMegabyte() {
		for (int i = 0; i < 8; i++) {
			putItem(Map.of("pk", Attribute.s("p"), "sk", Attribute.n(i), "data", Attribute.s("x".repeat(300_000))));
		}
		ItemPage page = this.model.scan(new Scan("items", Page.ALL, Placeholders.NONE, 0, 1));
		assertThat(page.items()).hasSize(4);
		assertThat(page.lastEvaluatedKey()).isEqualTo(Map.of("pk", Attribute.s("p"), "sk", Attribute.n(3)));
	}

	@Test
	void itemsAndKeysAreValidated() {
		assertFails("maximum allowed size", () -> put(Map.of("data", Attribute.s("x".repeat(400 * 1024)))));
		assertFails("Missing the key sk", () -> putItem(Map.of("pk", Attribute.s("p"))));
		assertFails("Type mismatch for key sk expected: N actual: S",
				() -> putItem(Map.of("pk", Attribute.s("p"), "sk", Attribute.s("1"))));
		assertFails("cannot contain an empty string",
				() -> putItem(Map.of("pk", Attribute.s(""), "sk", Attribute.n(1))));
		assertFails("does not match the schema", () -> this.model
			.getItem(new GetItem("items", Map.of("pk", Attribute.s("p")), null, Placeholders.NONE, true)));
		assertFails("38 significant digits", () -> Attribute.n("1" + "2".repeat(38)));
		assertFails("Number overflow", () -> Attribute.n("1e126"));
		assertFails("numeric value", () -> Attribute.n("one"));
	}

	@Test
	void projectionsKeepWhatTheyName() {
		put(Map.of("m", new Attribute.Document(Map.of("x", Attribute.n(1), "y", Attribute.n(2))), "l",
				Attribute.list(List.of("a", "b", "c"))));
		assertThat(this.model.getItem(new GetItem("items", KEY, "pk, m.y, l[2], l[0], absent", Placeholders.NONE, true))
			.attributes())
			.isEqualTo(Map.of("pk", Attribute.s("p"), "m", new Attribute.Document(Map.of("y", Attribute.n(2))), "l",
					Attribute.list(List.of("a", "c"))));
	}

	@Test
	void expiredItemsLeaveWhenTold() {
		this.model.updateTimeToLive(new UpdateTimeToLive("items", "ttl", true));
		put(Map.of("ttl", Attribute.n(this.clock.instant().getEpochSecond())));
		assertThat(this.model.removeExpired()).isZero();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(item()).isNotNull();
		assertThat(this.model.removeExpired()).isEqualTo(1);
		assertThat(item()).isNull();
	}

	private List<String> query(String keyCondition, Map<String, Attribute> values, boolean forward) {
		return this.model.query(new Query("items", keyCondition, Page.ALL, Placeholders.values(values), forward))
			.items()
			.stream()
			.map((item) -> ((Attribute.Number) item.get("sk")).text())
			.toList();
	}

	private void put(Map<String, Attribute> attributes) {
		Map<String, Attribute> item = new LinkedHashMap<>(KEY);
		item.putAll(attributes);
		putItem(item);
	}

	private void putItem(Map<String, Attribute> item) {
		this.model.putItem(new PutItem("items", item, null, Placeholders.NONE, ReturnValues.NONE, false));
	}

	private void update(String update, Map<String, String> names, Map<String, Attribute> values) {
		this.model.updateItem(
				new UpdateItem("items", KEY, update, null, new Placeholders(names, values), ReturnValues.NONE, false));
	}

	private Map<String, Attribute> item() {
		return this.model.getItem(new GetItem("items", KEY, null, Placeholders.NONE, true)).attributes();
	}

	private static Attribute strings(String... values) {
		return new Attribute.Elements("S", new LinkedHashSet<>(List.of(values).stream().map(Attribute::s).toList()));
	}

	private static void assertFails(String message, ThrowingCallable call) {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(call)
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("ValidationException"));
	}

}
