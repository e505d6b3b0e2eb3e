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

import io.kinsumer.core.metadata.ConditionFailedException;
import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.metadata.ShardWrite;
import io.kinsumer.core.metadata.ShardWrite.Kind;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;

/**
 * Writes the position of one owned shard. A step machine. Each write has a version of its
 * own, so that one which arrives late cannot move the position back.
 */
final class ShardStore {

	private static final Duration RETRY = Duration.ofMillis(500);

	private final ShardItem item;

	private final Owner owner;

	private final Effects effects;

	private long version;

	private Snapshot persisted;

	private boolean uncertain;

	private @Nullable ShardWrite inFlight;

	private @Nullable Snapshot flush;

	private long flushTicket;

	private long inFlightTicket;

	private long answeredTicket;

	private @Nullable Kind last;

	private @Nullable Snapshot lastSnapshot;

	private boolean lastUnanswered;

	private boolean closed;

	ShardStore(ShardItem item, Owner owner, Effects effects) {
		this.item = item;
		this.owner = owner;
		this.effects = effects;
		this.version = item.version();
		this.persisted = new Snapshot(item.position(), item.pending());
	}

	/**
	 * Writes the progress, if it moved and no write is under way.
	 */
	void persist(Snapshot progress) {
		if (!this.closed && this.last == null && this.inFlight == null && isNews(progress)) {
			write(Kind.PERSIST, progress);
		}
	}

	private boolean isNews(Snapshot progress) {
		return this.uncertain || !progress.equals(this.persisted);
	}

	/**
	 * Writes the progress as soon as possible, if it moved.
	 * @param ticket greater with each call
	 */
	void flush(long ticket, Snapshot progress) {
		this.flushTicket = ticket;
		this.flush = progress;
		if (this.closed) {
			flushed(ticket, new ConditionFailedException("the shard was given up"));
		}
		else if (this.inFlight == null && this.last == null) {
			continueWithFlush();
		}
	}

	private void continueWithFlush() {
		Snapshot wanted = this.flush;
		if (wanted == null) {
			return;
		}
		if (isNews(wanted)) {
			write(Kind.PERSIST, wanted);
		}
		else {
			flushed(this.flushTicket, null);
		}
	}

	private void flushed(long upTo, @Nullable Throwable failure) {
		this.answeredTicket = upTo;
		if (upTo == this.flushTicket) {
			this.flush = null;
		}
		this.effects.flushed(upTo, failure);
	}

	/**
	 * Makes the last write of this ownership, repeated until it is answered.
	 */
	void end(Kind kind, Snapshot progress) {
		this.last = kind;
		this.lastSnapshot = progress;
		if (!this.closed && this.inFlight == null) {
			write(kind, progress);
		}
	}

	private void write(Kind kind, Snapshot progress) {
		this.version++;
		ShardWrite write = new ShardWrite(this.item.shardId(), this.owner, this.item.epoch(), this.version,
				progress.position(), progress.pending(), kind);
		this.inFlight = write;
		this.inFlightTicket = this.flushTicket;
		this.effects.write(write);
	}

	void onWritten() {
		ShardWrite write = this.inFlight;
		this.inFlight = null;
		if (this.closed || write == null) {
			return;
		}
		this.persisted = new Snapshot(write.position(), write.pending());
		this.uncertain = false;
		this.effects.persisted(write.position());
		answerFlush(null);
		if (write.kind() != Kind.PERSIST) {
			this.closed = true;
			this.effects.stored(write.kind());
		}
		else if (this.last != null) {
			continueWithLast();
		}
		else {
			continueWithFlush();
		}
	}

	void onFailed(Throwable failure) {
		ShardWrite write = this.inFlight;
		this.inFlight = null;
		if (this.closed || write == null) {
			return;
		}
		if (failure instanceof ConditionFailedException) {
			this.closed = true;
			this.inFlightTicket = this.flushTicket;
			answerFlush(failure);
			if (this.lastUnanswered) {
				this.effects.stored(write.kind());
			}
			else {
				this.effects.notOwner();
			}
			return;
		}
		this.uncertain = true;
		this.effects.writeFailed(failure);
		answerFlush(failure);
		if (write.kind() != Kind.PERSIST) {
			this.lastUnanswered = true;
		}
		if (this.last != null) {
			this.effects.retryWriteIn(RETRY);
		}
		else {
			continueWithFlush();
		}
	}

	private void answerFlush(@Nullable Throwable failure) {
		if (this.flush != null && this.inFlightTicket > this.answeredTicket) {
			flushed(this.inFlightTicket, failure);
		}
	}

	void onRetry() {
		continueWithLast();
	}

	private void continueWithLast() {
		Kind kind = this.last;
		Snapshot progress = this.lastSnapshot;
		if (!this.closed && kind != null && progress != null && this.inFlight == null) {
			write(kind, progress);
		}
	}

	/**
	 * Writes no more; an answer under way does not count.
	 */
	void close() {
		this.closed = true;
		this.inFlightTicket = this.flushTicket;
		answerFlush(new ConditionFailedException("the shard was given up"));
	}

	/**
	 * What the store wants done. No method may call back before it returns.
	 */
	interface Effects {

		/**
		 * Answered by {@link #onWritten} or {@link #onFailed}.
		 */
		void write(ShardWrite write);

		/**
		 * Answered by {@link #onRetry}.
		 */
		void retryWriteIn(Duration delay);

		/**
		 * For the record: a position was written.
		 */
		void persisted(ShardPosition position);

		/**
		 * For the record: a write failed and will be repeated.
		 */
		void writeFailed(Throwable failure);

		/**
		 * Wishes for a flush were met or failed.
		 * @param upTo the tickets up to this one
		 */
		void flushed(long upTo, @Nullable Throwable failure);

		/**
		 * The last write took effect.
		 */
		void stored(Kind kind);

		/**
		 * The shard belongs to somebody else.
		 */
		void notOwner();

	}

}
