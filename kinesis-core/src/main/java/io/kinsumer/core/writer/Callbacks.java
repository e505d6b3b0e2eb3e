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

package io.kinsumer.core.writer;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the callbacks that run, so that the threads of a closed writer end when the last
 * has returned: what saves records that were not written must not be interrupted.
 */
final class Callbacks {

	/**
	 * Callbacks, and one for the writer being open.
	 */
	private final AtomicInteger holds = new AtomicInteger(1);

	private final Runnable end;

	/**
	 * Creates a counter.
	 * @param end called when the writer is closed and no callback runs, perhaps more than
	 * once
	 */
	Callbacks(Runnable end) {
		this.end = end;
	}

	void run(Executor executor, Runnable completion) {
		this.holds.incrementAndGet();
		Runnable counted = () -> {
			try {
				completion.run();
			}
			finally {
				release();
			}
		};
		try {
			executor.execute(counted);
		}
		catch (RejectedExecutionException | VirtualMachineError ex) {
			// The writer is closed, or no thread is to be had: there is none but this.
			counted.run();
		}
	}

	/**
	 * Called once for the writer itself, when it is closed.
	 */
	void release() {
		if (this.holds.decrementAndGet() == 0) {
			this.end.run();
		}
	}

}
