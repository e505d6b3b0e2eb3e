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

package io.kinsumer.core.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.kinsumer.core.runtime.EngineRuntime;

/**
 * The runtime of one simulated process, which can be killed and paused.
 */
public final class VirtualRuntime implements EngineRuntime {

	private final VirtualTime time;

	private final List<Runnable> missed = new ArrayList<>();

	private boolean dead;

	private boolean paused;

	public VirtualRuntime(VirtualTime time) {
		this.time = time;
	}

	public void kill() {
		this.dead = true;
	}

	public boolean isAlive() {
		return !this.dead;
	}

	public void pause() {
		this.paused = true;
	}

	public void resume() {
		this.paused = false;
		List<Runnable> late = List.copyOf(this.missed);
		this.missed.clear();
		late.forEach((task) -> this.time.at(Duration.ZERO, () -> run(task)));
	}

	private void run(Runnable task) {
		if (this.paused) {
			this.missed.add(task);
		}
		else if (!this.dead) {
			task.run();
		}
	}

	@Override
	public long nanoTime() {
		return this.time.nanos();
	}

	@Override
	public Instant now() {
		return this.time.instant();
	}

	@Override
	public Executor loop() {
		return (task) -> schedule(Duration.ZERO, task);
	}

	@Override
	public Executor handlers() {
		return loop();
	}

	@Override
	public Timer schedule(Duration delay, Runnable task) {
		return this.time.at(delay, () -> run(task))::cancel;
	}

	@Override
	public void close() {
		this.dead = true;
	}

}
