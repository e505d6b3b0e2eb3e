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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.kinsumer.test.MutableClock;
import io.kinsumer.test.dynamodb.BatchRequest.BatchGetItem;
import io.kinsumer.test.dynamodb.BatchRequest.BatchWriteItem;
import io.kinsumer.test.dynamodb.BatchRequest.TransactWriteItems;
import io.kinsumer.test.dynamodb.DynamoDbRequest.CreateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DeleteTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DescribeTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.GetItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.ListTables;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Page;
import io.kinsumer.test.dynamodb.DynamoDbRequest.PutItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Scan;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Write;
import io.kinsumer.test.dynamodb.expression.Placeholders;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.fault.ServiceException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Provisioned capacity and states of tables by the clock.
 */
class CapacityAndStatesTests {

	private static final String THROTTLED = "ProvisionedThroughputExceededException";

	private final MutableClock clock = new MutableClock();

	private DynamoDbModel model = model(Duration.ZERO, true);

	@Test
	void writesBeyondTheCapacityAreThrottledUntilTimePasses() {
		create(BillingMode.PROVISIONED, 5, 2);
		put("a");
		put("b");
		assertFails(THROTTLED, () -> put("c"));
		this.clock.advance(Duration.ofMillis(500));
		put("c");
		assertFails(THROTTLED, () -> put("d"));
	}

	@Test
	void unusedCapacityIsKeptForFiveMinutes() {
		create(BillingMode.PROVISIONED, 5, 1);
		this.clock.advance(Duration.ofHours(1));
		for (int i = 0; i < 300; i++) {
			put("k" + i);
		}
		assertFails(THROTTLED, () -> put("more"));
	}

	@Test
	void largeRequestsOverdrawRatherThanWaitForEver() {
		create(BillingMode.PROVISIONED, 5, 1);
		this.model.putItem(put("big", Map.of("v", Attribute.s("x".repeat(5000)))));
		this.clock.advance(Duration.ofSeconds(4));
		assertFails(THROTTLED, () -> put("a"));
		this.clock.advance(Duration.ofSeconds(1));
		put("a");
	}

	@Test
	void eventuallyConsistentReadsCostHalf() {
		create(BillingMode.PROVISIONED, 1, 5);
		get(false);
		get(false);
		assertFails(THROTTLED, () -> get(false));
		this.clock.advance(Duration.ofSeconds(1));
		get(true);
		assertFails(THROTTLED, () -> get(false));
		assertFails(THROTTLED, () -> this.model.scan(new Scan("items", Page.ALL, Placeholders.NONE, 0, 1)));
	}

	@Test
	void onDemandTablesAndSwitchedOffThrottlingHaveNoLimit() {
		create(BillingMode.PAY_PER_REQUEST, 0, 0);
		assertThatCode(() -> putMany(1000)).doesNotThrowAnyException();
		this.model = model(Duration.ZERO, false);
		create(BillingMode.PROVISIONED, 1, 1);
		assertThatCode(() -> putMany(1000)).doesNotThrowAnyException();
	}

	private void putMany(int count) {
		for (int i = 0; i < count; i++) {
			put("k" + i);
		}
	}

	@Test
	void batchesHandBackWhatTheCapacityDoesNotAllow() {
		create(BillingMode.PROVISIONED, 1, 2);
		List<Write> writes = List.of(put("a", Map.of()), put("b", Map.of()), put("c", Map.of()));
		assertThat(this.model.batchWriteItem(new BatchWriteItem(writes)).unprocessed()).containsExactly(writes.get(2));
		assertFails(THROTTLED, () -> this.model.batchWriteItem(new BatchWriteItem(writes)));
		List<GetItem> gets = List.of(get("a", true), get("b", true));
		var result = this.model.batchGetItem(new BatchGetItem(gets));
		assertThat(result.items().get("items")).hasSize(1);
		assertThat(result.unprocessed()).containsExactly(gets.get(1));
		assertFails(THROTTLED, () -> this.model.batchGetItem(new BatchGetItem(gets)));
	}

	@Test
	void transactionsCostTwiceAndAreCanceledWhenThrottled() {
		create(BillingMode.PROVISIONED, 1, 3);
		this.model.transactWriteItems(new TransactWriteItems(List.of(put("a", Map.of())), null));
		assertThatExceptionOfType(TransactionCanceledException.class)
			.isThrownBy(() -> this.model.transactWriteItems(new TransactWriteItems(List.of(put("b", Map.of())), null)))
			.satisfies((ex) -> assertThat(ex.reasons()).singleElement()
				.satisfies((reason) -> assertThat(reason.code()).isEqualTo("ProvisionedThroughputExceeded")));
	}

	@Test
	void capacityAndBillingModeAreChanged() {
		create(BillingMode.PROVISIONED, 1, 1);
		assertFails("ValidationException", () -> update(null, 0, 0));
		assertFails("ValidationException", () -> update(null, 1, 1));
		assertFails("ValidationException", () -> update(null, 2, 0));
		assertFails("ValidationException", () -> update(BillingMode.PAY_PER_REQUEST, 1, 1));
		update(null, 1, 100);
		assertThatCode(() -> putMany(100)).doesNotThrowAnyException();
		assertFails(THROTTLED, () -> put("more"));
		update(BillingMode.PAY_PER_REQUEST, 0, 0);
		assertThatCode(() -> putMany(1000)).doesNotThrowAnyException();
		assertThat(this.model.describeTable(new DescribeTable("items")).billingMode())
			.isEqualTo(BillingMode.PAY_PER_REQUEST);
	}

	@Test
	void tablesChangeStateByTheClock() {
		this.model = model(Duration.ofSeconds(10), true);
		create(BillingMode.PAY_PER_REQUEST, 0, 0);
		assertThat(status()).isEqualTo("CREATING");
		assertFails("ResourceNotFoundException", () -> put("a"));
		assertFails("ResourceNotFoundException",
				() -> this.model.transactWriteItems(new TransactWriteItems(List.of(put("a", Map.of())), null)));
		assertFails("ResourceInUseException", () -> update(BillingMode.PROVISIONED, 1, 1));
		assertFails("ResourceInUseException", this::delete);
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(status()).isEqualTo("ACTIVE");
		put("a");
		update(BillingMode.PROVISIONED, 1, 1);
		assertThat(status()).isEqualTo("UPDATING");
		put("b");
		this.clock.advance(Duration.ofSeconds(10));
		delete();
		delete();
		assertThat(status()).isEqualTo("DELETING");
		assertFails("ResourceInUseException", () -> create(BillingMode.PAY_PER_REQUEST, 0, 0));
		this.clock.advance(Duration.ofSeconds(10));
		assertFails("ResourceNotFoundException", this::status);
		assertThat(this.model.listTables(new ListTables(null, null)).tableNames()).isEmpty();
		create(BillingMode.PAY_PER_REQUEST, 0, 0);
		assertThat(status()).isEqualTo("CREATING");
	}

	private DynamoDbModel model(Duration transition, boolean throttling) {
		return new DynamoDbModel(this.clock,
				DynamoDbOptions.defaults().withTransition(transition).withThrottling(throttling),
				Gate.open(Service.DYNAMODB));
	}

	private void create(BillingMode mode, long read, long write) {
		this.model.createTable(new CreateTable("items", KeySchema.ofStrings("pk", null), mode, read, write));
	}

	private void update(BillingMode mode, long read, long write) {
		this.model.updateTable(new UpdateTable("items", mode, read, write));
	}

	private void delete() {
		this.model.deleteTable(new DeleteTable("items"));
	}

	private String status() {
		return this.model.describeTable(new DescribeTable("items")).status();
	}

	private void put(String key) {
		this.model.putItem(put(key, Map.of()));
	}

	private static PutItem put(String key, Map<String, Attribute> attributes) {
		Map<String, Attribute> item = new HashMap<>(attributes);
		item.put("pk", Attribute.s(key));
		return new PutItem("items", item, null, Placeholders.NONE, ReturnValues.NONE, false);
	}

	private void get(boolean consistent) {
		this.model.getItem(get("a", consistent));
	}

	private static GetItem get(String key, boolean consistent) {
		return new GetItem("items", Map.of("pk", Attribute.s(key)), null, Placeholders.NONE, consistent);
	}

	private static void assertFails(String code, ThrowingCallable call) {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
