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

package io.kinsumer.spring.template;

import java.util.List;
import java.util.Map;

import io.kinsumer.core.record.IllegalPartitionKeyException;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Keys and destinations of records.
 */
class SendKeyTests {

	private final TestTemplate template = new TestTemplate();

	@Test
	void passesKeysAndHeaders() {
		this.template.template()
			.sendAsync(
					SendRequest.of("orders", "x").withExplicitHashKey("12").withHeader("a", "1").withHeader("b", "2"));
		assertThat(this.template.record("orders").partitionKey()).isNull();
		assertThat(this.template.record("orders").explicitHashKey()).isEqualTo("12");
		assertThat(this.template.record("orders").headers()).isEqualTo(Map.of("a", "1", "b", "2"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 257, 100_000 })
	void refusesImpossibleKeysBeforeAnythingIsSent(int length) {
		assertThatExceptionOfType(IllegalPartitionKeyException.class)
			.isThrownBy(() -> this.template.template().sendAsync("orders", "k".repeat(length), "x"))
			.withMessageContaining(length + " characters");
		assertThat(this.template.sender("orders").records).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "x", "340282366920938463463374607431768211456" })
	void refusesImpossibleHashKeys(String hashKey) {
		assertThatIllegalArgumentException().isThrownBy(
				() -> this.template.template().sendAsync(SendRequest.of("orders", "x").withExplicitHashKey(hashKey)));
	}

	@Test
	void somethingMustSayWhereTo() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.template.template().send(SendRequest.of("x")))
			.withMessageContaining("kinesis.template.default-destination");
		this.template.options = new KinesisTemplateOptions("orders", null, false, List.of(), List.of());
		this.template.template().send(SendRequest.of("x"));
		assertThat(TestTemplate.payload(this.template.record("orders"))).isEqualTo("x");
	}

	@Test
	void extractorsFindTheKeyOfWhatHasNone() {
		this.template.options = new KinesisTemplateOptions(null, null, false,
				List.of(PartitionKeyExtractor.forType(TestTemplate.Order.class, TestTemplate.Order::customer),
						(destination, payload) -> destination.equals("keyed") ? "second" : null),
				List.of());
		this.template.template().send("orders", new TestTemplate.Order("ann"));
		this.template.template().send("orders", "given", new TestTemplate.Order("ann"));
		this.template.template().send("orders", "text");
		this.template.template().send("keyed", "text");
		this.template.template().send("keyed", new TestTemplate.Order("bob"));
		assertThat(this.template.sender("orders").records).extracting(UserRecord::partitionKey)
			.containsExactly("ann", "given", null);
		assertThat(this.template.sender("keyed").records).extracting(UserRecord::partitionKey)
			.containsExactly("second", "bob");
	}

}
