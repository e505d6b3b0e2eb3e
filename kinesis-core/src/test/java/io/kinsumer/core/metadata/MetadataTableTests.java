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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.kinsumer.core.client.AccessDeniedException;
import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.metadata.dynamodb.DynamoDbMetadataRepository;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings.BillingMode;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.InvalidSettingException;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesisClients;
import io.kinsumer.test.fault.FaultRule;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What goes wrong with a table, and what is said about it.
 */
class MetadataTableTests {

	private static final Session SESSION = new Session(new Owner("anna", "s1"), 1, 0, Session.State.ACTIVE,
			Duration.ofSeconds(10), "host");

	private static EmbeddedKinesisServer server;

	private static EmbeddedKinesisClients clients;

	private static DynamoDbAsyncClient client;

	private final String table = "table-" + UUID.randomUUID();

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

	@AfterEach
	void removeFaults() {
		server.faults().clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "DescribeTable", "CreateTable" })
	void aMissingPermissionIsNamed(String operation) {
		server.faults().on(operation).error("AccessDeniedException", 400, "not authorized");
		assertFails(repository().initialize(), MetadataException.class).withMessageContaining(this.table)
			.withMessageContaining("dynamodb:" + operation + " is missing")
			.withMessageContaining("not authorized");
	}

	@Test
	void settingsThatNoTableCanHaveAreRefused() {
		assertRefused("table-name", () -> table("a b", Duration.ofSeconds(1), 1, 1));
		assertRefused("create-timeout", () -> table("table", Duration.ZERO, 1, 1));
		assertRefused("read-capacity", () -> table("table", Duration.ofSeconds(1), 0, 1));
		assertRefused("write-capacity", () -> table("table", Duration.ofSeconds(1), 1, 0));
	}

	private static MetadataTableSettings table(String name, Duration createTimeout, long read, long write) {
		return new MetadataTableSettings(name, true, createTimeout, BillingMode.PROVISIONED, read, write);
	}

	private static void assertRefused(String setting, ThrowingCallable create) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(create)
			.satisfies((ex) -> assertThat(ex.getSetting()).isEqualTo(setting));
	}

	@Test
	void aMissingPermissionForItemsIsNamed() throws Exception {
		DynamoDbMetadataRepository repository = initialized();
		server.faults().on("Query", "UpdateItem", "GetItem").error("AccessDeniedException", 400, "not authorized");
		assertFails(repository.sessions(), AccessDeniedException.class).withMessageContaining(this.table)
			.withMessageContaining("dynamodb:Query");
		assertFails(repository.renew(SESSION), AccessDeniedException.class)
			.withMessageContaining("dynamodb:UpdateItem");
		assertFails(repository.findGroup(), AccessDeniedException.class).withMessageContaining("dynamodb:GetItem");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DescribeTimeToLive", "UpdateTimeToLive" })
	void theTableIsUsedWithoutTimeToLiveWhereThatIsDenied(String operation) throws Exception {
		server.faults().on(operation).error("AccessDeniedException", 400, "not authorized");
		DynamoDbMetadataRepository repository = initialized();
		assertThat(repository.registerClient(SESSION).get().totalClients()).isEqualTo(1);
	}

	@Test
	void severalMayCreateTheTableAtOnce() throws Exception {
		List<CompletableFuture<Void>> starts = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			starts.add(repository().initialize());
		}
		for (CompletableFuture<Void> start : starts) {
			start.get(30, TimeUnit.SECONDS);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "DescribeTable", "CreateTable", "DescribeTimeToLive" })
	void aCallThatHangsIsGivenUpAfterTheCreateTimeout(String operation) {
		server.faults().on(operation).delay(Duration.ofSeconds(40));
		DynamoDbMetadataRepository repository = repository(Duration.ofSeconds(1));
		assertThat(repository.initialize()).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(DependencyException.class)
			.withMessageContaining("within PT1S")
			.withMessageContaining("create-timeout");
	}

	@Test
	void keysOfAnotherTypeAreRefused() throws Exception {
		client
			.createTable((request) -> request.tableName(this.table)
				.billingMode("PAY_PER_REQUEST")
				.attributeDefinitions(attribute("namespace", ScalarAttributeType.S),
						attribute("resource", ScalarAttributeType.N))
				.keySchema(key("namespace", KeyType.HASH), key("resource", KeyType.RANGE)))
			.get();
		assertFails(repository().initialize(), MetadataException.class).withMessageContaining("resource (RANGE, N)")
			.withMessageContaining("both strings");
	}

	@Test
	void aRenewalIsAttemptedOnce() throws Exception {
		DynamoDbMetadataRepository repository = initialized();
		repository.registerClient(SESSION).get();
		FaultRule rule = server.faults().on("UpdateItem").error("InternalServerError", 500);
		assertFails(repository.renew(SESSION.next(0, Session.State.ACTIVE)), Exception.class);
		assertThat(rule.matched()).isEqualTo(1);
		assertFails(repository.kill(SESSION), Exception.class);
		assertThat(rule.matched()).as("others are repeated by the client").isGreaterThan(2);
	}

	@Test
	void aRenewalWithoutAnswerFailsInTimeForTheNext() throws Exception {
		DynamoDbMetadataRepository repository = initialized();
		repository.registerClient(SESSION).get();
		server.faults().on("UpdateItem").delay(Duration.ofSeconds(40));
		assertThat(repository.renew(SESSION.next(0, Session.State.ACTIVE))).failsWithin(Duration.ofSeconds(15));
	}

	@Test
	void withoutTheTableEveryCallSaysSo() throws Exception {
		DynamoDbMetadataRepository repository = initialized();
		repository.delete().get(30, TimeUnit.SECONDS);
		assertFails(repository.sessions(), MetadataException.class).withMessageContaining(this.table)
			.withMessageContaining("does not exist");
		assertFails(repository.renew(SESSION), MetadataException.class);
		assertFails(repository.registerClient(SESSION), MetadataException.class);
	}

	@Test
	void generationsGroupsAndStreamsHaveNamespacesOfTheirOwn() throws Exception {
		String arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/orders";
		DynamoDbMetadataRepository repository = new DynamoDbMetadataRepository(client, settings(Duration.ofSeconds(30)),
				"group", arn);
		repository.initialize().get(30, TimeUnit.SECONDS);
		for (int generation = 0; generation < 2; generation++) {
			repository
				.checkpoints(new GroupItem(Instant.EPOCH, generation, Instant.EPOCH, InitialPosition.TRIM_HORIZON,
						Set.of(), Set.of()))
				.createShard(ShardItem.initial(new ShardId("shard"), List.of(), ShardPosition.TRIM_HORIZON, false))
				.get();
		}
		List<Map<String, AttributeValue>> items = client.scan((request) -> request.tableName(this.table)).get().items();
		assertThat(items).extracting((item) -> item.get("namespace").s())
			.containsExactlyInAnyOrder("checkpoint:group:" + arn, "checkpoint:group:" + arn + "#1");
	}

	private DynamoDbMetadataRepository initialized() throws Exception {
		DynamoDbMetadataRepository repository = repository();
		repository.initialize().get(30, TimeUnit.SECONDS);
		return repository;
	}

	private DynamoDbMetadataRepository repository() {
		return repository(Duration.ofSeconds(30));
	}

	private DynamoDbMetadataRepository repository(Duration createTimeout) {
		return new DynamoDbMetadataRepository(client, settings(createTimeout), "group", "orders");
	}

	private MetadataTableSettings settings(Duration createTimeout) {
		return new MetadataTableSettings(this.table, true, createTimeout, BillingMode.PAY_PER_REQUEST, 1, 1);
	}

	private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
		return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
	}

	private static KeySchemaElement key(String name, KeyType type) {
		return KeySchemaElement.builder().attributeName(name).keyType(type).build();
	}

	private static ThrowableAssertAlternative<?> assertFails(CompletableFuture<?> answer, Class<?> type) {
		return assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
			.havingCause()
			.isInstanceOf(type);
	}

}
