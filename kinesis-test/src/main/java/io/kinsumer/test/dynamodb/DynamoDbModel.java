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

import java.time.Clock;
import java.util.function.Function;

import io.kinsumer.test.dynamodb.DynamoDbRequest.CreateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DeleteItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DeleteTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DescribeTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DescribeTimeToLive;
import io.kinsumer.test.dynamodb.DynamoDbRequest.GetItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.ListTables;
import io.kinsumer.test.dynamodb.DynamoDbRequest.PutItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Query;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Scan;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateTimeToLive;
import io.kinsumer.test.dynamodb.DynamoDbResult.ItemAttributes;
import io.kinsumer.test.dynamodb.DynamoDbResult.ItemPage;
import io.kinsumer.test.dynamodb.DynamoDbResult.TableDescription;
import io.kinsumer.test.dynamodb.DynamoDbResult.TableNames;
import io.kinsumer.test.dynamodb.DynamoDbResult.TimeToLive;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;

/**
 * DynamoDB without sockets: answers as AWS documents it, at once and on the calling
 * thread; all reads are consistent. Safe for use by several threads. Every operation may
 * throw {@link io.kinsumer.test.fault.ServiceException} and, under faults,
 * {@link io.kinsumer.test.fault.NoAnswerException}.
 */
public final class DynamoDbModel {

	private final Gate gate;

	private final Tables tables;

	private final ItemWrites writes;

	private final ItemReads reads;

	/**
	 * Create a model whose gate only counts.
	 * @param clock the time of the service
	 */
	public DynamoDbModel(Clock clock) {
		this(clock, "eu-central-1", "000000000000", Gate.open(Service.DYNAMODB));
	}

	/**
	 * Create a model.
	 * @param clock the time of the service
	 * @param region the region in ARNs
	 * @param account the account in ARNs, 12 digits
	 * @param gate what every call passes through
	 */
	public DynamoDbModel(Clock clock, String region, String account, Gate gate) {
		this.gate = gate;
		this.tables = new Tables(clock, "arn:aws:dynamodb:" + region + ":" + account + ":table/");
		this.writes = new ItemWrites(this.tables);
		this.reads = new ItemReads(this.tables);
	}

	/**
	 * Return the gate that every call passes through: counts and faults.
	 * @return the gate
	 */
	public Gate gate() {
		return this.gate;
	}

	/**
	 * Remove items whose time to live has passed. AWS does so within days; this model
	 * does so when told.
	 * @return how many were removed
	 */
	public int removeExpired() {
		return this.tables.removeExpired();
	}

	/**
	 * Create a table, which is ready at once.
	 * @param request the request
	 * @return the table
	 */
	public TableDescription createTable(CreateTable request) {
		return pass("CreateTable", request, this.tables::create);
	}

	/**
	 * Describe a table.
	 * @param request the request
	 * @return the table
	 */
	public TableDescription describeTable(DescribeTable request) {
		return pass("DescribeTable", request, (it) -> this.tables.describe(it.tableName()));
	}

	/**
	 * Delete a table, which is gone at once.
	 * @param request the request
	 * @return the table as it was
	 */
	public TableDescription deleteTable(DeleteTable request) {
		return pass("DeleteTable", request, (it) -> this.tables.delete(it.tableName()));
	}

	/**
	 * List the tables.
	 * @param request the request
	 * @return a page of names
	 */
	public TableNames listTables(ListTables request) {
		return pass("ListTables", request, this.tables::list);
	}

	/**
	 * Switch time to live.
	 * @param request the request
	 * @return the new setting
	 */
	public TimeToLive updateTimeToLive(UpdateTimeToLive request) {
		return pass("UpdateTimeToLive", request, (it) -> this.tables.with(it.tableName(),
				(table) -> table.switchTimeToLive(it.attributeName(), it.enabled())));
	}

	/**
	 * Describe time to live.
	 * @param request the request
	 * @return the setting
	 */
	public TimeToLive describeTimeToLive(DescribeTimeToLive request) {
		return pass("DescribeTimeToLive", request, (it) -> this.tables.with(it.tableName(), Table::timeToLive));
	}

	/**
	 * Put an item.
	 * @param request the request
	 * @return what was asked for
	 * @throws ConditionalCheckFailedException if the condition does not hold
	 */
	public ItemAttributes putItem(PutItem request) {
		return pass("PutItem", request, this.writes::put);
	}

	/**
	 * Update an item, or create it.
	 * @param request the request
	 * @return what was asked for
	 * @throws ConditionalCheckFailedException if the condition does not hold
	 */
	public ItemAttributes updateItem(UpdateItem request) {
		return pass("UpdateItem", request, this.writes::update);
	}

	/**
	 * Delete an item.
	 * @param request the request
	 * @return what was asked for
	 * @throws ConditionalCheckFailedException if the condition does not hold
	 */
	public ItemAttributes deleteItem(DeleteItem request) {
		return pass("DeleteItem", request, this.writes::delete);
	}

	/**
	 * Get an item.
	 * @param request the request
	 * @return the item, or no attributes when there is none
	 */
	public ItemAttributes getItem(GetItem request) {
		return pass("GetItem", request, this.reads::get);
	}

	/**
	 * Query items of one hash key.
	 * @param request the request
	 * @return a page of items
	 */
	public ItemPage query(Query request) {
		return pass("Query", request, this.reads::query);
	}

	/**
	 * Scan a table.
	 * @param request the request
	 * @return a page of items
	 */
	public ItemPage scan(Scan request) {
		return pass("Scan", request, this.reads::scan);
	}

	private <Q extends DynamoDbRequest, R extends DynamoDbResult> R pass(String operation, Q request,
			Function<Q, R> effect) {
		return this.gate.pass(operation, request.tableName(), request, () -> effect.apply(request));
	}

}
