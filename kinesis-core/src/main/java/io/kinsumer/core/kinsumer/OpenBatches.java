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
import java.util.function.Function;

import io.kinsumer.core.record.KinesisRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * The batches of which not all records are handled; the last of them may still be on its
 * way to be unpacked. Knows which are handled by counting user records. Not safe for use
 * by several threads.
 */
final class OpenBatches {

	private static final int UNPACK_AT_ONCE = 64;

	private final Function<List<Record>, List<KinesisRecord>> unpacker;

	private final Deque<OpenBatch> open = new ArrayDeque<>();

	private @Nullable OpenBatch unpacking;

	private long unpacked;

	private long handled;

	private int finished;

	/**
	 * Creates none.
	 * @param unpacker makes user records of Kinesis records, without those that were
	 * handled by an earlier owner
	 */
	OpenBatches(Function<List<Record>, List<KinesisRecord>> unpacker) {
		this.unpacker = unpacker;
	}

	void add(ShardBatch batch) {
		OpenBatch added = new OpenBatch(batch);
		this.open.add(added);
		this.unpacking = added;
	}

	boolean isUnpacking() {
		return this.unpacking != null;
	}

	ShardBatch unpacking() {
		return current().batch;
	}

	/**
	 * Unpacks some of the batch that is being unpacked.
	 */
	List<KinesisRecord> unpack() {
		OpenBatch current = current();
		List<Record> packed = current.batch.records();
		int next = Math.min(current.cursor + UNPACK_AT_ONCE, packed.size());
		List<KinesisRecord> records = this.unpacker.apply(packed.subList(current.cursor, next));
		current.cursor = next;
		this.unpacked += records.size();
		if (next == packed.size()) {
			current.end = this.unpacked;
			this.unpacking = null;
			release();
		}
		return records;
	}

	private OpenBatch current() {
		if (this.unpacking == null) {
			throw new IllegalStateException("no batch is being unpacked");
		}
		return this.unpacking;
	}

	/**
	 * The next user record in the order of the shard is handled.
	 * @return whether that finished a batch
	 */
	boolean handled() {
		this.handled++;
		return release();
	}

	private boolean release() {
		int before = this.finished;
		OpenBatch oldest = this.open.peek();
		while (oldest != null && oldest != this.unpacking && oldest.end <= this.handled) {
			this.open.remove();
			this.finished++;
			oldest = this.open.peek();
		}
		return this.finished > before;
	}

	/**
	 * How many batches were finished since this was last asked.
	 */
	int takeFinished() {
		int result = this.finished;
		this.finished = 0;
		return result;
	}

	/**
	 * A batch of which not all records are handled.
	 */
	private static final class OpenBatch {

		private final ShardBatch batch;

		private int cursor;

		private long end;

		OpenBatch(ShardBatch batch) {
			this.batch = batch;
		}

	}

}
