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

package io.kinsumer.test.dynamodb;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

import io.kinsumer.test.dynamodb.DynamoDbRequest.CreateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.ListTables;
import io.kinsumer.test.dynamodb.DynamoDbResult.TableDescription;
import io.kinsumer.test.dynamodb.DynamoDbResult.TableNames;
import org.jspecify.annotations.Nullable;

/**
 * The tables by name, and the operations on tables as a whole. Tables are ready at once.
 */
final class Tables {

	private final ConcurrentSkipListMap<String, Table> tables = new ConcurrentSkipListMap<>();

	private final Clock clock;

	private final String arnPrefix;

	Tables(Clock clock, String arnPrefix) {
		this.clock = clock;
		this.arnPrefix = arnPrefix;
	}

	/** Run something on a table, alone. */
	<T> T with(String name, Function<Table, T> action) {
		Table table = find(name);
		if (table == null) {
			throw DynamoDbErrors.noTable();
		}
		synchronized (table) {
			return action.apply(table);
		}
	}

	private @Nullable Table find(String name) {
		int slash = name.startsWith("arn:") ? name.lastIndexOf(":table/") : -1;
		return this.tables.get((slash >= 0) ? name.substring(slash + ":table/".length()) : name);
	}

	TableDescription create(CreateTable request) {
		String name = request.tableName();
		if (!name.matches("[a-zA-Z0-9_.-]{3,255}")) {
			throw DynamoDbErrors.validation("Invalid table/index name '" + name
					+ "'. Table/index names must be between 3"
					+ " and 255 characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");
		}
		boolean provisioned = request.billingMode() == BillingMode.PROVISIONED;
		if (provisioned && (request.readCapacity() < 1 || request.writeCapacity() < 1)) {
			throw DynamoDbErrors
				.parameter("ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
						+ " PROVISIONED");
		}
		if (!provisioned && (request.readCapacity() != 0 || request.writeCapacity() != 0)) {
			throw DynamoDbErrors
				.parameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
						+ " PAY_PER_REQUEST");
		}
		Table table = new Table(request, this.arnPrefix + name, this.clock.instant());
		if (this.tables.putIfAbsent(name, table) != null) {
			throw DynamoDbErrors.inUse("Table already exists: " + name);
		}
		return table.describe("ACTIVE");
	}

	TableDescription describe(String name) {
		Table table = find(name);
		if (table == null) {
			throw DynamoDbErrors.noTable(name);
		}
		synchronized (table) {
			return table.describe("ACTIVE");
		}
	}

	TableDescription delete(String name) {
		TableDescription description = describe(name);
		if (this.tables.remove(description.tableName()) == null) {
			throw DynamoDbErrors.noTable(name);
		}
		return new TableDescription(description.tableName(), description.tableArn(), "DELETING", description.keys(),
				description.billingMode(), description.readCapacity(), description.writeCapacity(),
				description.created(), description.itemCount(), description.sizeBytes());
	}

	TableNames list(ListTables request) {
		int limit = (request.limit() != null) ? request.limit() : 100;
		if (limit < 1 || limit > 100) {
			throw DynamoDbErrors.validation("1 validation error detected: Value '" + limit
					+ "' at 'limit' failed to satisfy constraint: Member must have value between 1 and 100");
		}
		List<String> names = new ArrayList<>();
		String after = request.exclusiveStartTableName();
		for (String name : ((after != null) ? this.tables.tailMap(after, false) : this.tables).keySet()) {
			if (names.size() == limit) {
				return new TableNames(names, names.get(limit - 1));
			}
			names.add(name);
		}
		return new TableNames(names, null);
	}

	int removeExpired() {
		int removed = 0;
		for (Table table : this.tables.values()) {
			synchronized (table) {
				removed += table.removeExpired(this.clock.instant().getEpochSecond());
			}
		}
		return removed;
	}

}
