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

import io.kinsumer.test.dynamodb.DynamoDbRequest.ConditionCheck;
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

	ItemAttributes write(Write request) {
		Expressions expressions = expressions(request);
		return this.tables.with(request.tableName(), (table) -> {
			PlannedWrite plan = plan(table, request, expressions, 1);
			plan.commit(table);
			return new ItemAttributes(plan.answer(), plan.units());
		});
	}

	/** The expressions of a write, checked as far as the request alone allows. */
	static Expressions expressions(Write request) {
		if (request instanceof UpdateItem update) {
			return Expressions.ofWrite(update.condition(), update.update(), update.placeholders());
		}
		ReturnValues returnValues = request.returnValues();
		if (returnValues != ReturnValues.NONE && returnValues != ReturnValues.ALL_OLD) {
			throw DynamoDbErrors.validation("ReturnValues can only be ALL_OLD or NONE");
		}
		return Expressions.ofWrite(request.condition(), null, request.placeholders());
	}

	static ItemKey key(Table table, Write request) {
		if (request instanceof PutItem put) {
			return ItemKey.ofItem(table.keys(), put.item());
		}
		if (request instanceof UpdateItem update) {
			return ItemKey.of(table.keys(), update.key());
		}
		if (request instanceof DeleteItem delete) {
			return ItemKey.of(table.keys(), delete.key());
		}
		return ItemKey.of(table.keys(), ((ConditionCheck) request).key());
	}

	/**
	 * Check a write and charge for it.
	 * @param factor how many times the plain price it costs
	 */
	static PlannedWrite plan(Table table, Write request, Expressions expressions, int factor) {
		ItemKey key = key(table, request);
		Map<String, Attribute> before = table.items().get(key);
		requireItemSize(request);
		if (request instanceof UpdateItem) {
			requireNoKeyUpdated(table, expressions);
		}
		if (!expressions.holds((before != null) ? before : Map.of())) {
			table.chargeWrite(units(before, null) * factor);
			throw new ConditionalCheckFailedException(request.returnItemOnFailure() ? before : null);
		}
		Map<String, Attribute> after = after(request, expressions, before);
		table.requireMemory(before, after);
		double units = units(before, after) * factor;
		table.chargeWrite(units);
		Map<String, Attribute> answer = answer(request.returnValues(), expressions, before, after);
		return new PlannedWrite(key, after, answer, units, !(request instanceof ConditionCheck));
	}

	private static void requireNoKeyUpdated(Table table, Expressions expressions) {
		for (String name : expressions.updatedNames()) {
			if (table.keys().contains(name)) {
				throw DynamoDbErrors
					.parameter("Cannot update attribute " + name + ". This attribute is part of the key");
			}
		}
	}

	private static @Nullable Map<String, Attribute> after(Write request, Expressions expressions,
			@Nullable Map<String, Attribute> before) {
		if (request instanceof PutItem put) {
			return copy(put.item());
		}
		if (request instanceof UpdateItem update) {
			Map<String, Attribute> after = expressions.apply((before != null) ? before : copy(update.key()));
			requireSize(after, "Item size to update has exceeded the maximum allowed size");
			return after;
		}
		return (request instanceof ConditionCheck) ? before : null;
	}

	private static @Nullable Map<String, Attribute> answer(ReturnValues returnValues, Expressions expressions,
			@Nullable Map<String, Attribute> before, @Nullable Map<String, Attribute> after) {
		Map<String, Attribute> answer = switch (returnValues) {
			case NONE -> null;
			case ALL_OLD -> before;
			case ALL_NEW -> after;
			case UPDATED_OLD -> (before != null) ? expressions.updatedPart(before) : null;
			case UPDATED_NEW -> (after != null) ? expressions.updatedPart(after) : null;
		};
		return (answer == null || answer.isEmpty()) ? null : answer;
	}

	private static Map<String, Attribute> copy(Map<String, Attribute> item) {
		return Collections.unmodifiableMap(new LinkedHashMap<>(item));
	}

	static void requireItemSize(Write request) {
		if (request instanceof PutItem put) {
			requireSize(put.item(), "Item size has exceeded the maximum allowed size");
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
