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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;

import io.kinsumer.test.dynamodb.DynamoDbRequest.GetItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Page;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Query;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Scan;
import io.kinsumer.test.dynamodb.DynamoDbResult.ItemAttributes;
import io.kinsumer.test.dynamodb.DynamoDbResult.ItemPage;
import io.kinsumer.test.dynamodb.expression.Expressions;
import io.kinsumer.test.dynamodb.expression.KeyRange;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.dynamodb.value.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Reading items: one, of one hash key, or all.
 */
final class ItemReads {

	private static final int MAX_PAGE_BYTES = 1024 * 1024;

	private static final int MAX_SEGMENTS = 1_000_000;

	private static final int UNIT_BYTES = 4096;

	private final Tables tables;

	ItemReads(Tables tables) {
		this.tables = tables;
	}

	ItemAttributes get(GetItem request) {
		Expressions expressions = expressions(request);
		return this.tables.with(request.tableName(), (table) -> get(table, request, expressions, 1));
	}

	/** The expressions of a read, checked as far as the request alone allows. */
	static Expressions expressions(GetItem request) {
		return Expressions.ofRead(null, null, request.projection(), request.placeholders());
	}

	/**
	 * Read an item and charge for it.
	 * @param factor how many times the plain price it costs
	 */
	static ItemAttributes get(Table table, GetItem request, Expressions expressions, int factor) {
		Map<String, Attribute> item = table.items().get(ItemKey.of(table.keys(), request.key()));
		double units = units((item != null) ? Attributes.size(item) : 0, request.consistentRead()) * factor;
		table.chargeRead(units);
		return new ItemAttributes((item != null) ? expressions.project(item) : null, units);
	}

	ItemPage query(Query request) {
		Page page = request.page();
		Expressions expressions = Expressions.ofRead(request.keyCondition(), page.filter(), page.projection(),
				request.placeholders());
		return this.tables.with(request.tableName(), (table) -> {
			KeySchema keys = table.keys();
			KeySchema.Key rangeKey = keys.range();
			KeyRange range = expressions.keyRange(keys.hash().name(), (rangeKey != null) ? rangeKey.name() : null);
			requireTypes(keys, range);
			for (String name : expressions.conditionNames()) {
				if (keys.contains(name)) {
					throw DynamoDbErrors.validation("Filter Expression can only contain non-primary key attributes:"
							+ " Primary key attribute: " + name);
				}
			}
			NavigableMap<ItemKey, Map<String, Attribute>> items = ofHash(table, range);
			ItemKey start = start(keys, page);
			if (!request.forward()) {
				items = items.descendingMap();
			}
			if (start != null) {
				if (!start.hash().equals(range.hash()) || !range.matches(start.range())) {
					throw DynamoDbErrors.validation(
							"The provided starting key is outside query boundaries based on" + " provided conditions");
				}
				items = after(items, start, request.forward());
			}
			return read(table, items, page, expressions, (key) -> range.matches(key.range()));
		});
	}

	private static NavigableMap<ItemKey, Map<String, Attribute>> after(
			NavigableMap<ItemKey, Map<String, Attribute>> items, ItemKey start, boolean forward) {
		if (items.isEmpty()) {
			return items;
		}
		// a start outside the map's bounds is either before all of it or after all of it
		int order = items.firstKey().compareTo(start);
		if (forward ? order > 0 : order < 0) {
			return items;
		}
		return items.tailMap(start, false);
	}

	private static NavigableMap<ItemKey, Map<String, Attribute>> ofHash(Table table, KeyRange range) {
		NavigableMap<ItemKey, Map<String, Attribute>> from = table.items()
			.tailMap(new ItemKey(range.hash(), range.lower()), true);
		ItemKey end = null;
		for (ItemKey key : from.keySet()) {
			if (!key.hash().equals(range.hash())) {
				end = key;
				break;
			}
		}
		return (end != null) ? from.headMap(end, false) : from;
	}

	private static void requireTypes(KeySchema keys, KeyRange range) {
		requireType(keys.hash(), range.hash());
		KeySchema.Key rangeKey = keys.range();
		if (rangeKey != null) {
			requireType(rangeKey, range.operand());
			requireType(rangeKey, range.upper());
		}
	}

	private static void requireType(KeySchema.Key key, @Nullable Attribute value) {
		if (value != null && !value.type().equals(key.type())) {
			throw DynamoDbErrors.parameter("Condition parameter type does not match schema type for key " + key.name());
		}
	}

	ItemPage scan(Scan request) {
		if (request.totalSegments() < 1 || request.totalSegments() > MAX_SEGMENTS) {
			throw DynamoDbErrors.validation("1 validation error detected: Value '" + request.totalSegments()
					+ "' at 'totalSegments' failed to satisfy constraint: Member must have value between 1 and "
					+ MAX_SEGMENTS);
		}
		if (request.segment() < 0 || request.segment() >= request.totalSegments()) {
			throw DynamoDbErrors.validation(
					"The Segment parameter is zero-based and must be less than parameter" + " TotalSegments: Segment: "
							+ request.segment() + " is not less than TotalSegments: " + request.totalSegments());
		}
		Page page = request.page();
		Expressions expressions = Expressions.ofRead(null, page.filter(), page.projection(), request.placeholders());
		return this.tables.with(request.tableName(), (table) -> {
			ItemKey start = start(table.keys(), page);
			return read(table, (start != null) ? table.items().tailMap(start, false) : table.items(), page, expressions,
					(key) -> request.totalSegments() == 1
							|| Math.floorMod(key.hash().hashCode(), request.totalSegments()) == request.segment());
		});
	}

	private static @Nullable ItemKey start(KeySchema keys, Page page) {
		if (page.limit() != null && page.limit() < 1) {
			throw DynamoDbErrors.validation("1 validation error detected: Value '" + page.limit()
					+ "' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
		}
		Map<String, Attribute> start = page.exclusiveStartKey();
		return (start != null) ? ItemKey.of(keys, start) : null;
	}

	private static ItemPage read(Table table, NavigableMap<ItemKey, Map<String, Attribute>> items, Page page,
			Expressions expressions, Predicate<ItemKey> selected) {
		int limit = (page.limit() != null) ? page.limit() : Integer.MAX_VALUE;
		List<Map<String, Attribute>> found = new ArrayList<>();
		int count = 0;
		int scanned = 0;
		int bytes = 0;
		Map<String, Attribute> last = null;
		for (Map.Entry<ItemKey, Map<String, Attribute>> entry : items.entrySet()) {
			if (!selected.test(entry.getKey())) {
				continue;
			}
			Map<String, Attribute> item = entry.getValue();
			scanned++;
			bytes += Attributes.size(item);
			if (expressions.holds(item)) {
				count++;
				if (!page.countOnly()) {
					found.add(expressions.project(item));
				}
			}
			if (scanned == limit || bytes >= MAX_PAGE_BYTES) {
				last = keyOf(table.keys(), item);
				break;
			}
		}
		double units = units(bytes, page.consistentRead());
		table.chargeRead(units);
		return new ItemPage(found, count, scanned, last, units);
	}

	private static Map<String, Attribute> keyOf(KeySchema keys, Map<String, Attribute> item) {
		Map<String, Attribute> key = new LinkedHashMap<>();
		item.forEach((name, value) -> {
			if (keys.contains(name)) {
				key.put(name, value);
			}
		});
		return key;
	}

	private static double units(int bytes, boolean consistent) {
		double units = Math.max(1, (bytes + UNIT_BYTES - 1) / UNIT_BYTES);
		return consistent ? units : units / 2;
	}

}
