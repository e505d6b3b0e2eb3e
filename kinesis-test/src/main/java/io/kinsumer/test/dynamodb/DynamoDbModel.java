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
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.kinsumer.test.dynamodb.BatchRequest.BatchGetItem;
import io.kinsumer.test.dynamodb.BatchRequest.BatchWriteItem;
import io.kinsumer.test.dynamodb.BatchRequest.TransactGetItems;
import io.kinsumer.test.dynamodb.BatchRequest.TransactWriteItems;
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
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateTimeToLive;
import io.kinsumer.test.dynamodb.DynamoDbResult.BatchGetResult;
import io.kinsumer.test.dynamodb.DynamoDbResult.BatchWriteResult;
import io.kinsumer.test.dynamodb.DynamoDbResult.ItemAttributes;
import io.kinsumer.test.dynamodb.DynamoDbResult.ItemPage;
import io.kinsumer.test.dynamodb.DynamoDbResult.TableDescription;
import io.kinsumer.test.dynamodb.DynamoDbResult.TableNames;
import io.kinsumer.test.dynamodb.DynamoDbResult.TimeToLive;
import io.kinsumer.test.dynamodb.DynamoDbResult.TransactGetResult;
import io.kinsumer.test.dynamodb.DynamoDbResult.TransactWriteResult;
import io.kinsumer.test.dynamodb.value.Attribute;
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

	private final Batches batches;

	private final Transactions transactions;

	/**
	 * Create a model whose gate only counts.
	 * @param clock the time of the service
	 */
	public DynamoDbModel(Clock clock) {
		this(clock, DynamoDbOptions.defaults(), Gate.open(Service.DYNAMODB));
	}

	/**
	 * Create a model.
	 * @param clock the time of the service
	 * @param options how it is set up
	 * @param gate what every call passes through
	 */
	public DynamoDbModel(Clock clock, DynamoDbOptions options, Gate gate) {
		this.gate = gate;
		this.tables = new Tables(clock, options);
		this.writes = new ItemWrites(this.tables);
		this.reads = new ItemReads(this.tables);
		this.batches = new Batches(this.tables, this.writes, this.reads, gate);
		this.transactions = new Transactions(this.tables, clock);
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
	 * does so when told, and a server tells it every minute.
	 * @return how many were removed
	 */
	public int removeExpired() {
		return this.tables.removeExpired();
	}

	/**
	 * Return the tables there are, past the gate: counts as no request and meets no
	 * faults.
	 * @return the names, sorted
	 */
	public List<String> tableNames() {
		return this.tables.names();
	}

	/**
	 * Return all items of a table, past the gate: counts as no request, meets no faults
	 * and costs no capacity.
	 * @param tableName the table
	 * @return the items, those of one hash key together, by range key
	 * @throws io.kinsumer.test.fault.ServiceException if there is no such table
	 */
	public List<Map<String, Attribute>> items(String tableName) {
		return this.tables.with(tableName, (table) -> List.copyOf(table.items().values()));
	}

	/**
	 * Return the bytes that items occupy, as the memory cap counts them: with them the
	 * transactions that were made under a token within ten minutes.
	 * @return the bytes of all tables
	 */
	public long memoryUsed() {
		return this.tables.memory().used();
	}

	/**
	 * Create a table, which is ready at once unless a transition is set.
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
	 * Change how a table is billed.
	 * @param request the request
	 * @return the table
	 */
	public TableDescription updateTable(UpdateTable request) {
		return pass("UpdateTable", request, this.tables::update);
	}

	/**
	 * Delete a table, which is gone at once unless a transition is set.
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
		return pass("PutItem", request, this.writes::write);
	}

	/**
	 * Update an item, or create it.
	 * @param request the request
	 * @return what was asked for
	 * @throws ConditionalCheckFailedException if the condition does not hold
	 */
	public ItemAttributes updateItem(UpdateItem request) {
		return pass("UpdateItem", request, this.writes::write);
	}

	/**
	 * Delete an item.
	 * @param request the request
	 * @return what was asked for
	 * @throws ConditionalCheckFailedException if the condition does not hold
	 */
	public ItemAttributes deleteItem(DeleteItem request) {
		return pass("DeleteItem", request, this.writes::write);
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

	/**
	 * Put and delete several items, each by itself.
	 * @param request the request
	 * @return what was not done for lack of capacity
	 */
	public BatchWriteResult batchWriteItem(BatchWriteItem request) {
		return pass("BatchWriteItem", request, this.batches::write);
	}

	/**
	 * Get several items, each by itself.
	 * @param request the request
	 * @return the items, and what was not read
	 */
	public BatchGetResult batchGetItem(BatchGetItem request) {
		return pass("BatchGetItem", request, this.batches::get);
	}

	/**
	 * Write several items, all or none of them.
	 * @param request the request
	 * @return what it consumed
	 * @throws TransactionCanceledException if any part cannot be done
	 */
	public TransactWriteResult transactWriteItems(TransactWriteItems request) {
		return pass("TransactWriteItems", request, this.transactions::write);
	}

	/**
	 * Get several items at one moment.
	 * @param request the request
	 * @return the items
	 * @throws TransactionCanceledException if any part cannot be done
	 */
	public TransactGetResult transactGetItems(TransactGetItems request) {
		return pass("TransactGetItems", request, this.transactions::get);
	}

	private <Q extends DynamoDbRequest, R extends DynamoDbResult> R pass(String operation, Q request,
			Function<Q, R> effect) {
		return this.gate.pass(operation, request.tableName(), request, () -> effect.apply(request));
	}

}
