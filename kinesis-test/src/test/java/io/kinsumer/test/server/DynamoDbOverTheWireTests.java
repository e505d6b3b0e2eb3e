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

package io.kinsumer.test.server;

import java.util.List;
import java.util.Map;

import io.kinsumer.test.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * DynamoDB as the AWS SDK sees it.
 */
class DynamoDbOverTheWireTests {

	private EmbeddedKinesisServer server;

	private DynamoDbClient client;

	@BeforeEach
	void start() {
		this.server = EmbeddedKinesisServer.builder().start();
		this.client = Clients.dynamoDb(this.server.endpoint());
		createTable();
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@Test
	void everyTypeComesBackAsItWasPut() {
		Map<String, AttributeValue> item = Map.ofEntries(Map.entry("pk", s("a")), Map.entry("sk", s("b")),
				Map.entry("n", n("12345678901234567890.5")),
				Map.entry("b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 0, -1, 127 }))),
				Map.entry("bool", AttributeValue.fromBool(false)), Map.entry("nul", AttributeValue.fromNul(true)),
				Map.entry("l", AttributeValue.fromL(List.of(s("x"), n("1")))),
				Map.entry("m", AttributeValue.fromM(Map.of("k", AttributeValue.fromL(List.of())))),
				Map.entry("ss", AttributeValue.fromSs(List.of("p", "q"))),
				Map.entry("ns", AttributeValue.fromNs(List.of("1", "2"))),
				Map.entry("bs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("z")))));
		put(item);
		assertThat(get("a", "b")).isEqualTo(item);
	}

	@Test
	void failedConditionsCarryTheItem() {
		put(Map.of("pk", s("a"), "sk", s("b"), "epoch", n("7")));
		assertThatExceptionOfType(ConditionalCheckFailedException.class)
			.isThrownBy(() -> this.client.updateItem((it) -> it.tableName("leases")
				.key(key("a", "b"))
				.updateExpression("SET epoch = epoch + :one")
				.conditionExpression("epoch = :seen")
				.expressionAttributeValues(Map.of(":one", n("1"), ":seen", n("6")))
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
			.satisfies((ex) -> assertThat(ex.item()).containsEntry("epoch", n("7")));
	}

	@Test
	void updatesReturnWhatIsAskedFor() {
		put(Map.of("pk", s("a"), "sk", s("b"), "epoch", n("7"), "other", s("x")));
		for (ReturnValue value : List.of(ReturnValue.NONE, ReturnValue.ALL_OLD, ReturnValue.UPDATED_OLD,
				ReturnValue.ALL_NEW, ReturnValue.UPDATED_NEW)) {
			Map<String, AttributeValue> attributes = this.client
				.updateItem((it) -> it.tableName("leases")
					.key(key("a", "b"))
					.updateExpression("SET epoch = epoch + :one")
					.expressionAttributeValues(Map.of(":one", n("1")))
					.returnValues(value))
				.attributes();
			switch (value) {
				case NONE -> assertThat(attributes).isEmpty();
				case ALL_OLD -> assertThat(attributes).hasSize(4).containsEntry("epoch", n("8"));
				case UPDATED_OLD -> assertThat(attributes).isEqualTo(Map.of("epoch", n("9")));
				case ALL_NEW -> assertThat(attributes).hasSize(4).containsEntry("epoch", n("11"));
				default -> assertThat(attributes).isEqualTo(Map.of("epoch", n("12")));
			}
		}
	}

	@Test
	void updateCreatesTheItemWhenMissing() {
		this.client.updateItem((it) -> it.tableName("leases")
			.key(key("a", "b"))
			.updateExpression("SET epoch = if_not_exists(epoch, :zero) + :one")
			.expressionAttributeValues(Map.of(":zero", n("0"), ":one", n("1"))));
		assertThat(get("a", "b")).isEqualTo(Map.of("pk", s("a"), "sk", s("b"), "epoch", n("1")));
	}

	@Test
	void queriesPageInOrderOfTheRangeKey() {
		for (int i = 0; i < 10; i++) {
			put(Map.of("pk", s("p"), "sk", s("s" + i), "even", AttributeValue.fromBool(i % 2 == 0)));
			put(Map.of("pk", s("q"), "sk", s("s" + i)));
		}
		var pages = this.client.queryPaginator((it) -> it.tableName("leases")
			.keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
			.filterExpression("even = :even")
			.expressionAttributeValues(
					Map.of(":pk", s("p"), ":from", s("s2"), ":to", s("s8"), ":even", AttributeValue.fromBool(true)))
			.limit(3)
			.scanIndexForward(false)
			.consistentRead(true));
		assertThat(pages.items()).extracting((item) -> item.get("sk").s()).containsExactly("s8", "s6", "s4", "s2");
		assertThat(pages.stream()).hasSizeGreaterThan(1);
	}

	@Test
	void scansReadEverythingInSegments() {
		for (int i = 0; i < 50; i++) {
			put(Map.of("pk", s("p" + i), "sk", s("s")));
		}
		long count = 0;
		for (int segment = 0; segment < 3; segment++) {
			int number = segment;
			count += this.client.scanPaginator((it) -> it.tableName("leases").segment(number).totalSegments(3).limit(7))
				.items()
				.stream()
				.count();
		}
		assertThat(count).isEqualTo(50);
	}

	@Test
	void tablesAreDescribedListedAndDeleted() {
		assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(this::createTable);
		assertThat(this.client.listTables().tableNames()).containsExactly("leases");
		assertThat(this.client.describeTable((it) -> it.tableName("leases")).table()).satisfies((table) -> {
			assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
			assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
			assertThat(table.creationDateTime()).isNotNull();
		});
		this.client.updateTimeToLive((it) -> it.tableName("leases")
			.timeToLiveSpecification((ttl) -> ttl.attributeName("ttl").enabled(true)));
		assertThat(this.client.describeTimeToLive((it) -> it.tableName("leases"))
			.timeToLiveDescription()
			.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
		this.client.deleteTable((it) -> it.tableName("leases"));
		assertThatExceptionOfType(ResourceNotFoundException.class)
			.isThrownBy(() -> this.client.describeTable((it) -> it.tableName("leases")));
	}

	@Test
	void deletesAreConditional() {
		put(Map.of("pk", s("a"), "sk", s("b")));
		assertThatExceptionOfType(ConditionalCheckFailedException.class)
			.isThrownBy(() -> this.client.deleteItem((it) -> it.tableName("leases")
				.key(key("a", "b"))
				.conditionExpression("attribute_exists(#o)")
				.expressionAttributeNames(Map.of("#o", "owner"))));
		assertThat(this.client
			.deleteItem((it) -> it.tableName("leases").key(key("a", "b")).returnValues(ReturnValue.ALL_OLD))
			.attributes()).hasSize(2);
		assertThat(get("a", "b")).isEmpty();
	}

	@Test
	void mistakesInExpressionsAreValidationErrors() {
		assertInvalid("SET ttl = :v", Map.of(":v", n("1")), "reserved keyword: ttl");
		assertInvalid("SET a = :v", Map.of(":v", n("1"), ":w", n("2")), "unused in expressions: keys: {:w}");
		assertInvalid("SET a = :w", Map.of(":v", n("1")), "attribute value: :w");
		assertInvalid("SET a : :v", Map.of(":v", n("1")), "Syntax error; token: \":\"");
		assertInvalid("SET pk = :v", Map.of(":v", s("1")), "This attribute is part of the key");
		assertInvalid("SET a = b", null, "refers to an attribute that does not exist in the item");
	}

	@Test
	void consumedCapacityIsToldWhenAskedFor() {
		put(Map.of("pk", s("a"), "sk", s("b"), "data", s("x".repeat(5000))));
		var response = this.client.getItem((it) -> it.tableName("leases")
			.key(key("a", "b"))
			.consistentRead(true)
			.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
		assertThat(response.consumedCapacity().capacityUnits()).isEqualTo(2.0);
	}

	@Test
	void theAsyncClientWorks() {
		try (DynamoDbAsyncClient async = Clients.dynamoDbAsync(this.server.endpoint())) {
			async.putItem((it) -> it.tableName("leases").item(key("a", "b"))).join();
			assertThat(async.getItem((it) -> it.tableName("leases").key(key("a", "b"))).join().item())
				.isEqualTo(key("a", "b"));
		}
		assertThat(this.server.dynamoDb().gate().count("PutItem")).isEqualTo(1);
	}

	private void assertInvalid(String update, Map<String, AttributeValue> values, String message) {
		assertThatExceptionOfType(DynamoDbException.class)
			.isThrownBy(() -> this.client.updateItem((it) -> it.tableName("leases")
				.key(key("a", "b"))
				.updateExpression(update)
				.expressionAttributeValues(values)))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
	}

	private void createTable() {
		this.client.createTable((it) -> it.tableName("leases")
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(attribute("pk"), attribute("sk"))
			.keySchema(keyElement("pk", KeyType.HASH), keyElement("sk", KeyType.RANGE)));
	}

	private static AttributeDefinition attribute(String name) {
		return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
	}

	private static KeySchemaElement keyElement(String name, KeyType type) {
		return KeySchemaElement.builder().attributeName(name).keyType(type).build();
	}

	private void put(Map<String, AttributeValue> item) {
		this.client.putItem((it) -> it.tableName("leases").item(item));
	}

	private Map<String, AttributeValue> get(String pk, String sk) {
		return this.client.getItem((it) -> it.tableName("leases").key(key(pk, sk)).consistentRead(true)).item();
	}

	private static Map<String, AttributeValue> key(String pk, String sk) {
		return Map.of("pk", s(pk), "sk", s(sk));
	}

	private static AttributeValue s(String value) {
		return AttributeValue.fromS(value);
	}

	private static AttributeValue n(String value) {
		return AttributeValue.fromN(value);
	}

}
