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

package io.kinsumer.core.producer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The records accepted between two flushes. It is done when no more can be added, all of
 * them are settled, and the epoch before it is done.
 */
final class FlushEpoch {

	private final CompletableFuture<Void> done = new CompletableFuture<>();

	/**
	 * Records, and one for the predecessor, and one for being open.
	 */
	private final AtomicLong holds = new AtomicLong(2);

	private volatile FlushEpoch successor = this;

	static FlushEpoch first() {
		FlushEpoch epoch = new FlushEpoch();
		epoch.release();
		return epoch;
	}

	CompletableFuture<Void> done() {
		return this.done;
	}

	void hold() {
		this.holds.incrementAndGet();
	}

	/**
	 * Called when a record of this epoch is settled and its future completed.
	 */
	void release() {
		FlushEpoch epoch = this;
		while (epoch.holds.decrementAndGet() == 0) {
			epoch.done.complete(null);
			epoch = epoch.successor;
		}
	}

	/**
	 * Ends this epoch.
	 * @return the epoch that records belong to from now on
	 */
	FlushEpoch close() {
		FlushEpoch next = new FlushEpoch();
		this.successor = next;
		release();
		return next;
	}

}
