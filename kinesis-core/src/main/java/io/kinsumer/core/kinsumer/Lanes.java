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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.record.KinesisRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * The records of one shard that are handled one by one: a lane for each partition key, in
 * which one record is handled at a time, and the window of all that are not known to be
 * handled together with those before them. A state machine under its own lock, used by
 * the loop and by the workers that handle the records; it never waits.
 * <p>
 * There are as many workers as records may be handled at once, or fewer. One that comes
 * anew is a scout; it sends for another before it handles what it found. A worker leaves
 * when it finds nothing. So no wish to begin gets lost, and no worker waits.
 */
final class Lanes {

	/**
	 * While so many user records wait for an earlier one, no more are taken.
	 */
	static final int MAX_RECORDS = 10_000;

	private static final int UNPACK_AT_ONCE = 64;

	private static final int MANY = 256;

	private final int concurrency;

	private final ShardGate shard;

	private final Progress progress;

	private final LongSupplier clock;

	private final Runnable wakeLoop;

	private final Function<List<Record>, List<KinesisRecord>> unpacker;

	private final OpenBatches batches = new OpenBatches();

	private final Map<InFlight, Throwable> failing = new LinkedHashMap<>();

	private Deque<InFlight> window = new ArrayDeque<>();

	private KeyLanes lanes;

	private List<InFlight> failed = new ArrayList<>();

	private int peak;

	private int running;

	private int workers;

	private int deferred;

	private int handled;

	private long busyNanos;

	private boolean scouting;

	private boolean held;

	private boolean draining;

	private boolean stopped;

	private long entered;

	private long lastBegun = -1;

	private volatile boolean news;

	/**
	 * Creates empty lanes.
	 * @param concurrency how many records are handled at once; 1 means in the order of
	 * the shard
	 * @param wakeLoop called, by any thread, when there is news
	 * @param unpacker makes user records of Kinesis records, without those that were
	 * handled by an earlier owner
	 */
	Lanes(int concurrency, ShardGate shard, Progress progress, LongSupplier clock, Runnable wakeLoop,
			Function<List<Record>, List<KinesisRecord>> unpacker) {
		this.concurrency = concurrency;
		this.lanes = new KeyLanes(concurrency > 1);
		this.shard = shard;
		this.progress = progress;
		this.clock = clock;
		this.wakeLoop = wakeLoop;
		this.unpacker = unpacker;
	}

	ShardContext shard() {
		return this.shard;
	}

	/**
	 * Whether a further batch shall be taken.
	 */
	synchronized boolean hasRoom() {
		return !this.batches.isUnpacking() && !this.held && !this.stopped && !this.draining
				&& this.window.size() < MAX_RECORDS;
	}

	synchronized void add(ShardBatch batch) {
		this.batches.add(batch);
	}

	/**
	 * Whether a further worker shall come as a scout and {@link #take()}.
	 */
	synchronized boolean wantsScout() {
		if (this.scouting || this.workers == this.concurrency || !mayStart()) {
			return false;
		}
		this.scouting = true;
		this.workers++;
		return true;
	}

	private boolean mayStart() {
		if (this.stopped || this.held || this.running == this.concurrency) {
			return false;
		}
		return this.lanes.hasReady()
				|| (!this.draining && this.batches.isUnpacking() && this.window.size() < MAX_RECORDS);
	}

	private boolean isOpen() {
		return this.draining ? this.shard.isOwned() : this.shard.deliverable();
	}

	/**
	 * A scout looks for its first record.
	 * @return {@code null} when there is none now, and then the worker is gone
	 */
	synchronized @Nullable InFlight take() {
		this.scouting = false;
		return more();
	}

	/**
	 * The call for a record ended, and the worker that made it looks for another.
	 * @return {@code null} when there is none now, and then the worker is gone
	 */
	synchronized @Nullable InFlight next(InFlight record, @Nullable Throwable failure) {
		returned(record, failure);
		return more();
	}

	/**
	 * A worker whose record ends later looks for another.
	 * @return {@code null} when there is none now, and then the worker is gone
	 */
	synchronized @Nullable InFlight more() {
		InFlight next = null;
		try {
			if (mayStart() && isOpen()) {
				unpack();
				next = this.lanes.poll();
			}
		}
		finally {
			if (next == null) {
				this.workers--;
			}
		}
		if (next != null) {
			next.begin(this.clock.getAsLong());
			this.lastBegun = Math.max(this.lastBegun, next.index());
			this.running++;
		}
		return next;
	}

	private void unpack() {
		while (!this.draining && !this.lanes.hasReady() && this.batches.isUnpacking()
				&& this.window.size() < MAX_RECORDS) {
			ShardBatch batch = this.batches.unpacking();
			List<KinesisRecord> records = this.unpacker.apply(this.batches.next(UNPACK_AT_ONCE));
			for (KinesisRecord record : records) {
				InFlight added = new InFlight(this, record, batch, this.entered++);
				this.window.add(added);
				this.lanes.enter(added);
			}
			this.batches.unpacked(records.size());
			this.peak = Math.max(this.peak, this.window.size());
			// The loop brings the next batch, and releases one that had nothing new.
			noteNews(!this.batches.isUnpacking());
		}
	}

	/**
	 * The call for a record ended.
	 */
	synchronized void returned(InFlight record, @Nullable Throwable failure) {
		this.running--;
		this.busyNanos += this.clock.getAsLong() - record.begunAt;
		record.returned = true;
		InFlight.Deferral deferral = record.deferral();
		if (record.handled) {
			this.lanes.leave(record);
		}
		else if (isLeft(failure)) {
			leave(record);
		}
		else if (deferral == null || !isStillOpen(deferral, failure)) {
			ended(record, (deferral != null) ? deferral.failure() : failure);
		}
		else {
			this.deferred++;
			this.lanes.leave(record);
		}
		noteNews((this.stopped || this.draining) && !isBusy());
	}

	/**
	 * Whether the end of a record is to be told yet, now that the call for it ended. A
	 * call that fails settles it, so that it holds back its key.
	 */
	private static boolean isStillOpen(InFlight.Deferral deferral, @Nullable Throwable failure) {
		if (failure != null) {
			deferral.settle(failure);
		}
		return !deferral.isSettled();
	}

	private void ended(InFlight record, @Nullable Throwable failure) {
		if (isLeft(failure)) {
			leave(record);
		}
		else if (failure != null) {
			failed(record, failure);
		}
		else {
			this.lanes.leave(record);
			handled(record);
		}
	}

	private boolean isLeft(@Nullable Throwable failure) {
		return failure instanceof CancellationException && !this.shard.deliverable();
	}

	private void leave(InFlight record) {
		if (!this.draining) {
			this.lanes.retry(record);
		}
	}

	/**
	 * Whoever deferred a record tells its end.
	 */
	synchronized void settled(InFlight record, InFlight.Deferral deferral, @Nullable Throwable failure) {
		if (failure == null) {
			this.progress.requireOpen();
		}
		if (!deferral.settle(failure) || deferral != record.deferral()) {
			return;
		}
		if (record.returned) {
			this.deferred--;
			settledLater(record, failure);
		}
		else if (failure == null) {
			// The checkpoint moves at once; the lane is left when the call has ended.
			handled(record);
		}
	}

	private void settledLater(InFlight record, @Nullable Throwable failure) {
		noteNews((this.stopped || this.draining) && this.deferred == 0);
		if (isLeft(failure)) {
			leave(record);
		}
		else if (failure != null) {
			failed(record, failure);
		}
		else {
			handled(record);
		}
	}

	private void failed(InFlight record, Throwable failure) {
		record.failures++;
		this.failing.put(record, failure);
		this.failed.add(record);
		this.news = true;
	}

	private void handled(InFlight record) {
		record.handled = true;
		this.handled++;
		if (record.failures > 0) {
			this.failing.remove(record);
		}
		KinesisRecord last = null;
		InFlight first = this.window.peek();
		while (first != null && first.handled) {
			last = this.window.remove().record();
			noteNews(this.batches.handled());
			first = this.window.peek();
		}
		if (last != null) {
			this.progress.handledUpTo(last);
		}
	}

	/**
	 * The records that failed since this was last asked, none of which is tried again
	 * unless {@link #retry} says so.
	 */
	synchronized List<InFlight> takeFailed() {
		if (this.failed.isEmpty()) {
			return List.of();
		}
		List<InFlight> result = this.failed;
		this.failed = new ArrayList<>();
		return result;
	}

	synchronized @Nullable Throwable failureOf(InFlight record) {
		return this.failing.get(record);
	}

	synchronized void retry(InFlight record) {
		this.lanes.retry(record);
	}

	/**
	 * How many batches were handled since this was last asked.
	 */
	synchronized int takeFinishedBatches() {
		if (this.window.isEmpty() && this.running == 0 && this.peak > MANY) {
			// The collections keep the size they once had; an idle shard needs none.
			this.peak = 0;
			this.window = new ArrayDeque<>();
			this.lanes = new KeyLanes(this.concurrency > 1);
		}
		return this.batches.takeFinished();
	}

	/**
	 * What was handled since this was last asked.
	 */
	synchronized Handled takeHandled() {
		Handled result = new Handled(this.handled, Duration.ofNanos(this.busyNanos));
		this.handled = 0;
		this.busyNanos = 0;
		return result;
	}

	/**
	 * Wakes the loop if there is something to see to. To be called by whoever told
	 * something, outside the lock.
	 */
	void tellNews() {
		if (this.news) {
			this.wakeLoop.run();
		}
	}

	synchronized void takeNews() {
		this.news = false;
	}

	private void noteNews(boolean any) {
		if (any) {
			this.news = true;
		}
	}

	/**
	 * Begins nothing while held.
	 */
	synchronized void hold(boolean now) {
		this.held = now;
	}

	/**
	 * Begins only what comes before a record that has begun already, so that no record
	 * which is handled comes after one that is not.
	 */
	synchronized void drain() {
		this.draining = true;
		this.lanes.endBefore(this.lastBegun);
	}

	/**
	 * Whether records are handled, or must be before the shard is handed over.
	 */
	synchronized boolean isBusy() {
		return this.running > 0 || (this.draining && mayStart());
	}

	/**
	 * Begins nothing any more.
	 */
	synchronized void stop() {
		this.stopped = true;
	}

	synchronized int running() {
		return this.running;
	}

	synchronized int deferred() {
		return this.deferred;
	}

	/**
	 * Why a record failed that is not handled yet.
	 * @return the failure of the one that began to fail last
	 */
	synchronized @Nullable Throwable failure() {
		Throwable last = null;
		for (Throwable failure : this.failing.values()) {
			last = failure;
		}
		return last;
	}

	/**
	 * Records that were handled.
	 *
	 * @param records how many
	 * @param duration the sum of the times that their calls took
	 */
	record Handled(int records, Duration duration) {

	}

}
