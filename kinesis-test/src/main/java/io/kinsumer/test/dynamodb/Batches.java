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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.kinsumer.test.dynamodb.BatchRequest.BatchGetItem;
import io.kinsumer.test.dynamodb.BatchRequest.BatchWriteItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.DeleteItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.GetItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.PutItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Write;
import io.kinsumer.test.dynamodb.DynamoDbResult.BatchGetResult;
import io.kinsumer.test.dynamodb.DynamoDbResult.BatchWriteResult;
import io.kinsumer.test.dynamodb.DynamoDbResult.ItemAttributes;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.dynamodb.value.Attributes;
import io.kinsumer.test.fault.CallEntry;
import io.kinsumer.test.fault.EntryFault;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.ServiceException;

/**
 * Several items at once, each by itself: what the capacity does not allow, or what makes
 * the answer too large, is handed back as unprocessed.
 */
final class Batches {

	private static final int MAX_WRITES = 25;

	static final int MAX_GETS = 100;

	private static final int MAX_BYTES = 16 * 1024 * 1024;

	private final Tables tables;

	private final ItemWrites writes;

	private final ItemReads reads;

	private final Gate gate;

	Batches(Tables tables, ItemWrites writes, ItemReads reads, Gate gate) {
		this.gate = gate;
		this.tables = tables;
		this.writes = writes;
		this.reads = reads;
	}

	BatchWriteResult write(BatchWriteItem request) {
		requireCount(request.writes().size(), MAX_WRITES, "requestItems");
		requireDifferentItems(request.writes());
		requireSize(request.writes());
		List<Write> unprocessed = new ArrayList<>();
		Map<String, Double> units = new TreeMap<>();
		ServiceException throttled = null;
		for (Write write : request.writes()) {
			EntryFault fault = this.gate.entry(new CallEntry("BatchWriteItem", write.tableName(), null, null));
			try {
				if (fault == null || fault.afterEffect()) {
					units.merge(write.tableName(), this.writes.write(write).capacityUnits(), Double::sum);
				}
				if (fault != null) {
					throw fault.error();
				}
			}
			catch (ServiceException ex) {
				throttled = requireThrottled(ex);
				unprocessed.add(write);
			}
		}
		if (throttled != null && unprocessed.size() == request.writes().size()) {
			throw throttled;
		}
		return new BatchWriteResult(unprocessed, units);
	}

	/** Nothing is written when any of the items is wrong. */
	private void requireDifferentItems(List<Write> writes) {
		Map<String, Set<ItemKey>> seen = new TreeMap<>();
		for (Write write : writes) {
			if (!(write instanceof PutItem || write instanceof DeleteItem) || write.condition() != null) {
				throw DynamoDbErrors.validation("Batches take puts and deletes without conditions only");
			}
			ItemKey key = this.tables.with(write.tableName(), (table) -> {
				ItemWrites.requireItemSize(write);
				return ItemWrites.key(table, write);
			});
			requireNew(seen, write.tableName(), key);
		}
	}

	private static void requireSize(List<Write> writes) {
		long bytes = 0;
		for (Write write : writes) {
			bytes += (write instanceof PutItem put) ? Attributes.size(put.item()) : 0;
		}
		if (bytes > MAX_BYTES) {
			throw DynamoDbErrors.validation("The batch exceeds 16 MB");
		}
	}

	BatchGetResult get(BatchGetItem request) {
		requireCount(request.gets().size(), MAX_GETS, "requestItems");
		Map<String, Set<ItemKey>> seen = new TreeMap<>();
		for (GetItem get : request.gets()) {
			requireNew(seen, get.tableName(),
					this.tables.with(get.tableName(), (table) -> ItemKey.of(table.keys(), get.key())));
		}
		Map<String, List<Map<String, Attribute>>> found = new LinkedHashMap<>();
		List<GetItem> unprocessed = new ArrayList<>();
		Map<String, Double> units = new TreeMap<>();
		ServiceException throttled = null;
		long bytes = 0;
		boolean full = false;
		for (GetItem get : request.gets()) {
			List<Map<String, Attribute>> items = found.computeIfAbsent(get.tableName(), (name) -> new ArrayList<>());
			if (full) {
				unprocessed.add(get);
				continue;
			}
			EntryFault fault = this.gate.entry(new CallEntry("BatchGetItem", get.tableName(), null, null));
			try {
				if (fault != null) {
					throw fault.error();
				}
				ItemAttributes answer = this.reads.get(get);
				if (answer.attributes() != null) {
					int size = Attributes.size(answer.attributes());
					full = bytes + size > MAX_BYTES;
					if (full) {
						unprocessed.add(get);
						continue;
					}
					bytes += size;
					items.add(answer.attributes());
				}
				units.merge(get.tableName(), answer.capacityUnits(), Double::sum);
			}
			catch (ServiceException ex) {
				throttled = requireThrottled(ex);
				unprocessed.add(get);
			}
		}
		if (throttled != null && unprocessed.size() == request.gets().size()) {
			throw throttled;
		}
		return new BatchGetResult(found, unprocessed, units);
	}

	private static void requireNew(Map<String, Set<ItemKey>> seen, String table, ItemKey key) {
		if (!seen.computeIfAbsent(table, (name) -> new HashSet<>()).add(key)) {
			throw DynamoDbErrors.validation("Provided list of item keys contains duplicates");
		}
	}

	static void requireCount(int count, int max, String member) {
		if (count < 1 || count > max) {
			throw DynamoDbErrors.validation("1 validation error detected: Value at '" + member
					+ "' failed to satisfy constraint: Member must have length less than or equal to " + max
					+ " and greater than or equal to 1, not " + count);
		}
	}

	private static ServiceException requireThrottled(ServiceException failure) {
		if (!"ProvisionedThroughputExceededException".equals(failure.code())) {
			throw failure;
		}
		return failure;
	}

}
