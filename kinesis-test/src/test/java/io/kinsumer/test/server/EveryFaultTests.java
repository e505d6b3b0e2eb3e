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

package io.kinsumer.test.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

import io.kinsumer.test.fault.FaultRule;
import io.kinsumer.test.fault.FaultRules;
import io.kinsumer.test.fault.Service;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.InternalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Every fault of whole calls, made in code and over HTTP, as the AWS SDK meets it.
 */
class EveryFaultTests extends FaultScene {

	@ParameterizedTest
	@EnumSource
	void throttlesAreThoseOfTheOperationAndByOperation(Way way) throws Exception {
		make(way, (faults) -> faults.on("PutRecord", "ListShards", "DescribeTable").throttle(),
				"{'operations':['PutRecord','ListShards','DescribeTable'],'fault':'throttle'}");
		assertCode("ProvisionedThroughputExceededException", 400, () -> put("orders", LOWER));
		assertCode("LimitExceededException", 400,
				() -> this.kinesis.listShards((it) -> it.streamName("orders")).join());
		assertCode("ThrottlingException", 400, () -> this.dynamoDb.describeTable((it) -> it.tableName("leases")));
		assertThat(this.server.records("orders")).isEmpty();
		assertThat(this.kinesis.listStreams().join().streamNames()).hasSize(2);
	}

	@ParameterizedTest
	@EnumSource
	void rulesAreForAStream(Way way) throws Exception {
		make(way, (faults) -> faults.onAny().stream("orders").throttle(), "{'stream':'orders','fault':'throttle'}");
		assertCode("ProvisionedThroughputExceededException", 400, () -> put("orders", LOWER));
		assertThatCode(() -> put("other", LOWER)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@EnumSource
	void rulesAreForAShardOfPutsAndReads(Way way) throws Exception {
		String first = iterator(FIRST);
		String second = iterator(SECOND);
		make(way, (faults) -> faults.on("PutRecord", "PutRecords", "GetRecords").shard(SECOND).throttle(),
				"{'operations':['PutRecord','PutRecords','GetRecords'],'shard':'shardId-000000000001','fault':'throttle'}");
		assertThatCode(() -> put("orders", LOWER)).doesNotThrowAnyException();
		assertCode("ProvisionedThroughputExceededException", 400, () -> put("orders", UPPER));
		assertThat(putAll(LOWER, LOWER).failedRecordCount()).isZero();
		assertCode("ProvisionedThroughputExceededException", 400, () -> putAll(LOWER, UPPER));
		assertThat(this.kinesis.getRecords((it) -> it.shardIterator(first)).join().records()).hasSize(3);
		assertCode("ProvisionedThroughputExceededException", 400,
				() -> this.kinesis.getRecords((it) -> it.shardIterator(second)).join());
	}

	@ParameterizedTest
	@EnumSource
	void rulesAreForATable(Way way) throws Exception {
		make(way, (faults) -> faults.onAny().table("leases").throttle(), "{'table':'leases','fault':'throttle'}");
		assertCode("ProvisionedThroughputExceededException", 400, () -> putItem("leases", "a"));
		assertThatCode(() -> putItem("others", "a")).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@EnumSource
	void rulesAreForAPartitionKey(Way way) throws Exception {
		make(way, (faults) -> faults.on("PutRecord").partitionKey("poison").error("InternalFailure", 500),
				"{'operations':['PutRecord'],'partitionKey':'poison','fault':'error','code':'InternalFailure'}");
		assertThatCode(() -> put("orders", LOWER)).doesNotThrowAnyException();
		assertCode("InternalFailure", 500,
				() -> this.kinesis
					.putRecord(
							(it) -> it.streamName("orders").partitionKey("poison").data(SdkBytes.fromUtf8String("x")))
					.join());
	}

	@ParameterizedTest
	@EnumSource
	void rulesCount(Way way) throws Exception {
		FaultRule rule = make(way, (faults) -> faults.on("PutRecord").skip(1).times(2).throttle(),
				"{'operations':['PutRecord'],'skip':1,'times':2,'fault':'throttle'}");
		assertThat(outcomes(5)).isEqualTo(".xx..");
		assertThat(rule.matched()).isEqualTo(5);
		assertThat(rule.fired()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void seedsRepeatThemselves(Way way) throws Exception {
		Consumer<FaultRules> code = (faults) -> faults.on("PutRecord").probability(0.5, 7).throttle();
		String json = "{'operations':['PutRecord'],'probability':0.5,'seed':7,'fault':'throttle'}";
		make(way, code, json);
		String first = outcomes(30);
		this.server.faults().clear();
		make(Way.CODE, code, json);
		assertThat(outcomes(30)).isEqualTo(first).contains("x", ".");
	}

	@ParameterizedTest
	@EnumSource
	void errorsHaveTheirCodeStatusAndMessage(Way way) throws Exception {
		make(way, (faults) -> faults.onAny().error("KMSDisabledException", 418, "no key"),
				"{'fault':'error','code':'KMSDisabledException','status':418,'message':'no key'}");
		assertCode("KMSDisabledException", 418, () -> put("orders", LOWER));
		assertCode("KMSDisabledException", 418, () -> this.dynamoDb.listTables());
		assertThat(catchThrowable(() -> this.dynamoDb.listTables())).hasMessageContaining("no key");
	}

	@ParameterizedTest
	@EnumSource
	void delaysHoldCallsBack(Way way) throws Exception {
		make(way, (faults) -> faults.on("PutRecord").delay(Duration.ofMillis(400)),
				"{'operations':['PutRecord'],'fault':'delay','millis':400}");
		assertThat(timed(() -> put("orders", LOWER))).isGreaterThan(Duration.ofMillis(395));
		assertThat(this.server.records("orders")).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void delaysAfterTheEffectHoldAnswersBack(Way way) throws Exception {
		make(way, (faults) -> faults.on("PutItem").table("leases").afterEffect().delay(Duration.ofMillis(400)),
				"{'operations':['PutItem'],'table':'leases','afterEffect':true,'fault':'delay','millis':400}");
		assertThat(timed(() -> putItem("leases", "a"))).isGreaterThan(Duration.ofMillis(395));
		assertThat(this.server.dynamoDb().items("leases")).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void connectionsAreRefused(Way way) throws Exception {
		make(way, (faults) -> faults.onAny().service(Service.KINESIS).refuseConnection(),
				"{'service':'KINESIS','fault':'refuseConnection'}");
		assertLost(() -> put("orders", LOWER));
		assertThat(this.server.records("orders")).isEmpty();
		assertThat(this.dynamoDb.listTables().tableNames()).hasSize(2);
	}

	@ParameterizedTest
	@EnumSource
	void requestsAreLostBeforeTheEffect(Way way) throws Exception {
		make(way, (faults) -> faults.on("PutRecord").times(1).dropRequest(),
				"{'operations':['PutRecord'],'times':1,'fault':'dropRequest'}");
		assertLost(() -> put("orders", LOWER));
		assertThat(this.server.records("orders")).isEmpty();
		assertThatCode(() -> put("orders", LOWER)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@EnumSource
	void answersAreLostAfterTheEffect(Way way) throws Exception {
		make(way, (faults) -> faults.on("PutRecord", "PutItem").dropAnswer(),
				"{'operations':['PutRecord','PutItem'],'fault':'dropAnswer'}");
		assertLost(() -> put("orders", LOWER));
		assertLost(() -> putItem("leases", "a"));
		assertThat(this.server.records("orders")).hasSize(1);
		assertThat(this.server.dynamoDb().items("leases")).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void iteratorsExpire(Way way) throws Exception {
		String iterator = iterator(FIRST);
		make(way, (faults) -> faults.on("GetRecords").shard(FIRST).times(1).expireIterator(),
				"{'operations':['GetRecords'],'shard':'shardId-000000000000','times':1,'fault':'expireIterator'}");
		assertCode("ExpiredIteratorException", 400,
				() -> this.kinesis.getRecords((it) -> it.shardIterator(iterator)).join());
		assertThatCode(() -> this.kinesis.getRecords((it) -> it.shardIterator(iterator)).join())
			.doesNotThrowAnyException();
	}

	@ParameterizedTest
	@EnumSource
	void subscriptionsEndEarly(Way way) throws Exception {
		FaultRule rule = make(way,
				(faults) -> faults.on("SubscribeToShard").stream("orders").shard(FIRST).times(1).endSubscription(1),
				"{'operations':['SubscribeToShard'],'stream':'orders','shard':'shardId-000000000000','times':1,"
						+ "'fault':'endSubscription','events':1}");
		put("orders", LOWER);
		String consumer = consumer();
		EventCollector ended = subscribe(consumer, FIRST);
		assertThat(ended.stream()).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.havingRootCause()
			.isInstanceOf(InternalFailureException.class);
		assertThat(ended.texts()).containsExactly("x");
		assertThat(ended.events()).hasSize(1);
		assertThat(rule.fired()).isEqualTo(1);
		EventCollector next = subscribe(consumer, FIRST);
		await().untilAsserted(() -> assertThat(next.texts()).containsExactly("x"));
		assertThat(next.stream()).isNotDone();
		next.cancel();
	}

	@ParameterizedTest
	@EnumSource
	void answersAreSlow(Way way) throws Exception {
		put("orders", LOWER, new byte[3000]);
		String iterator = iterator(FIRST);
		make(way, (faults) -> faults.on("GetRecords").slowBytes(6000),
				"{'operations':['GetRecords'],'fault':'slowBytes','bytesPerSecond':6000}");
		assertThat(timed(() -> this.kinesis.getRecords((it) -> it.shardIterator(iterator)).join()))
			.isGreaterThan(Duration.ofMillis(450));
	}

	@ParameterizedTest
	@EnumSource
	void eventsOfSubscriptionsAreSlowAndArriveWhole(Way way) throws Exception {
		put("orders", LOWER, "y".repeat(3000).getBytes(StandardCharsets.US_ASCII));
		make(way, (faults) -> faults.on("SubscribeToShard").slowBytes(6000),
				"{'operations':['SubscribeToShard'],'fault':'slowBytes','bytesPerSecond':6000}");
		String consumer = consumer();
		assertThat(timed(() -> {
			EventCollector collector = subscribe(consumer, FIRST);
			await().until(() -> !collector.texts().isEmpty());
			assertThat(collector.texts()).containsExactly("y".repeat(3000));
			put("orders", LOWER);
			await().untilAsserted(() -> assertThat(collector.texts()).hasSize(2));
			collector.cancel();
		})).isGreaterThan(Duration.ofMillis(600));
	}

}
