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
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import io.kinsumer.core.client.AccessDeniedException;
import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.metadata.MetadataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
 * Makes the metadata table ready, and deletes it.
 */
final class MetadataTable {

	private static final Logger logger = LoggerFactory.getLogger(MetadataTable.class);

	private static final Duration POLL = Duration.ofMillis(500);

	private final DynamoDbAsyncClient client;

	private final MetadataTableSettings settings;

	private final Executor later = CompletableFuture.delayedExecutor(POLL.toMillis(), TimeUnit.MILLISECONDS);

	MetadataTable(DynamoDbAsyncClient client, MetadataTableSettings settings) {
		this.client = client;
		this.settings = settings;
	}

	/**
	 * Creates the table if it may, waits until it is active, and looks at its keys.
	 * @return fails with a typed error, within the create-timeout
	 */
	CompletableFuture<Void> initialize() {
		Attempt attempt = new Attempt();
		return bounded(awaitUsable(attempt).thenCompose((table) -> {
			checkKeys(table);
			return this.settings.createTable() ? enableTimeToLive() : done();
		}), attempt);
	}

	CompletableFuture<Void> delete() {
		Attempt attempt = new Attempt();
		return bounded(delete(attempt), attempt);
	}

	private CompletableFuture<Void> bounded(CompletableFuture<Void> work, Attempt attempt) {
		return work.orTimeout(this.settings.createTimeout().toMillis(), TimeUnit.MILLISECONDS)
			.exceptionally((failure) -> {
				attempt.over = true;
				throw new CompletionException(explain(AwsErrors.unwrap(failure), attempt));
			});
	}

	private CompletableFuture<TableDescription> awaitUsable(Attempt attempt) {
		return describe(attempt).thenCompose((table) -> {
			if (table == null) {
				return create(attempt).thenCompose((created) -> again(attempt, this::awaitUsable));
			}
			return switch (table.tableStatus()) {
				case ACTIVE, UPDATING -> CompletableFuture.completedFuture(table);
				case CREATING, DELETING -> again(attempt, this::awaitUsable);
				default -> CompletableFuture.failedFuture(
						new MetadataException(
								"the metadata table '" + name() + "' cannot be used, because it is "
										+ table.tableStatusAsString() + ": restore it, or use another table name",
								null));
			};
		});
	}

	private <T> CompletableFuture<T> again(Attempt attempt, Function<Attempt, CompletableFuture<T>> step) {
		return CompletableFuture.supplyAsync(() -> attempt, this.later)
			.thenCompose(
					(same) -> same.over ? CompletableFuture.failedFuture(new TimeoutException()) : step.apply(same));
	}

	private CompletableFuture<@Nullable TableDescription> describe(Attempt attempt) {
		return attempt.call("DescribeTable", () -> this.client.describeTable((request) -> request.tableName(name())))
			.<@Nullable TableDescription>thenApply((response) -> response.table())
			.exceptionallyCompose((failure) -> (AwsErrors.unwrap(failure) instanceof ResourceNotFoundException)
					? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(failure));
	}

	private CompletableFuture<Void> create(Attempt attempt) {
		if (!this.settings.createTable()) {
			return CompletableFuture.failedFuture(new MetadataException("the metadata table '" + name()
					+ "' does not exist: create it with hash key 'namespace' and range key 'resource', both strings, "
					+ "or let it be created by setting create-table to true", null));
		}
		CreateTableRequest.Builder request = CreateTableRequest.builder()
			.tableName(name())
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
		logger.info("Creating the metadata table '{}'", name());
		return attempt.call("CreateTable", () -> this.client.createTable(request.build()))
			.<Void>thenCompose((response) -> done())
			.exceptionallyCompose((failure) -> (AwsErrors.unwrap(failure) instanceof ResourceInUseException) ? done()
					: CompletableFuture.failedFuture(failure));
	}

	private static AttributeDefinition attribute(String name) {
		return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
	}

	private static KeySchemaElement key(String name, KeyType type) {
		return KeySchemaElement.builder().attributeName(name).keyType(type).build();
	}

	private void checkKeys(TableDescription table) {
		boolean strings = table.attributeDefinitions()
			.stream()
			.noneMatch((attribute) -> isKey(attribute) && attribute.attributeType() != ScalarAttributeType.S);
		List<KeySchemaElement> expected = List.of(key(Attributes.NAMESPACE, KeyType.HASH),
				key(Attributes.RESOURCE, KeyType.RANGE));
		if (!table.keySchema().equals(expected) || !strings) {
			throw new MetadataException("the table '" + name() + "' cannot hold the metadata, because its keys are "
					+ describe(table)
					+ ": use another table name, or a table with hash key 'namespace' and range key 'resource', "
					+ "both strings", null);
		}
	}

	private static boolean isKey(AttributeDefinition attribute) {
		return Attributes.NAMESPACE.equals(attribute.attributeName())
				|| Attributes.RESOURCE.equals(attribute.attributeName());
	}

	private static String describe(TableDescription table) {
		return table.keySchema()
			.stream()
			.map((key) -> key.attributeName() + " (" + key.keyTypeAsString() + ", "
					+ table.attributeDefinitions()
						.stream()
						.filter((attribute) -> attribute.attributeName().equals(key.attributeName()))
						.map(AttributeDefinition::attributeTypeAsString)
						.findFirst()
						.orElse("of unknown type")
					+ ")")
			.toList()
			.toString();
	}

	/**
	 * Switches time to live on. Without it everything works; only the items of sessions
	 * that nobody was there to remove would stay.
	 */
	private CompletableFuture<Void> enableTimeToLive() {
		return this.client.describeTimeToLive((request) -> request.tableName(name())).thenCompose((response) -> {
			if (response.timeToLiveDescription().timeToLiveStatus() != TimeToLiveStatus.DISABLED) {
				return done();
			}
			return this.client
				.updateTimeToLive((request) -> request.tableName(name())
					.timeToLiveSpecification((ttl) -> ttl.attributeName(Attributes.TTL).enabled(true)))
				.<Void>thenCompose((updated) -> done());
		}).exceptionally((failure) -> {
			logger.info("Time to live of table '{}' was not switched on by this client: {}", name(),
					AwsErrors.unwrap(failure).getMessage());
			return null;
		});
	}

	private CompletableFuture<Void> delete(Attempt attempt) {
		return describe(attempt).thenCompose((table) -> {
			if (table == null) {
				return done();
			}
			if (table.tableStatus() != TableStatus.ACTIVE) {
				return again(attempt, this::delete);
			}
			return attempt.call("DeleteTable", () -> this.client.deleteTable((request) -> request.tableName(name())))
				.thenCompose((response) -> again(attempt, this::delete));
		});
	}

	private KinesisException explain(Throwable failure, Attempt attempt) {
		if (failure instanceof MetadataException known) {
			return known;
		}
		if (failure instanceof TimeoutException) {
			return new DependencyException("the metadata table '" + name() + "' was not ready within "
					+ this.settings.createTimeout() + " (last call: " + attempt.operation
					+ "): check that DynamoDB can be reached, or set a longer create-timeout", failure);
		}
		KinesisException translated = AwsErrors.translate("", failure);
		if (translated instanceof AccessDeniedException) {
			return new MetadataException(
					"the metadata table '" + name() + "' cannot be used, because permission for dynamodb:"
							+ attempt.operation + " is missing: " + failure.getMessage(),
					failure);
		}
		return new DependencyException("the metadata table '" + name() + "' could not be made ready by "
				+ attempt.operation + ": " + failure.getMessage(), failure);
	}

	private String name() {
		return this.settings.tableName();
	}

	private static CompletableFuture<Void> done() {
		return CompletableFuture.allOf();
	}

	/**
	 * What was tried last, and whether to go on.
	 */
	private static final class Attempt {

		private volatile String operation = "none";

		private volatile boolean over;

		<T> CompletableFuture<T> call(String name, Supplier<CompletableFuture<T>> call) {
			this.operation = name;
			return call.get();
		}

	}

}
