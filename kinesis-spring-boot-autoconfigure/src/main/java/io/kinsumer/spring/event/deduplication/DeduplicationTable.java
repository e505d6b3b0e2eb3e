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

package io.kinsumer.spring.event.deduplication;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.kinsumer.core.client.AwsErrors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * Makes the table ready before its first use, again if that failed.
 */
final class DeduplicationTable {

	static final String MESSAGE_ID = "message_id";

	static final String WORKER_ID = "worker_id";

	static final String EXPIRATION_TIME = "expiration_time";

	private static final Log logger = LogFactory.getLog(DeduplicationTable.class);

	private static final List<KeySchemaElement> KEYS = List.of(key(MESSAGE_ID, KeyType.HASH),
			key(WORKER_ID, KeyType.RANGE));

	private final DynamoDbAsyncClient client;

	private final DynamoDbDeduplicationSettings settings;

	private final Executor later = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

	private @Nullable CompletableFuture<Void> ready;

	DeduplicationTable(DynamoDbAsyncClient client, DynamoDbDeduplicationSettings settings) {
		this.client = client;
		this.settings = settings;
	}

	/**
	 * Completes when the table can be used; fails with a message for people otherwise.
	 */
	synchronized CompletableFuture<Void> ready() {
		CompletableFuture<Void> ready = this.ready;
		if (ready == null || ready.isCompletedExceptionally()) {
			long deadline = System.nanoTime() + this.settings.createTimeout().toNanos();
			ready = awaitUsable(deadline);
			this.ready = ready;
		}
		return ready;
	}

	private CompletableFuture<Void> awaitUsable(long deadline) {
		return describe().thenCompose((table) -> {
			if (table == null) {
				return create().thenCompose((created) -> again(deadline));
			}
			if (table.tableStatus() == TableStatus.ACTIVE || table.tableStatus() == TableStatus.UPDATING) {
				return usable(table);
			}
			return again(deadline);
		});
	}

	private CompletableFuture<Void> again(long deadline) {
		if (System.nanoTime() - deadline >= 0) {
			return CompletableFuture.failedFuture(new IllegalStateException("the table '" + name()
					+ "' of deduplication was not ready within " + this.settings.createTimeout()));
		}
		return CompletableFuture.supplyAsync(() -> deadline, this.later).thenCompose(this::awaitUsable);
	}

	private CompletableFuture<@Nullable TableDescription> describe() {
		return this.client.describeTable((request) -> request.tableName(name()))
			.<@Nullable TableDescription>thenApply((response) -> response.table())
			.exceptionallyCompose((failure) -> (AwsErrors.unwrap(failure) instanceof ResourceNotFoundException)
					? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(failure));
	}

	private CompletableFuture<Void> create() {
		if (!this.settings.createTable()) {
			return CompletableFuture.failedFuture(new IllegalStateException("the table '" + name()
					+ "' of deduplication does not exist: create it with hash key 'message_id' and range key "
					+ "'worker_id', both strings, or set kinesis.deduplication.dynamodb.create-table to true"));
		}
		logger.info("Creating the table '" + name() + "' of deduplication");
		return this.client
			.createTable((request) -> request.tableName(name())
				.attributeDefinitions(attribute(MESSAGE_ID), attribute(WORKER_ID))
				.keySchema(KEYS)
				.billingMode(BillingMode.PAY_PER_REQUEST))
			.<Void>thenApply((response) -> null)
			.exceptionallyCompose((failure) -> (AwsErrors.unwrap(failure) instanceof ResourceInUseException)
					? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(failure));
	}

	private CompletableFuture<Void> usable(TableDescription table) {
		if (!table.keySchema().equals(KEYS)) {
			return CompletableFuture.failedFuture(new IllegalStateException("the table '" + name()
					+ "' cannot be used for deduplication, because its keys are " + table.keySchema()
					+ ": use another table name, or a table with hash key 'message_id' and range key 'worker_id'"));
		}
		return this.settings.createTable() ? enableTimeToLive() : CompletableFuture.completedFuture(null);
	}

	/**
	 * Without it, items stay for ever: more is remembered than need be.
	 */
	private CompletableFuture<Void> enableTimeToLive() {
		return this.client.describeTimeToLive((request) -> request.tableName(name())).thenCompose((response) -> {
			if (response.timeToLiveDescription().timeToLiveStatus() != TimeToLiveStatus.DISABLED) {
				return CompletableFuture.<Void>completedFuture(null);
			}
			return this.client
				.updateTimeToLive((request) -> request.tableName(name())
					.timeToLiveSpecification((ttl) -> ttl.attributeName(EXPIRATION_TIME).enabled(true)))
				.<Void>thenApply((updated) -> null);
		}).exceptionally((failure) -> {
			logger.info("Time to live of table '" + name() + "' was not switched on by this client: "
					+ AwsErrors.unwrap(failure).getMessage());
			return null;
		});
	}

	private static AttributeDefinition attribute(String name) {
		return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
	}

	private static KeySchemaElement key(String name, KeyType type) {
		return KeySchemaElement.builder().attributeName(name).keyType(type).build();
	}

	private String name() {
		return this.settings.tableName();
	}

}
