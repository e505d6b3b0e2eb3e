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
import java.util.PriorityQueue;

/**
 * A clock that moves from one event to the next, and the events that wait for it. Events
 * of the same moment happen in the order they were given.
 */
public final class VirtualTime extends Clock {

	static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final PriorityQueue<Event> events = new PriorityQueue<>();

	private long nanos;

	private long count;

	private Duration skipped = Duration.ZERO;

	public Event at(Duration delay, Runnable task) {
		Event event = new Event(this.nanos + Math.max(0, delay.toNanos()), this.count++, task);
		this.events.add(event);
		return event;
	}

	public void runUntil(Duration end) {
		Event next = this.events.peek();
		while (next != null && next.nanos <= end.toNanos()) {
			this.events.remove();
			this.nanos = Math.max(this.nanos, next.nanos);
			if (!next.cancelled) {
				next.task.run();
			}
			next = this.events.peek();
		}
		this.nanos = Math.max(this.nanos, end.toNanos());
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

	public static final class Event implements Comparable<Event> {

		private final long nanos;

		private final long order;

		private final Runnable task;

		private boolean cancelled;

		private Event(long nanos, long order, Runnable task) {
			this.nanos = nanos;
			this.order = order;
			this.task = task;
		}

		public void cancel() {
			this.cancelled = true;
		}

		@Override
		public int compareTo(Event other) {
			int result = Long.compare(this.nanos, other.nanos);
			return (result != 0) ? result : Long.compare(this.order, other.order);
		}

	}

}
