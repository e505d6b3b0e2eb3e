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

package io.kinsumer.awsclients;

import java.time.Duration;
import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/**
 * Counts the records that arrived, numbered from 0. Safe for use by several threads.
 */
final class Deliveries {

	private final BitSet received = new BitSet();

	private final long started = System.nanoTime();

	private int repeated;

	private @Nullable Duration first;

	/**
	 * Note a record.
	 * @param number its number, at least 0
	 */
	synchronized void add(int number) {
		if (this.received.get(number)) {
			this.repeated++;
			return;
		}
		if (this.first == null) {
			this.first = elapsed();
		}
		this.received.set(number);
		notifyAll();
	}

	/**
	 * Wait for the first records.
	 * @param count how many of them
	 * @param timeout how long at most
	 * @return whether they are all there
	 */
	synchronized boolean await(int count, Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (missing(count) > 0) {
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				return false;
			}
			wait(left);
		}
		return true;
	}

	/**
	 * Count what is missing.
	 * @param count how many records there should be
	 * @return how many of them never came
	 */
	synchronized int missing(int count) {
		return count - this.received.get(0, count).cardinality();
	}

	synchronized int received() {
		return this.received.cardinality();
	}

	synchronized int repeated() {
		return this.repeated;
	}

	/**
	 * Tell when the first record came.
	 * @return the time since this was created, or {@code null} if none came
	 */
	synchronized @Nullable Duration first() {
		return this.first;
	}

	Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.started);
	}

}
