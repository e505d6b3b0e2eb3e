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

package io.kinsumer.test.dynamodb.expression;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.dynamodb.value.Attributes;
import io.kinsumer.test.fault.ServiceException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Expressions against oracles in plain Java.
 */
class ExpressionProperties {

	private static final List<String> NAMES = List.of("a", "b", "c");

	private static final Map<String, Attribute> VALUES = Map.of(":v0", Attribute.n(0), ":v1", Attribute.n(1), ":v2",
			Attribute.n("2.0"));

	@Property(tries = 2000)
	void conditionsMeanWhatTheirTreesMean(@ForAll("items") Map<String, Integer> item,
			@ForAll("conditions") Sentence sentence) {
		Map<String, Attribute> attributes = new LinkedHashMap<>();
		item.forEach((name, value) -> attributes.put(name, Attribute.n(value)));
		Map<String, Attribute> used = new LinkedHashMap<>(VALUES);
		used.keySet().removeIf((name) -> !sentence.text().contains(name));
		Expressions expressions = Expressions.ofWrite(sentence.text(), null, Placeholders.values(used));
		assertThat(expressions.holds(attributes)).as(sentence.text()).isEqualTo(sentence.oracle().test(item));
	}

	@Property
	void arithmeticIsExact(@ForAll("numbers") BigDecimal one, @ForAll("numbers") BigDecimal other) {
		Map<String, Attribute> item = Map.of("n", Attribute.n(one.toString()));
		Placeholders placeholders = Placeholders.values(Map.of(":x", Attribute.n(other.toString())));
		Map<String, Attribute> result = Expressions
			.ofWrite(null, "SET plus_ = n + :x, less_ = n - :x ADD n :x", placeholders)
			.apply(item);
		assertThat(((Attribute.Number) value(result, "plus_")).value()).isEqualByComparingTo(one.add(other));
		assertThat(((Attribute.Number) value(result, "less_")).value()).isEqualByComparingTo(one.subtract(other));
		assertThat(((Attribute.Number) value(result, "n")).value()).isEqualByComparingTo(one.add(other));
	}

	@Property
	void stringsAreComparedAsUtf8(@ForAll String one, @ForAll String other) {
		byte[] a = one.getBytes(StandardCharsets.UTF_8);
		byte[] b = other.getBytes(StandardCharsets.UTF_8);
		if (!new String(a, StandardCharsets.UTF_8).equals(one)
				|| !new String(b, StandardCharsets.UTF_8).equals(other)) {
			return;
		}
		assertThat(Integer.signum(Attributes.compare(Attribute.s(one), Attribute.s(other))))
			.isEqualTo(Integer.signum(Arrays.compareUnsigned(a, b)));
		assertThat(Attribute.s(one).size()).isEqualTo(a.length);
	}

	@Property
	void removingIndexesUsesTheirOldMeaning(@ForAll("indexes") List<Integer> removed) {
		List<String> list = List.of("0", "1", "2", "3", "4", "5");
		String update = "REMOVE " + String.join(", ", removed.stream().map((index) -> "l[" + index + "]").toList());
		Map<String, Attribute> after = Expressions.ofWrite(null, update, Placeholders.NONE)
			.apply(Map.of("l", Attribute.list(list)));
		assertThat(value(after, "l")).isEqualTo(Attribute
			.list(list.stream().filter((element) -> !removed.contains(Integer.valueOf(element))).toList()));
	}

	@Property
	void whateverTheTextParsersOnlyAnswerWithValidationErrors(@ForAll("fragments") List<String> fragments) {
		String text = String.join(" ", fragments);
		for (Runnable parse : List.<Runnable>of(() -> Expressions.ofWrite(text, null, Placeholders.NONE),
				() -> Expressions.ofWrite(null, text, Placeholders.NONE),
				() -> Expressions.ofRead(text, null, text, Placeholders.NONE))) {
			try {
				parse.run();
			}
			catch (ServiceException ex) {
				assertThat(ex.code()).isEqualTo("ValidationException");
			}
		}
	}

	@Provide
	Arbitrary<List<String>> fragments() {
		return Arbitraries
			.of("a", "#n", ":v", "(", ")", "[", "]", "0", "99999999999", ".", ",", "=", "<>", "<", "AND", "OR", "NOT",
					"BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE", "size", "contains", "if_not_exists", "+", "-",
					"%", "\u00e9", "", "\"")
			.list()
			.ofMaxSize(12);
	}

	@Provide
	Arbitrary<List<Integer>> indexes() {
		return Arbitraries.integers().between(0, 8).list().uniqueElements().ofMinSize(1).ofMaxSize(6);
	}

	@Provide
	Arbitrary<BigDecimal> numbers() {
		return Arbitraries.bigDecimals().between(new BigDecimal("-1e15"), new BigDecimal("1e15")).ofScale(6);
	}

	@Provide
	Arbitrary<Map<String, Integer>> items() {
		return Arbitraries.maps(Arbitraries.of(NAMES), Arbitraries.integers().between(0, 2)).ofMaxSize(3);
	}

	@Provide
	Arbitrary<Sentence> conditions() {
		return Arbitraries.lazyOf(this::leaf, this::leaf, this::between, this::in, this::exists, this::not, this::and,
				this::or);
	}

	private Arbitrary<Sentence> leaf() {
		return Combinators
			.combine(Arbitraries.of(NAMES), Arbitraries.of("=", "<>", "<", "<=", ">", ">="),
					Arbitraries.integers().between(0, 2))
			.as((name, comparator, value) -> new Sentence(name + " " + comparator + " :v" + value, (item) -> {
				Integer left = item.get(name);
				return switch (comparator) {
					case "=" -> left != null && left.intValue() == value;
					case "<>" -> left == null || left.intValue() != value;
					case "<" -> left != null && left < value;
					case "<=" -> left != null && left <= value;
					case ">" -> left != null && left > value;
					default -> left != null && left >= value;
				};
			}));
	}

	private Arbitrary<Sentence> between() {
		return Arbitraries.of(NAMES)
			.map((name) -> new Sentence(name + " BETWEEN :v0 AND :v1",
					(item) -> item.containsKey(name) && item.get(name) <= 1));
	}

	private Arbitrary<Sentence> in() {
		return Arbitraries.of(NAMES)
			.map((name) -> new Sentence(name + " IN (:v0, :v2)",
					(item) -> item.containsKey(name) && item.get(name) != 1));
	}

	private Arbitrary<Sentence> exists() {
		return Combinators.combine(Arbitraries.of(NAMES), Arbitraries.of(true, false))
			.as((name, exists) -> new Sentence((exists ? "attribute_exists(" : "attribute_not_exists(") + name + ")",
					(item) -> item.containsKey(name) == exists));
	}

	private Arbitrary<Sentence> not() {
		return conditions().map((it) -> new Sentence("NOT (" + it.text() + ")", (item) -> !it.oracle().test(item)));
	}

	// the weaker operator is parenthesised only where the grammar needs it
	private Arbitrary<Sentence> and() {
		return Combinators.combine(conditions(), leaf())
			.as((left, right) -> new Sentence(
					(left.weak() ? "(" + left.text() + ")" : left.text()) + " AND " + right.text(),
					(item) -> left.oracle().test(item) && right.oracle().test(item)));
	}

	private Arbitrary<Sentence> or() {
		return Combinators.combine(conditions(), leaf())
			.as((left, right) -> new Sentence(left.text() + " OR " + right.text(),
					(item) -> left.oracle().test(item) || right.oracle().test(item), true));
	}

	private static Attribute value(Map<String, Attribute> item, String name) {
		return item.get(name);
	}

	/**
	 * A condition as text, and what it means.
	 */
	record Sentence(String text, Predicate<Map<String, Integer>> oracle, boolean weak) {

		Sentence(String text, Predicate<Map<String, Integer>> oracle) {
			this(text, oracle, false);
		}

	}

}
