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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.Shard;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * What was read of one shard and is not handled yet: batches that wait, and batches that
 * were taken to be handled. Both count against its bound.
 */
final class ShardBuffer {

	private static final int BATCHES = 2;

	private final EngineRuntime runtime;

	private final Deque<ShardBatch> waiting = new ArrayDeque<>();

	private final Deque<ShardBatch> taken = new ArrayDeque<>();

	private @Nullable List<Shard> children;

	private @Nullable Mark reachedTip;

	private long millisBehindLatest = -1;

	private boolean closed;

	ShardBuffer(EngineRuntime runtime) {
		this.runtime = runtime;
	}

	/**
	 * Whether one more batch may be read.
	 */
	boolean hasRoom() {
		return !this.closed && this.children == null && this.waiting.size() + this.taken.size() < BATCHES;
	}

	/**
	 * Takes in what a read brought.
	 * @param records in order, may be empty
	 * @param behind milliseconds behind the tip, as Kinesis said
	 */
	void add(List<Record> records, long behind) {
		Mark now = Mark.now(this.runtime);
		this.millisBehindLatest = behind;
		if (behind == 0) {
			this.reachedTip = now;
		}
		if (!records.isEmpty() && !this.closed) {
			this.waiting.add(new ShardBatch(records, behind, now));
		}
	}

	/**
	 * The shard is closed and all its records were added.
	 */
	void end(List<Shard> following) {
		this.children = following;
	}

	void close() {
		this.closed = true;
		this.waiting.clear();
	}

	/**
	 * The oldest batch that nobody took.
	 */
	@Nullable ShardBatch head() {
		return this.waiting.peek();
	}

	/**
	 * Hands out the first records of the head. They keep their place until they are
	 * {@linkplain #done done}.
	 * @param count how many, from 1 to all
	 */
	ShardBatch take(int count) {
		ShardBatch head = this.waiting.remove();
		ShardBatch rest = head.after(count);
		if (rest != null) {
			this.waiting.addFirst(rest);
		}
		ShardBatch first = (rest != null) ? head.first(count) : head;
		this.taken.add(first);
		return first;
	}

	/**
	 * A batch that was taken is handled, or given up. Batches may be done in any order.
	 */
	void done(ShardBatch batch) {
		if (!this.taken.removeIf((other) -> other == batch)) {
			throw new IllegalStateException("the batch was not taken, or is done already");
		}
	}

	/**
	 * The shards that follow, once all records of a closed shard were taken.
	 */
	@Nullable List<Shard> childrenAtEnd() {
		return this.waiting.isEmpty() ? this.children : null;
	}

	/**
	 * Whether everything that was read is handled.
	 */
	boolean isEmpty() {
		return this.waiting.isEmpty() && this.taken.isEmpty();
	}

	/**
	 * How far handling is behind the tip: as Kinesis said of the oldest batch that waits
	 * or is being handled, and the time since it was read.
	 * @return milliseconds, or {@code null} before the first answer
	 */
	@Nullable Long millisBehindLatest() {
		ShardBatch oldest = this.taken.isEmpty() ? this.waiting.peek() : this.taken.peek();
		if (oldest != null) {
			return oldest.millisBehindLatest() + Math.max(0, oldest.fetched().until(Mark.now(this.runtime)).toMillis());
		}
		return (this.millisBehindLatest >= 0) ? this.millisBehindLatest : null;
	}

	/**
	 * When a read last found nothing more to read.
	 */
	@Nullable Mark reachedTip() {
		return this.reachedTip;
	}

}
