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
 * <p>
 * Before a shard is handed over, the lanes are drained: records behind the last one that
 * is handled or under way are left to the next owner, those before it are begun or tried
 * again until all are handled. So the next owner repeats nothing. {@link #giveUp} ends
 * the patience with records that fail: what is handled behind such a record is repeated,
 * and counted.
 */
final class Lanes {

	/**
	 * While so many user records wait for an earlier one, no more are taken.
	 */
	static final int MAX_RECORDS = 10_000;

	private final ShardGate shard;

	private final Progress progress;

	private final LongSupplier clock;

	private final News news;

	private final OpenBatches batches;

	private final Workers workers;

	private final Window window;

	private final FailedRecords failed = new FailedRecords();

	private final Endings endings;

	private boolean held;

	private boolean stopped;

	private @Nullable Throwable breakage;

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
		this.window = new Window(concurrency > 1);
		this.shard = shard;
		this.progress = progress;
		this.clock = clock;
		this.news = new News(wakeLoop);
		this.batches = new OpenBatches(unpacker);
		this.workers = new Workers(concurrency);
		this.endings = new Endings(shard, progress, this.window, this.batches, this.failed, this.news);
	}

	ShardContext shard() {
		return this.shard;
	}

	/**
	 * Whether a further batch shall be taken.
	 */
	synchronized boolean hasRoom() {
		return !this.batches.isUnpacking() && !this.held && !this.stopped && !this.window.isDraining()
				&& this.window.size() < MAX_RECORDS;
	}

	synchronized void add(ShardBatch batch) {
		this.batches.add(batch);
	}

	/**
	 * Whether a further worker shall come as a scout and {@link #take()}.
	 */
	synchronized boolean wantsScout() {
		if (!this.workers.mayCome() || !mayStart()) {
			return false;
		}
		this.workers.sent();
		return true;
	}

	private boolean mayStart() {
		if (this.stopped || this.held || this.workers.areAllBusy()) {
			return false;
		}
		return this.window.hasReady()
				|| (!this.window.isDraining() && this.batches.isUnpacking() && this.window.size() < MAX_RECORDS);
	}

	private boolean isOpen() {
		return this.window.isDraining() ? this.shard.isOwned() : this.shard.deliverable();
	}

	/**
	 * A scout looks for its first record.
	 * @return {@code null} when there is none now, and then the worker is gone
	 */
	synchronized @Nullable InFlight take() {
		this.workers.arrived();
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
				next = this.window.poll();
			}
		}
		finally {
			if (next == null) {
				this.workers.left();
			}
		}
		if (next != null) {
			next.begin(this.clock.getAsLong());
			this.workers.began();
		}
		return next;
	}

	private void unpack() {
		while (!this.window.isDraining() && !this.window.hasReady() && this.batches.isUnpacking()
				&& this.window.size() < MAX_RECORDS) {
			ShardBatch batch = this.batches.unpacking();
			for (KinesisRecord record : this.batches.unpack()) {
				InFlight added = new InFlight(this, record, batch, this.window.next());
				this.window.add(added);
			}
			// The loop brings the next batch, and releases one that had nothing new.
			this.news.note(!this.batches.isUnpacking());
		}
	}

	/**
	 * The call for a record ended.
	 */
	synchronized void returned(InFlight record, @Nullable Throwable failure) {
		this.workers.ended(this.clock.getAsLong() - record.begunAt);
		this.endings.called(record, failure);
		this.news.note(this.stopped || this.window.isDraining());
	}

	/**
	 * Whoever deferred a record tells its end.
	 */
	synchronized void settled(InFlight record, InFlight.Deferral deferral, @Nullable Throwable failure) {
		if (this.endings.settled(record, deferral, failure)) {
			this.news.note(this.stopped || this.window.isDraining());
		}
	}

	/**
	 * The records that failed since this was last asked, none of which is tried again
	 * unless {@link #retry} says so.
	 */
	synchronized List<InFlight> takeFailed() {
		return this.failed.takeNews();
	}

	synchronized @Nullable Throwable failureOf(InFlight record) {
		return this.failed.reason(record);
	}

	/**
	 * Whether a record that failed shall be tried again here at all.
	 */
	synchronized boolean isWanted(InFlight record) {
		return !this.stopped && record.index() < this.window.end();
	}

	synchronized void retry(InFlight record) {
		if (isWanted(record)) {
			this.window.retry(record);
		}
	}

	/**
	 * How many batches were handled since this was last asked.
	 */
	synchronized int takeFinishedBatches() {
		if (this.workers.busy() == 0) {
			this.window.shrink();
		}
		return this.batches.takeFinished();
	}

	/**
	 * What was handled since this was last asked.
	 */
	synchronized Handled takeHandled() {
		return new Handled(this.endings.takeHandled(), Duration.ofNanos(this.workers.takeBusyNanos()));
	}

	/**
	 * Wakes the loop if there is something to see to. To be called by whoever told
	 * something, outside the lock.
	 */
	void tellNews() {
		this.news.tell();
	}

	void takeNews() {
		this.news.take();
	}

	/**
	 * Begins nothing while held.
	 */
	synchronized void hold(boolean now) {
		this.held = now;
	}

	/**
	 * From now on begins only what comes before a record that is handled or under way, so
	 * that no record which is handled comes after one that is not.
	 */
	synchronized void drain() {
		this.window.drain();
	}

	/**
	 * Ends a drain's patience: what has failed, fails from now on, or is not told the end
	 * of by whoever deferred it, is left to the next owner with all that comes after it.
	 */
	synchronized void giveUp() {
		this.window.giveUp();
	}

	/**
	 * How many records are handled that the next owner will repeat, because they come
	 * after one that is not.
	 */
	synchronized int handledAhead() {
		return this.window.handledAhead();
	}

	/**
	 * Whether records are handled, or must be before the shard is handed over.
	 */
	synchronized boolean isBusy() {
		return this.workers.busy() > 0 || (this.window.isDraining() && !this.stopped && this.window.takesCalls());
	}

	/**
	 * Begins nothing any more.
	 */
	synchronized void stop() {
		this.stopped = true;
	}

	/**
	 * A worker could not be sent, or failed beside the handler: what is known of the
	 * records may be wrong now, and nothing counts any more.
	 */
	synchronized void breakDown(Throwable reason) {
		this.stopped = true;
		this.breakage = reason;
		this.progress.close();
		this.news.note(true);
	}

	/**
	 * Why the lanes broke down, told once.
	 */
	synchronized @Nullable Throwable takeBreakage() {
		Throwable result = this.breakage;
		this.breakage = null;
		return result;
	}

	synchronized int running() {
		return this.workers.busy();
	}

	synchronized int deferred() {
		return this.window.deferred();
	}

	/**
	 * Why a record failed that is not handled yet.
	 * @return the failure of the one that began to fail last
	 */
	synchronized @Nullable Throwable failure() {
		return this.failed.last();
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
