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

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Waits for something in real time.
 */
final class Waiting {

	private static final int POLL_MILLIS = 10;

	private Waiting() {
	}

	/**
	 * Wait until something is so.
	 * @param condition asked every few milliseconds
	 * @param failure what to say when it never was, given for how long
	 * @param timeout for how long to ask; at least once
	 */
	static void until(BooleanSupplier condition, Function<Duration, String> failure, Duration timeout) {
		if (timeout.isNegative()) {
			throw new IllegalArgumentException("timeout is " + timeout + " but must not be negative");
		}
		CountDownLatch never = new CountDownLatch(1);
		long start = System.nanoTime();
		try {
			while (!condition.getAsBoolean()) {
				if (System.nanoTime() - start >= timeout.toNanos()) {
					throw new AssertionError(failure.apply(timeout));
				}
				never.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted while waiting. "
					+ failure.apply(Duration.ofMillis((System.nanoTime() - start) / 1_000_000)), ex);
		}
	}

}
