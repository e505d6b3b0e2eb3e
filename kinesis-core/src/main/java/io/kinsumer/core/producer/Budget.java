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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.kinsumer.core.client.KinesisException;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what a producer holds, in records and in bytes, from acceptance to settlement.
 * Those who wait are served in the order they came.
 */
final class Budget {

	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<Waiter> waiters = new ArrayDeque<>();

	private final ProducerSettings settings;

	private int records;

	private long bytes;

	private boolean closed;

	Budget(ProducerSettings settings) {
		this.settings = settings;
	}

	/**
	 * Takes room for a record, waiting for it as the policy says.
	 * @param size bytes
	 * @return {@code null}, or why there is no room
	 */
	@Nullable KinesisException acquire(long size) {
		this.lock.lock();
		try {
			if (this.closed) {
				return new ProducerStoppedException(this.settings.name());
			}
			if (this.waiters.isEmpty() && fits(size)) {
				take(size);
				return null;
			}
			return (this.settings.backlogPolicy() != BacklogPolicy.FAIL) ? await(size) : full("backlog-policy is fail");
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable KinesisException await(long size) {
		Waiter waiter = new Waiter(this.lock.newCondition(), size);
		this.waiters.add(waiter);
		boolean limited = (this.settings.backlogPolicy() == BacklogPolicy.TIMEOUT);
		Duration timeout = this.settings.backlogTimeout();
		long nanos = limited ? timeout.toNanos() : Long.MAX_VALUE;
		KinesisException failure = null;
		try {
			while (!waiter.granted && !this.closed && nanos > 0) {
				nanos = waiter.condition.awaitNanos(nanos);
			}
			if (!waiter.granted) {
				failure = this.closed ? new ProducerStoppedException(this.settings.name())
						: full("no room within backlog-timeout, which is " + timeout);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			failure = waiter.granted ? null : full("the thread was interrupted while it waited for room");
		}
		if (failure != null) {
			this.waiters.remove(waiter);
			grant();
		}
		return failure;
	}

	void release(int count, long size) {
		this.lock.lock();
		try {
			this.records -= count;
			this.bytes -= size;
			grant();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends all waiting.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.waiters.forEach((waiter) -> waiter.condition.signal());
		}
		finally {
			this.lock.unlock();
		}
	}

	int records() {
		this.lock.lock();
		try {
			return this.records;
		}
		finally {
			this.lock.unlock();
		}
	}

	long bytes() {
		this.lock.lock();
		try {
			return this.bytes;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How full it is.
	 * @return 0 to 1, and more if a record is larger than all the room
	 */
	double used() {
		this.lock.lock();
		try {
			return Math.max((double) this.records / this.settings.backlogCount(),
					(double) this.bytes / this.settings.backlogSize());
		}
		finally {
			this.lock.unlock();
		}
	}

	private void grant() {
		for (Waiter next = this.waiters.peek(); next != null && fits(next.size); next = this.waiters.peek()) {
			this.waiters.poll();
			take(next.size);
			next.granted = true;
			next.condition.signal();
		}
	}

	/**
	 * An empty producer takes any record, so that none waits for ever.
	 */
	private boolean fits(long size) {
		return this.records == 0
				|| (this.records < this.settings.backlogCount() && this.bytes + size <= this.settings.backlogSize());
	}

	private void take(long size) {
		this.records++;
		this.bytes += size;
	}

	private KinesisException full(String reason) {
		return new BacklogFullException("producer '" + this.settings.name() + "' holds " + this.records + " records of "
				+ this.bytes + " bytes, no more fit into backlog-count (" + this.settings.backlogCount()
				+ ") and backlog-size (" + this.settings.backlogSize() + "): " + reason, null);
	}

	private static final class Waiter {

		private final Condition condition;

		private final long size;

		private boolean granted;

		Waiter(Condition condition, long size) {
			this.condition = condition;
			this.size = size;
		}

	}

}
