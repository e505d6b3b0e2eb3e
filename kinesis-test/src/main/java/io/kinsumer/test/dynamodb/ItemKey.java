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

import java.util.Map;

import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.dynamodb.value.Attributes;
import io.kinsumer.test.fault.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * The key of an item: by hash key, then by range key; one without range key comes first.
 *
 * @param hash the hash key
 * @param range the range key, if the table has one
 */
record ItemKey(Attribute hash, @Nullable Attribute range) implements Comparable<ItemKey> {

	/** From BatchWriteItem, and from the constraints in the developer guide. */
	private static final int MAX_HASH_BYTES = 2048;

	private static final int MAX_RANGE_BYTES = 1024;

	@Override
	public int compareTo(ItemKey other) {
		int result = Attributes.compare(this.hash, other.hash);
		if (result != 0 || this.range == other.range) {
			return result;
		}
		if (this.range == null) {
			return -1;
		}
		return (other.range == null) ? 1 : Attributes.compare(this.range, other.range);
	}

	/** The key that a request gives, which must be nothing but a key. */
	static ItemKey of(KeySchema keys, Map<String, Attribute> key) {
		if (key.size() != keys.size()) {
			throw mismatch();
		}
		KeySchema.Key range = keys.range();
		return checked(part(keys.hash(), key), (range != null) ? part(range, key) : null);
	}

	private static Attribute part(KeySchema.Key schema, Map<String, Attribute> key) {
		Attribute value = key.get(schema.name());
		if (value == null || !value.type().equals(schema.type())) {
			throw mismatch();
		}
		requireNotEmpty(schema, value);
		return value;
	}

	/** A key whose parts are as small as keys have to be. */
	private static ItemKey checked(Attribute hash, @Nullable Attribute range) {
		requireSize(hash, MAX_HASH_BYTES, "hashkey");
		if (range != null) {
			requireSize(range, MAX_RANGE_BYTES, "range key");
		}
		return new ItemKey(hash, range);
	}

	private static void requireSize(Attribute value, int most, String kind) {
		if (value.size() > most) {
			throw DynamoDbErrors.parameter("Size of " + kind + " has exceeded the maximum size limit of " + most
					+ " bytes: it is " + value.size());
		}
	}

	private static ServiceException mismatch() {
		return DynamoDbErrors.validation("The provided key element does not match the schema");
	}

	/** The key within an item. */
	static ItemKey ofItem(KeySchema keys, Map<String, Attribute> item) {
		KeySchema.Key range = keys.range();
		return checked(partOfItem(keys.hash(), item), (range != null) ? partOfItem(range, item) : null);
	}

	private static Attribute partOfItem(KeySchema.Key schema, Map<String, Attribute> item) {
		Attribute value = item.get(schema.name());
		if (value == null) {
			throw DynamoDbErrors.parameter("Missing the key " + schema.name() + " in the item");
		}
		if (!value.type().equals(schema.type())) {
			throw DynamoDbErrors.parameter("Type mismatch for key " + schema.name() + " expected: " + schema.type()
					+ " actual: " + value.type());
		}
		requireNotEmpty(schema, value);
		return value;
	}

	private static void requireNotEmpty(KeySchema.Key schema, Attribute value) {
		boolean emptyText = value instanceof Attribute.Text text && text.value().isEmpty();
		boolean emptyBytes = value instanceof Attribute.Binary bytes && bytes.value().length == 0;
		if (emptyText || emptyBytes) {
			throw DynamoDbErrors.parameter("The AttributeValue for a key attribute cannot contain an empty "
					+ (emptyText ? "string" : "binary") + " value. Key: " + schema.name());
		}
	}

}
