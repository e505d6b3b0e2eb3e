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
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.kinsumer.test.dynamodb.DynamoDbRequest.CreateTable;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateTable;
import io.kinsumer.test.dynamodb.DynamoDbResult.TableDescription;
import io.kinsumer.test.dynamodb.DynamoDbResult.TimeToLive;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.dynamodb.value.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * One table. Its monitor guards all of it.
 */
final class Table {

	/**
	 * From UpdateTimeToLive: how long a change may take, until which no other is taken.
	 */
	private static final Duration TTL_CHANGE = Duration.ofHours(1);

	private final String name;

	private final String arn;

	private final KeySchema keys;

	private final DynamoDbOptions options;

	private final Clock clock;

	private final Instant created;

	private final ItemMemory memory;

	private final TreeMap<ItemKey, Map<String, Attribute>> items = new TreeMap<>();

	private final Throughput reads;

	private final Throughput writes;

	private BillingMode billingMode;

	private long readCapacity;

	private long writeCapacity;

	private TableStatus status = TableStatus.CREATING;

	private Instant statusUntil;

	private @Nullable String ttlAttribute;

	private Instant ttlChangeableFrom = Instant.MIN;

	private long occupied;

	Table(CreateTable definition, String arn, DynamoDbOptions options, Clock clock, ItemMemory memory) {
		this.name = definition.tableName();
		this.arn = arn;
		this.keys = definition.keys();
		this.options = options;
		this.clock = clock;
		this.memory = memory;
		this.created = clock.instant();
		this.statusUntil = this.created.plus(options.transition());
		this.billingMode = definition.billingMode();
		this.readCapacity = definition.readCapacity();
		this.writeCapacity = definition.writeCapacity();
		this.reads = new Throughput(clock, this.readCapacity);
		this.writes = new Throughput(clock, this.writeCapacity);
	}

	String name() {
		return this.name;
	}

	KeySchema keys() {
		return this.keys;
	}

	NavigableMap<ItemKey, Map<String, Attribute>> items() {
		return Collections.unmodifiableNavigableMap(this.items);
	}

	void put(ItemKey key, Map<String, Attribute> item) {
		occupy(ItemMemory.of(item) - ItemMemory.of(this.items.put(key, item)));
	}

	void remove(ItemKey key) {
		occupy(-ItemMemory.of(this.items.remove(key)));
	}

	/** Make sure that an item may take another's place, or refuse. */
	void requireMemory(@Nullable Map<String, Attribute> before, @Nullable Map<String, Attribute> after) {
		this.memory.require(ItemMemory.of(after) - ItemMemory.of(before));
	}

	/** Drop everything. */
	void discard() {
		this.items.clear();
		occupy(-this.occupied);
	}

	private void occupy(long bytes) {
		this.occupied += bytes;
		this.memory.add(bytes);
	}

	/** The status by now; {@code null} once the table is gone. */
	@Nullable TableStatus status() {
		if (this.clock.instant().isBefore(this.statusUntil)) {
			return this.status;
		}
		return (this.status == TableStatus.DELETING) ? null : TableStatus.ACTIVE;
	}

	void change(TableStatus status) {
		requireActive();
		this.status = status;
		this.statusUntil = this.clock.instant().plus(this.options.transition());
	}

	void requireActive() {
		TableStatus now = status();
		if (now == null) {
			throw DynamoDbErrors.noTable(this.name);
		}
		if (now != TableStatus.ACTIVE) {
			throw DynamoDbErrors
				.inUse("Attempt to change a resource which is still in use: Table is being " + switch (now) {
					case CREATING -> "created";
					case UPDATING -> "updated";
					default -> "deleted";
				} + ": " + this.name);
		}
	}

	void update(UpdateTable request) {
		if (request.billingMode() == null && request.readCapacity() == 0 && request.writeCapacity() == 0) {
			throw DynamoDbErrors.validation("At least one of ProvisionedThroughput and BillingMode is required");
		}
		BillingMode mode = (request.billingMode() != null) ? request.billingMode() : this.billingMode;
		boolean provisioned = mode == BillingMode.PROVISIONED;
		long read = request.readCapacity();
		long write = request.writeCapacity();
		if (!provisioned && (read != 0 || write != 0)) {
			throw DynamoDbErrors.capacityWithoutProvisioning();
		}
		if (provisioned && (read < 1 || write < 1)) {
			throw DynamoDbErrors.capacityMissing();
		}
		if (provisioned && mode == this.billingMode && read == this.readCapacity && write == this.writeCapacity) {
			throw DynamoDbErrors.validation("The provisioned throughput for the table will not change. The requested"
					+ " value equals the current value. Current ReadCapacityUnits provisioned for the table: " + read
					+ ". Requested ReadCapacityUnits: " + read + ". Current WriteCapacityUnits provisioned for the"
					+ " table: " + write + ". Requested WriteCapacityUnits: " + write + ".");
		}
		change(TableStatus.UPDATING);
		this.billingMode = mode;
		this.readCapacity = read;
		this.writeCapacity = write;
		this.reads.change(read);
		this.writes.change(write);
	}

	void chargeRead(double units) {
		charge(this.reads, units);
	}

	void chargeWrite(double units) {
		charge(this.writes, units);
	}

	private void charge(Throughput throughput, double units) {
		if (this.options.throttling() && this.billingMode == BillingMode.PROVISIONED && !throughput.take(units)) {
			throw DynamoDbErrors.throughputExceeded();
		}
	}

	TableDescription describe() {
		TableStatus now = status();
		if (now == null) {
			throw DynamoDbErrors.noTable(this.name);
		}
		return describe(now);
	}

	TableDescription describe(TableStatus now) {
		long size = 0;
		for (Map<String, Attribute> item : this.items.values()) {
			size += Attributes.size(item);
		}
		return new TableDescription(this.name, this.arn, now.name(), this.keys, this.billingMode, this.readCapacity,
				this.writeCapacity, this.created, this.items.size(), size);
	}

	TimeToLive timeToLive() {
		return new TimeToLive(this.ttlAttribute, this.ttlAttribute != null);
	}

	TimeToLive switchTimeToLive(String attribute, boolean enabled) {
		if (attribute.isEmpty() || attribute.length() > 255) {
			throw DynamoDbErrors.validation("1 validation error detected: Value '" + attribute
					+ "' at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must have"
					+ " length between 1 and 255");
		}
		Instant now = this.clock.instant();
		if (now.isBefore(this.ttlChangeableFrom)) {
			throw DynamoDbErrors.validation(
					"Time to live has been modified multiple times within a fixed interval: it can be changed again at "
							+ this.ttlChangeableFrom);
		}
		if (enabled == (this.ttlAttribute != null)) {
			throw DynamoDbErrors.validation("TimeToLive is already " + (enabled ? "enabled" : "disabled"));
		}
		if (!enabled && !attribute.equals(this.ttlAttribute)) {
			throw DynamoDbErrors.validation(
					"TimeToLive is active on a different AttributeName: current AttributeName is " + this.ttlAttribute);
		}
		this.ttlAttribute = enabled ? attribute : null;
		this.ttlChangeableFrom = now.plus(TTL_CHANGE);
		return new TimeToLive(attribute, enabled);
	}

	int removeExpired(long epochSecond) {
		String attribute = this.ttlAttribute;
		if (attribute == null) {
			return 0;
		}
		int before = this.items.size();
		this.items.values().removeIf((item) -> {
			boolean expired = item.get(attribute) instanceof Attribute.Number time
					&& time.value().longValue() < epochSecond;
			if (expired) {
				occupy(-ItemMemory.of(item));
			}
			return expired;
		});
		return before - this.items.size();
	}

}
