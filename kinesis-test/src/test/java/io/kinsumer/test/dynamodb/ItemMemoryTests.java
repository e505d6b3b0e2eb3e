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
import java.util.List;
import java.util.Map;

import io.kinsumer.test.MutableClock;
import io.kinsumer.test.dynamodb.BatchRequest.TransactWriteItems;
import io.kinsumer.test.dynamodb.DynamoDbRequest.CreateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DeleteItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DeleteTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.PutItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateTimeToLive;
import io.kinsumer.test.dynamodb.expression.Placeholders;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.fault.ServiceException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The memory cap of DynamoDB.
 */
class ItemMemoryTests {

	private static final int CAP = 10_000;

	/** Three attributes, two of them with names and values of a few bytes. */
	private static final int ITEM = 200 + 3 * 100 + 5_000;

	private final MutableClock clock = new MutableClock();

	private final DynamoDbModel model = new DynamoDbModel(this.clock, DynamoDbOptions.defaults().withMemoryCap(CAP),
			Gate.open(Service.DYNAMODB));

	@BeforeEach
	void createTable() {
		this.model
			.createTable(new CreateTable("items", KeySchema.ofStrings("pk", null), BillingMode.PAY_PER_REQUEST, 0, 0));
		this.model.updateTimeToLive(new UpdateTimeToLive("items", "ttl", true));
	}

	@Test
	void atTheCapItemsAreRefusedUntilOthersLeave() {
		this.model.putItem(put("a", 5_000));
		long used = this.model.memoryUsed();
		assertThat(used).isBetween((long) ITEM, ITEM + 50L);
		assertRefused(() -> this.model.putItem(put("b", 5_000)));
		assertThat(this.model.memoryUsed()).isEqualTo(used);
		this.model.putItem(put("a", 5_000));
		assertThat(this.model.memoryUsed()).isEqualTo(used);
		this.model.putItem(put("a", 4_000));
		assertThat(this.model.memoryUsed()).isEqualTo(used - 1_000);
		this.model.deleteItem(delete("a"));
		assertThat(this.model.memoryUsed()).isZero();
		this.model.putItem(put("b", 5_000));
	}

	@Test
	void theRefusalNamesCapAndRemedy() {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> this.model.putItem(put("a", 20_000)))
			.withMessageContaining("keeps 0 bytes of items")
			.withMessageContaining("memory cap of 10000 bytes")
			.withMessageContaining("Raise the cap");
	}

	@Test
	void whatHasExpiredMakesRoom() {
		this.model.putItem(put("a", 5_000));
		this.clock.advance(Duration.ofSeconds(1));
		this.model.removeExpired();
		assertThat(this.model.memoryUsed()).isZero();
	}

	@Test
	void deletedTablesMakeRoom() {
		this.model.putItem(put("a", 5_000));
		this.model.deleteTable(new DeleteTable("items"));
		assertThat(this.model.memoryUsed()).isZero();
	}

	@Test
	void transactionsCountAsLongAsTheirTokensDo() {
		this.model.transactWriteItems(new TransactWriteItems(List.of(put("a", 2_000)), "one"));
		this.model.deleteItem(delete("a"));
		assertThat(this.model.memoryUsed()).isGreaterThan(2_000);
		assertRefused(() -> this.model.transactWriteItems(new TransactWriteItems(List.of(put("b", 8_000)), "two")));
		this.clock.advance(Duration.ofMinutes(10));
		this.model.transactWriteItems(new TransactWriteItems(List.of(put("b", 10)), "three"));
		assertThat(this.model.memoryUsed()).isLessThan(2_000);
	}

	@Test
	void theCapIsAtLeastOneByte() {
		assertThatIllegalArgumentException().isThrownBy(() -> DynamoDbOptions.defaults().withMemoryCap(0))
			.withMessageContaining("memoryCap is 0 but must be at least 1 byte");
	}

	private PutItem put(String key, int size) {
		return new PutItem("items",
				Map.of("pk", Attribute.s(key), "data", Attribute.s("x".repeat(size)), "ttl",
						Attribute.n(this.clock.instant().getEpochSecond())),
				null, Placeholders.NONE, ReturnValues.NONE, false);
	}

	private static DeleteItem delete(String key) {
		return new DeleteItem("items", Map.of("pk", Attribute.s(key)), null, Placeholders.NONE, ReturnValues.NONE,
				false);
	}

	private static void assertRefused(ThrowingCallable call) {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("MemoryCapExceededException"));
	}

}
