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
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.AwsErrors.Kind;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.SubscribedRecords;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;

/**
 * Reads a shard by enhanced fan-out: subscriptions, one after the other, each going on
 * after the continuation number of the last event. An event is requested when the buffer
 * has room for it, so that slow handlers hold the stream back.
 */
final class FanOutSource implements ShardSource {

	/** How long a subscription is used; Kinesis ends it after five minutes. */
	static final Duration LIFETIME = Duration.ofSeconds(285);

	/** An idle shard has an event every few seconds; after this silence it is lost. */
	static final Duration SILENCE = Duration.ofSeconds(20);

	/** One call a second for each consumer and shard is what Kinesis allows. */
	static final Duration CALL_INTERVAL = Duration.ofSeconds(1);

	/** For this long after a call, Kinesis refuses another one for the shard. */
	static final Duration EXCLUSIVE = Duration.ofSeconds(5);

	private static final Duration OPENING = Duration.ofSeconds(30);

	private static final Duration IN_USE_PATIENCE = EXCLUSIVE.multipliedBy(2);

	private static final Backoff RETRY = new Backoff(CALL_INTERVAL, Duration.ofSeconds(10));

	private static final long EVENT_BEHIND = 1024 * 1024;

	private static final long EVENT_AT_TIP = 64 * 1024;

	private final Duration throttledDelay;

	private final EngineRuntime runtime;

	private final ShardBuffer buffer;

	private final BooleanSupplier owned;

	private final Effects effects;

	private State state = State.NONE;

	private int subscription;

	private boolean requested;

	private boolean proven;

	private @Nullable String continuation;

	private @Nullable SequenceNumber last;

	private @Nullable Mark inUseSince;

	private boolean atTip;

	private int failures;

	private long calledAt;

	private long heardAt;

	private long nextAt;

	/**
	 * Creates a source that has no subscription yet.
	 * @param owned whether this client may think that it owns the shard; a subscription
	 * takes the shard from another reader of the same consumer
	 */
	FanOutSource(KinsumerSettings settings, EngineRuntime runtime, ShardBuffer buffer, BooleanSupplier owned,
			Effects effects) {
		this.owned = owned;
		this.throttledDelay = settings.throughputExceededDelay();
		this.runtime = runtime;
		this.buffer = buffer;
		this.effects = effects;
		this.calledAt = runtime.nanoTime() - LIFETIME.toNanos();
		this.heardAt = this.calledAt;
		this.nextAt = runtime.nanoTime();
	}

	@Override
	public void advance() {
		switch (this.state) {
			case NONE -> subscribeWhenDue();
			case OPENING -> {
				if (isDue(this.calledAt + OPENING.toNanos())) {
					drop(new TimeoutException("no answer to SubscribeToShard within " + OPENING));
				}
			}
			case OPEN -> {
				if (this.requested) {
					listen();
				}
				else {
					request();
				}
			}
			case STOPPED -> {
			}
		}
	}

	private boolean isDue(long at) {
		long wait = at - this.runtime.nanoTime();
		if (wait > 0) {
			this.effects.advanceIn(Duration.ofNanos(wait));
		}
		return wait <= 0;
	}

	private void subscribeWhenDue() {
		if (!this.buffer.hasRoom() || !isDue(this.nextAt)) {
			return;
		}
		if (!this.owned.getAsBoolean()) {
			this.effects.advanceIn(CALL_INTERVAL);
		}
		else {
			this.state = State.OPENING;
			this.subscription++;
			this.requested = false;
			this.proven = false;
			this.calledAt = this.runtime.nanoTime();
			this.nextAt = this.calledAt + CALL_INTERVAL.toNanos();
			this.effects.advanceIn(OPENING);
			this.effects.subscribe(this.subscription, this.continuation);
		}
	}

	/**
	 * An event is awaited.
	 */
	private void listen() {
		long now = this.runtime.nanoTime();
		if (now - this.calledAt >= LIFETIME.toNanos()) {
			drop(null);
		}
		else if (now - this.heardAt >= SILENCE.toNanos()) {
			drop(new TimeoutException("no event of the subscription within " + SILENCE));
		}
		else {
			isDue(Math.min(this.calledAt + LIFETIME.toNanos(), this.heardAt + SILENCE.toNanos()));
		}
	}

	private void request() {
		if (!this.buffer.hasRoom()) {
			this.buffer.withdraw();
			return;
		}
		if (this.runtime.nanoTime() - this.calledAt >= LIFETIME.toNanos()) {
			drop(null);
			return;
		}
		if (this.buffer.reserve(this.atTip ? EVENT_AT_TIP : EVENT_BEHIND) == ShardBuffer.Grant.NONE) {
			this.effects.advanceIn(ShardBuffer.PATIENCE);
			return;
		}
		this.requested = true;
		this.heardAt = this.runtime.nanoTime();
		this.effects.request();
		listen();
	}

	/**
	 * Gives the subscription up, and opens the next one.
	 */
	private void drop(@Nullable Throwable failure) {
		this.effects.cancel();
		ended(failure);
	}

	void onOpened(int opened) {
		if (opened == this.subscription && this.state == State.OPENING) {
			this.state = State.OPEN;
			advance();
		}
	}

	/**
	 * An event came.
	 * @return whether it was taken in, or came too late
	 */
	boolean onReceived(int origin, SubscribedRecords event) {
		if (origin != this.subscription || this.state != State.OPEN) {
			return false;
		}
		if (event.continuation() == null && event.children().isEmpty()) {
			drop(new IllegalStateException("Kinesis named neither a continuation number nor child shards"));
			return false;
		}
		this.requested = false;
		this.proven = true;
		this.failures = 0;
		this.inUseSince = null;
		this.atTip = event.millisBehindLatest() == 0;
		List<Record> fresh = fresh(event.records());
		if (!fresh.isEmpty()) {
			this.last = SequenceNumber.of(fresh.get(fresh.size() - 1).sequenceNumber());
		}
		this.buffer.add(fresh, event.millisBehindLatest());
		if (event.continuation() != null) {
			this.continuation = event.continuation();
		}
		else {
			this.buffer.end(event.children());
			this.state = State.STOPPED;
			this.effects.cancel();
			this.effects.cancelAdvance();
		}
		advance();
		return true;
	}

	/**
	 * What was not there before. Services that count otherwise than Kinesis may begin a
	 * subscription with the record that the last one ended with.
	 */
	private List<Record> fresh(List<Record> records) {
		SequenceNumber known = this.last;
		int repeated = 0;
		while (known != null && repeated < records.size()
				&& SequenceNumber.of(records.get(repeated).sequenceNumber()).compareTo(known) <= 0) {
			repeated++;
		}
		return records.subList(repeated, records.size());
	}

	void onEnded(int origin, @Nullable Throwable failure) {
		if (origin != this.subscription || !(this.state == State.OPENING || this.state == State.OPEN)) {
			return;
		}
		boolean worked = this.proven || (this.state == State.OPEN && !this.requested);
		ended((failure != null || worked) ? failure
				: new IllegalStateException("Kinesis ended the subscription before its first event"));
	}

	private void ended(@Nullable Throwable failure) {
		boolean heldBack = this.state == State.OPEN && !this.requested;
		boolean lasted = this.proven && this.runtime.nanoTime() - this.calledAt >= EXCLUSIVE.toNanos();
		this.state = State.NONE;
		this.requested = false;
		this.buffer.withdraw();
		if (failure instanceof ResourceInUseException) {
			inUse(failure);
		}
		else if (failure != null && AwsErrors.kindOf(failure) == Kind.THROTTLED) {
			waitFor(this.throttledDelay);
		}
		// A subscription that worked for a while may break, and one that is held back
		// times out: that is how it goes.
		else if (failure != null && !heldBack && !lasted) {
			this.failures++;
			waitFor(RETRY.delay(this.failures));
			this.effects.readFailed(failure);
		}
		advance();
	}

	/**
	 * The subscription of a former owner may still be there, or another reader uses the
	 * same consumer.
	 */
	private void inUse(Throwable failure) {
		Mark now = Mark.now(this.runtime);
		if (this.inUseSince == null) {
			this.inUseSince = now;
		}
		boolean taken = this.proven;
		waitFor(taken ? EXCLUSIVE : CALL_INTERVAL);
		if (taken || this.inUseSince.until(now).compareTo(IN_USE_PATIENCE) > 0) {
			this.effects.readFailed(failure);
		}
	}

	private void waitFor(Duration delay) {
		this.nextAt = Math.max(this.nextAt, this.runtime.nanoTime() + delay.toNanos());
	}

	@Override
	public void stop() {
		this.buffer.close();
		if (this.state == State.OPENING || this.state == State.OPEN) {
			this.effects.cancel();
		}
		this.state = State.STOPPED;
		this.effects.cancelAdvance();
	}

	@Override
	public ShardBuffer buffer() {
		return this.buffer;
	}

	private enum State {

		NONE, OPENING, OPEN, STOPPED

	}

	/**
	 * What the source wants done. No method may call back before it returns.
	 */
	interface Effects {

		/**
		 * Opens a subscription, answered by {@link #onOpened} and {@link #onReceived},
		 * and at last by {@link #onEnded}.
		 * @param number the number of the subscription, to be given with each answer
		 * @param after the number after which to go on, or {@code null} for where the
		 * shard is to begin
		 */
		void subscribe(int number, @Nullable String after);

		/**
		 * Requests one more event of the latest subscription.
		 */
		void request();

		/**
		 * Cancels the latest subscription.
		 */
		void cancel();

		/**
		 * Answered by {@link #advance}; replaces an earlier wish.
		 */
		void advanceIn(Duration delay);

		void cancelAdvance();

		/**
		 * For the record: a subscription failed and will be opened again.
		 */
		void readFailed(Throwable failure);

	}

}
