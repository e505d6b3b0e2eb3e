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

package io.kinsumer.spring.event.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.spring.event.message.EventWriter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the relay does, one step after the other, without a thread of its own. All but
 * {@link #committed()} is called by one thread.
 */
final class OutboxSteps {

	private static final Log logger = LogFactory.getLog(OutboxSteps.class);

	/** So that a step ends before the lease does. */
	private static final int PAGES_OF_A_STEP = 10;

	private final OutboxTable table;

	private final OutboxLease lease;

	private final EventWriter delegate;

	private final OutboxSettings settings;

	private final OutboxListeners listeners;

	private final LongSupplier nanoTime;

	private final Runnable wake;

	private final OutboxLanes lanes;

	private final Queue<Completion> completions = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean committed = new AtomicBoolean();

	/** Whether the lap has more to read. */
	private boolean unread = true;

	private long lapStart;

	private long nextPoll;

	private long nextCount;

	/**
	 * Creates it.
	 * @param wake called by any thread when there is something to do for a step
	 */
	OutboxSteps(OutboxTable table, OutboxLease lease, EventWriter delegate, OutboxSettings settings,
			List<OutboxListener> listeners, LongSupplier nanoTime, RandomGenerator random, Runnable wake) {
		this.table = table;
		this.lease = lease;
		this.delegate = delegate;
		this.settings = settings;
		this.listeners = new OutboxListeners(List.copyOf(listeners));
		this.nanoTime = nanoTime;
		this.wake = wake;
		this.lanes = new OutboxLanes(settings.batchSize(), settings.backoff(), random);
		this.nextPoll = nanoTime.getAsLong();
		this.nextCount = this.nextPoll;
		this.lapStart = this.nextPoll;
	}

	/**
	 * Something was committed in this process. Safe for use by any thread.
	 */
	void committed() {
		this.committed.set(true);
		this.wake.run();
	}

	/**
	 * Does what there is to do.
	 * @return after what time to do it again, if nothing calls for it earlier
	 * @throws RuntimeException if the database cannot be reached
	 */
	Duration step() {
		settle();
		OutboxLease.Outcome outcome = this.lease.acquire();
		if (outcome != OutboxLease.Outcome.KEPT) {
			this.lanes.forgetWaiting();
			this.unread = true;
		}
		if (outcome == OutboxLease.Outcome.REFUSED) {
			this.listeners.tell(OutboxListener::relayStoodBy);
			return this.settings.pollInterval();
		}
		read();
		send();
		count();
		boolean goOn = !this.completions.isEmpty() || isReadable();
		return goOn ? Duration.ZERO : shorter(this.settings.pollInterval(), this.settings.leaseDuration().dividedBy(4));
	}

	private void settle() {
		Completion completion = this.completions.poll();
		while (completion != null) {
			settle(completion.row(), completion.failure());
			completion = this.completions.poll();
		}
		List<Long> acknowledged = this.lanes.acknowledged();
		if (!acknowledged.isEmpty()) {
			this.table.delete(acknowledged);
			this.lanes.deleted(acknowledged);
		}
	}

	private void settle(OutboxRow row, @Nullable Throwable failure) {
		if (failure == null) {
			this.lanes.acknowledge(row);
			this.listeners.tell((listener) -> listener.messageRelayed(row.message()));
			return;
		}
		int attempts = this.lanes.fail(row, this.nanoTime.getAsLong());
		String text = "Could not send " + row.message() + " of the outbox, attempt " + attempts
				+ "; it and those behind it of the same key are held back and tried again";
		if (attempts == 1) {
			logger.warn(text, failure);
		}
		else {
			logger.debug(text, failure);
		}
		this.listeners.tell((listener) -> listener.messageFailed(row.message(), failure));
	}

	private void read() {
		long now = this.nanoTime.getAsLong();
		boolean poll = now - this.nextPoll >= 0;
		if (this.committed.getAndSet(false) || poll) {
			this.unread = true;
			this.nextPoll = now + this.settings.pollInterval().toNanos();
		}
		if (now - this.lapStart >= this.settings.pollInterval().toNanos() && this.lanes.isAnyDue(now)) {
			rewind(now);
		}
		for (int page = 0; page < PAGES_OF_A_STEP && isReadable(); page++) {
			List<OutboxRow> rows = this.table.read(this.lanes.cursor(), this.settings.batchSize());
			if (this.lanes.take(rows, now) && rows.size() < this.settings.batchSize()) {
				rewind(now);
				this.unread = false;
			}
		}
	}

	private void rewind(long now) {
		this.lanes.rewind();
		this.lapStart = now;
	}

	/**
	 * Not for a single place: each read costs the same.
	 */
	private boolean isReadable() {
		return this.unread && this.lanes.room() * 2 >= this.settings.batchSize();
	}

	private void send() {
		while (this.lease.isValid()) {
			OutboxRow row = this.lanes.next();
			if (row == null) {
				return;
			}
			write(row).whenComplete((nothing, failure) -> {
				this.completions.add(new Completion(row, (failure != null) ? AwsErrors.unwrap(failure) : null));
				this.wake.run();
			});
		}
	}

	private CompletableFuture<Void> write(OutboxRow row) {
		if (row.problem() != null) {
			return CompletableFuture.failedFuture(row.problem());
		}
		try {
			return this.delegate.write(List.of(row.message()));
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void count() {
		long now = this.nanoTime.getAsLong();
		if (!this.listeners.isEmpty() && now - this.nextCount >= 0) {
			OutboxBacklog backlog = this.table.backlog();
			this.nextCount = this.nanoTime.getAsLong() + OutboxTable.countAtMostEvery().toNanos();
			this.listeners.tell((listener) -> listener.backlogCounted(backlog));
		}
	}

	/**
	 * Sends nothing more, and notes what has come back.
	 * @return whether nothing is on its way any longer, and the lease is given up
	 * @throws RuntimeException if the database cannot be reached
	 */
	boolean finish() {
		settle();
		if (this.lanes.inFlight() > 0) {
			return false;
		}
		this.lease.release();
		return true;
	}

	/**
	 * How many messages are on their way.
	 */
	int inFlight() {
		return this.lanes.inFlight();
	}

	/**
	 * This process does not send for the time being.
	 */
	void interrupted() {
		this.listeners.tell(OutboxListener::relayStoodBy);
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private record Completion(OutboxRow row, @Nullable Throwable failure) {

	}

}
