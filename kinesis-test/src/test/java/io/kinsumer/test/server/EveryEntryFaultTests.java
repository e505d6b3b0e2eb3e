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

import java.util.List;
import java.util.Map;

import io.kinsumer.test.fault.FaultRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults of single entries of calls, made in code and over HTTP, as the AWS SDK meets
 * them.
 */
class EveryEntryFaultTests extends FaultScene {

	@ParameterizedTest
	@EnumSource
	void recordsOfAShardAreThrottledOneByOne(Way way) throws Exception {
		FaultRule rule = make(way, (
				faults) -> faults.on("PutRecords").entries().stream("orders").shard(SECOND).skip(1).times(2).throttle(),
				"{'operations':['PutRecords'],'entries':true,'stream':'orders','shard':'shardId-000000000001','skip':1,"
						+ "'times':2,'fault':'throttle'}");
		PutRecordsResponse response = putAll(UPPER, LOWER, UPPER, UPPER, UPPER);
		assertThat(response.failedRecordCount()).isEqualTo(2);
		assertThat(response.records()).extracting(PutRecordsResultEntry::errorCode)
			.containsExactly(null, null, "ProvisionedThroughputExceededException",
					"ProvisionedThroughputExceededException", null);
		assertThat(this.server.records("orders")).hasSize(3);
		assertThat(rule.matched()).isEqualTo(4);
	}

	@ParameterizedTest
	@EnumSource
	void recordsFailWithAnErrorYetMayBeStored(Way way) throws Exception {
		make(way,
				(faults) -> faults.on("PutRecords")
					.partitionKey("key-1")
					.entries()
					.afterEffect()
					.error("InternalFailure", "oops"),
				"{'operations':['PutRecords'],'entries':true,'partitionKey':'key-1','afterEffect':true,'fault':'error',"
						+ "'code':'InternalFailure','message':'oops'}");
		PutRecordsResponse response = putAll(LOWER, LOWER, LOWER);
		assertThat(response.records()).extracting(PutRecordsResultEntry::errorCode)
			.containsExactly(null, "InternalFailure", null);
		assertThat(response.records().get(1).errorMessage()).isEqualTo("oops");
		assertThat(this.server.records("orders")).hasSize(3);
	}

	@ParameterizedTest
	@EnumSource
	void itemsOfBatchesAreLeftUnprocessed(Way way) throws Exception {
		make(way, (faults) -> faults.on("BatchWriteItem").entries().table("leases").times(1).throttle(),
				"{'operations':['BatchWriteItem'],'entries':true,'table':'leases','times':1,'fault':'throttle'}");
		var written = this.dynamoDb.batchWriteItem((it) -> it
			.requestItems(Map.of("leases", List.of(write("a"), write("b")), "others", List.of(write("c")))));
		assertThat(written.unprocessedItems()).containsOnlyKeys("leases");
		assertThat(this.server.dynamoDb().items("leases")).hasSize(1);
		assertThat(this.server.dynamoDb().items("others")).hasSize(1);
		make(way, (faults) -> faults.on("BatchGetItem").entries().throttle(),
				"{'operations':['BatchGetItem'],'entries':true,'fault':'throttle'}");
		assertCode("ProvisionedThroughputExceededException", 400,
				() -> this.dynamoDb.batchGetItem((it) -> it.requestItems(Map.of("others",
						KeysAndAttributes.builder().keys(List.of(Map.of("id", AttributeValue.fromS("c")))).build()))));
	}

	private static WriteRequest write(String id) {
		return WriteRequest.builder().putRequest((it) -> it.item(Map.of("id", AttributeValue.fromS(id)))).build();
	}

}
