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

package io.kinsumer.core.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

import io.kinsumer.core.runtime.EngineRuntime;

/**
 * Time that stands still until the test moves it, and tasks that run on the test's own
 * thread.
 */
public final class VirtualRuntime implements EngineRuntime {

	private final PriorityQueue<Task> timers = new PriorityQueue<>(
			Comparator.comparingLong(Task::at).thenComparingLong(Task::order));

	private final Deque<Runnable> ready = new ArrayDeque<>();

	private long now = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

	private long order;

	private boolean running;

	@Override
	public long nanoTime() {
		return this.now;
	}

	@Override
	public Instant now() {
		return Instant.ofEpochSecond(0, this.now);
	}

	@Override
	public Executor loop() {
		return this.ready::add;
	}

	@Override
	public Executor handlers() {
		return this.ready::add;
	}

	@Override
	public Timer schedule(Duration delay, Runnable task) {
		Task timer = new Task(this.now + Math.max(0, delay.toNanos()), this.order++, task);
		this.timers.add(timer);
		return () -> this.timers.remove(timer);
	}

	@Override
	public void close() {
		this.timers.clear();
	}

	/**
	 * Runs what is ready now, and what that makes ready.
	 */
	public void run() {
		if (this.running) {
			return;
		}
		this.running = true;
		try {
			for (Runnable task = this.ready.poll(); task != null; task = this.ready.poll()) {
				task.run();
			}
		}
		finally {
			this.running = false;
		}
	}

	/**
	 * Lets time pass, running timers as they fall due.
	 */
	public void advance(Duration duration) {
		long end = this.now + duration.toNanos();
		run();
		for (Task next = this.timers.peek(); next != null && next.at() - end <= 0; next = this.timers.peek()) {
			this.timers.remove(next);
			this.now = next.at();
			next.task().run();
			run();
		}
		this.now = end;
	}

	/**
	 * Timers that are set.
	 */
	public int timers() {
		return this.timers.size();
	}

	private record Task(long at, long order, Runnable task) {

	}

}
