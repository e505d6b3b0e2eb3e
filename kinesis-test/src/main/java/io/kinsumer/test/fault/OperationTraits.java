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

import java.util.Set;

/**
 * What the operations name, so that rules that could never match are refused.
 */
final class OperationTraits {

	private static final Set<String> DYNAMODB = Set.of("BatchGetItem", "BatchWriteItem", "CreateTable", "DeleteItem",
			"DeleteTable", "DescribeTable", "DescribeTimeToLive", "GetItem", "ListTables", "PutItem", "Query", "Scan",
			"TransactGetItems", "TransactWriteItems", "UpdateItem", "UpdateTable", "UpdateTimeToLive");

	private static final Set<String> WITHOUT_RESOURCE = Set.of("DescribeLimits", "ListStreams", "ListTables");

	private static final Set<String> OF_SHARDS = Set.of("GetRecords", "GetShardIterator", "MergeShards", "PutRecord",
			"PutRecords", "SplitShard", "SubscribeToShard");

	private static final Set<String> PUTS = Set.of("PutRecord", "PutRecords");

	private static final Set<String> OF_ENTRIES = Set.of("BatchGetItem", "BatchWriteItem", "PutRecords");

	private OperationTraits() {
	}

	static Service service(String operation) {
		return DYNAMODB.contains(operation) ? Service.DYNAMODB : Service.KINESIS;
	}

	static boolean namesStream(String operation) {
		return service(operation) == Service.KINESIS && !WITHOUT_RESOURCE.contains(operation);
	}

	static boolean namesTable(String operation) {
		return service(operation) == Service.DYNAMODB && !WITHOUT_RESOURCE.contains(operation);
	}

	static boolean namesShard(String operation) {
		return OF_SHARDS.contains(operation);
	}

	static boolean namesPartitionKey(String operation) {
		return PUTS.contains(operation);
	}

	static boolean hasEntries(String operation) {
		return OF_ENTRIES.contains(operation);
	}

}
