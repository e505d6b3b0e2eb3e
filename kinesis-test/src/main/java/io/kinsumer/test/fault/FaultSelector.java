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

package io.kinsumer.test.fault;

import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Which calls a rule is for, or which entries of calls. Whatever is left out matches
 * everything.
 *
 * @param operations operations as AWS names them, none for all
 * @param entries whether it is for single entries of the calls
 * @param service the service
 * @param stream the name of the stream that the call names, by name or ARN
 * @param shard the shard that the call names, itself or by its iterator, or that its
 * records go to
 * @param partitionKey the partition key of a record that is put
 * @param table the name of the table that the call names, possibly among others
 */
public record FaultSelector(Set<String> operations, boolean entries, @Nullable Service service, @Nullable String stream,
		@Nullable String shard, @Nullable String partitionKey, @Nullable String table) {

	/** Everything. */
	static FaultSelector of(Set<String> operations) {
		return new FaultSelector(operations, false, null, null, null, null, null);
	}

	boolean matches(Call call) {
		return !this.entries && (this.operations.isEmpty() || this.operations.contains(call.operation()))
				&& (this.service == null || this.service == call.service())
				&& (this.stream == null || (call.service() == Service.KINESIS && names(call.resource(), this.stream)))
				&& (this.shard == null || call.shards().contains(this.shard))
				&& (this.partitionKey == null || (call.request() instanceof Target target
						&& target.partitionKeys().contains(this.partitionKey)))
				&& (this.table == null || (call.service() == Service.DYNAMODB && namesTable(call, this.table)));
	}

	boolean matches(CallEntry entry) {
		String name = (this.stream != null) ? this.stream : this.table;
		return this.entries && this.operations.contains(entry.operation())
				&& (name == null || names(entry.resource(), name))
				&& (this.shard == null || this.shard.equals(entry.shard()))
				&& (this.partitionKey == null || this.partitionKey.equals(entry.partitionKey()));
	}

	boolean matchesEverything() {
		return equals(of(Set.of()));
	}

	/**
	 * Refuse what can never match.
	 * @throws IllegalArgumentException naming the two that exclude each other
	 */
	void validate() {
		if (this.table != null) {
			requireNoneWith("table", this.table, Service.DYNAMODB, "stream", this.stream);
			requireNoneWith("table", this.table, Service.DYNAMODB, "shard", this.shard);
			requireNoneWith("table", this.table, Service.DYNAMODB, "partitionKey", this.partitionKey);
			requireNamed("table", this.table, Service.DYNAMODB, OperationTraits::namesTable);
		}
		requireNamed("stream", this.stream, Service.KINESIS, OperationTraits::namesStream);
		requireNamed("shard", this.shard, Service.KINESIS, OperationTraits::namesShard);
		requireNamed("partitionKey", this.partitionKey, Service.KINESIS, OperationTraits::namesPartitionKey);
		for (String operation : this.operations) {
			if (this.service != null && OperationTraits.service(operation) != this.service) {
				throw never("service " + this.service,
						operation + ", which is an operation of " + OperationTraits.service(operation));
			}
			if (this.entries && !OperationTraits.hasEntries(operation)) {
				throw new IllegalArgumentException(operation + " has no entries that fail each by itself: entries are"
						+ " for PutRecords, BatchWriteItem and BatchGetItem");
			}
		}
		if (this.entries && this.operations.isEmpty()) {
			throw new IllegalArgumentException("Entries of all operations make no rule: say on(\"PutRecords\"),"
					+ " on(\"BatchWriteItem\") or on(\"BatchGetItem\")");
		}
	}

	private static void requireNoneWith(String what, String value, Service service, String other,
			@Nullable String otherValue) {
		if (otherValue != null) {
			throw never(what + " '" + value + "'", other + " '" + otherValue + "', which is none of " + service);
		}
	}

	private void requireNamed(String what, @Nullable String value, Service service, Predicate<String> named) {
		if (value == null) {
			return;
		}
		if (this.service != null && this.service != service) {
			throw never(what + " '" + value + "'", "service " + this.service);
		}
		for (String operation : this.operations) {
			if (!named.test(operation)) {
				throw never(what + " '" + value + "'", operation + ", which names no " + what);
			}
		}
	}

	private static IllegalArgumentException never(String one, String other) {
		return new IllegalArgumentException(
				"A rule for " + one + " never matches " + other + ": leave one of them out");
	}

	private static boolean namesTable(Call call, String table) {
		return names(call.resource(), table) || (call.request() instanceof Target target
				&& target.tables().stream().anyMatch((resource) -> names(resource, table)));
	}

	private static boolean names(@Nullable String resource, String name) {
		if (resource == null || !resource.startsWith("arn:")) {
			return name.equals(resource);
		}
		// such as arn:aws:kinesis:eu-central-1:000000000000:stream/orders/consumer/app:1
		String[] path = resource.substring(resource.lastIndexOf("arn:")).split("/", 3);
		return path.length > 1 && path[1].equals(name);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(
				this.operations.isEmpty() ? "any call" : String.join("|", this.operations));
		if (this.entries) {
			text.append(" entries");
		}
		append(text, "service", this.service);
		append(text, "stream", this.stream);
		append(text, "shard", this.shard);
		append(text, "partitionKey", this.partitionKey);
		append(text, "table", this.table);
		return text.toString();
	}

	private static void append(StringBuilder text, String name, @Nullable Object value) {
		if (value != null) {
			text.append(' ').append(name).append('=').append(value);
		}
	}

}
