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

package io.kinsumer.core.metadata;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import io.kinsumer.core.metadata.dynamodb.DynamoDbMetadataRepository;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings.BillingMode;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesisClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DynamoDbMetadataRepositoryTests extends MetadataRepositoryContractTests {

	private static EmbeddedKinesisServer server;

	private static EmbeddedKinesisClients clients;

	private static DynamoDbAsyncClient client;

	@BeforeAll
	static void startServer() {
		server = EmbeddedKinesisServer.builder().start();
		clients = new EmbeddedKinesisClients(server);
		client = clients.dynamoDbAsync();
	}

	@AfterAll
	static void stopServer() {
		clients.close();
		server.close();
	}

	@Override
	MetadataRepository create() {
		return repository(settings("table-" + UUID.randomUUID(), true));
	}

	private static DynamoDbMetadataRepository repository(MetadataTableSettings settings) {
		return new DynamoDbMetadataRepository(client, settings, "group", "orders");
	}

	private static MetadataTableSettings settings(String table, boolean create) {
		return new MetadataTableSettings(table, create, Duration.ofSeconds(30), BillingMode.PAY_PER_REQUEST, 1, 1);
	}

	@Test
	void aMissingTableIsCreatedWithTimeToLive() throws Exception {
		String table = "table-" + UUID.randomUUID();
		repository(settings(table, true)).initialize().get();
		BillingModeSummary billing = client.describeTable((request) -> request.tableName(table))
			.get()
			.table()
			.billingModeSummary();
		assertThat(billing.billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
		assertThat(client.describeTimeToLive((request) -> request.tableName(table))
			.get()
			.timeToLiveDescription()
			.attributeName()).isEqualTo("ttl");
		repository(settings(table, true)).initialize().get();
	}

	@Test
	void aMissingTableThatMayNotBeCreatedSaysWhatToDo() {
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> repository(settings("absent", false)).initialize().get())
			.havingCause()
			.isInstanceOf(MetadataException.class)
			.withMessageContaining("'absent' does not exist")
			.withMessageContaining("create-table");
	}

	@Test
	void aTableWithOtherKeysIsRefused() throws Exception {
		client
			.createTable((request) -> request.tableName("other")
				.billingMode("PAY_PER_REQUEST")
				.attributeDefinitions(
						AttributeDefinition.builder().attributeName("id").attributeType(ScalarAttributeType.S).build())
				.keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build()))
			.get();
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> repository(settings("other", true)).initialize().get())
			.havingCause()
			.isInstanceOf(MetadataException.class)
			.withMessageContaining("'other' cannot hold the metadata");
	}

	@Test
	void anItemOfAnotherLibraryIsNamedWithTheRemedy() throws Exception {
		String table = "table-" + UUID.randomUUID();
		MetadataRepository repository = repository(settings(table, true));
		repository.initialize().get();
		GroupItem group = new GroupItem(Instant.EPOCH, 0, Instant.EPOCH, InitialPosition.TRIM_HORIZON, Set.of(),
				Set.of());
		client
			.putItem((request) -> request.tableName(table)
				.item(Map.of("namespace", attribute("checkpoint:group:orders"), "resource",
						attribute("shardId-000000000000"), "sequenceNumber", attribute("5"))))
			.get();
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> repository.checkpoints(group).shards().get())
			.havingCause()
			.isInstanceOf(MetadataException.class)
			.withMessageContaining("item 'checkpoint:group:orders' / 'shardId-000000000000'")
			.withMessageContaining("use another consumer-group");
	}

	@Test
	void attributesOfOthersSurviveTheOwnersWrites() throws Exception {
		String table = "table-" + UUID.randomUUID();
		MetadataRepository repository = repository(settings(table, true));
		repository.initialize().get();
		Session session = new Session(new Owner("anna", "s1"), 1, 0, Session.State.ACTIVE, Duration.ofSeconds(10),
				"host");
		repository.registerClient(session).get();
		client
			.updateItem((request) -> request.tableName(table)
				.key(Map.of("namespace", attribute("client:group:orders"), "resource", attribute("anna")))
				.updateExpression("SET note = :note")
				.expressionAttributeValues(Map.of(":note", attribute("kept"))))
			.get();
		repository.renew(session.next(1, Session.State.ACTIVE)).get();
		assertThat(client
			.getItem((request) -> request.tableName(table)
				.key(Map.of("namespace", attribute("client:group:orders"), "resource", attribute("anna"))))
			.get()
			.item()).containsEntry("note", attribute("kept"));
	}

	private static software.amazon.awssdk.services.dynamodb.model.AttributeValue attribute(String value) {
		return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(value);
	}

}
