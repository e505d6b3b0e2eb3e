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

package io.kinsumer.spring.deadletter;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Spaces records evenly. Safe for use by any thread.
 */
final class RedrivePace {

	private final long interval;

	private final LongSupplier nanoTime;

	private long next;

	/**
	 * Creates a pace.
	 * @param perSecond records a second, more than 0
	 */
	RedrivePace(double perSecond, LongSupplier nanoTime) {
		this.interval = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
		this.nanoTime = nanoTime;
		this.next = nanoTime.getAsLong();
	}

	/**
	 * Takes the next place.
	 * @return how long to wait for it, in nanoseconds, 0 or more
	 */
	synchronized long take() {
		long now = this.nanoTime.getAsLong();
		long place = (this.next - now > 0) ? this.next : now;
		this.next = place + this.interval;
		return place - now;
	}

}
