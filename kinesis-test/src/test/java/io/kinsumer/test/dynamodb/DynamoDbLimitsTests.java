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
import java.util.stream.IntStream;

import io.kinsumer.test.MutableClock;
import io.kinsumer.test.dynamodb.BatchRequest.BatchGetItem;
import io.kinsumer.test.dynamodb.BatchRequest.TransactGetItems;
import io.kinsumer.test.dynamodb.DynamoDbRequest.CreateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.GetItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Page;
import io.kinsumer.test.dynamodb.DynamoDbRequest.PutItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Scan;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateTimeToLive;
import io.kinsumer.test.dynamodb.DynamoDbResult.BatchGetResult;
import io.kinsumer.test.dynamodb.expression.Placeholders;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.ServiceException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Sizes and counts that requests must keep to.
 */
class DynamoDbLimitsTests {

	private final MutableClock clock = new MutableClock();

	private final DynamoDbModel model = new DynamoDbModel(this.clock);

	DynamoDbLimitsTests() {
		this.model
			.createTable(new CreateTable("items", KeySchema.ofStrings("pk", "sk"), BillingMode.PAY_PER_REQUEST, 0, 0));
	}

	@Test
	void partitionKeysHaveUpTo2048BytesAndSortKeysUpTo1024() {
		put("ä".repeat(1024), "x".repeat(1024), "");
		assertFails(() -> put("ä".repeat(1024) + "x", "x", ""));
		assertFails(() -> put("x", "x".repeat(1025), ""));
		assertFails(() -> this.model.getItem(get("x".repeat(2049), "x")));
	}

	@Test
	void aBatchReadsNoMoreThan16Mebibytes() {
		IntStream.range(0, 100).forEach((i) -> put("p", "s" + i, "x".repeat(300 * 1024)));
		BatchGetResult result = this.model
			.batchGetItem(new BatchGetItem(IntStream.range(0, 100).mapToObj((i) -> get("p", "s" + i)).toList()));
		assertThat(result.items().get("items")).hasSize(54);
		assertThat(result.unprocessed()).hasSize(46);
	}

	@Test
	void aTransactionReadsNoMoreThan4Mebibytes() {
		List<GetItem> gets = IntStream.range(0, 11).mapToObj((i) -> {
			put("p", "s" + i, "x".repeat(399 * 1024));
			return get("p", "s" + i);
		}).toList();
		assertThat(this.model.transactGetItems(new TransactGetItems(gets.subList(0, 10))).items()).hasSize(10);
		assertFails(() -> this.model.transactGetItems(new TransactGetItems(gets)));
	}

	@Test
	void scansHaveUpToAMillionSegments() {
		this.model.scan(new Scan("items", Page.ALL, Placeholders.NONE, 0, 1_000_000));
		assertFails(() -> this.model.scan(new Scan("items", Page.ALL, Placeholders.NONE, 0, 1_000_001)));
		assertFails(() -> this.model.scan(new Scan("items", Page.ALL, Placeholders.NONE, 0, 0)));
	}

	@Test
	void timeToLiveIsChangedOnceAnHour() {
		this.model.updateTimeToLive(new UpdateTimeToLive("items", "expires", true));
		this.clock.advance(Duration.ofMinutes(59));
		assertFails(() -> this.model.updateTimeToLive(new UpdateTimeToLive("items", "expires", false)));
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(this.model.updateTimeToLive(new UpdateTimeToLive("items", "expires", false)).enabled()).isFalse();
	}

	@Test
	void refusedChangesOfTimeToLiveDoNotCount() {
		for (String name : List.of("", "x".repeat(256))) {
			assertFails(() -> this.model.updateTimeToLive(new UpdateTimeToLive("items", name, true)));
		}
		assertThat(this.model.updateTimeToLive(new UpdateTimeToLive("items", "expires", true)).enabled()).isTrue();
	}

	private void put(String pk, String sk, String data) {
		this.model.putItem(
				new PutItem("items", Map.of("pk", Attribute.s(pk), "sk", Attribute.s(sk), "data", Attribute.s(data)),
						null, Placeholders.NONE, ReturnValues.NONE, false));
	}

	private static GetItem get(String pk, String sk) {
		return new GetItem("items", Map.of("pk", Attribute.s(pk), "sk", Attribute.s(sk)), null, Placeholders.NONE,
				true);
	}

	private static void assertFails(ThrowingCallable call) {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("ValidationException"));
	}

}
