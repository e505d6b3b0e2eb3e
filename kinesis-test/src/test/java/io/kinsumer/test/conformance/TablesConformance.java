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

package io.kinsumer.test.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

import static io.kinsumer.test.conformance.Conformance.bluntlyRefused;
import static io.kinsumer.test.conformance.Conformance.get;
import static io.kinsumer.test.conformance.Conformance.refused;
import static io.kinsumer.test.conformance.Conformance.uniqueName;
import static io.kinsumer.test.conformance.DynamoDbConformance.definition;
import static io.kinsumer.test.conformance.DynamoDbConformance.key;
import static io.kinsumer.test.conformance.DynamoDbConformance.keyElement;
import static io.kinsumer.test.conformance.DynamoDbConformance.n;
import static io.kinsumer.test.conformance.DynamoDbConformance.with;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables and time to live. From CreateTable, DescribeTable, DeleteTable, ListTables,
 * UpdateTable, UpdateTimeToLive, DescribeTimeToLive and the types of their members in the
 * API reference.
 */
interface TablesConformance extends DynamoDbConformance {

	@Test
	default void tablesAreDescribedAndTakenOnce() {
		String table = table();
		var description = get(client().describeTable((it) -> it.tableName(table))).table();
		assertThat(description.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
		assertThat(description.keySchema()).containsExactly(keyElement("pk", KeyType.HASH),
				keyElement("sk", KeyType.RANGE));
		assertThat(description.tableArn()).endsWith(":table/" + table);
		bluntlyRefused(() -> client().createTable((it) -> it.tableName(table)
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(definition("pk", ScalarAttributeType.S))
			.keySchema(keyElement("pk", KeyType.HASH))), "ResourceInUseException");
	}

	@Test
	default void keysAreDefined() {
		refused(() -> client().createTable((it) -> it.tableName("undefined")
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(definition("other", ScalarAttributeType.S))
			.keySchema(keyElement("pk", KeyType.HASH))), VALIDATION);
	}

	@Test
	default void unknownTablesAreNotFound() {
		String code = "ResourceNotFoundException";
		refused(() -> client().describeTable((it) -> it.tableName("nowhere")), code);
		refused(() -> client().deleteTable((it) -> it.tableName("nowhere")), code);
		refused(() -> client().getItem((it) -> it.tableName("nowhere").key(key("a", "b"))), code);
		refused(() -> client().putItem((it) -> it.tableName("nowhere").item(key("a", "b"))), code);
		refused(() -> client().scan((it) -> it.tableName("nowhere")), code);
	}

	@Test
	default void namesOfTablesHave3To255Characters() {
		for (String name : List.of("ab", "x".repeat(256), "with space", "ümlaut")) {
			refused(() -> client().createTable((it) -> it.tableName(name)
				.billingMode(BillingMode.PAY_PER_REQUEST)
				.attributeDefinitions(definition("pk", ScalarAttributeType.S))
				.keySchema(keyElement("pk", KeyType.HASH))), VALIDATION);
		}
	}

	/** From CreateTable: the types S, N and B, and all definitions used. */
	@Test
	default void attributesOfKeysAreStringsNumbersOrBytes() {
		refused(() -> client().createTable((it) -> it.tableName(uniqueName("table"))
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(AttributeDefinition.builder().attributeName("pk").attributeType("BOOL").build())
			.keySchema(keyElement("pk", KeyType.HASH))), VALIDATION);
		refused(() -> client().createTable((it) -> it.tableName(uniqueName("table"))
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(definition("pk", ScalarAttributeType.S), definition("more", ScalarAttributeType.S))
			.keySchema(keyElement("pk", KeyType.HASH))), VALIDATION);
		refused(() -> client().createTable((it) -> it.tableName(uniqueName("table"))
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(definition("pk", ScalarAttributeType.S))
			.keySchema(KeySchemaElement.builder().attributeName("pk").keyType("SOME").build())), VALIDATION);
		refused(() -> client().createTable((it) -> it.tableName(uniqueName("table"))
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(definition("pk", ScalarAttributeType.S))
			.keySchema(keyElement("pk", KeyType.RANGE))), VALIDATION);
	}

	@Test
	default void tablesAreListedInPages() {
		String first = table();
		String second = table();
		List<String> all = new ArrayList<>();
		ListTablesResponse page;
		do {
			String last = all.isEmpty() ? null : all.get(all.size() - 1);
			page = get(client().listTables((it) -> it.limit(20).exclusiveStartTableName(last)));
			assertThat(page.tableNames()).hasSizeBetween(1, 20);
			all.addAll(page.tableNames());
		}
		while (page.lastEvaluatedTableName() != null);
		assertThat(all).contains(first, second).doesNotHaveDuplicates().isSorted();
		for (int limit : List.of(0, 101)) {
			refused(() -> client().listTables((it) -> it.limit(limit)), VALIDATION);
		}
	}

	@Test
	default void deletedTablesAreGone() {
		String table = table();
		assertThat(get(client().deleteTable((it) -> it.tableName(table))).tableDescription().tableStatus())
			.isEqualTo(TableStatus.DELETING);
		Conformance.awaitQuickly(() -> client().describeTable((it) -> it.tableName(table))
			.handle((it, failure) -> failure != null)
			.join());
		refused(() -> client().describeTable((it) -> it.tableName(table)), "ResourceNotFoundException");
		refused(() -> client().deleteTable((it) -> it.tableName(table)), "ResourceNotFoundException");
	}

	/** From UpdateTimeToLive: further changes within an hour are ValidationExceptions. */
	@Test
	default void timeToLiveIsEnabled() {
		String table = table();
		assertThat(get(client().describeTimeToLive((it) -> it.tableName(table))).timeToLiveDescription()
			.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);
		documented(Quirk.NO_TIME_TO_LIVE, () -> {
			refused(() -> timeToLive(table, "x".repeat(256), true), VALIDATION);
			refused(() -> timeToLive(table, "", true), VALIDATION);
			get(timeToLive(table, "expires", true));
			var description = get(client().describeTimeToLive((it) -> it.tableName(table))).timeToLiveDescription();
			assertThat(description.timeToLiveStatus()).isIn(TimeToLiveStatus.ENABLING, TimeToLiveStatus.ENABLED);
			assertThat(description.attributeName()).isEqualTo("expires");
			refused(() -> timeToLive(table, "expires", true), VALIDATION);
			refused(() -> timeToLive(table, "expires", false), VALIDATION);
		}, () -> bluntlyRefused(() -> timeToLive(table, "expires", true), "UnknownOperationException"));
		refused(() -> client().describeTimeToLive((it) -> it.tableName("nowhere")), "ResourceNotFoundException");
	}

	/** Items that have expired and not been deleted will still show up in reads. */
	@Test
	default void expiredItemsShowUntilTheyAreDeleted() {
		String table = table();
		documented(Quirk.NO_TIME_TO_LIVE, () -> get(timeToLive(table, "expires", true)),
				() -> bluntlyRefused(() -> timeToLive(table, "expires", true), "UnknownOperationException"));
		put(table, with("expires", n("1")));
		assertThat(item(table)).isEqualTo(with("expires", n("1")));
	}

	private CompletableFuture<?> timeToLive(String table, String attribute, boolean enabled) {
		return client().updateTimeToLive((it) -> it.tableName(table)
			.timeToLiveSpecification((ttl) -> ttl.attributeName(attribute).enabled(enabled)));
	}

}
