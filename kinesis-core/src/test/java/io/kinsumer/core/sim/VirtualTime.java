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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * A clock that moves from one event to the next, and the events that wait for it. Events
 * of the same moment happen in the order they were given.
 */
public final class VirtualTime extends Clock {

	static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	// Most timers are timeouts of calls that are answered. That many are kept.
	private static final int FEW_CANCELLED = 32;

	private final Queue<Event> soon = new ArrayDeque<>();

	private final PriorityQueue<Event> later = new PriorityQueue<>();

	private int cancelled;

	private long nanos;

	private long count;

	private Duration skipped = Duration.ZERO;

	public Event at(Duration delay, Runnable task) {
		return at(delay.toNanos(), task);
	}

	Event at(long delay, Runnable task) {
		Event event = new Event(this.nanos + Math.max(0, delay), this.count++, task);
		((delay > 0) ? this.later : this.soon).add(event);
		return event;
	}

	public void runUntil(Duration end) {
		Event next = next(end.toNanos());
		while (next != null) {
			this.nanos = Math.max(this.nanos, next.nanos);
			Runnable task = next.task;
			if (task != null) {
				next.task = null;
				task.run();
			}
			next = next(end.toNanos());
		}
		this.nanos = Math.max(this.nanos, end.toNanos());
	}

	private @Nullable Event next(long end) {
		Event first = this.soon.peek();
		Event other = this.later.peek();
		boolean isLater = first == null || (other != null && other.compareTo(first) < 0);
		Event next = isLater ? other : first;
		if (next == null || next.nanos > end) {
			return null;
		}
		(isLater ? this.later : this.soon).remove();
		return next;
	}

	private void cancelled() {
		this.cancelled++;
		if (this.cancelled > Math.max(FEW_CANCELLED, this.later.size() / 2)) {
			this.later.removeIf((event) -> event.task == null);
			this.cancelled = 0;
		}
	}

	/**
	 * Lets time pass in which nothing happens; what was due meanwhile happens late.
	 */
	public void skip(Duration duration) {
		this.nanos += duration.toNanos();
		this.skipped = this.skipped.plus(duration);
	}

	/**
	 * How much time was skipped in all.
	 */
	public Duration skipped() {
		return this.skipped;
	}

	public long nanos() {
		return this.nanos;
	}

	public Duration elapsed() {
		return Duration.ofNanos(this.nanos);
	}

	@Override
	public Instant instant() {
		return START.plusNanos(this.nanos);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

	public final class Event implements Comparable<Event> {

		private final long nanos;

		private final long order;

		// None when it has happened or need not happen.
		private @Nullable Runnable task;

		private Event(long nanos, long order, Runnable task) {
			this.nanos = nanos;
			this.order = order;
			this.task = task;
		}

		public void cancel() {
			if (this.task != null) {
				this.task = null;
				cancelled();
			}
		}

		@Override
		public int compareTo(Event other) {
			int result = Long.compare(this.nanos, other.nanos);
			return (result != 0) ? result : Long.compare(this.order, other.order);
		}

	}

}
