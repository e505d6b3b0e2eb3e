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
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.kinsumer.core.runtime.EngineRuntime;

/**
 * The runtime of one shard. A step that fails half way, by whatever error, leaves a state
 * that nobody can vouch for: who owns the steps is told, so that it begins anew.
 *
 * @param runtime runs the steps, and is told too
 * @param failed called on the loop right after a step that failed
 */
record StepGuard(EngineRuntime runtime, Consumer<Throwable> failed) implements EngineRuntime {

	@Override
	public long nanoTime() {
		return this.runtime.nanoTime();
	}

	@Override
	public Instant now() {
		return this.runtime.now();
	}

	@Override
	public Executor loop() {
		return (task) -> this.runtime.loop().execute(guarded(task));
	}

	@Override
	public Executor handlers() {
		return this.runtime.handlers();
	}

	@Override
	public Timer schedule(Duration delay, Runnable task) {
		return this.runtime.schedule(delay, guarded(task));
	}

	@Override
	public void close() {
		this.runtime.close();
	}

	private Runnable guarded(Runnable task) {
		return () -> {
			try {
				task.run();
			}
			catch (Throwable ex) {
				this.failed.accept(ex);
				throw ex;
			}
		};
	}

}
