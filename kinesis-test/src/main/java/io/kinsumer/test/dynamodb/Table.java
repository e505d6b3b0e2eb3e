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

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import io.kinsumer.test.dynamodb.DynamoDbRequest.CreateTable;
import io.kinsumer.test.dynamodb.DynamoDbResult.TableDescription;
import io.kinsumer.test.dynamodb.DynamoDbResult.TimeToLive;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.dynamodb.value.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * One table. Its monitor guards all of it.
 */
final class Table {

	private final CreateTable definition;

	private final String arn;

	private final Instant created;

	private final TreeMap<ItemKey, Map<String, Attribute>> items = new TreeMap<>();

	private @Nullable String ttlAttribute;

	Table(CreateTable definition, String arn, Instant created) {
		this.definition = definition;
		this.arn = arn;
		this.created = created;
	}

	KeySchema keys() {
		return this.definition.keys();
	}

	TreeMap<ItemKey, Map<String, Attribute>> items() {
		return this.items;
	}

	TableDescription describe(String status) {
		long size = 0;
		for (Map<String, Attribute> item : this.items.values()) {
			size += Attributes.size(item);
		}
		return new TableDescription(this.definition.tableName(), this.arn, status, keys(),
				this.definition.billingMode(), this.definition.readCapacity(), this.definition.writeCapacity(),
				this.created, this.items.size(), size);
	}

	TimeToLive timeToLive() {
		return new TimeToLive(this.ttlAttribute, this.ttlAttribute != null);
	}

	TimeToLive switchTimeToLive(String attribute, boolean enabled) {
		if (enabled == (this.ttlAttribute != null)) {
			throw DynamoDbErrors.validation("TimeToLive is already " + (enabled ? "enabled" : "disabled"));
		}
		if (!enabled && !attribute.equals(this.ttlAttribute)) {
			throw DynamoDbErrors.validation(
					"TimeToLive is active on a different AttributeName: current AttributeName is " + this.ttlAttribute);
		}
		this.ttlAttribute = enabled ? attribute : null;
		return new TimeToLive(attribute, enabled);
	}

	int removeExpired(long epochSecond) {
		String attribute = this.ttlAttribute;
		if (attribute == null) {
			return 0;
		}
		int before = this.items.size();
		this.items.values()
			.removeIf((item) -> item.get(attribute) instanceof Attribute.Number time
					&& time.value().longValue() < epochSecond);
		return before - this.items.size();
	}

}
