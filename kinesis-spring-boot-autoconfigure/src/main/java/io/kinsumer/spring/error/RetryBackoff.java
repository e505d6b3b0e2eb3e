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

package io.kinsumer.spring.error;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt.
 *
 * @param initialInterval before the second attempt, 1 ms to 1 day
 * @param multiplier by which the delay grows with each attempt, 1 to 100
 * @param maxInterval the longest delay, from {@code initialInterval} to 1 day
 * @param jitter by which fraction a delay is lengthened or shortened at random, 0 to 1
 */
public record RetryBackoff(Duration initialInterval, double multiplier, Duration maxInterval, double jitter) {

	private static final Duration LONGEST = Duration.ofDays(1);

	/**
	 * 1 s, doubled up to 30 s, and 20 % more or less.
	 */
	public static final RetryBackoff DEFAULT = new RetryBackoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), 0.2);

	public RetryBackoff {
		check(initialInterval.compareTo(Duration.ofMillis(1)) >= 0 && initialInterval.compareTo(LONGEST) <= 0,
				"initial-interval", initialInterval, "it must be from 1ms to 1d");
		check(multiplier >= 1 && multiplier <= 100, "multiplier", multiplier, "it must be from 1 to 100");
		check(maxInterval.compareTo(initialInterval) >= 0 && maxInterval.compareTo(LONGEST) <= 0, "max-interval",
				maxInterval, "it must be from the initial interval, " + initialInterval + ", to 1d");
		check(jitter >= 0 && jitter <= 1, "jitter", jitter, "it must be from 0 to 1");
	}

	private static void check(boolean valid, String name, Object value, String rule) {
		if (!valid) {
			throw new IllegalArgumentException(name + " " + value + " is not valid: " + rule);
		}
	}

	/**
	 * The delay after an attempt that failed.
	 * @param attempt which, from 1
	 * @param randomness answers with numbers from 0 to 1
	 * @return never more than the longest interval and its jitter
	 */
	public Duration delay(int attempt, DoubleSupplier randomness) {
		double grown = this.initialInterval.toNanos() * Math.pow(this.multiplier, attempt - 1.0);
		double bounded = Math.min(grown, this.maxInterval.toNanos());
		double factor = 1 + this.jitter * (2 * randomness.getAsDouble() - 1);
		return Duration.ofNanos((long) (bounded * factor));
	}

}
