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

package io.kinsumer.core.kinsumer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The lanes of records, one for each partition key: which record may begin, and which
 * waits for another of its key. Not safe for use by several threads.
 */
final class KeyLanes {

	private static final String ONE_LANE = "";

	private final boolean byKey;

	private final Deque<InFlight> ready = new ArrayDeque<>();

	private final Map<String, InFlight> tails = new HashMap<>();

	private long end = Long.MAX_VALUE;

	/**
	 * Creates empty lanes.
	 * @param byKey {@code false} for a single lane
	 */
	KeyLanes(boolean byKey) {
		this.byKey = byKey;
	}

	/**
	 * A record enters its lane at the end.
	 */
	void enter(InFlight record) {
		InFlight tail = this.tails.put(lane(record), record);
		if (tail != null) {
			tail.next = record;
		}
		else {
			this.ready.add(record);
		}
	}

	private String lane(InFlight record) {
		return this.byKey ? record.record().partitionKey() : ONE_LANE;
	}

	/**
	 * A record leaves its lane; the next one may begin. Leaving once more does no harm.
	 */
	void leave(InFlight record) {
		if (record.leftLane) {
			return;
		}
		record.leftLane = true;
		InFlight next = record.next;
		record.next = null;
		if (next == null) {
			this.tails.remove(lane(record), record);
		}
		else if (next.index() < this.end) {
			this.ready.add(next);
		}
	}

	/**
	 * A record that is in its lane may begin again.
	 */
	void retry(InFlight record) {
		if (record.index() < this.end) {
			this.ready.addFirst(record);
		}
	}

	boolean hasReady() {
		return !this.ready.isEmpty();
	}

	/**
	 * The next record that may begin.
	 */
	@Nullable InFlight poll() {
		return this.ready.poll();
	}

	/**
	 * From now on only records before a given place may begin.
	 */
	void endBefore(long index) {
		if (index < this.end) {
			this.end = index;
			this.ready.removeIf((record) -> record.index() >= index);
		}
	}

}
