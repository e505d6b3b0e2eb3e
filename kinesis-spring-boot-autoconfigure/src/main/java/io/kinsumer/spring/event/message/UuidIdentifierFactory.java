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

package io.kinsumer.spring.event.message;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562): they begin with the time in milliseconds, so that
 * they sort by time, as text too; the rest is random, so that they tell nothing about the
 * machine. The seed {@code streams} makes those of version 1, which sort by nothing
 * useful and give away the network address of the machine.
 * <p>
 * Each is larger than the one before within a process, also if the clock is set back or
 * the millisecond is the same: then the 12 bits behind the time count on, and when they
 * are used up, the time runs ahead of the clock by a millisecond.
 */
public final class UuidIdentifierFactory implements IdentifierFactory {

	private static final int COUNTER_BITS = 12;

	private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

	private static final long TIME_MASK = (1L << 48) - 1;

	private final InstantSource clock;

	private final RandomGenerator random;

	private long last = -1;

	/**
	 * Creates the factory.
	 * @param clock tells the time
	 * @param random safe for use by several threads, and unpredictable where ids must not
	 * be guessed: such as a {@link java.security.SecureRandom}
	 */
	public UuidIdentifierFactory(InstantSource clock, RandomGenerator random) {
		this.clock = clock;
		this.random = random;
	}

	@Override
	public String create() {
		long timeAndCounter = next();
		long high = (timeAndCounter >>> COUNTER_BITS << 16) | (7L << COUNTER_BITS) | (timeAndCounter & COUNTER_MASK);
		long low = (this.random.nextLong() >>> 2) | (1L << 63);
		return new UUID(high, low).toString();
	}

	/**
	 * The time and the counter as one number of 60 bits, so that the one carries into the
	 * other.
	 */
	private synchronized long next() {
		long now = ((this.clock.millis() & TIME_MASK) << COUNTER_BITS) | (this.random.nextLong() & COUNTER_MASK);
		// Within the millisecond of the last one, the random part must not go back.
		this.last = (now >>> COUNTER_BITS > this.last >>> COUNTER_BITS || this.last < 0) ? now : this.last + 1;
		return this.last;
	}

}
