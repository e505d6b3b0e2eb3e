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

package io.kinsumer.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A clock that stands still until it is told to go on, for
 * {@code EmbeddedKinesisServer.builder().clock(clock)}: moves iterators, records and
 * capacity on at once. Safe for use by several threads.
 */
public final class MutableClock extends Clock {

	private volatile Instant now;

	/**
	 * Create a clock at the present time, in UTC.
	 */
	public MutableClock() {
		this(Instant.now().truncatedTo(ChronoUnit.MILLIS));
	}

	/**
	 * Create a clock in UTC.
	 * @param start the time it shows
	 */
	public MutableClock(Instant start) {
		this.now = start;
	}

	/**
	 * Go on.
	 * @param duration by how much, not negative
	 */
	public synchronized void advance(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("duration is " + duration + " but time must not go back");
		}
		this.now = this.now.plus(duration);
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	/**
	 * Return this clock in another time zone; it goes on with this one.
	 */
	@Override
	public Clock withZone(ZoneId zone) {
		MutableClock clock = this;
		return new Clock() {

			@Override
			public Instant instant() {
				return clock.instant();
			}

			@Override
			public ZoneId getZone() {
				return zone;
			}

			@Override
			public Clock withZone(ZoneId other) {
				return clock.withZone(other);
			}

		};
	}

}
