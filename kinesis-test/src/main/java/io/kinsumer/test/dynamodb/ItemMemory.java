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
import java.util.concurrent.atomic.AtomicLong;

import io.kinsumer.test.dynamodb.value.Attribute;
import io.kinsumer.test.dynamodb.value.Attributes;
import io.kinsumer.test.fault.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * What all items of a model occupy, against its cap.
 */
final class ItemMemory {

	/** What an item and its key occupy beside its attributes: roughly. */
	private static final int ITEM_OVERHEAD = 200;

	/** What an attribute occupies beside its name and value: roughly. */
	private static final int ATTRIBUTE_OVERHEAD = 100;

	private final long cap;

	private final AtomicLong used = new AtomicLong();

	ItemMemory(long cap) {
		this.cap = cap;
	}

	static long of(@Nullable Map<String, Attribute> item) {
		return (item != null) ? Attributes.size(item) + ITEM_OVERHEAD + (long) ATTRIBUTE_OVERHEAD * item.size() : 0;
	}

	/** Make sure that more may be kept, or refuse. Less may always be. */
	void require(long more) {
		if (more > 0 && this.used.get() + more > this.cap) {
			// none of AWS, so that no client takes it for a throttle and tries again
			throw new ServiceException("MemoryCapExceededException", "The embedded DynamoDB keeps " + this.used.get()
					+ " bytes of items; " + more + " more would exceed its memory cap of " + this.cap
					+ " bytes. Raise the cap (and the heap), delete items or tables, or give items a time to live.");
		}
	}

	void add(long bytes) {
		this.used.addAndGet(bytes);
	}

	long used() {
		return this.used.get();
	}

}
