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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.metadata.MetadataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * Makes the metadata table ready.
 */
final class MetadataTable {

	private static final Logger logger = LoggerFactory.getLogger(MetadataTable.class);

	private static final Duration POLL = Duration.ofMillis(500);

	private final DynamoDbAsyncClient client;

	private final MetadataTableSettings settings;

	MetadataTable(DynamoDbAsyncClient client, MetadataTableSettings settings) {
		this.client = client;
		this.settings = settings;
	}

	CompletableFuture<Void> initialize() {
		return describe().exceptionallyCompose((failure) -> {
			if (!(cause(failure) instanceof ResourceNotFoundException)) {
				return CompletableFuture.failedFuture(failure);
			}
			if (!this.settings.createTable()) {
				return CompletableFuture.failedFuture(new MetadataException("the metadata table '"
						+ this.settings.tableName()
						+ "' does not exist: create it with hash key 'namespace' and range key 'resource', both strings, "
						+ "or let it be created by setting create-table to true", cause(failure)));
			}
			return create();
		})
			.thenCompose((table) -> (table.tableStatus() == TableStatus.CREATING) ? awaitActive()
					: CompletableFuture.completedFuture(table))
			.thenCompose((table) -> {
				checkKeys(table);
				return this.settings.createTable() ? enableTimeToLive() : done();
			})
			.exceptionally((failure) -> {
				throw new CompletionException(explain(cause(failure)));
			});
	}

	private Throwable explain(Throwable failure) {
		if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null
				&& "AccessDeniedException".equals(service.awsErrorDetails().errorCode())) {
			return new MetadataException("the metadata table '" + this.settings.tableName()
					+ "' cannot be used, because a permission is missing: " + service.awsErrorDetails().errorMessage(),
					failure);
		}
		if (failure instanceof MetadataException) {
			return failure;
		}
		return new DependencyException("the metadata table '" + this.settings.tableName()
				+ "' could not be made ready: " + failure.getMessage(), failure);
	}

	private CompletableFuture<TableDescription> describe() {
		return this.client.describeTable((request) -> request.tableName(this.settings.tableName()))
			.thenApply((response) -> response.table());
	}

	private CompletableFuture<TableDescription> create() {
		CreateTableRequest.Builder request = CreateTableRequest.builder()
			.tableName(this.settings.tableName())
			.attributeDefinitions(attribute(Attributes.NAMESPACE), attribute(Attributes.RESOURCE))
			.keySchema(key(Attributes.NAMESPACE, KeyType.HASH), key(Attributes.RESOURCE, KeyType.RANGE));
		if (this.settings.billingMode() == MetadataTableSettings.BillingMode.PROVISIONED) {
			request.billingMode(BillingMode.PROVISIONED)
				.provisionedThroughput((throughput) -> throughput.readCapacityUnits(this.settings.readCapacity())
					.writeCapacityUnits(this.settings.writeCapacity()));
		}
		else {
			request.billingMode(BillingMode.PAY_PER_REQUEST);
		}
		logger.info("Creating the metadata table '{}'", this.settings.tableName());
		return this.client.createTable(request.build())
			.thenApply((response) -> response.tableDescription())
			.exceptionallyCompose((failure) -> (cause(failure) instanceof ResourceInUseException) ? describe()
					: CompletableFuture.failedFuture(failure));
	}

	private static AttributeDefinition attribute(String name) {
		return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
	}

	private static KeySchemaElement key(String name, KeyType type) {
		return KeySchemaElement.builder().attributeName(name).keyType(type).build();
	}

	private CompletableFuture<TableDescription> awaitActive() {
		return this.client.waiter()
			.waitUntilTableExists((request) -> request.tableName(this.settings.tableName()),
					(waiter) -> waiter.waitTimeout(this.settings.createTimeout())
						.maxAttempts(Integer.MAX_VALUE)
						.backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(POLL)))
			.thenCompose((response) -> describe());
	}

	private void checkKeys(TableDescription table) {
		List<KeySchemaElement> expected = List.of(key(Attributes.NAMESPACE, KeyType.HASH),
				key(Attributes.RESOURCE, KeyType.RANGE));
		if (!table.keySchema().equals(expected)) {
			throw new MetadataException(
					"the table '" + this.settings.tableName() + "' cannot hold the metadata, because its keys are "
							+ table.keySchema()
							+ ": use another table name, or a table with hash key 'namespace' and range key 'resource'",
					null);
		}
	}

	private CompletableFuture<Void> enableTimeToLive() {
		return this.client.describeTimeToLive((request) -> request.tableName(this.settings.tableName()))
			.thenCompose((response) -> {
				if (response.timeToLiveDescription().timeToLiveStatus() != TimeToLiveStatus.DISABLED) {
					return done();
				}
				return this.client
					.updateTimeToLive((request) -> request.tableName(this.settings.tableName())
						.timeToLiveSpecification((ttl) -> ttl.attributeName(Attributes.TTL).enabled(true)))
					.handle((updated, failure) -> {
						// Another client that starts at the same time may have been
						// faster;
						// without it, only the items of old sessions stay.
						if (failure != null) {
							logger.info("Time to live of table '{}' was not switched on by this client: {}",
									this.settings.tableName(), cause(failure).getMessage());
						}
						return updated;
					})
					.thenAccept((ignored) -> {
					});
			});
	}

	private static CompletableFuture<Void> done() {
		return CompletableFuture.allOf();
	}

	private static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
