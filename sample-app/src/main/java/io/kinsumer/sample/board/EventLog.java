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

package io.kinsumer.sample.board;

import java.util.ArrayList;
import java.util.List;

/**
 * Remembers the last values of a sequence. Safe for use by several threads.
 *
 * @param <T> the values
 */
final class EventLog<T> {

	private final List<T> values;

	private final int capacity;

	private long next;

	EventLog(int capacity) {
		this.values = new ArrayList<>(capacity);
		this.capacity = capacity;
	}

	synchronized void add(T value) {
		int slot = (int) (this.next % this.capacity);
		if (slot == this.values.size()) {
			this.values.add(value);
		}
		else {
			this.values.set(slot, value);
		}
		this.next++;
	}

	/**
	 * The values from a position on that are still remembered.
	 * @param position 0 for the first value ever added
	 * @return the values, and the position to ask for next
	 */
	synchronized Part<T> since(long position) {
		List<T> part = new ArrayList<>();
		for (long i = Math.max(position, this.next - this.values.size()); i < this.next; i++) {
			part.add(this.values.get((int) (i % this.capacity)));
		}
		return new Part<>(part, this.next);
	}

	/**
	 * Part of a log.
	 *
	 * @param values in the order added
	 * @param next the position after them
	 * @param <T> the values
	 */
	record Part<T>(List<T> values, long next) {

	}

}
