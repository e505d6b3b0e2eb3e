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

package io.kinsumer.sample.board;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.stereotype.Component;

/**
 * Makes the listener as slow as the page asks for. Safe for use by several threads.
 */
@Component
public class ListenerDelay {

	private static final int MAX_MILLIS = 2000;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private volatile int millis;

	/**
	 * How long the listener waits before each event.
	 * @return milliseconds
	 */
	public int millis() {
		return this.millis;
	}

	/**
	 * Changes the delay, for those that wait now as well.
	 * @param millis 0 to 2000
	 */
	public void change(int millis) {
		if (millis < 0 || millis > MAX_MILLIS) {
			throw new IllegalArgumentException(
					"the delay must be between 0 and " + MAX_MILLIS + " milliseconds, but is " + millis);
		}
		this.lock.lock();
		try {
			this.millis = millis;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	void await() throws InterruptedException {
		if (this.millis == 0) {
			return;
		}
		long start = System.nanoTime();
		this.lock.lockInterruptibly();
		try {
			long left = left(start);
			while (left > 0) {
				this.changed.awaitNanos(left);
				left = left(start);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private long left(long start) {
		return TimeUnit.MILLISECONDS.toNanos(this.millis) - (System.nanoTime() - start);
	}

}
