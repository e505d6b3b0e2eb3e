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

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.kinsumer.test.dynamodb.DynamoDbRequest.GetItem;
import io.kinsumer.test.dynamodb.DynamoDbRequest.Write;
import io.kinsumer.test.fault.Target;
import org.jspecify.annotations.Nullable;

/**
 * Requests for several items, possibly of several tables.
 */
public sealed interface BatchRequest extends DynamoDbRequest, Target {

	@Override
	default @Nullable String tableName() {
		return (tables().size() == 1) ? tables().iterator().next() : null;
	}

	/**
	 * Get several items, each by itself.
	 *
	 * @param gets what to get, 1 to 100 different items
	 */
	record BatchGetItem(List<GetItem> gets) implements BatchRequest {

		@Override
		public Set<String> tables() {
			return this.gets.stream().map(GetItem::tableName).collect(Collectors.toSet());
		}

	}

	/**
	 * Put and delete several items, each by itself.
	 *
	 * @param writes {@link DynamoDbRequest.PutItem} and
	 * {@link DynamoDbRequest.DeleteItem} without conditions, 1 to 25 for different items
	 */
	record BatchWriteItem(List<Write> writes) implements BatchRequest {

		@Override
		public Set<String> tables() {
			return this.writes.stream().map(Write::tableName).collect(Collectors.toSet());
		}

	}

	/**
	 * Get several items at one moment.
	 *
	 * @param gets what to get, 1 to 100
	 */
	record TransactGetItems(List<GetItem> gets) implements BatchRequest {

		@Override
		public Set<String> tables() {
			return this.gets.stream().map(GetItem::tableName).collect(Collectors.toSet());
		}

	}

	/**
	 * Write several items, all or none of them.
	 *
	 * @param writes what to write, 1 to 100 for different items
	 * @param clientRequestToken makes a repetition within ten minutes do nothing more
	 */
	record TransactWriteItems(List<Write> writes, @Nullable String clientRequestToken) implements BatchRequest {

		@Override
		public Set<String> tables() {
			return this.writes.stream().map(Write::tableName).collect(Collectors.toSet());
		}

	}

}
