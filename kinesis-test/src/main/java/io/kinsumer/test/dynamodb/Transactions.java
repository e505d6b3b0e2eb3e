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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.kinsumer.test.dynamodb.BatchRequest.TransactGetItems;
import io.kinsumer.test.dynamodb.BatchRequest.TransactWriteItems;
import io.kinsumer.test.dynamodb.DynamoDbRequest.GetItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.PutItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Write;
import io.kinsumer.test.dynamodb.DynamoDbResult.ItemAttributes;
import io.kinsumer.test.dynamodb.DynamoDbResult.TransactGetResult;
import io.kinsumer.test.dynamodb.DynamoDbResult.TransactWriteResult;
import io.kinsumer.test.dynamodb.TransactionCanceledException.Reason;
import io.kinsumer.test.dynamodb.expression.Expressions;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.dynamodb.value.Attributes;
import io.kinsumer.test.fault.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * Several items at one moment, all or none. Costs twice what single items do.
 */
final class Transactions {

	private static final int MAX_ITEMS = 100;

	private static final int MAX_BYTES = 4 * 1024 * 1024;

	private static final int FACTOR = 2;

	private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

	private final Tables tables;

	private final Clock clock;

	/** The oldest first. */
	private final Map<String, Done> done = new LinkedHashMap<>();

	Transactions(Tables tables, Clock clock) {
		this.tables = tables;
		this.clock = clock;
	}

	TransactWriteResult write(TransactWriteItems request) {
		Batches.requireCount(request.writes().size(), MAX_ITEMS, "transactItems");
		List<Expressions> expressions = request.writes().stream().map(ItemWrites::expressions).toList();
		requireSize(request.writes());
		String token = request.clientRequestToken();
		if (token == null) {
			return this.tables.withAll(request.tables(), (byName) -> write(request.writes(), expressions, byName));
		}
		if (token.isEmpty() || token.length() > 36) {
			throw DynamoDbErrors.validation("1 validation error detected: Value at 'clientRequestToken' failed to"
					+ " satisfy constraint: Member must have length between 1 and 36");
		}
		// one after the other, so that a repetition sees what became of the first
		synchronized (this.done) {
			Instant now = this.clock.instant();
			forget(now);
			Done before = this.done.get(token);
			if (before != null && !before.request().equals(request)) {
				throw new ServiceException("IdempotentParameterMismatchException",
						"The request uses the same client token as a previous, but non-identical request");
			}
			if (before != null) {
				return before.result();
			}
			long bytes = memory(request);
			this.tables.memory().require(bytes);
			TransactWriteResult result = this.tables.withAll(request.tables(),
					(byName) -> write(request.writes(), expressions, byName));
			this.done.put(token, new Done(request, result, now.plus(TOKEN_LIFETIME), bytes));
			this.tables.memory().add(bytes);
			return result;
		}
	}

	private void forget(Instant now) {
		for (Iterator<Done> oldest = this.done.values().iterator(); oldest.hasNext();) {
			Done next = oldest.next();
			if (now.isBefore(next.until())) {
				return;
			}
			oldest.remove();
			this.tables.memory().add(-next.bytes());
		}
	}

	/** What it costs to tell a repetition of a transaction from another one. */
	private static long memory(TransactWriteItems request) {
		long bytes = 0;
		for (Write write : request.writes()) {
			if (write instanceof PutItem put) {
				bytes += ItemMemory.of(put.item());
			}
			else if (write instanceof UpdateItem update) {
				bytes += ItemMemory.of(update.key()) + ItemMemory.of(update.placeholders().values());
			}
			else {
				bytes += ItemMemory.of(Map.of());
			}
		}
		return bytes;
	}

	private static void requireSize(List<Write> writes) {
		long bytes = 0;
		for (Write write : writes) {
			bytes += (write instanceof PutItem put) ? Attributes.size(put.item()) : 0;
		}
		requireSize(bytes);
	}

	private static void requireSize(long bytes) {
		if (bytes > MAX_BYTES) {
			throw DynamoDbErrors.validation("Transaction request exceeds 4 MB");
		}
	}

	private static TransactWriteResult write(List<Write> writes, List<Expressions> expressions,
			Map<String, Table> byName) {
		Map<String, Set<ItemKey>> seen = new TreeMap<>();
		List<Reason> reasons = new ArrayList<>();
		List<@Nullable PlannedWrite> plans = new ArrayList<>();
		boolean canceled = false;
		for (int i = 0; i < writes.size(); i++) {
			Write write = writes.get(i);
			Table table = table(byName, write.tableName());
			PlannedWrite plan = null;
			Reason reason = Reason.NONE;
			try {
				requireNew(seen, table.name(), ItemWrites.key(table, write));
				plan = ItemWrites.plan(table, write, expressions.get(i), FACTOR);
			}
			catch (DuplicateItemException ex) {
				throw ex;
			}
			catch (ServiceException ex) {
				reason = Reason.of(ex);
				canceled = true;
			}
			plans.add(plan);
			reasons.add(reason);
		}
		if (canceled) {
			throw new TransactionCanceledException(reasons);
		}
		Map<String, Double> units = new TreeMap<>();
		for (int i = 0; i < writes.size(); i++) {
			PlannedWrite plan = plans.get(i);
			if (plan != null) {
				plan.commit(table(byName, writes.get(i).tableName()));
				units.merge(writes.get(i).tableName(), plan.units(), Double::sum);
			}
		}
		return new TransactWriteResult(units);
	}

	TransactGetResult get(TransactGetItems request) {
		Batches.requireCount(request.gets().size(), MAX_ITEMS, "transactItems");
		List<Expressions> expressions = request.gets().stream().map(ItemReads::expressions).toList();
		return this.tables.withAll(request.tables(), (byName) -> {
			List<Reason> reasons = new ArrayList<>();
			List<@Nullable Map<String, Attribute>> items = new ArrayList<>();
			Map<String, Double> units = new TreeMap<>();
			boolean canceled = false;
			for (int i = 0; i < request.gets().size(); i++) {
				GetItem get = request.gets().get(i);
				Reason reason = Reason.NONE;
				try {
					ItemAttributes answer = ItemReads.get(table(byName, get.tableName()), get, expressions.get(i),
							FACTOR);
					items.add(answer.attributes());
					units.merge(get.tableName(), answer.capacityUnits(), Double::sum);
				}
				catch (ServiceException ex) {
					reason = Reason.of(ex);
					canceled = true;
				}
				reasons.add(reason);
			}
			if (canceled) {
				throw new TransactionCanceledException(reasons);
			}
			requireSize(items.stream().mapToLong((item) -> (item != null) ? Attributes.size(item) : 0).sum());
			return new TransactGetResult(items, units);
		});
	}

	private static Table table(Map<String, Table> byName, String name) {
		Table table = byName.get(name);
		if (table == null) {
			throw DynamoDbErrors.noTable();
		}
		return table;
	}

	private static void requireNew(Map<String, Set<ItemKey>> seen, String table, ItemKey key) {
		if (!seen.computeIfAbsent(table, (name) -> new HashSet<>()).add(key)) {
			throw new DuplicateItemException();
		}
	}

	/**
	 * A transaction that was made.
	 */
	private record Done(TransactWriteItems request, TransactWriteResult result, Instant until, long bytes) {

	}

	/**
	 * Refuses the transaction as a whole, unlike what is wrong with one item.
	 */
	private static final class DuplicateItemException extends ServiceException {

		private static final long serialVersionUID = 1L;

		DuplicateItemException() {
			super("ValidationException", "Transaction request cannot include multiple operations on one item");
		}

	}

}
