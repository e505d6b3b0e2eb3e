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

package io.kinsumer.core.kinsumer;

import java.time.Duration;

import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * A task of which one waits at most: a later wish replaces the earlier one.
 */
final class TimerSlot {

	private final EngineRuntime runtime;

	private final Runnable task;

	private EngineRuntime.@Nullable Timer waiting;

	private long dueAt;

	TimerSlot(EngineRuntime runtime, Runnable task) {
		this.runtime = runtime;
		this.task = task;
	}

	void set(Duration delay) {
		cancel();
		this.dueAt = this.runtime.nanoTime() + delay.toNanos();
		this.waiting = this.runtime.schedule(delay, this::run);
	}

	/**
	 * Runs the task after a delay, unless it runs sooner anyway.
	 */
	void setEarliest(Duration delay) {
		if (this.waiting == null || this.runtime.nanoTime() + delay.toNanos() - this.dueAt < 0) {
			set(delay);
		}
	}

	private void run() {
		this.waiting = null;
		this.task.run();
	}

	void cancel() {
		if (this.waiting != null) {
			this.waiting.cancel();
			this.waiting = null;
		}
	}

}
