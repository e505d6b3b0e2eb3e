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

package io.kinsumer.test.server.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinsumer.test.dynamodb.BatchRequest.BatchGetItem;
import io.kinsumer.test.dynamodb.BatchRequest.BatchWriteItem;
import io.kinsumer.test.dynamodb.BatchRequest.TransactGetItems;
import io.kinsumer.test.dynamodb.BatchRequest.TransactWriteItems;
import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.dynamodb.DynamoDbRequest.ConditionCheck;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DeleteItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.GetItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.PutItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Write;
import io.kinsumer.test.dynamodb.DynamoDbResult.BatchGetResult;
import io.kinsumer.test.dynamodb.DynamoDbResult.BatchWriteResult;
import io.kinsumer.test.dynamodb.DynamoDbResult.TransactGetResult;
import io.kinsumer.test.dynamodb.DynamoDbResult.TransactWriteResult;
import io.kinsumer.test.dynamodb.ReturnValues;
import io.kinsumer.test.dynamodb.TransactionCanceledException;
import io.kinsumer.test.dynamodb.expression.Placeholders;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.ServiceException;

/**
 * The operations of DynamoDB on several items.
 */
final class DynamoDbBatchOperations {

	private static final BiConsumer<Output, Map<String, Attribute>> ITEM = AttributeCodec::entries;

	private DynamoDbBatchOperations() {
	}

	static void add(Map<String, Operation<?, ?>> table, DynamoDbModel model) {
		table.put("BatchWriteItem",
				reporting((in) -> new BatchWriteItem(flatten(in, DynamoDbBatchOperations::batchWrites)),
						model::batchWriteItem, DynamoDbBatchOperations::written, BatchWriteResult::capacityUnits));
		table.put("BatchGetItem", reporting((in) -> new BatchGetItem(flatten(in, DynamoDbBatchOperations::batchGets)),
				model::batchGetItem, DynamoDbBatchOperations::read, BatchGetResult::capacityUnits));
		table.put("TransactWriteItems",
				reporting((in) -> new TransactWriteItems(
						in.requireList("TransactItems", DynamoDbBatchOperations::transactWrite),
						in.text("ClientRequestToken")), model::transactWriteItems, (out, result) -> {
						}, TransactWriteResult::capacityUnits));
		table.put("TransactGetItems", reporting(
				(in) -> new TransactGetItems(in.requireList("TransactItems", DynamoDbBatchOperations::transactGet)),
				model::transactGetItems, (out, result) -> out.structures("Responses", result.items(), (entry, item) -> {
					if (item != null) {
						AttributeCodec.write(entry, "Item", item);
					}
				}), TransactGetResult::capacityUnits));
	}

	/** An operation that tells the consumed capacity of each table when asked to. */
	private static <Q, R> Operation<Reporting<Q>, Reporting<R>> reporting(Function<Fields, Q> decode,
			Function<Q, R> invoke, BiConsumer<Output, R> encode, Function<R, Map<String, Double>> units) {
		return new Operation<>((in) -> {
			Q request = decode.apply(in);
			in.accept("ReturnItemCollectionMetrics");
			return new Reporting<>(request, DynamoDbOperations.reportsCapacity(in));
		}, (request) -> new Reporting<>(invoke.apply(request.content()), request.report()), (out, result) -> {
			encode.accept(out, result.content());
			if (result.report()) {
				out.structures("ConsumedCapacity", List.copyOf(units.apply(result.content()).entrySet()),
						(capacity, entry) -> capacity.text("TableName", entry.getKey())
							.number("CapacityUnits", entry.getValue().doubleValue()));
			}
		});
	}

	private static <T> List<T> flatten(Fields in, TableReader<T> reader) {
		List<T> all = new ArrayList<>();
		Map<String, JsonNode> byTable = in.requireMap("RequestItems", (node) -> node);
		byTable.forEach((table, node) -> all.addAll(reader.read(table, in, node)));
		return all;
	}

	private static List<Write> batchWrites(String table, Fields in, JsonNode node) {
		return in.list("RequestItems", node, (entry) -> {
			Fields put = entry.structure("PutRequest");
			Fields delete = entry.structure("DeleteRequest");
			if ((put != null) == (delete != null)) {
				throw invalid("Supplied WriteRequest must have exactly one of PutRequest and DeleteRequest");
			}
			Write write;
			if (put != null) {
				write = new PutItem(table, put.requireMap("Item", AttributeCodec::read), null, Placeholders.NONE,
						ReturnValues.NONE, false);
				put.refuseUnmodelled();
			}
			else {
				Fields fields = entry.requireStructure("DeleteRequest");
				write = new DeleteItem(table, DynamoDbOperations.key(fields), null, Placeholders.NONE,
						ReturnValues.NONE, false);
				fields.refuseUnmodelled();
			}
			return write;
		});
	}

	private static List<GetItem> batchGets(String table, Fields in, JsonNode node) {
		Fields fields = in.child(node);
		String projection = fields.text("ProjectionExpression");
		Placeholders placeholders = DynamoDbOperations.placeholders(fields);
		boolean consistent = DynamoDbOperations.isTrue(fields, "ConsistentRead");
		List<GetItem> gets = fields.requireNodes("Keys")
			.stream()
			.map((key) -> new GetItem(table, AttributeCodec.readMap(key), projection, placeholders, consistent))
			.toList();
		fields.refuseUnmodelled();
		return gets;
	}

	private static Write transactWrite(Fields in) {
		Map<String, Function<Fields, Write>> kinds = new LinkedHashMap<>();
		kinds.put("Put",
				(it) -> new PutItem(DynamoDbOperations.table(it), it.requireMap("Item", AttributeCodec::read),
						it.text("ConditionExpression"), DynamoDbOperations.placeholders(it), ReturnValues.NONE,
						DynamoDbOperations.itemOnFailure(it)));
		kinds.put("Update",
				(it) -> new UpdateItem(DynamoDbOperations.table(it), DynamoDbOperations.key(it),
						it.requireText("UpdateExpression"), it.text("ConditionExpression"),
						DynamoDbOperations.placeholders(it), ReturnValues.NONE, DynamoDbOperations.itemOnFailure(it)));
		kinds.put("Delete",
				(it) -> new DeleteItem(DynamoDbOperations.table(it), DynamoDbOperations.key(it),
						it.text("ConditionExpression"), DynamoDbOperations.placeholders(it), ReturnValues.NONE,
						DynamoDbOperations.itemOnFailure(it)));
		kinds.put("ConditionCheck",
				(it) -> new ConditionCheck(DynamoDbOperations.table(it), DynamoDbOperations.key(it),
						it.requireText("ConditionExpression"), DynamoDbOperations.placeholders(it),
						DynamoDbOperations.itemOnFailure(it)));
		List<Write> writes = new ArrayList<>();
		kinds.forEach((name, decode) -> {
			Fields fields = in.structure(name);
			if (fields != null) {
				writes.add(decode.apply(fields));
				fields.refuseUnmodelled();
			}
		});
		if (writes.size() != 1) {
			throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
		}
		return writes.get(0);
	}

	private static GetItem transactGet(Fields in) {
		Fields get = in.requireStructure("Get");
		GetItem item = new GetItem(DynamoDbOperations.table(get), DynamoDbOperations.key(get),
				get.text("ProjectionExpression"), DynamoDbOperations.placeholders(get), true);
		get.refuseUnmodelled();
		return item;
	}

	private static void written(Output out, BatchWriteResult result) {
		Map<String, List<Write>> byTable = new LinkedHashMap<>();
		for (Write write : result.unprocessed()) {
			byTable.computeIfAbsent(write.tableName(), (name) -> new ArrayList<>()).add(write);
		}
		out.structure("UnprocessedItems",
				(tables) -> byTable.forEach((table, writes) -> tables.structures(table, writes, (entry, write) -> {
					if (write instanceof PutItem put) {
						entry.structure("PutRequest", (it) -> AttributeCodec.write(it, "Item", put.item()));
					}
					else if (write instanceof DeleteItem delete) {
						entry.structure("DeleteRequest", (it) -> AttributeCodec.write(it, "Key", delete.key()));
					}
				})));
	}

	private static void read(Output out, BatchGetResult result) {
		out.structure("Responses",
				(tables) -> result.items().forEach((table, items) -> tables.structures(table, items, ITEM)));
		Map<String, List<GetItem>> byTable = new LinkedHashMap<>();
		for (GetItem get : result.unprocessed()) {
			byTable.computeIfAbsent(get.tableName(), (name) -> new ArrayList<>()).add(get);
		}
		out.structure("UnprocessedKeys",
				(tables) -> byTable.forEach((table, gets) -> tables.structure(table, (it) -> unread(it, gets))));
	}

	private static void unread(Output out, List<GetItem> gets) {
		GetItem first = gets.get(0);
		out.structures("Keys", gets.stream().map(GetItem::key).toList(), ITEM)
			.text("ProjectionExpression", first.projection())
			.bool("ConsistentRead", first.consistentRead());
		Map<String, String> names = first.placeholders().names();
		if (!names.isEmpty()) {
			out.structure("ExpressionAttributeNames", (it) -> names.forEach(it::text));
		}
	}

	/** Add what the error of a canceled transaction tells. */
	static void reasons(Output out, TransactionCanceledException canceled) {
		out.structures("CancellationReasons", canceled.reasons(), (entry, reason) -> {
			entry.text("Code", reason.code()).text("Message", reason.message());
			if (reason.item() != null) {
				AttributeCodec.write(entry, "Item", reason.item());
			}
		});
	}

	private static ServiceException invalid(String message) {
		return new ServiceException("ValidationException", message);
	}

	/**
	 * Reads what a batch asks of one table.
	 *
	 * @param <T> the type of a request for one item
	 */
	@FunctionalInterface
	private interface TableReader<T> {

		List<T> read(String table, Fields in, JsonNode node);

	}

	/** A request or result, and whether consumed capacity is told. */
	private record Reporting<T>(T content, boolean report) {

	}

}
