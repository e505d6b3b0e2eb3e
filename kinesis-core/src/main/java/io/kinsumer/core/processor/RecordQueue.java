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

package io.kinsumer.core.processor;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between a kinsumer and an application that takes records when it likes,
 * from any thread. Given to the kinsumer as its factory of processors. While the queue is
 * full the kinsumer waits.
 * <p>
 * Being taken is not being handled: the checkpoint of a shard moves when its records are
 * {@linkplain QueuedRecord#complete() completed}, in any order, up to the first one that
 * is not. When a shard is handed over, the records of it that nobody took leave the
 * queue, and the completion of the others is awaited for the release delay.
 * <p>
 * The records of a shard come in its order; with a {@code concurrency} of more than 1,
 * those of each partition key do. One that failed comes again later. Safe for use by any
 * thread.
 */
public final class RecordQueue implements ShardProcessorFactory {

	// How long a full queue may keep a shard from noticing that it is handed over.
	private static final long PATIENCE_MILLIS = 100;

	private final BlockingQueue<QueuedRecord> queue;

	/**
	 * Creates an empty queue.
	 * @param capacity how many records it holds, at least 1
	 */
	public RecordQueue(int capacity) {
		if (capacity < 1) {
			throw new IllegalArgumentException("capacity " + capacity + " is not valid: it must be at least 1");
		}
		this.queue = new ArrayBlockingQueue<>(capacity);
	}

	/**
	 * Waits for the next record.
	 * @return never {@code null}
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public QueuedRecord take() throws InterruptedException {
		return this.queue.take();
	}

	/**
	 * Waits a while for the next record.
	 * @param timeout how long to wait; zero or less means not at all, more than 292 years
	 * as long as that
	 * @return {@code null} when none came
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public @Nullable QueuedRecord poll(Duration timeout) throws InterruptedException {
		return this.queue.poll(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
	}

	/**
	 * How many records wait to be taken.
	 * @return 0 or more
	 */
	public int size() {
		return this.queue.size();
	}

	@Override
	public ShardProcessor create(ShardContext shard) {
		return new Filler(shard);
	}

	/**
	 * Fills the queue with the records of one shard.
	 */
	private final class Filler implements RecordProcessor {

		private final ShardContext shard;

		Filler(ShardContext shard) {
			this.shard = shard;
		}

		@Override
		public CompletionStage<?> handle(RecordDelivery delivery) throws InterruptedException {
			QueuedRecord record = new QueuedRecord(delivery);
			while (!RecordQueue.this.queue.offer(record, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
				if (!this.shard.deliverable()) {
					throw new CancellationException("the shard is handed over before the queue had room");
				}
			}
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public void shutdown(ShutdownInput input) {
			RecordQueue.this.queue.removeIf((record) -> {
				boolean mine = record.shard() == this.shard;
				if (mine) {
					record.fail(new CancellationException("the shard is handed over before the record was taken"));
				}
				return mine;
			});
		}

	}

}
