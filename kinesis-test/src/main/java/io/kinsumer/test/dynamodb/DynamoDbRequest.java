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

import java.util.Map;

import io.kinsumer.test.dynamodb.expression.Placeholders;
import io.kinsumer.test.dynamodb.value.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * Requests of DynamoDB, each record named as the operation.
 */
public sealed interface DynamoDbRequest permits BatchRequest, DynamoDbRequest.OfTable, DynamoDbRequest.ListTables {

	/**
	 * Return the table, for faults and messages.
	 * @return the table, {@code null} if the request names none
	 */
	@Nullable String tableName();

	/**
	 * A request for one table.
	 */
	sealed interface OfTable extends DynamoDbRequest {

		@Override
		String tableName();

	}

	/**
	 * Create a table.
	 *
	 * @param tableName the name
	 * @param keys the key schema
	 * @param billingMode how it is billed
	 * @param readCapacity read units, 0 when billed by request
	 * @param writeCapacity write units, 0 when billed by request
	 */
	record CreateTable(String tableName, KeySchema keys, BillingMode billingMode, long readCapacity,
			long writeCapacity) implements OfTable {

	}

	/**
	 * Describe a table.
	 *
	 * @param tableName the table
	 */
	record DescribeTable(String tableName) implements OfTable {

	}

	/**
	 * Change how a table is billed.
	 *
	 * @param tableName the table
	 * @param billingMode how it is billed, {@code null} for no change
	 * @param readCapacity read units, 0 when billed by request
	 * @param writeCapacity write units, 0 when billed by request
	 */
	record UpdateTable(String tableName, @Nullable BillingMode billingMode, long readCapacity,
			long writeCapacity) implements OfTable {

	}

	/**
	 * Delete a table.
	 *
	 * @param tableName the table
	 */
	record DeleteTable(String tableName) implements OfTable {

	}

	/**
	 * List the tables.
	 *
	 * @param exclusiveStartTableName the name after which to go on
	 * @param limit the most tables to return, 1 to 100, 100 when {@code null}
	 */
	record ListTables(@Nullable String exclusiveStartTableName, @Nullable Integer limit) implements DynamoDbRequest {

		@Override
		public @Nullable String tableName() {
			return null;
		}

	}

	/**
	 * Switch time to live.
	 *
	 * @param tableName the table
	 * @param attributeName the attribute that holds the time, in seconds of the epoch
	 * @param enabled whether items expire
	 */
	record UpdateTimeToLive(String tableName, String attributeName, boolean enabled) implements OfTable {

	}

	/**
	 * Describe time to live.
	 *
	 * @param tableName the table
	 */
	record DescribeTimeToLive(String tableName) implements OfTable {

	}

	/**
	 * A write with an optional condition.
	 */
	sealed interface Write extends OfTable {

		/**
		 * Return the condition.
		 * @return an expression, or {@code null} for none
		 */
		@Nullable String condition();

		/**
		 * Return what placeholders of its expressions stand for.
		 * @return the placeholders
		 */
		Placeholders placeholders();

		/**
		 * Return what the write answers.
		 * @return what it answers
		 */
		ReturnValues returnValues();

		/**
		 * Return whether a failed condition answers with the item as it is.
		 * @return whether {@code ReturnValuesOnConditionCheckFailure} is {@code ALL_OLD}
		 */
		boolean returnItemOnFailure();

	}

	/**
	 * Put an item.
	 *
	 * @param tableName the table
	 * @param item the item
	 * @param condition a condition on the item it replaces
	 * @param placeholders what placeholders stand for
	 * @param returnValues NONE or ALL_OLD
	 * @param returnItemOnFailure whether a failed condition answers with the item
	 */
	record PutItem(String tableName, Map<String, Attribute> item, @Nullable String condition, Placeholders placeholders,
			ReturnValues returnValues, boolean returnItemOnFailure) implements Write {

	}

	/**
	 * Update an item, or create it.
	 *
	 * @param tableName the table
	 * @param key the key
	 * @param update what to do, {@code null} for nothing
	 * @param condition a condition on the item as it is
	 * @param placeholders what placeholders stand for
	 * @param returnValues what to answer
	 * @param returnItemOnFailure whether a failed condition answers with the item
	 */
	record UpdateItem(String tableName, Map<String, Attribute> key, @Nullable String update, @Nullable String condition,
			Placeholders placeholders, ReturnValues returnValues, boolean returnItemOnFailure) implements Write {

	}

	/**
	 * Delete an item.
	 *
	 * @param tableName the table
	 * @param key the key
	 * @param condition a condition on the item as it is
	 * @param placeholders what placeholders stand for
	 * @param returnValues NONE or ALL_OLD
	 * @param returnItemOnFailure whether a failed condition answers with the item
	 */
	record DeleteItem(String tableName, Map<String, Attribute> key, @Nullable String condition,
			Placeholders placeholders, ReturnValues returnValues, boolean returnItemOnFailure) implements Write {

	}

	/**
	 * Check an item, as part of a transaction.
	 *
	 * @param tableName the table
	 * @param key the key
	 * @param condition a condition on the item as it is
	 * @param placeholders what placeholders stand for
	 * @param returnItemOnFailure whether a failed condition answers with the item
	 */
	record ConditionCheck(String tableName, Map<String, Attribute> key, String condition, Placeholders placeholders,
			boolean returnItemOnFailure) implements Write {

		@Override
		public ReturnValues returnValues() {
			return ReturnValues.NONE;
		}

	}

	/**
	 * Get an item.
	 *
	 * @param tableName the table
	 * @param key the key
	 * @param projection which attributes to return, {@code null} for all
	 * @param placeholders what placeholders stand for
	 * @param consistentRead accepted; reads are always consistent
	 */
	record GetItem(String tableName, Map<String, Attribute> key, @Nullable String projection, Placeholders placeholders,
			boolean consistentRead) implements OfTable {

	}

	/**
	 * Query items of one hash key.
	 *
	 * @param tableName the table
	 * @param keyCondition which keys
	 * @param page what to return of them
	 * @param placeholders what placeholders stand for
	 * @param forward whether in ascending order of the range key
	 */
	record Query(String tableName, @Nullable String keyCondition, Page page, Placeholders placeholders,
			boolean forward) implements OfTable {

	}

	/**
	 * Scan a table.
	 *
	 * @param tableName the table
	 * @param page what to return
	 * @param placeholders what placeholders stand for
	 * @param segment which segment, 0 to {@code totalSegments - 1}
	 * @param totalSegments into how many segments the table is divided, 1 for no division
	 */
	record Scan(String tableName, Page page, Placeholders placeholders, int segment,
			int totalSegments) implements OfTable {

	}

	/**
	 * What a query or scan returns of the items it reads.
	 *
	 * @param filter which items, {@code null} for all
	 * @param projection which attributes, {@code null} for all
	 * @param limit the most items to read (not: to return), {@code null} for no limit
	 * @param exclusiveStartKey the key after which to go on
	 * @param countOnly whether to count only
	 * @param consistentRead accepted; reads are always consistent
	 */
	record Page(@Nullable String filter, @Nullable String projection, @Nullable Integer limit,
			@Nullable Map<String, Attribute> exclusiveStartKey, boolean countOnly, boolean consistentRead) {

		/** Everything. */
		public static final Page ALL = new Page(null, null, null, null, false, true);

	}

}
