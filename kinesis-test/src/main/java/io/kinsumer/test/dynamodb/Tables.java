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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.kinsumer.test.dynamodb.DynamoDbRequest.CreateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.ListTables;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateTable;
import io.kinsumer.test.dynamodb.DynamoDbResult.TableDescription;
import io.kinsumer.test.dynamodb.DynamoDbResult.TableNames;
import org.jspecify.annotations.Nullable;

/**
 * The tables by name, and the operations on tables as a whole.
 */
final class Tables {

	private final ConcurrentSkipListMap<String, Table> tables = new ConcurrentSkipListMap<>();

	private final Clock clock;

	private final DynamoDbOptions options;

	private final String arnPrefix;

	private final ItemMemory memory;

	Tables(Clock clock, DynamoDbOptions options) {
		this.clock = clock;
		this.options = options;
		this.memory = new ItemMemory(options.memoryCap());
		this.arnPrefix = "arn:aws:dynamodb:" + options.region() + ":" + options.account() + ":table/";
	}

	/** Run something on a table that holds items, alone. */
	<T> T with(String name, Function<Table, T> action) {
		Table table = find(name);
		if (table == null) {
			throw DynamoDbErrors.noTable();
		}
		synchronized (table) {
			requireReady(table);
			return action.apply(table);
		}
	}

	/** Run something on several tables at once, by the names they were asked for. */
	<T> T withAll(Collection<String> names, Function<Map<String, Table>, T> action) {
		Map<String, Table> byName = new HashMap<>();
		// in one order everywhere, so that nobody waits for each other
		TreeMap<String, Table> ordered = new TreeMap<>();
		for (String name : names) {
			Table table = find(name);
			if (table == null) {
				throw DynamoDbErrors.noTable();
			}
			byName.put(name, table);
			ordered.put(table.name(), table);
		}
		return lock(new ArrayList<>(ordered.values()), () -> action.apply(byName));
	}

	private static <T> T lock(List<Table> tables, Supplier<T> action) {
		if (tables.isEmpty()) {
			return action.get();
		}
		Table first = tables.get(0);
		synchronized (first) {
			requireReady(first);
			return lock(tables.subList(1, tables.size()), action);
		}
	}

	private static void requireReady(Table table) {
		TableStatus status = table.status();
		if (status == null || status == TableStatus.CREATING) {
			throw DynamoDbErrors.noTable();
		}
	}

	private @Nullable Table find(String name) {
		int slash = name.startsWith("arn:") ? name.lastIndexOf(":table/") : -1;
		String simple = (slash >= 0) ? name.substring(slash + ":table/".length()) : name;
		Table table = this.tables.get(simple);
		if (table == null) {
			return null;
		}
		synchronized (table) {
			if (table.status() != null) {
				return table;
			}
		}
		if (this.tables.remove(simple, table)) {
			synchronized (table) {
				table.discard();
			}
		}
		return null;
	}

	private Table require(String name) {
		Table table = find(name);
		if (table == null) {
			throw DynamoDbErrors.noTable(name);
		}
		return table;
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
			throw DynamoDbErrors.capacityMissing();
		}
		if (!provisioned && (request.readCapacity() != 0 || request.writeCapacity() != 0)) {
			throw DynamoDbErrors.capacityWithoutProvisioning();
		}
		Table table = new Table(request, this.arnPrefix + name, this.options, this.clock, this.memory);
		if (find(name) != null || this.tables.putIfAbsent(name, table) != null) {
			throw DynamoDbErrors.inUse("Table already exists: " + name);
		}
		synchronized (table) {
			return table.describe();
		}
	}

	TableDescription describe(String name) {
		Table table = require(name);
		synchronized (table) {
			return table.describe();
		}
	}

	TableDescription update(UpdateTable request) {
		Table table = require(request.tableName());
		synchronized (table) {
			table.requireActive();
			table.update(request);
			return table.describe(TableStatus.UPDATING);
		}
	}

	TableDescription delete(String name) {
		Table table = require(name);
		TableDescription last;
		synchronized (table) {
			if (table.status() != TableStatus.DELETING) {
				table.change(TableStatus.DELETING);
			}
			last = table.describe(TableStatus.DELETING);
		}
		// without a transition time it is gone already
		find(name);
		return last;
	}

	ItemMemory memory() {
		return this.memory;
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
			if (find(name) == null) {
				continue;
			}
			if (names.size() == limit) {
				return new TableNames(names, names.get(limit - 1));
			}
			names.add(name);
		}
		return new TableNames(names, null);
	}

	List<String> names() {
		return this.tables.keySet().stream().filter((name) -> find(name) != null).toList();
	}

	int removeExpired() {
		int removed = 0;
		for (String name : this.tables.keySet()) {
			Table table = find(name);
			if (table != null) {
				synchronized (table) {
					removed += table.removeExpired(this.clock.instant().getEpochSecond());
				}
			}
		}
		return removed;
	}

}
