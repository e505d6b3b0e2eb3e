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

package io.kinsumer.test.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which models run, away from the event loops. A delay occupies a thread
 * of the pool, which adds another one meanwhile.
 */
public final class Workers {

	private static final int MAX_THREADS = 1024;

	private Workers() {
	}

	static ExecutorService create() {
		int parallelism = Math.max(2, Runtime.getRuntime().availableProcessors());
		return new ForkJoinPool(parallelism, (pool) -> {
			ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
			thread.setName("embedded-kinesis-" + thread.getPoolIndex());
			return thread;
		}, null, true, 0, MAX_THREADS, 1, (pool) -> true, 10, TimeUnit.SECONDS);
	}

	/**
	 * Hold the calling thread back, as a {@link io.kinsumer.test.fault.Gate}'s pause.
	 * @param duration how long
	 */
	public static void pause(Duration duration) {
		CountDownLatch never = new CountDownLatch(1);
		long deadline = System.nanoTime() + duration.toNanos();
		try {
			ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {

				@Override
				public boolean block() throws InterruptedException {
					return never.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) || isReleasable();
				}

				@Override
				public boolean isReleasable() {
					return System.nanoTime() >= deadline;
				}

			});
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
