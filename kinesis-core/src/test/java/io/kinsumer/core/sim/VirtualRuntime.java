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
import org.jspecify.annotations.Nullable;

/**
 * The runtime of one simulated process, which can be killed, stopped for a while, and put
 * to sleep together with its machine. Its clocks may run at a rate of their own, and its
 * wall clock may be set.
 */
public final class VirtualRuntime implements EngineRuntime {

	private final VirtualTime time;

	private final double rate;

	private final List<Task> missed = new ArrayList<>();

	private final Hindrances pauses = new Hindrances();

	private Duration wallOffset;

	private @Nullable Duration jumped;

	private long asleep;

	private long asleepSince = -1;

	private boolean dead;

	private boolean paused;

	public VirtualRuntime(VirtualTime time) {
		this(time, 1, Duration.ZERO);
	}

	/**
	 * Creates a process on a machine with clocks of its own.
	 * @param rate seconds of this machine for each second of the services
	 * @param wallOffset how far its wall clock is ahead
	 */
	public VirtualRuntime(VirtualTime time, double rate, Duration wallOffset) {
		this.time = time;
		this.rate = rate;
		this.wallOffset = wallOffset;
	}

	public void kill() {
		this.dead = true;
		this.missed.clear();
	}

	public boolean isAlive() {
		return !this.dead;
	}

	public boolean isPaused() {
		return this.paused;
	}

	/**
	 * Stops the process; its clocks go on.
	 */
	public void pause() {
		this.pauses.begin(this.time.nanos());
		this.paused = true;
	}

	/**
	 * Stops the process and its monotonic clock, as the suspension of a virtual machine
	 * does.
	 */
	public void sleep() {
		if (this.asleepSince < 0) {
			this.asleepSince = this.time.nanos();
		}
		this.pauses.begin(this.time.nanos());
		this.paused = true;
	}

	public void resume() {
		if (this.asleepSince >= 0) {
			this.asleep += this.time.nanos() - this.asleepSince;
			this.asleepSince = -1;
		}
		this.paused = false;
		this.pauses.end(this.time.nanos());
		List<Task> late = List.copyOf(this.missed);
		this.missed.clear();
		late.forEach((task) -> this.time.at(Duration.ZERO, () -> run(task)));
	}

	/**
	 * When the process did not run.
	 */
	public Hindrances pauses() {
		return this.pauses;
	}

	/**
	 * Whether the monotonic clock ever stood still.
	 */
	public boolean hasSlept() {
		return this.asleep > 0 || this.asleepSince >= 0;
	}

	/**
	 * Sets the wall clock.
	 */
	public void jump(Duration ahead) {
		this.wallOffset = this.wallOffset.plus(ahead);
		this.jumped = this.time.elapsed();
	}

	/**
	 * Whether the wall clock was set a short while ago.
	 */
	public boolean hasJumpedWithin(Duration span) {
		return this.jumped != null && this.time.elapsed().minus(this.jumped).compareTo(span) <= 0;
	}

	private void run(Task task) {
		if (this.dead || task.cancelled) {
			return;
		}
		if (this.paused) {
			this.missed.add(task);
			return;
		}
		long early = task.due - nanoTime();
		// Only a clock that stood still makes a timer early by more than rounding.
		if (early > 1_000_000) {
			this.time.at(toReal(early), () -> run(task));
			return;
		}
		task.task.run();
	}

	private long toReal(long nanos) {
		// Rounded up: a timer that comes early by a fraction would be set again for ever.
		return (this.rate == 1 || nanos == 0) ? nanos : (long) Math.ceil(nanos / this.rate) + 1;
	}

	@Override
	public long nanoTime() {
		long sleeping = (this.asleepSince < 0) ? 0 : this.time.nanos() - this.asleepSince;
		long awake = this.time.nanos() - this.asleep - sleeping;
		return (this.rate == 1) ? awake : (long) (awake * this.rate);
	}

	@Override
	public Instant now() {
		long nanos = (this.rate == 1) ? this.time.nanos() : (long) (this.time.nanos() * this.rate);
		return VirtualTime.START.plusNanos(nanos).plus(this.wallOffset);
	}

	@Override
	public Executor loop() {
		return (task) -> schedule(0, task);
	}

	@Override
	public Executor handlers() {
		return loop();
	}

	@Override
	public Timer schedule(Duration delay, Runnable task) {
		return schedule(Math.max(0, delay.toNanos()), task);
	}

	private Timer schedule(long nanos, Runnable task) {
		Task waiting = new Task(nanoTime() + nanos, task);
		VirtualTime.Event event = this.time.at(toReal(nanos), () -> run(waiting));
		return () -> {
			waiting.cancelled = true;
			event.cancel();
		};
	}

	@Override
	public void close() {
		kill();
	}

	private static final class Task {

		private final long due;

		private final Runnable task;

		private boolean cancelled;

		private Task(long due, Runnable task) {
			this.due = due;
			this.task = task;
		}

	}

}
