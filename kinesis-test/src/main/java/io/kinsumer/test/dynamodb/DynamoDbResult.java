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

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.kinsumer.test.dynamodb.value.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * Results of DynamoDB.
 */
public sealed interface DynamoDbResult {

	/**
	 * A table.
	 *
	 * @param tableName the name
	 * @param tableArn the ARN
	 * @param status {@code CREATING}, {@code ACTIVE}, {@code UPDATING} or
	 * {@code DELETING}
	 * @param keys the key schema
	 * @param billingMode how it is billed
	 * @param readCapacity read units
	 * @param writeCapacity write units
	 * @param created when it was created
	 * @param itemCount the number of items
	 * @param sizeBytes the size of all items
	 */
	record TableDescription(String tableName, String tableArn, String status, KeySchema keys, BillingMode billingMode,
			long readCapacity, long writeCapacity, Instant created, long itemCount,
			long sizeBytes) implements DynamoDbResult {

	}

	/**
	 * A page of tables.
	 *
	 * @param tableNames the names, sorted
	 * @param lastEvaluatedTableName where to go on, {@code null} at the end
	 */
	record TableNames(List<String> tableNames, @Nullable String lastEvaluatedTableName) implements DynamoDbResult {

	}

	/**
	 * Time to live of a table.
	 *
	 * @param attributeName the attribute, {@code null} when disabled
	 * @param enabled whether items expire
	 */
	record TimeToLive(@Nullable String attributeName, boolean enabled) implements DynamoDbResult {

	}

	/**
	 * What a write or GetItem answers.
	 *
	 * @param attributes the attributes asked for, {@code null} when there are none
	 * @param capacityUnits what it consumed
	 */
	record ItemAttributes(@Nullable Map<String, Attribute> attributes, double capacityUnits) implements DynamoDbResult {

	}

	/**
	 * A page of items.
	 *
	 * @param items the items, empty when only counted
	 * @param count how many passed the filter
	 * @param scannedCount how many were read
	 * @param lastEvaluatedKey where to go on, {@code null} at the end
	 * @param capacityUnits what it consumed
	 */
	record ItemPage(List<Map<String, Attribute>> items, int count, int scannedCount,
			@Nullable Map<String, Attribute> lastEvaluatedKey, double capacityUnits) implements DynamoDbResult {

	}

	/**
	 * What a batch of writes answers.
	 *
	 * @param unprocessed what was not written, because capacity was missing
	 * @param capacityUnits what it consumed, by table
	 */
	record BatchWriteResult(List<DynamoDbRequest.Write> unprocessed,
			Map<String, Double> capacityUnits) implements DynamoDbResult {

	}

	/**
	 * What a batch of reads answers.
	 *
	 * @param items the items that are there, by table
	 * @param unprocessed what was not read, because capacity was missing or the answer
	 * would be too large
	 * @param capacityUnits what it consumed, by table
	 */
	record BatchGetResult(Map<String, List<Map<String, Attribute>>> items, List<DynamoDbRequest.GetItem> unprocessed,
			Map<String, Double> capacityUnits) implements DynamoDbResult {

	}

	/**
	 * What a transaction of writes answers.
	 *
	 * @param capacityUnits what it consumed, by table
	 */
	record TransactWriteResult(Map<String, Double> capacityUnits) implements DynamoDbResult {

	}

	/**
	 * What a transaction of reads answers.
	 *
	 * @param items the items in the order of the request, {@code null} where there is
	 * none
	 * @param capacityUnits what it consumed, by table
	 */
	record TransactGetResult(List<@Nullable Map<String, Attribute>> items,
			Map<String, Double> capacityUnits) implements DynamoDbResult {

	}

}
