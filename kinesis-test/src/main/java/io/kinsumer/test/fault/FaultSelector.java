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

import org.jspecify.annotations.Nullable;

/**
 * Which calls a rule is for. Whatever is left out matches everything.
 *
 * @param operations operations as AWS names them, none for all
 * @param service the service
 * @param stream the name of the stream that the call names, by name or ARN
 * @param shard the shard that the call names, itself or by its iterator
 * @param table the name of the table that the call names, possibly among others
 */
public record FaultSelector(Set<String> operations, @Nullable Service service, @Nullable String stream,
		@Nullable String shard, @Nullable String table) {

	boolean matches(Call call) {
		return (this.operations.isEmpty() || this.operations.contains(call.operation()))
				&& (this.service == null || this.service == call.service())
				&& (this.stream == null || (call.service() == Service.KINESIS && names(call.resource(), this.stream)))
				&& (this.shard == null || shards(call).contains(this.shard))
				&& (this.table == null || (call.service() == Service.DYNAMODB && namesTable(call, this.table)));
	}

	boolean matchesEverything() {
		return this.operations.isEmpty() && this.service == null && this.stream == null && this.shard == null
				&& this.table == null;
	}

	private static Set<String> shards(Call call) {
		return (call.request() instanceof Target target) ? target.shards() : Set.of();
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
		append(text, "service", this.service);
		append(text, "stream", this.stream);
		append(text, "shard", this.shard);
		append(text, "table", this.table);
		return text.toString();
	}

	private static void append(StringBuilder text, String name, @Nullable Object value) {
		if (value != null) {
			text.append(' ').append(name).append('=').append(value);
		}
	}

}
