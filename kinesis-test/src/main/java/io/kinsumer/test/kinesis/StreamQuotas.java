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

package io.kinsumer.test.kinesis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How often a stream may be changed within a rolling day. Guarded by its stream.
 */
final class StreamQuotas {

	private static final long DAY_MILLIS = 24 * 3_600_000L;

	private final Map<String, Deque<Long>> changes = new HashMap<>();

	boolean tryChange(String kind, int limit, long now) {
		Deque<Long> times = this.changes.computeIfAbsent(kind, (key) -> new ArrayDeque<>());
		while (!times.isEmpty() && now - times.getFirst() >= DAY_MILLIS) {
			times.removeFirst();
		}
		if (times.size() >= limit) {
			return false;
		}
		times.addLast(now);
		return true;
	}

}
