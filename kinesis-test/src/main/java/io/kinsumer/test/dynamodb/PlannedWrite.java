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
import org.jspecify.annotations.Nullable;

/**
 * A write whose condition holds, not made yet.
 *
 * @param key the key of the item
 * @param after the item as it will be, {@code null} when it will not be there
 * @param answer the attributes that the write answers
 * @param units what it costs
 * @param change whether anything is written at all
 */
record PlannedWrite(ItemKey key, @Nullable Map<String, Attribute> after, @Nullable Map<String, Attribute> answer,
		double units, boolean change) {

	void commit(Table table) {
		if (!this.change) {
			return;
		}
		if (this.after != null) {
			table.put(this.key, this.after);
		}
		else {
			table.remove(this.key);
		}
	}

}
