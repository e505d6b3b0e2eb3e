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

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinsumer.test.dynamodb.BillingMode;
import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.dynamodb.DynamoDbRequest.CreateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DeleteItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DeleteTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DescribeTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DescribeTimeToLive;
import io.kinsumer.test.dynamodb.DynamoDbRequest.GetItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.ListTables;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Page;
import io.kinsumer.test.dynamodb.DynamoDbRequest.PutItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Query;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Scan;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateTimeToLive;
import io.kinsumer.test.dynamodb.DynamoDbResult.ItemAttributes;
import io.kinsumer.test.dynamodb.DynamoDbResult.ItemPage;
import io.kinsumer.test.dynamodb.DynamoDbResult.TableDescription;
import io.kinsumer.test.dynamodb.KeySchema;
import io.kinsumer.test.dynamodb.ReturnValues;
import io.kinsumer.test.dynamodb.expression.Placeholders;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * The operations of DynamoDB. The legacy parameters that expressions replaced are not
 * offered.
 */
final class DynamoDbOperations {

	private DynamoDbOperations() {
	}

	static Map<String, Operation<?, ?>> of(DynamoDbModel model) {
		Map<String, Operation<?, ?>> table = new TreeMap<>();
		table.put("CreateTable", new Operation<>(DynamoDbOperations::createTable, model::createTable,
				(out, result) -> description(out, "TableDescription", result)));
		table.put("DescribeTable", new Operation<>((in) -> new DescribeTable(table(in)), model::describeTable,
				(out, result) -> description(out, "Table", result)));
		table.put("DeleteTable", new Operation<>((in) -> new DeleteTable(table(in)), model::deleteTable,
				(out, result) -> description(out, "TableDescription", result)));
		table.put("ListTables",
				new Operation<>((in) -> new ListTables(in.text("ExclusiveStartTableName"), in.integer("Limit")),
						model::listTables, (out, result) -> out.texts("TableNames", result.tableNames())
							.text("LastEvaluatedTableName", result.lastEvaluatedTableName())));
		table.put("UpdateTimeToLive", new Operation<>(DynamoDbOperations::updateTimeToLive, model::updateTimeToLive,
				(out, result) -> out.structure("TimeToLiveSpecification",
						(ttl) -> ttl.text("AttributeName", result.attributeName()).bool("Enabled", result.enabled()))));
		table.put("DescribeTimeToLive",
				new Operation<>((in) -> new DescribeTimeToLive(table(in)), model::describeTimeToLive,
						(out, result) -> out.structure("TimeToLiveDescription",
								(ttl) -> ttl.text("TimeToLiveStatus", result.enabled() ? "ENABLED" : "DISABLED")
									.text("AttributeName", result.attributeName()))));
		table.put("UpdateTable", new Operation<>(DynamoDbOperations::updateTable, model::updateTable,
				(out, result) -> description(out, "TableDescription", result)));
		addItems(table, model);
		DynamoDbBatchOperations.add(table, model);
		return table;
	}

	private static void addItems(Map<String, Operation<?, ?>> table, DynamoDbModel model) {
		table.put("PutItem", reporting(
				(in) -> new PutItem(table(in), in.requireMap("Item", AttributeCodec::read),
						in.text("ConditionExpression"), placeholders(in), returnValues(in), itemOnFailure(in)),
				model::putItem, (out, result) -> item(out, "Attributes", result), ItemAttributes::capacityUnits));
		table.put("UpdateItem", reporting(
				(in) -> new UpdateItem(table(in), key(in), in.text("UpdateExpression"), in.text("ConditionExpression"),
						placeholders(in), returnValues(in), itemOnFailure(in)),
				model::updateItem, (out, result) -> item(out, "Attributes", result), ItemAttributes::capacityUnits));
		table.put("DeleteItem",
				reporting(
						(in) -> new DeleteItem(table(in), key(in), in.text("ConditionExpression"), placeholders(in),
								returnValues(in), itemOnFailure(in)),
						model::deleteItem, (out, result) -> item(out, "Attributes", result),
						ItemAttributes::capacityUnits));
		table.put("GetItem",
				reporting(
						(in) -> new GetItem(table(in), key(in), in.text("ProjectionExpression"), placeholders(in),
								isTrue(in, "ConsistentRead")),
						model::getItem, (out, result) -> item(out, "Item", result), ItemAttributes::capacityUnits));
		table.put("Query",
				reporting(
						(in) -> new Query(table(in), in.text("KeyConditionExpression"), page(in), placeholders(in),
								!Boolean.FALSE.equals(in.bool("ScanIndexForward"))),
						model::query, DynamoDbOperations::page, ItemPage::capacityUnits));
		table.put("Scan",
				reporting(DynamoDbOperations::scan, model::scan, DynamoDbOperations::page, ItemPage::capacityUnits));
	}

	/** An operation that tells the consumed capacity when asked to. */
	private static <Q, R> Operation<Reporting<Q>, Reported<R>> reporting(Function<Fields, Q> decode,
			Function<Q, R> invoke, BiConsumer<Output, R> encode, Function<R, Double> units) {
		return new Operation<>((in) -> {
			Q request = decode.apply(in);
			in.accept("ReturnItemCollectionMetrics");
			return new Reporting<>(request, reportsCapacity(in) ? table(in) : null);
		}, (request) -> new Reported<>(invoke.apply(request.request()), request.table()), (out, result) -> {
			encode.accept(out, result.result());
			if (result.table() != null) {
				out.structure("ConsumedCapacity", (capacity) -> capacity.text("TableName", result.table())
					.number("CapacityUnits", units.apply(result.result()).doubleValue()));
			}
		});
	}

	static boolean reportsCapacity(Fields in) {
		ReturnConsumedCapacity report = in.choice("ReturnConsumedCapacity", ReturnConsumedCapacity.class);
		return report != null && report != ReturnConsumedCapacity.NONE;
	}

	static String table(Fields in) {
		return in.requireText("TableName");
	}

	static Map<String, Attribute> key(Fields in) {
		return in.requireMap("Key", AttributeCodec::read);
	}

	static boolean isTrue(Fields in, String name) {
		return Boolean.TRUE.equals(in.bool(name));
	}

	static Placeholders placeholders(Fields in) {
		Map<String, String> names = in.map("ExpressionAttributeNames", JsonNode::textValue);
		Map<String, Attribute> values = in.map("ExpressionAttributeValues", AttributeCodec::read);
		requireSome("ExpressionAttributeNames", names);
		requireSome("ExpressionAttributeValues", values);
		return new Placeholders((names != null) ? names : Map.of(), (values != null) ? values : Map.of());
	}

	private static void requireSome(String member, @Nullable Map<String, ?> map) {
		if (map != null && (map.isEmpty() || map.containsValue(null))) {
			throw new ServiceException("ValidationException", member + " must not be empty");
		}
	}

	private static ReturnValues returnValues(Fields in) {
		return Objects.requireNonNullElse(in.choice("ReturnValues", ReturnValues.class), ReturnValues.NONE);
	}

	static boolean itemOnFailure(Fields in) {
		ReturnValues values = in.choice("ReturnValuesOnConditionCheckFailure", ReturnValues.class);
		if (values != null && values != ReturnValues.NONE && values != ReturnValues.ALL_OLD) {
			throw new ServiceException("ValidationException",
					"ReturnValuesOnConditionCheckFailure can only be ALL_OLD or NONE");
		}
		return values == ReturnValues.ALL_OLD;
	}

	private static Page page(Fields in) {
		String index = in.text("IndexName");
		if (index != null) {
			throw new ServiceException("ValidationException", "The table does not have the specified index: " + index);
		}
		String projection = in.text("ProjectionExpression");
		return new Page(in.text("FilterExpression"), projection, in.integer("Limit"),
				in.map("ExclusiveStartKey", AttributeCodec::read), Select.of(in, projection) == Select.COUNT,
				isTrue(in, "ConsistentRead"));
	}

	private static Scan scan(Fields in) {
		Integer segment = in.integer("Segment");
		Integer total = in.integer("TotalSegments");
		if ((segment == null) != (total == null)) {
			throw new ServiceException("ValidationException",
					"The TotalSegments parameter is required but was not present in the request when Segment parameter"
							+ " is present, and the other way around");
		}
		return new Scan(table(in), page(in), placeholders(in), (segment != null) ? segment : 0,
				(total != null) ? total : 1);
	}

	private static CreateTable createTable(Fields in) {
		Map<String, String> types = new TreeMap<>();
		in.requireList("AttributeDefinitions", (it) -> types.put(it.requireText("AttributeName"),
				it.requireChoice("AttributeType", KeyAttributeType.class).name()));
		KeySchema.Key[] keys = new KeySchema.Key[2];
		in.requireList("KeySchema", (it) -> {
			String name = it.requireText("AttributeName");
			String type = types.remove(name);
			if (type == null) {
				throw parameter("Some index key attributes are not defined in AttributeDefinitions. Key: " + name);
			}
			keys[it.requireChoice("KeyType", KeyType.class).ordinal()] = new KeySchema.Key(name, type);
			return name;
		});
		if (keys[0] == null) {
			throw parameter("Missing the HASH key in KeySchema");
		}
		if (!types.isEmpty()) {
			throw parameter("Number of attributes in KeySchema does not exactly match number of attributes defined in"
					+ " AttributeDefinitions");
		}
		BillingMode mode = Objects.requireNonNullElse(in.choice("BillingMode", BillingMode.class),
				BillingMode.PROVISIONED);
		return new CreateTable(table(in), new KeySchema(keys[0], keys[1]), mode, capacity(in, "ReadCapacityUnits"),
				capacity(in, "WriteCapacityUnits"));
	}

	private static UpdateTable updateTable(Fields in) {
		return new UpdateTable(table(in), in.choice("BillingMode", BillingMode.class),
				capacity(in, "ReadCapacityUnits"), capacity(in, "WriteCapacityUnits"));
	}

	private static long capacity(Fields in, String name) {
		Fields throughput = in.structure("ProvisionedThroughput");
		return (throughput != null) ? throughput.longValue(name) : 0;
	}

	private static ServiceException parameter(String problem) {
		return new ServiceException("ValidationException", "One or more parameter values were invalid: " + problem);
	}

	private static UpdateTimeToLive updateTimeToLive(Fields in) {
		Fields specification = in.requireStructure("TimeToLiveSpecification");
		return new UpdateTimeToLive(table(in), specification.requireText("AttributeName"),
				isTrue(specification, "Enabled"));
	}

	private static void description(Output out, String name, TableDescription table) {
		out.structure(name, (description) -> {
			KeySchema.Key hash = table.keys().hash();
			KeySchema.Key range = table.keys().range();
			List<KeySchema.Key> keys = (range != null) ? List.of(hash, range) : List.of(hash);
			description.text("TableName", table.tableName())
				.text("TableArn", table.tableArn())
				.text("TableStatus", table.status())
				.instant("CreationDateTime", table.created())
				.number("ItemCount", table.itemCount())
				.number("TableSizeBytes", table.sizeBytes())
				.structures("KeySchema", keys,
						(entry, key) -> entry.text("AttributeName", key.name())
							.text("KeyType", (key == hash) ? "HASH" : "RANGE"))
				.structures("AttributeDefinitions", keys,
						(entry, key) -> entry.text("AttributeName", key.name()).text("AttributeType", key.type()))
				.structure("ProvisionedThroughput",
						(throughput) -> throughput.number("ReadCapacityUnits", table.readCapacity())
							.number("WriteCapacityUnits", table.writeCapacity())
							.number("NumberOfDecreasesToday", 0L))
				.structure("BillingModeSummary", (billing) -> billing.text("BillingMode", table.billingMode()));
		});
	}

	private static void item(Output out, String name, ItemAttributes result) {
		if (result.attributes() != null) {
			AttributeCodec.write(out, name, result.attributes());
		}
	}

	private static void page(Output out, ItemPage result) {
		if (result.items().size() == result.count()) {
			out.structures("Items", result.items(), AttributeCodec::entries);
		}
		out.number("Count", result.count()).number("ScannedCount", result.scannedCount());
		if (result.lastEvaluatedKey() != null) {
			AttributeCodec.write(out, "LastEvaluatedKey", result.lastEvaluatedKey());
		}
	}

	/** The types that attributes of a key may have. */
	private enum KeyAttributeType {

		S, N, B

	}

	/** The parts of a key, in their order. */
	private enum KeyType {

		HASH, RANGE

	}

	/** How much of the consumed capacity is told. There are no indexes to tell apart. */
	private enum ReturnConsumedCapacity {

		INDEXES, TOTAL, NONE

	}

	/** What of the selected items is returned. */
	private enum Select {

		ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES, SPECIFIC_ATTRIBUTES, COUNT;

		static @Nullable Select of(Fields in, @Nullable String projection) {
			Select select = in.choice("Select", Select.class);
			if (select == ALL_PROJECTED_ATTRIBUTES) {
				throw parameter("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
			}
			if (select != null && (select == SPECIFIC_ATTRIBUTES) != (projection != null)) {
				throw parameter(
						(projection != null) ? "Cannot specify the ProjectionExpression when choosing to get " + select
								: "Must specify the ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
			}
			return select;
		}

	}

	/** A request, and the table whose consumed capacity is told, if any. */
	private record Reporting<Q>(Q request, @Nullable String table) {

	}

	/** A result, and the table whose consumed capacity is told, if any. */
	private record Reported<R>(R result, @Nullable String table) {

	}

}
