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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Completes futures, one after the other, which runs the callbacks of the application.
 * While a callback blocks, perhaps until one of the next futures is complete, another
 * thread goes on with those.
 */
final class Completions {

	/**
	 * If no callback returns for so long, the present one counts as blocked.
	 */
	private static final Duration PATIENCE = Duration.ofMillis(100);

	private final EngineRuntime runtime;

	private final List<Completion> all;

	private final AtomicInteger begun = new AtomicInteger();

	private final AtomicInteger ended = new AtomicInteger();

	private volatile EngineRuntime.@Nullable Timer timer;

	Completions(EngineRuntime runtime, List<Completion> all) {
		this.runtime = runtime;
		this.all = all;
	}

	void run() {
		if (this.all.size() > 1) {
			watch(0);
		}
		work();
	}

	private void work() {
		for (int next = this.begun.getAndIncrement(); next < this.all.size(); next = this.begun.getAndIncrement()) {
			this.all.get(next).run();
			this.ended.incrementAndGet();
		}
		EngineRuntime.Timer watching = this.timer;
		if (watching != null) {
			watching.cancel();
		}
	}

	private void watch(int endedBefore) {
		this.timer = this.runtime.schedule(PATIENCE, () -> lookAfter(endedBefore));
	}

	private void lookAfter(int endedBefore) {
		if (this.begun.get() < this.all.size()) {
			int endedNow = this.ended.get();
			if (endedNow == endedBefore) {
				Effects.execute(this.runtime, this::work);
			}
			watch(endedNow);
		}
	}

	/**
	 * A future to be completed.
	 *
	 * @param record whose future it is
	 * @param action completes it
	 */
	record Completion(PendingRecord record, Runnable action) {

		void run() {
			try {
				this.action.run();
			}
			finally {
				if (this.record.epoch != null) {
					this.record.epoch.release();
				}
			}
		}

	}

}
