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

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.processor.Checkpointer;
import io.kinsumer.core.processor.InvalidCheckpointException;
import io.kinsumer.core.processor.PreparedCheckpoint;
import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.PendingCheckpoint;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;

/**
 * How far a shard was handled, for one period of ownership. Safe for use by any thread.
 */
final class Progress implements Checkpointer {

	private final ShardId shardId;

	private final @Nullable SequenceNumber adoptable;

	private final Supplier<CompletableFuture<Void>> persister;

	private ShardPosition handled;

	private @Nullable KinesisRecord lastHandled;

	private @Nullable PendingCheckpoint pending;

	private @Nullable SequenceNumber delivered;

	private @Nullable SequenceNumber latest;

	private boolean closed;

	Progress(ShardItem item, Supplier<CompletableFuture<Void>> persister) {
		this.shardId = item.shardId();
		this.handled = item.position();
		this.pending = item.pending();
		this.adoptable = (this.pending != null) ? this.pending.sequenceNumber() : null;
		this.persister = persister;
	}

	@Override
	public synchronized void checkpoint() {
		requireOpen();
		SequenceNumber last = this.latest;
		SequenceNumber present = handledUpTo();
		if (last != null && (present == null || last.compareTo(present) > 0)) {
			moveTo(last);
		}
	}

	@Override
	public void checkpoint(KinesisRecord record) {
		if (!record.shardId().equals(this.shardId)) {
			throw new InvalidCheckpointException("shard " + this.shardId + " cannot be checkpointed at "
					+ record.sequenceNumber() + ": that is a record of shard " + record.shardId());
		}
		checkpoint(record.sequenceNumber());
	}

	@Override
	public synchronized void checkpoint(SequenceNumber sequenceNumber) {
		requireOpen();
		requireInRange(sequenceNumber);
		moveTo(sequenceNumber);
	}

	@Override
	public CompletableFuture<Void> persist() {
		synchronized (this) {
			requireOpen();
		}
		return this.persister.get();
	}

	@Override
	public CompletableFuture<PreparedCheckpoint> prepare(SequenceNumber sequenceNumber, byte[] state) {
		PendingCheckpoint prepared = new PendingCheckpoint(sequenceNumber, state);
		synchronized (this) {
			requireOpen();
			requireInRange(sequenceNumber);
			this.pending = prepared;
		}
		CompletableFuture<PreparedCheckpoint> result = new CompletableFuture<>();
		this.persister.get().whenComplete((stored, failure) -> {
			if (failure != null) {
				withdraw(prepared);
				result.completeExceptionally(Reports.cause(failure));
			}
			else {
				result.complete(new Prepared(prepared));
			}
		});
		return result;
	}

	private synchronized void withdraw(PendingCheckpoint prepared) {
		if (this.pending == prepared) {
			this.pending = null;
		}
	}

	private void requireInRange(SequenceNumber sequenceNumber) {
		SequenceNumber present = handledUpTo();
		if (present != null && sequenceNumber.compareTo(present) < 0) {
			throw new InvalidCheckpointException(
					"shard " + this.shardId + " cannot be checkpointed at " + sequenceNumber
							+ ": it is checkpointed at " + present + " already, and checkpoints do not go back");
		}
		if (!isUpTo(sequenceNumber, this.delivered) && !sequenceNumber.equals(this.adoptable)) {
			throw new InvalidCheckpointException("shard " + this.shardId + " cannot be checkpointed at "
					+ sequenceNumber + ": the last record delivered is " + this.delivered);
		}
	}

	private static boolean isUpTo(SequenceNumber sequenceNumber, @Nullable SequenceNumber last) {
		return last != null && sequenceNumber.compareTo(last) <= 0;
	}

	private void moveTo(SequenceNumber sequenceNumber) {
		this.handled = ShardPosition.after(sequenceNumber);
		this.lastHandled = null;
		if (this.pending != null && isUpTo(this.pending.sequenceNumber(), sequenceNumber)) {
			this.pending = null;
		}
	}

	/**
	 * Fails once no checkpoint is accepted any more.
	 */
	synchronized void requireOpen() {
		if (this.closed) {
			throw new ShutdownException(this.shardId);
		}
	}

	/**
	 * All records up to this one are handled. Its number is looked at later, because it
	 * is seldom asked for.
	 */
	synchronized void handledUpTo(KinesisRecord record) {
		if (!this.closed) {
			this.lastHandled = record;
		}
	}

	synchronized ShardPosition handled() {
		if (this.lastHandled != null) {
			moveTo(this.lastHandled.sequenceNumber());
		}
		return this.handled;
	}

	synchronized Snapshot snapshot() {
		return new Snapshot(handled(), this.pending);
	}

	synchronized @Nullable SequenceNumber handledUpTo() {
		return (handled() instanceof ShardPosition.After after) ? after.sequenceNumber() : null;
	}

	/**
	 * Records up to here are about to be handed to the processor.
	 */
	synchronized void delivering(SequenceNumber last) {
		if (this.delivered == null || last.compareTo(this.delivered) > 0) {
			this.delivered = last;
		}
		this.latest = this.delivered;
	}

	/**
	 * The processor was told to leave the rest of a batch: "all that was delivered" must
	 * not include it.
	 */
	synchronized void leftUnfinished() {
		this.latest = handledUpTo();
	}

	/**
	 * Whether all that was delivered is handled.
	 */
	synchronized boolean isComplete() {
		SequenceNumber present = handledUpTo();
		return this.delivered == null || (present != null && present.compareTo(this.delivered) >= 0);
	}

	/**
	 * Accepts no checkpoint from now on.
	 */
	synchronized void close() {
		this.closed = true;
	}

	synchronized boolean isClosed() {
		return this.closed;
	}

	private final class Prepared implements PreparedCheckpoint {

		private final PendingCheckpoint pending;

		Prepared(PendingCheckpoint pending) {
			this.pending = pending;
		}

		@Override
		public PendingCheckpoint pending() {
			return this.pending;
		}

		@Override
		public CompletableFuture<Void> commit() {
			checkpoint(this.pending.sequenceNumber());
			return persist();
		}

	}

}
