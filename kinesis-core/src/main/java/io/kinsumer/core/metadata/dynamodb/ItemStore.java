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

package io.kinsumer.core.metadata.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

import io.kinsumer.core.client.AccessDeniedException;
import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.MetadataException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The calls to DynamoDB, in the shape that the repository needs. A refused condition is
 * compared with what is stored before it counts: the SDK repeats a write whose answer was
 * lost, and then the first attempt makes the second one fail.
 */
final class ItemStore {

	private static final Duration ONE_ATTEMPT_TIMEOUT = Duration.ofMillis(1500);

	private static final AwsRequestOverrideConfiguration ONE_ATTEMPT = AwsRequestOverrideConfiguration.builder()
		.apiCallTimeout(ONE_ATTEMPT_TIMEOUT)
		.addPlugin((client) -> client.overrideConfiguration(client.overrideConfiguration()
			.copy((configuration) -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))))
		.build();

	private final DynamoDbAsyncClient client;

	private final String table;

	ItemStore(DynamoDbAsyncClient client, String table) {
		this.client = client;
		this.table = table;
	}

	CompletableFuture<Map<String, AttributeValue>> get(String namespace, String resource) {
		return answer("GetItem",
				this.client
					.getItem((request) -> request.tableName(this.table)
						.key(Attributes.key(namespace, resource))
						.consistentRead(true))
					.thenApply((response) -> response.hasItem() ? response.item() : Map.of()));
	}

	CompletableFuture<List<Map<String, AttributeValue>>> query(String namespace) {
		return answer("Query", query(namespace, null, new ArrayList<>()));
	}

	private CompletableFuture<List<Map<String, AttributeValue>>> query(String namespace,
			@Nullable Map<String, AttributeValue> startKey, List<Map<String, AttributeValue>> found) {
		QueryRequest request = QueryRequest.builder()
			.tableName(this.table)
			.consistentRead(true)
			.keyConditionExpression("#namespace = :namespace")
			.expressionAttributeNames(Map.of("#namespace", Attributes.NAMESPACE))
			.expressionAttributeValues(Map.of(":namespace", Attributes.text(namespace)))
			.exclusiveStartKey(startKey)
			.build();
		return this.client.query(request).thenCompose((response) -> {
			found.addAll(response.items());
			return response.hasLastEvaluatedKey() && !response.lastEvaluatedKey().isEmpty()
					? query(namespace, response.lastEvaluatedKey(), found) : CompletableFuture.completedFuture(found);
		});
	}

	CompletableFuture<Void> put(Map<String, AttributeValue> item, Conditions condition,
			Predicate<Map<String, AttributeValue>> alreadyDone) {
		PutItemRequest request = PutItemRequest.builder()
			.tableName(this.table)
			.item(item)
			.conditionExpression(condition.expression())
			.expressionAttributeNames(condition.names())
			.expressionAttributeValues(condition.values())
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
			.build();
		return outcome("PutItem", this.client.putItem(request).thenApply((response) -> Map.of()), alreadyDone)
			.thenAccept((ignored) -> {
			});
	}

	CompletableFuture<Map<String, AttributeValue>> update(Map<String, AttributeValue> key, Update update,
			Conditions condition, Predicate<Map<String, AttributeValue>> alreadyDone) {
		return update(UpdateItemRequest.builder(), key, update, condition, alreadyDone);
	}

	/**
	 * Makes one attempt of limited time; what becomes of it later is of no use.
	 */
	CompletableFuture<Map<String, AttributeValue>> updateOnce(Map<String, AttributeValue> key, Update update,
			Conditions condition, Predicate<Map<String, AttributeValue>> alreadyDone) {
		return update(UpdateItemRequest.builder().overrideConfiguration(ONE_ATTEMPT), key, update, condition,
				alreadyDone);
	}

	private CompletableFuture<Map<String, AttributeValue>> update(UpdateItemRequest.Builder builder,
			Map<String, AttributeValue> key, Update update, Conditions condition,
			Predicate<Map<String, AttributeValue>> alreadyDone) {
		UpdateItemRequest request = builder.tableName(this.table)
			.key(key)
			.updateExpression(update.expression())
			.conditionExpression(condition.expression())
			.expressionAttributeNames(Conditions.merge(update.names(), condition.names()))
			.expressionAttributeValues(Conditions.merge(update.values(), condition.values()))
			.returnValues(ReturnValue.ALL_NEW)
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
			.build();
		return outcome("UpdateItem", this.client.updateItem(request).thenApply((response) -> response.attributes()),
				alreadyDone);
	}

	CompletableFuture<Void> delete(Map<String, AttributeValue> key, Conditions condition) {
		DeleteItemRequest request = DeleteItemRequest.builder()
			.tableName(this.table)
			.key(key)
			.conditionExpression(condition.expression())
			.expressionAttributeNames(condition.names())
			.expressionAttributeValues(condition.values())
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
			.build();
		return outcome("DeleteItem", this.client.deleteItem(request).thenApply((response) -> Map.of()), Map::isEmpty)
			.thenAccept((ignored) -> {
			});
	}

	private CompletableFuture<Map<String, AttributeValue>> outcome(String operation,
			CompletableFuture<Map<String, AttributeValue>> answer, Predicate<Map<String, AttributeValue>> alreadyDone) {
		return answer(operation, answer).exceptionally((failure) -> {
			Throwable cause = AwsErrors.unwrap(failure);
			if (cause instanceof ConditionalCheckFailedException refused) {
				Map<String, AttributeValue> stored = refused.hasItem() ? refused.item() : Map.of();
				if (alreadyDone.test(stored)) {
					return stored;
				}
				throw new ConditionFailedException(
						"DynamoDB refused a write, because the item is not as expected: " + stored);
			}
			throw new CompletionException(cause);
		});
	}

	private <T> CompletableFuture<T> answer(String operation, CompletableFuture<T> answer) {
		return answer.exceptionally((failure) -> {
			Throwable cause = AwsErrors.unwrap(failure);
			if (cause instanceof ResourceNotFoundException) {
				throw new MetadataException("the metadata table '" + this.table
						+ "' does not exist: it was deleted, or not created yet; restore it, or start the group anew",
						cause);
			}
			if (AwsErrors.translate(this.table, cause) instanceof AccessDeniedException) {
				throw new AccessDeniedException("metadata table '" + this.table + "': permission for dynamodb:"
						+ operation + " is missing, or the credentials are not valid: " + cause.getMessage(), cause);
			}
			throw new CompletionException(cause);
		});
	}

}
