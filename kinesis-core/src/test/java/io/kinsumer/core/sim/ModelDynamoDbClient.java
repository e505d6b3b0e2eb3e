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

package io.kinsumer.core.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.kinsumer.test.dynamodb.BillingMode;
import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.dynamodb.DynamoDbRequest;
import io.kinsumer.test.dynamodb.DynamoDbResult;
import io.kinsumer.test.dynamodb.KeySchema;
import io.kinsumer.test.dynamodb.ReturnValues;
import io.kinsumer.test.dynamodb.expression.Placeholders;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.ServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The SDK's client in front of the DynamoDB model, through a simulated network and
 * without sockets.
 */
public final class ModelDynamoDbClient implements DynamoDbAsyncClient {

	public static final String TABLE = "kinsumer-metadata";

	private final DynamoDbModel model;

	private final SimulatedNetwork network;

	public ModelDynamoDbClient(DynamoDbModel model, SimulatedNetwork network) {
		this.model = model;
		this.network = network;
	}

	public static void createTable(DynamoDbModel model) {
		model.createTable(new DynamoDbRequest.CreateTable(TABLE, KeySchema.ofStrings("namespace", "resource"),
				BillingMode.PAY_PER_REQUEST, 0, 0));
	}

	private <T> CompletableFuture<T> call(Supplier<T> effect) {
		return this.network.call(() -> {
			try {
				return effect.get();
			}
			catch (io.kinsumer.test.dynamodb.ConditionalCheckFailedException ex) {
				Map<String, Attribute> item = ex.item();
				throw ConditionalCheckFailedException.builder()
					.item((item != null) ? fromModel(item) : null)
					.message(ex.message())
					.build();
			}
			catch (ServiceException ex) {
				throw DynamoDbException.builder().message(ex.toString()).build();
			}
		});
	}

	@Override
	public CompletableFuture<DescribeTableResponse> describeTable(DescribeTableRequest request) {
		return CompletableFuture.completedFuture(DescribeTableResponse.builder()
			.table(TableDescription.builder()
				.tableStatus(TableStatus.ACTIVE)
				.keySchema(KeySchemaElement.builder().attributeName("namespace").keyType(KeyType.HASH).build(),
						KeySchemaElement.builder().attributeName("resource").keyType(KeyType.RANGE).build())
				.build())
			.build());
	}

	@Override
	public CompletableFuture<GetItemResponse> getItem(GetItemRequest request) {
		return call(() -> {
			Map<String, Attribute> item = this.model
				.getItem(new DynamoDbRequest.GetItem(request.tableName(), toModel(request.key()), null,
						Placeholders.NONE, true))
				.attributes();
			return GetItemResponse.builder().item((item != null) ? fromModel(item) : null).build();
		});
	}

	@Override
	public CompletableFuture<PutItemResponse> putItem(PutItemRequest request) {
		return call(() -> {
			this.model.putItem(new DynamoDbRequest.PutItem(request.tableName(), toModel(request.item()),
					request.conditionExpression(),
					placeholders(request.expressionAttributeNames(), request.expressionAttributeValues()),
					ReturnValues.NONE, true));
			return PutItemResponse.builder().build();
		});
	}

	@Override
	public CompletableFuture<UpdateItemResponse> updateItem(UpdateItemRequest request) {
		return call(() -> {
			DynamoDbResult.ItemAttributes result = this.model
				.updateItem(new DynamoDbRequest.UpdateItem(request.tableName(), toModel(request.key()),
						request.updateExpression(), request.conditionExpression(),
						placeholders(request.expressionAttributeNames(), request.expressionAttributeValues()),
						ReturnValues.ALL_NEW, true));
			Map<String, Attribute> item = result.attributes();
			return UpdateItemResponse.builder().attributes((item != null) ? fromModel(item) : null).build();
		});
	}

	@Override
	public CompletableFuture<DeleteItemResponse> deleteItem(DeleteItemRequest request) {
		return call(() -> {
			this.model.deleteItem(new DynamoDbRequest.DeleteItem(request.tableName(), toModel(request.key()),
					request.conditionExpression(),
					placeholders(request.expressionAttributeNames(), request.expressionAttributeValues()),
					ReturnValues.NONE, true));
			return DeleteItemResponse.builder().build();
		});
	}

	@Override
	public CompletableFuture<QueryResponse> query(QueryRequest request) {
		return call(() -> {
			DynamoDbResult.ItemPage page = this.model.query(new DynamoDbRequest.Query(request.tableName(),
					request.keyConditionExpression(), DynamoDbRequest.Page.ALL,
					placeholders(request.expressionAttributeNames(), request.expressionAttributeValues()), true));
			return QueryResponse.builder()
				.items(page.items().stream().map(ModelDynamoDbClient::fromModel).toList())
				.build();
		});
	}

	private static Placeholders placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
		return new Placeholders(names, toModel(values));
	}

	private static Map<String, Attribute> toModel(Map<String, AttributeValue> values) {
		Map<String, Attribute> result = new HashMap<>();
		values.forEach((name, value) -> result.put(name, toModel(value)));
		return result;
	}

	private static Attribute toModel(AttributeValue value) {
		return switch (value.type()) {
			case S -> Attribute.s(value.s());
			case N -> Attribute.n(value.n());
			case B -> new Attribute.Binary(value.b().asByteArray());
			case SS -> new Attribute.Elements("S", value.ss().stream().map(Attribute::s).collect(Collectors.toSet()));
			default -> throw new IllegalArgumentException("the simulation does not expect " + value);
		};
	}

	private static Map<String, AttributeValue> fromModel(Map<String, Attribute> values) {
		Map<String, AttributeValue> result = new HashMap<>();
		values.forEach((name, value) -> result.put(name, fromModel(value)));
		return result;
	}

	private static AttributeValue fromModel(Attribute value) {
		if (value instanceof Attribute.Text text) {
			return AttributeValue.fromS(text.value());
		}
		if (value instanceof Attribute.Number number) {
			return AttributeValue.fromN(number.text());
		}
		if (value instanceof Attribute.Binary binary) {
			return AttributeValue.fromB(SdkBytes.fromByteArray(binary.value()));
		}
		if (value instanceof Attribute.Elements set) {
			return AttributeValue
				.fromSs(set.values().stream().map((element) -> ((Attribute.Text) element).value()).sorted().toList());
		}
		throw new IllegalArgumentException("the simulation does not expect " + value);
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
	}

}
