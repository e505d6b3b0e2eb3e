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

package io.kinsumer.awsclients.group;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits in real time.
 */
final class Waiting {

	private static final long STEP = 20;

	private Waiting() {
	}

	/**
	 * Wait for something.
	 * @param what what is waited for, for the error
	 * @param timeout how long at most
	 * @param condition asked every 20 ms
	 * @throws Exception of the condition, or an {@link IllegalStateException} when it did
	 * not come
	 */
	static void until(String what, Duration timeout, Callable<Boolean> condition) throws Exception {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (!condition.call()) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException("Not within " + timeout.toSeconds() + " s: " + what);
			}
			pass(STEP);
		}
	}

	static void pass(long millis) throws InterruptedException {
		if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
			throw new IllegalStateException();
		}
	}

}
