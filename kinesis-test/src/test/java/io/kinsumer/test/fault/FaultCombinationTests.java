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

package io.kinsumer.test.fault;

import java.time.Clock;
import java.util.Set;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.server.codec.Operations;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Rules that could never take effect are refused.
 */
class FaultCombinationTests {

	private static final String SHARD = "shardId-000000000000";

	private final EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().start();

	private final FaultRules faults = this.server.faults();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void everyOperationIsOfTheServiceItIsOf() {
		Set<String> names = new Operations(new KinesisModel(Clock.systemUTC()), new DynamoDbModel(Clock.systemUTC()))
			.names();
		assertThat(names).filteredOn((name) -> OperationTraits.service(name) == Service.DYNAMODB).hasSize(17);
		assertThat(names).contains("PutRecords", "BatchWriteItem", "BatchGetItem", "ListTables", "DescribeLimits");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ListStreams", "DescribeLimits", "PutItem", "ListTables" })
	void streamsAreForOperationsThatNameOne(String operation) {
		assertRefused("A rule for stream 'orders' never matches " + operation + ", which names no stream: leave one of",
				() -> this.faults.on(operation).stream("orders").throttle());
		assertRefused("never matches " + operation,
				() -> this.faults.on("GetRecords", operation).stream("orders").throttle());
	}

	@ParameterizedTest
	@ValueSource(strings = { "ListTables", "GetRecords" })
	void tablesAreForOperationsThatNameOne(String operation) {
		assertRefused("A rule for table 'leases' never matches " + operation,
				() -> this.faults.on(operation).table("leases").throttle());
	}

	@ParameterizedTest
	@ValueSource(strings = { "ListShards", "DescribeStream", "CreateStream", "PutItem" })
	void shardsAreForOperationsThatNameOne(String operation) {
		assertRefused("A rule for shard '" + SHARD + "' never matches " + operation,
				() -> this.faults.on(operation).shard(SHARD).throttle());
	}

	@Test
	void partitionKeysAreForPuts() {
		assertRefused("A rule for partitionKey 'k' never matches GetRecords",
				() -> this.faults.on("GetRecords").partitionKey("k").throttle());
		assertRefused("partitionKey has 0 characters", () -> this.faults.on("PutRecord").partitionKey(""));
		assertThatCode(() -> this.faults.on("PutRecord", "PutRecords").partitionKey("k").throttle())
			.doesNotThrowAnyException();
	}

	@Test
	void whatIsOfOneServiceExcludesTheOther() {
		assertRefused("table 'leases' never matches stream 'orders'",
				() -> this.faults.onAny().table("leases").stream("orders").throttle());
		assertRefused("table 'leases' never matches shard",
				() -> this.faults.onAny().table("leases").shard(SHARD).throttle());
		assertRefused("stream 'orders' never matches service DYNAMODB",
				() -> this.faults.onAny().service(Service.DYNAMODB).stream("orders").throttle());
		assertRefused("table 'leases' never matches service KINESIS",
				() -> this.faults.onAny().service(Service.KINESIS).table("leases").throttle());
		assertRefused("service KINESIS never matches PutItem, which is an operation of DYNAMODB",
				() -> this.faults.on("PutItem").service(Service.KINESIS).throttle());
	}

	@Test
	void actionsAreForOperationsThatHaveThem() {
		assertRefused("Iterators expire at GetRecords only, not at GetRecords, PutRecord: say on(\"GetRecords\")",
				() -> this.faults.on("GetRecords", "PutRecord").expireIterator());
		assertRefused("Subscriptions end at SubscribeToShard only, not at any call",
				() -> this.faults.onAny().endSubscription(0));
		assertRefused("events is -1", () -> this.faults.on("SubscribeToShard").endSubscription(-1));
		assertRefused("say dropAnswer()", () -> this.faults.onAny().afterEffect().refuseConnection());
		assertRefused("say dropAnswer()", () -> this.faults.onAny().afterEffect().dropRequest());
	}

	@Test
	void entriesAreForCallsThatHaveThem() {
		assertRefused("PutRecord has no entries that fail each by itself",
				() -> this.faults.on("PutRecord").entries().throttle());
		assertRefused("say on(\"PutRecords\")", () -> this.faults.onAny().entries().throttle());
		assertRefused("Entries of BatchWriteItem have no errors of their own: say throttle()",
				() -> this.faults.on("BatchWriteItem").entries().error("InternalFailure", "m"));
		assertRefused("leave out afterEffect()",
				() -> this.faults.on("BatchGetItem").entries().afterEffect().throttle());
		assertRefused("code is '1'", () -> this.faults.on("PutRecords").entries().error("1", "m"));
		assertRefused("shard '" + SHARD + "' never matches BatchWriteItem",
				() -> this.faults.on("BatchWriteItem").entries().shard(SHARD).throttle());
	}

	private void assertRefused(String message, ThrowingCallable rule) {
		assertThatIllegalArgumentException().isThrownBy(rule).withMessageContaining(message);
		assertThat(this.faults.rules()).isEmpty();
	}

}
