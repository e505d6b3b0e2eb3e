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
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
import org.jspecify.annotations.Nullable;
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

	private final UnaryOperator<String> conditions;

	private final WriteObserver observer;

	private final Map<Map<String, Attribute>, Map<String, AttributeValue>> translations;

	/**
	 * Creates a client that sends what it is given, and tells nobody.
	 */
	public ModelDynamoDbClient(DynamoDbModel model, SimulatedNetwork network) {
		this(model, network, UnaryOperator.identity(), WriteObserver.NONE, new IdentityHashMap<>());
	}

	/**
	 * Creates a client.
	 * @param conditions what is done to the condition of a write before it is sent
	 * @param observer is told of each write that took effect
	 * @param translations items as the SDK has them, shared by all clients of a model
	 */
	public ModelDynamoDbClient(DynamoDbModel model, SimulatedNetwork network, UnaryOperator<String> conditions,
			WriteObserver observer, IdentityHashMap<Map<String, Attribute>, Map<String, AttributeValue>> translations) {
		this.model = model;
		this.network = network;
		this.conditions = conditions;
		this.observer = observer;
		this.translations = translations;
	}

	public static void createTable(DynamoDbModel model) {
		model.createTable(new DynamoDbRequest.CreateTable(TABLE, KeySchema.ofStrings("namespace", "resource"),
				BillingMode.PAY_PER_REQUEST, 0, 0));
	}

	private <T> Supplier<T> translated(Supplier<T> effect) {
		return () -> {
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
		};
	}

	private <T> CompletableFuture<T> read(String operation, Supplier<T> effect) {
		return this.network.read(operation, translated(effect));
	}

	private <T> CompletableFuture<T> write(String operation, Supplier<T> effect) {
		return this.network.write(operation, translated(effect));
	}

	private <T> CompletableFuture<T> write(String operation, String resource, Supplier<T> effect) {
		return this.network.write(operation, resource, translated(effect));
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
		return read("GetItem", () -> {
			Map<String, Attribute> item = this.model
				.getItem(new DynamoDbRequest.GetItem(request.tableName(), toModel(request.key()), null,
						Placeholders.NONE, true))
				.attributes();
			return GetItemResponse.builder().item((item != null) ? fromModel(item) : null).build();
		});
	}

	@Override
	public CompletableFuture<PutItemResponse> putItem(PutItemRequest request) {
		return write("PutItem", () -> {
			Map<String, Attribute> item = toModel(request.item());
			this.model.putItem(
					new DynamoDbRequest.PutItem(request.tableName(), item, condition(request.conditionExpression()),
							placeholders(request.expressionAttributeNames(), request.expressionAttributeValues()),
							ReturnValues.NONE, true));
			this.observer.wrote(item, Map.of());
			return PutItemResponse.builder().build();
		});
	}

	@Override
	public CompletableFuture<UpdateItemResponse> updateItem(UpdateItemRequest request) {
		return write("UpdateItem", request.key().get("resource").s(), () -> {
			Placeholders placeholders = placeholders(request.expressionAttributeNames(),
					request.expressionAttributeValues());
			DynamoDbResult.ItemAttributes result = this.model.updateItem(new DynamoDbRequest.UpdateItem(
					request.tableName(), toModel(request.key()), request.updateExpression(),
					condition(request.conditionExpression()), placeholders, ReturnValues.ALL_NEW, true));
			Map<String, Attribute> item = result.attributes();
			if (item != null) {
				this.observer.wrote(item, placeholders.values());
			}
			return UpdateItemResponse.builder().attributes((item != null) ? translation(item) : null).build();
		});
	}

	@Override
	public CompletableFuture<DeleteItemResponse> deleteItem(DeleteItemRequest request) {
		return write("DeleteItem", () -> {
			this.model.deleteItem(new DynamoDbRequest.DeleteItem(request.tableName(), toModel(request.key()),
					condition(request.conditionExpression()),
					placeholders(request.expressionAttributeNames(), request.expressionAttributeValues()),
					ReturnValues.NONE, true));
			this.observer.removed(toModel(request.key()));
			return DeleteItemResponse.builder().build();
		});
	}

	@Override
	public CompletableFuture<QueryResponse> query(QueryRequest request) {
		return read("Query", () -> {
			DynamoDbResult.ItemPage page = this.model
				.query(new DynamoDbRequest.Query(request.tableName(), request.keyConditionExpression(), page(request),
						placeholders(request.expressionAttributeNames(), request.expressionAttributeValues()), true));
			return QueryResponse.builder()
				.items(page.items().stream().map(this::translation).toList())
				.lastEvaluatedKey((page.lastEvaluatedKey() != null) ? fromModel(page.lastEvaluatedKey()) : null)
				.build();
		});
	}

	private static DynamoDbRequest.Page page(QueryRequest request) {
		return request.hasExclusiveStartKey()
				? new DynamoDbRequest.Page(null, null, null, toModel(request.exclusiveStartKey()), false, true)
				: DynamoDbRequest.Page.ALL;
	}

	private Map<String, AttributeValue> translation(Map<String, Attribute> item) {
		if (this.translations.size() > 10_000) {
			this.translations.clear();
		}
		return this.translations.computeIfAbsent(item, ModelDynamoDbClient::fromModel);
	}

	private @Nullable String condition(@Nullable String condition) {
		return (condition != null) ? this.conditions.apply(condition) : null;
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

	/**
	 * Is told of writes at the moment they take effect.
	 */
	public interface WriteObserver {

		/** Does not listen. */
		WriteObserver NONE = new WriteObserver() {

			@Override
			public void wrote(Map<String, Attribute> item, Map<String, Attribute> claims) {
			}

			@Override
			public void removed(Map<String, Attribute> key) {
			}

		};

		/**
		 * An item was written.
		 * @param item as it is stored now
		 * @param claims the values in the request, by placeholder
		 */
		void wrote(Map<String, Attribute> item, Map<String, Attribute> claims);

		/**
		 * An item was removed.
		 */
		void removed(Map<String, Attribute> key);

	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
	}

}
