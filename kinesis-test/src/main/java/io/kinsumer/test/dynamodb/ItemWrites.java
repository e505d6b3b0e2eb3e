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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.kinsumer.test.dynamodb.DynamoDbRequest.DeleteItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.PutItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Write;
import io.kinsumer.test.dynamodb.DynamoDbResult.ItemAttributes;
import io.kinsumer.test.dynamodb.expression.Expressions;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.dynamodb.value.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Conditional writes of one item.
 */
final class ItemWrites {

	private static final int MAX_ITEM_BYTES = 400 * 1024;

	private final Tables tables;

	ItemWrites(Tables tables) {
		this.tables = tables;
	}

	ItemAttributes put(PutItem request) {
		requireOldOnly(request.returnValues());
		Expressions expressions = Expressions.ofWrite(request.condition(), null, request.placeholders());
		return this.tables.with(request.tableName(), (table) -> {
			ItemKey key = ItemKey.ofItem(table.keys(), request.item());
			requireSize(request.item(), "Item size has exceeded the maximum allowed size");
			Map<String, Attribute> before = table.items().get(key);
			requireHolds(expressions, before, request);
			table.items().put(key, Collections.unmodifiableMap(new LinkedHashMap<>(request.item())));
			return new ItemAttributes((request.returnValues() == ReturnValues.ALL_OLD) ? before : null,
					units(before, request.item()));
		});
	}

	ItemAttributes delete(DeleteItem request) {
		requireOldOnly(request.returnValues());
		Expressions expressions = Expressions.ofWrite(request.condition(), null, request.placeholders());
		return this.tables.with(request.tableName(), (table) -> {
			ItemKey key = ItemKey.of(table.keys(), request.key());
			Map<String, Attribute> before = table.items().get(key);
			requireHolds(expressions, before, request);
			table.items().remove(key);
			return new ItemAttributes((request.returnValues() == ReturnValues.ALL_OLD) ? before : null,
					units(before, null));
		});
	}

	ItemAttributes update(UpdateItem request) {
		Expressions expressions = Expressions.ofWrite(request.condition(), request.update(), request.placeholders());
		return this.tables.with(request.tableName(), (table) -> {
			ItemKey key = ItemKey.of(table.keys(), request.key());
			for (String name : expressions.updatedNames()) {
				if (table.keys().contains(name)) {
					throw DynamoDbErrors
						.parameter("Cannot update attribute " + name + ". This attribute is part of the key");
				}
			}
			Map<String, Attribute> before = table.items().get(key);
			requireHolds(expressions, before, request);
			Map<String, Attribute> after = expressions.apply((before != null) ? before : copy(request.key()));
			requireSize(after, "Item size to update has exceeded the maximum allowed size");
			table.items().put(key, after);
			return new ItemAttributes(answer(request.returnValues(), expressions, before, after), units(before, after));
		});
	}

	private static @Nullable Map<String, Attribute> answer(ReturnValues returnValues, Expressions expressions,
			@Nullable Map<String, Attribute> before, Map<String, Attribute> after) {
		Map<String, Attribute> answer = switch (returnValues) {
			case NONE -> null;
			case ALL_OLD -> before;
			case ALL_NEW -> after;
			case UPDATED_OLD -> (before != null) ? expressions.updatedPart(before) : null;
			case UPDATED_NEW -> expressions.updatedPart(after);
		};
		return (answer == null || answer.isEmpty()) ? null : answer;
	}

	private static Map<String, Attribute> copy(Map<String, Attribute> key) {
		return Collections.unmodifiableMap(new LinkedHashMap<>(key));
	}

	private static void requireHolds(Expressions expressions, @Nullable Map<String, Attribute> item, Write request) {
		if (!expressions.holds((item != null) ? item : Map.of())) {
			throw new ConditionalCheckFailedException(request.returnItemOnFailure() ? item : null);
		}
	}

	private static void requireOldOnly(ReturnValues returnValues) {
		if (returnValues != ReturnValues.NONE && returnValues != ReturnValues.ALL_OLD) {
			throw DynamoDbErrors.validation("ReturnValues can only be ALL_OLD or NONE");
		}
	}

	private static void requireSize(Map<String, Attribute> item, String message) {
		if (Attributes.size(item) > MAX_ITEM_BYTES) {
			throw DynamoDbErrors.validation(message);
		}
	}

	private static double units(@Nullable Map<String, Attribute> before, @Nullable Map<String, Attribute> after) {
		int size = Math.max((before != null) ? Attributes.size(before) : 0,
				(after != null) ? Attributes.size(after) : 0);
		return Math.max(1, (size + 1023) / 1024);
	}

}
