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

package io.kinsumer.spring.deadletter;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.kinsumer.core.kinsumer.KinsumerState;
import io.kinsumer.core.kinsumer.KinsumerStatus;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.core.processor.Checkpointer;
import io.kinsumer.core.processor.InitializationInput;
import io.kinsumer.core.processor.RecordDelivery;
import io.kinsumer.core.processor.RecordProcessor;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShardProcessor;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.UserRecord;
import org.jspecify.annotations.Nullable;

/**
 * One redrive: puts letters back up to a time, and knows when it is through.
 */
final class RedriveRun {

	private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	/**
	 * What is put back later comes back after the time up to which letters are taken.
	 */
	private static final long PRECISION_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final String kinsumer;

	private final RedriveAccess access;

	private final Instant until;

	private final RedrivePace pace;

	private final LongSupplier nanoTime;

	private final long begun;

	private final Map<String, Integer> early = new ConcurrentHashMap<>();

	private final AtomicLong redriven = new AtomicLong();

	private final AtomicLong ignored = new AtomicLong();

	private final Set<ShardId> through = ConcurrentHashMap.newKeySet();

	private final CountDownLatch ended = new CountDownLatch(1);

	private final CountDownLatch over = new CountDownLatch(1);

	private volatile @Nullable Throwable failure;

	/**
	 * Creates a redrive that is about to begin.
	 * @param until letters that arrived then or later are left, by the clock of Kinesis
	 * and to the second
	 */
	RedriveRun(String kinsumer, RedriveAccess access, Instant until, double perSecond, LongSupplier nanoTime) {
		this.kinsumer = kinsumer;
		this.access = access;
		this.until = until;
		this.pace = new RedrivePace(perSecond, nanoTime);
		this.nanoTime = nanoTime;
		this.begun = nanoTime.getAsLong();
	}

	ShardProcessor processor(ShardContext shard) {
		return new Processor();
	}

	/**
	 * No further letter is put back.
	 */
	void end() {
		this.ended.countDown();
	}

	/**
	 * No letter is read any more.
	 */
	void over() {
		this.over.countDown();
	}

	RedriveReport report() {
		return new RedriveReport(this.redriven.get(), this.ignored.get());
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * Waits a moment, or until something failed.
	 * @return whether it failed
	 */
	boolean awaitFailure() throws InterruptedException {
		return this.ended.await(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
	}

	/**
	 * Whether all letters up to the time are put back, as far as the shards are ours.
	 */
	boolean isThrough(KinsumerStatus status) {
		return status.state() == KinsumerState.RUNNING && !status.shards().isEmpty()
				&& status.shards().stream().allMatch(this::isThrough);
	}

	private boolean isThrough(ShardStatus shard) {
		Long behind = shard.millisBehindLatest();
		return switch (shard.state()) {
			case FINISHED -> true;
			case ACTIVE, PAUSED, STOPPED, DRAINING ->
				!shard.mine() || this.through.contains(shard.shardId()) || (behind != null && behind == 0);
			case FREE -> false;
			// What is in a child is younger than what its parent has left.
			case WAITING_FOR_PARENTS -> shard.parents().stream().anyMatch(this.through::contains);
		};
	}

	private void putBack(DeadLetterRecord letter) {
		if (this.nanoTime.getAsLong() - this.begun < PRECISION_NANOS) {
			this.early.put(letter.origin(), letter.redriveCount());
		}
	}

	/**
	 * Whether a letter was put back by this very redrive and failed again, so soon that
	 * its time does not tell.
	 */
	private boolean cameBack(DeadLetterRecord letter) {
		Integer before = this.early.get(letter.origin());
		return before != null && letter.redriveCount() > before;
	}

	void fail(Throwable problem) {
		this.failure = problem;
		this.ended.countDown();
	}

	/**
	 * The record that a letter was, and what tells it apart.
	 */
	private static UserRecord original(DeadLetterRecord letter) {
		Map<String, String> headers = new LinkedHashMap<>(letter.headers());
		headers.put(DeadLetterHeaders.ORIGIN, letter.origin());
		headers.put(DeadLetterHeaders.REDRIVE_COUNT, String.valueOf(letter.redriveCount() + 1));
		KinesisRecord record = letter.letter();
		return new DataRecord(record.partitionKey(), record.explicitHashKey(), record.data(), headers);
	}

	/**
	 * Handles the letters of one shard.
	 */
	private final class Processor implements RecordProcessor {

		private @Nullable Checkpointer checkpointer;

		@Override
		public void initialize(InitializationInput input) {
			this.checkpointer = input.checkpointer();
		}

		@Override
		public CompletionStage<?> handle(RecordDelivery delivery) throws InterruptedException {
			if (!delivery.record().approximateArrivalTimestamp().isBefore(RedriveRun.this.until)) {
				return leaveTheRest(delivery);
			}
			DeadLetterRecord letter;
			try {
				letter = DeadLetterRecord.of(delivery.record());
			}
			catch (NoDeadLetterException ex) {
				RedriveRun.this.ignored.incrementAndGet();
				return CompletableFuture.completedFuture(null);
			}
			if (RedriveRun.this.cameBack(letter)) {
				return leaveTheRest(delivery);
			}
			if (RedriveRun.this.failure != null) {
				return leave(delivery.shard());
			}
			boolean failed = RedriveRun.this.ended.await(RedriveRun.this.pace.take(), TimeUnit.NANOSECONDS);
			return failed ? leave(delivery.shard()) : putBack(delivery, letter);
		}

		private CompletionStage<?> putBack(RecordDelivery delivery, DeadLetterRecord letter)
				throws InterruptedException {
			try {
				RedriveRun.this.access.put(RedriveRun.this.kinsumer, letter.stream(), original(letter))
					.toCompletableFuture()
					.get();
			}
			catch (RuntimeException | ExecutionException ex) {
				fail((ex.getCause() != null) ? ex.getCause() : ex);
				return leave(delivery.shard());
			}
			RedriveRun.this.redriven.incrementAndGet();
			RedriveRun.this.putBack(letter);
			delivery.defer().complete();
			Checkpointer present = this.checkpointer;
			return (present != null) ? present.persist().handle((ignored, problem) -> null)
					: CompletableFuture.completedFuture(null);
		}

		private CompletionStage<?> leaveTheRest(RecordDelivery delivery) throws InterruptedException {
			RedriveRun.this.through.add(delivery.record().shardId());
			return leave(delivery.shard());
		}

		/**
		 * Keeps a record, and those after it, from being handled until the shard is given
		 * up.
		 */
		private CompletionStage<?> leave(ShardContext shard) throws InterruptedException {
			boolean over = false;
			while (shard.deliverable() && !over) {
				over = RedriveRun.this.over.await(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
			}
			throw new CancellationException("the letter is left");
		}

	}

}
