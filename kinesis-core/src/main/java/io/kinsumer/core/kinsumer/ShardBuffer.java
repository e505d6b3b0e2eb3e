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
import java.util.Deque;
import java.util.List;

import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.Shard;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * What was read of one shard and is not handled yet: batches that wait, and batches that
 * were taken to be handled. Both count against its bounds, one of its own and the budget
 * that all shards share.
 */
final class ShardBuffer {

	/** What an answer of GetRecords holds at most (API reference). */
	static final long MAX_ANSWER = 10 * 1024 * 1024;

	/** What a shard reads that goes without budget, so that it does not stand still. */
	static final long LITTLE = 64 * 1024;

	/** How long a shard that holds nothing waits for budget. */
	static final Duration PATIENCE = Duration.ofSeconds(1);

	/** After a longer time without an answer nobody knows what has arrived. */
	static final Duration QUIET = Duration.ofSeconds(30);

	private final EngineRuntime runtime;

	private final int maxRecords;

	private final ReadBudget.Share share;

	private final Deque<ShardBatch> waiting = new ArrayDeque<>();

	private final Deque<ShardBatch> taken = new ArrayDeque<>();

	private long bytes;

	private long records;

	private @Nullable Mark refused;

	private @Nullable List<Shard> children;

	private @Nullable Mark reachedTip;

	private @Nullable Mark filled;

	private long millisBehindLatest;

	private @Nullable Mark answered;

	private boolean paused;

	private boolean closed;

	/**
	 * Creates an empty buffer.
	 * @param maxRecords with more records than these it has no room
	 */
	ShardBuffer(EngineRuntime runtime, int maxRecords, ReadBudget.Share share) {
		this.runtime = runtime;
		this.maxRecords = maxRecords;
		this.share = share;
	}

	/**
	 * Whether one more batch may be read, if the budget has room. While a full answer is
	 * handled the next one is read, but no third; while nothing is handled, none.
	 */
	boolean hasRoom() {
		return !this.closed && this.children == null
				&& (this.paused ? isEmpty() : this.bytes <= MAX_ANSWER && this.records <= this.maxRecords);
	}

	/**
	 * Nothing is handled for now, or again. What is held meanwhile leaves the budget to
	 * other shards.
	 */
	void pause(boolean now) {
		this.paused = now;
		this.share.park(now);
	}

	/**
	 * Asks the budget for room for a read.
	 * @param estimate bytes that it may bring
	 */
	Grant reserve(long estimate) {
		if (this.share.reserve(estimate)) {
			this.refused = null;
			return Grant.FULL;
		}
		Mark now = Mark.now(this.runtime);
		if (this.refused == null) {
			this.refused = now;
		}
		if (!isEmpty() || this.refused.until(now).compareTo(PATIENCE) < 0) {
			return Grant.NONE;
		}
		this.refused = null;
		this.share.exceed(Math.min(estimate, LITTLE));
		return Grant.LITTLE;
	}

	/**
	 * The read that room was reserved for brought nothing.
	 */
	void withdraw() {
		this.share.withdraw();
	}

	/**
	 * Takes in what a read brought.
	 * @param added in order, may be empty
	 * @param behind milliseconds behind the tip, as Kinesis said
	 * @return bytes added
	 */
	long add(List<Record> added, long behind) {
		if (this.closed) {
			return 0;
		}
		Mark now = Mark.now(this.runtime);
		long size = ShardBatch.size(added);
		this.millisBehindLatest = behind;
		this.answered = now;
		if (behind == 0) {
			this.reachedTip = now;
		}
		if (!added.isEmpty()) {
			if (isEmpty()) {
				this.filled = now;
			}
			this.waiting.add(new ShardBatch(added, size, behind, now));
			this.bytes += size;
			this.records += added.size();
		}
		this.share.settle(size);
		return size;
	}

	/**
	 * The shard is closed and all its records were added.
	 */
	void end(List<Shard> following) {
		this.children = following;
	}

	/**
	 * Takes nothing in any more, and forgets what waits.
	 */
	void close() {
		this.closed = true;
		this.share.withdraw();
		while (!this.waiting.isEmpty()) {
			free(this.waiting.remove());
		}
	}

	private void free(ShardBatch batch) {
		this.bytes -= batch.bytes();
		this.records -= batch.records().size();
		this.share.release(batch.bytes());
	}

	/**
	 * The oldest batch that nobody took.
	 */
	@Nullable ShardBatch head() {
		return this.waiting.peek();
	}

	/**
	 * Hands out the first records of the head. They keep their place until they are
	 * {@linkplain #release released}.
	 * @param count how many, from 1 to all
	 */
	ShardBatch take(int count) {
		ShardBatch head = this.waiting.remove();
		ShardBatch first = (count < head.records().size()) ? head.first(count) : head;
		ShardBatch rest = head.after(first);
		if (rest != null) {
			this.waiting.addFirst(rest);
		}
		this.taken.add(first);
		return first;
	}

	/**
	 * The oldest batch that was taken is handled.
	 */
	void release() {
		free(this.taken.remove());
	}

	void releaseAll() {
		while (!this.taken.isEmpty()) {
			release();
		}
	}

	/**
	 * Counts for nothing in the budget any more, although what was taken is still there.
	 */
	void abandon() {
		this.share.abandon();
	}

	/**
	 * The shards that follow, once all records of a closed shard were taken and released.
	 */
	@Nullable List<Shard> childrenAtEnd() {
		return isEmpty() ? this.children : null;
	}

	/**
	 * Whether everything that was read is handled.
	 */
	boolean isEmpty() {
		return this.waiting.isEmpty() && this.taken.isEmpty();
	}

	/**
	 * The oldest batch that waits or is being handled.
	 */
	@Nullable ShardBatch oldest() {
		return this.taken.isEmpty() ? this.waiting.peek() : this.taken.peek();
	}

	/**
	 * How far handling is behind the tip: as Kinesis said of the oldest batch that waits
	 * or is being handled, and the time since it was read. When everything is handled, as
	 * Kinesis said last; and when that was too long ago, the time since then as well.
	 * @param quiet so long no answer may come of a shard that can be read
	 * @return milliseconds, or {@code null} before the first answer
	 */
	@Nullable Long millisBehindLatest(Duration quiet) {
		ShardBatch oldest = oldest();
		if (oldest != null) {
			return oldest.millisBehindLatest() + millisSince(oldest.fetched());
		}
		Mark last = this.answered;
		if (last == null) {
			return null;
		}
		long silence = millisSince(last);
		boolean unheard = this.children == null && silence > quiet.toMillis();
		return unheard ? this.millisBehindLatest + silence : this.millisBehindLatest;
	}

	private long millisSince(Mark mark) {
		return Math.max(0, mark.until(Mark.now(this.runtime)).toMillis());
	}

	/**
	 * When a read last found nothing more to read.
	 */
	@Nullable Mark reachedTip() {
		return this.reachedTip;
	}

	/**
	 * When a read last brought records while everything was handled.
	 */
	@Nullable Mark filled() {
		return this.filled;
	}

	/**
	 * What the budget says.
	 */
	enum Grant {

		/**
		 * Wait: {@link ShardSource#advance} is called when there is room, and should be
		 * called after {@link #PATIENCE}.
		 */
		NONE,

		/**
		 * There is no room, but {@link #LITTLE} may be read nevertheless.
		 */
		LITTLE,

		/**
		 * As much may be read as was asked for.
		 */
		FULL

	}

}
