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

package io.kinsumer.core.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.kinsumer.core.record.InvalidSettingException;
import io.kinsumer.core.record.SettingRules;

/**
 * How often and how fast to try again: exponential delays with full jitter, so that
 * clients that failed together do not return together.
 *
 * @param initialInterval the bound of the first delay, more than 0
 * @param maxInterval the bound that no delay exceeds, at least the initial interval
 * @param maxAttempts attempts in all, the first included; 0 or less: no bound
 * @param maxElapsedTime no attempt starts this long after the first; more than 0, at most
 * 365 days, which is for ever
 */
public record Backoff(Duration initialInterval, Duration maxInterval, int maxAttempts, Duration maxElapsedTime) {

	private static final Duration UNBOUNDED = Duration.ofDays(365);

	private static final int MAX_DOUBLINGS = 30;

	public Backoff {
		SettingRules.requirePositive("backoff.initial-interval", initialInterval);
		SettingRules.requirePositive("backoff.max-elapsed-time", maxElapsedTime);
		SettingRules.requireAtMost("backoff.max-elapsed-time", maxElapsedTime, UNBOUNDED);
		SettingRules.requireAtMost("backoff.max-interval", maxInterval, UNBOUNDED);
		if (maxInterval.compareTo(initialInterval) < 0) {
			throw new InvalidSettingException("backoff.max-interval", maxInterval,
					"must be at least backoff.initial-interval (" + initialInterval + ")");
		}
	}

	/**
	 * The default: 50 ms to 10 s, at most 10 attempts in at most 10 minutes.
	 * @return the backoff
	 */
	public static Backoff exponential() {
		return new Backoff(Duration.ofMillis(50), Duration.ofSeconds(10), 10, Duration.ofMinutes(10));
	}

	/**
	 * One attempt, no retry.
	 * @return the backoff
	 */
	public static Backoff once() {
		return new Backoff(Duration.ofMillis(50), Duration.ofSeconds(10), 1, Duration.ofMinutes(10));
	}

	/**
	 * For callers who wait for an answer: 100 ms to 1 s, 10 s in all.
	 * @return the backoff
	 */
	public static Backoff api() {
		return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 0, Duration.ofSeconds(10));
	}

	/**
	 * Never gives up: 50 ms to 10 s.
	 * @return the backoff
	 */
	public static Backoff infinite() {
		return new Backoff(Duration.ofMillis(50), Duration.ofSeconds(10), 0, UNBOUNDED);
	}

	/**
	 * Whether another attempt is allowed.
	 * @param attempts attempts made so far
	 * @return whether {@link #maxAttempts()} leaves room for one more
	 */
	public boolean allowsAttemptAfter(int attempts) {
		return this.maxAttempts <= 0 || attempts < this.maxAttempts;
	}

	/**
	 * The delay before the next attempt.
	 * @param attempts attempts made so far, from 1
	 * @param random the source of jitter
	 * @return from 1 ms to the bound, which doubles with each attempt up to
	 * {@link #maxInterval()}
	 */
	public Duration delayAfter(int attempts, RandomGenerator random) {
		long bound = this.maxInterval.toMillis();
		int doublings = Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS);
		if (this.initialInterval.toMillis() < (bound >> doublings)) {
			bound = this.initialInterval.toMillis() << doublings;
		}
		return Duration.ofMillis((bound > 1) ? random.nextLong(1, bound + 1) : 1);
	}

}
