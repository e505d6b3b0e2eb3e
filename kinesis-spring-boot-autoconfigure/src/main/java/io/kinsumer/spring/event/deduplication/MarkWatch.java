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

package io.kinsumer.spring.event.deduplication;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Watches the claims of others, as the membership of a kinsumer watches sessions: a mark
 * that has stood still for the whole timeout, by this machine's monotonic clock, and was
 * looked at all the while, is dead. Clocks of different machines are never compared.
 * <p>
 * Not looked at all the while was it when two looks are further apart than half of the
 * timeout: then the storage may have been out of reach for its holder as well.
 */
final class MarkWatch {

	private static final int MOST = 10_000;

	private final long timeout;

	private final LongSupplier nanos;

	private final Map<List<String>, Seen> seen = new LinkedHashMap<>();

	MarkWatch(Duration timeout, LongSupplier nanos) {
		this.timeout = timeout.toNanos();
		this.nanos = nanos;
	}

	/**
	 * Looks at a mark.
	 * @return for how long it must stand still yet; zero when it is dead
	 */
	synchronized Duration look(List<String> key, ClaimMark mark) {
		long now = this.nanos.getAsLong();
		Seen before = this.seen.remove(key);
		boolean still = before != null && before.mark.equals(mark) && now - before.last <= this.timeout / 2;
		Seen after = new Seen(mark, still ? before.first : now, now);
		if (this.seen.size() >= MOST) {
			this.seen.remove(this.seen.keySet().iterator().next());
		}
		this.seen.put(key, after);
		return Duration.ofNanos(Math.max(0, this.timeout - (now - after.first)));
	}

	synchronized void forget(List<String> key) {
		this.seen.remove(key);
	}

	private record Seen(ClaimMark mark, long first, long last) {

	}

}
