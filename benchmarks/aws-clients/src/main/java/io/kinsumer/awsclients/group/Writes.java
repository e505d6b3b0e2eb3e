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

package io.kinsumer.awsclients.group;

import java.util.ArrayList;
import java.util.List;

import io.kinsumer.test.dynamodb.DynamoDbRequest.UpdateItem;
import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.fault.Call;
import io.kinsumer.test.fault.Fault;
import io.kinsumer.test.fault.Faults;
import org.jspecify.annotations.Nullable;

/**
 * Watches the updates that DynamoDB is asked for; nothing goes wrong by it.
 */
final class Writes implements Faults {

	private final List<Write> writes = new ArrayList<>();

	@Override
	public synchronized Fault after(Call call, @Nullable Object result) {
		if (call.request() instanceof UpdateItem update) {
			List<String> values = update.placeholders()
				.values()
				.values()
				.stream()
				.map((value) -> (value instanceof Attribute.Text text) ? text.value() : "")
				.toList();
			this.writes.add(new Write(System.currentTimeMillis(), Group.text(update.key(), "namespace"),
					Group.text(update.key(), "resource"), values, result != null));
		}
		return Fault.NONE;
	}

	/**
	 * Return what was asked for.
	 * @param since from when on, in milliseconds
	 * @return the updates
	 */
	synchronized List<Write> since(long since) {
		return this.writes.stream().filter((write) -> write.time() >= since).toList();
	}

	/**
	 * An update.
	 *
	 * @param time when it was answered
	 * @param namespace the hash key of the item
	 * @param resource its range key
	 * @param values the texts in its expressions
	 * @param applied whether its condition held
	 */
	record Write(long time, String namespace, String resource, List<String> values, boolean applied) {

		boolean ofCheckpoint() {
			return this.namespace.startsWith("checkpoint:");
		}

		/** An update of a session itself, or of an item by its owner. */
		boolean names(String owner) {
			String session = owner.substring(owner.indexOf('#') + 1);
			return this.values.contains(owner) || this.values.contains(session);
		}

	}

}
