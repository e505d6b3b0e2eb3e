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

import io.kinsumer.core.processor.Checkpointer;
import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;

/**
 * How far a shard was handled, for one period of ownership. Safe for use by any thread.
 */
final class Progress implements Checkpointer {

	private final ShardId shardId;

	private ShardPosition handled;

	private @Nullable SequenceNumber delivered;

	private @Nullable SequenceNumber latest;

	private boolean closed;

	Progress(ShardId shardId, ShardPosition start) {
		this.shardId = shardId;
		this.handled = start;
	}

	@Override
	public synchronized void checkpoint() {
		requireOpen();
		SequenceNumber last = this.latest;
		SequenceNumber present = handledUpTo();
		if (last != null && (present == null || last.compareTo(present) > 0)) {
			this.handled = ShardPosition.after(last);
		}
	}

	@Override
	public synchronized void checkpoint(SequenceNumber sequenceNumber) {
		requireOpen();
		SequenceNumber last = this.delivered;
		if (last == null || sequenceNumber.compareTo(last) > 0) {
			throw new IllegalArgumentException("shard " + this.shardId + " cannot be checkpointed at " + sequenceNumber
					+ ": the last record delivered is " + last);
		}
		SequenceNumber present = handledUpTo();
		if (present != null && sequenceNumber.compareTo(present) < 0) {
			throw new IllegalArgumentException("shard " + this.shardId + " cannot be checkpointed at " + sequenceNumber
					+ ": it is checkpointed at " + present + " already, and checkpoints do not go back");
		}
		this.handled = ShardPosition.after(sequenceNumber);
	}

	private void requireOpen() {
		if (this.closed) {
			throw new ShutdownException(this.shardId);
		}
	}

	synchronized ShardPosition handled() {
		return this.handled;
	}

	synchronized @Nullable SequenceNumber handledUpTo() {
		return (this.handled instanceof ShardPosition.After after) ? after.sequenceNumber() : null;
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

}
