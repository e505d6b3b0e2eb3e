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

package io.kinsumer.core.metadata;

import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.metadata.ShardWrite.Kind;
import io.kinsumer.core.record.PendingCheckpoint;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint of one ownership. Each write has a version of its own, so that one which
 * arrives late cannot move the position back.
 */
final class OwnedCheckpoint implements Checkpoint {

	private final CheckpointRepository repository;

	private final ShardItem item;

	private final Owner owner;

	private final Runnable whenReleased;

	private ShardPosition position;

	private ShardPosition persisted;

	private @Nullable SequenceNumber last;

	private boolean ended;

	private long version;

	private boolean released;

	OwnedCheckpoint(CheckpointRepository repository, ShardItem item, Owner owner, Runnable whenReleased) {
		this.repository = repository;
		this.item = item;
		this.owner = owner;
		this.whenReleased = whenReleased;
		this.position = item.position();
		this.persisted = item.position();
		this.version = item.version();
	}

	@Override
	public synchronized ShardPosition position() {
		requireOwned();
		return this.position;
	}

	@Override
	public synchronized void advance(SequenceNumber sequenceNumber) {
		requireOwned();
		if (this.position instanceof ShardPosition.After after
				&& after.sequenceNumber().compareTo(sequenceNumber) > 0) {
			throw new IllegalArgumentException("sequence number " + sequenceNumber + " of shard " + this.item.shardId()
					+ " is before the position " + this.position + ": positions only move forward");
		}
		this.position = ShardPosition.after(sequenceNumber);
	}

	@Override
	public synchronized void done(SequenceNumber sequenceNumber) {
		requireOwned();
		this.last = sequenceNumber;
	}

	@Override
	public synchronized void done() {
		requireOwned();
		this.ended = true;
	}

	private boolean isFinished() {
		return this.ended || (this.last != null && this.position instanceof ShardPosition.After after
				&& after.sequenceNumber().compareTo(this.last) >= 0);
	}

	@Override
	public synchronized CompletableFuture<Boolean> persist() {
		if (this.released) {
			return CompletableFuture.failedFuture(alreadyReleased());
		}
		boolean finished = isFinished();
		ShardPosition stored = this.position;
		if (stored.equals(this.persisted)) {
			return CompletableFuture.completedFuture(finished);
		}
		return write(Kind.PERSIST, stored).thenApply((ignored) -> {
			persisted(stored);
			return finished;
		});
	}

	private synchronized void persisted(ShardPosition stored) {
		this.persisted = stored;
	}

	@Override
	public synchronized CompletableFuture<Void> release() {
		if (this.released) {
			return CompletableFuture.failedFuture(alreadyReleased());
		}
		this.released = true;
		return write(isFinished() ? Kind.FINISH : Kind.RELEASE, this.position).whenComplete((ignored, failure) -> {
			if (failure == null) {
				this.whenReleased.run();
			}
			else if (!(AwsErrors.unwrap(failure) instanceof ConditionFailedException)) {
				mayBeReleasedAgain();
			}
		});
	}

	private synchronized void mayBeReleasedAgain() {
		this.released = false;
	}

	private CompletableFuture<Void> write(Kind kind, ShardPosition stored) {
		this.version++;
		return this.repository.write(new ShardWrite(this.item.shardId(), this.owner, this.item.epoch(), this.version,
				stored, pendingAfter(stored), kind));
	}

	private @Nullable PendingCheckpoint pendingAfter(ShardPosition stored) {
		PendingCheckpoint pending = this.item.pending();
		boolean passed = pending != null && stored instanceof ShardPosition.After after
				&& after.sequenceNumber().compareTo(pending.sequenceNumber()) >= 0;
		return passed ? null : pending;
	}

	/**
	 * Whether this is the checkpoint of the ownership that an item tells of, and was not
	 * released.
	 */
	synchronized boolean isOf(ShardItem stored) {
		return !this.released && this.item.epoch() == stored.epoch();
	}

	private void requireOwned() {
		if (this.released) {
			throw alreadyReleased();
		}
	}

	private IllegalStateException alreadyReleased() {
		return new IllegalStateException("the checkpoint of shard " + this.item.shardId() + " was released already");
	}

}
