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

	private ShardPosition persisted;

	private @Nullable ShardWrite inFlight;

	private @Nullable Kind last;

	private @Nullable ShardPosition lastPosition;

	private boolean lastUnanswered;

	private boolean closed;

	ShardStore(ShardItem item, Owner owner, Effects effects) {
		this.item = item;
		this.owner = owner;
		this.effects = effects;
		this.version = item.version();
		this.persisted = item.position();
	}

	/**
	 * Writes a position, if it moved and no write is under way.
	 */
	void persist(ShardPosition handled) {
		if (!this.closed && this.last == null && this.inFlight == null && !handled.equals(this.persisted)) {
			write(Kind.PERSIST, handled);
		}
	}

	/**
	 * Makes the last write of this ownership, repeated until it is answered.
	 */
	void end(Kind kind, ShardPosition handled) {
		this.last = kind;
		this.lastPosition = handled;
		if (!this.closed && this.inFlight == null) {
			write(kind, handled);
		}
	}

	private void write(Kind kind, ShardPosition position) {
		this.version++;
		ShardWrite write = new ShardWrite(this.item.shardId(), this.owner, this.item.epoch(), this.version, position,
				kind);
		this.inFlight = write;
		this.effects.write(write);
	}

	void onWritten() {
		ShardWrite write = this.inFlight;
		this.inFlight = null;
		if (this.closed || write == null) {
			return;
		}
		this.persisted = write.position();
		this.effects.persisted(write.position());
		if (write.kind() != Kind.PERSIST) {
			this.closed = true;
			this.effects.stored(write.kind());
			return;
		}
		continueWithLast();
	}

	void onFailed(Throwable failure) {
		ShardWrite write = this.inFlight;
		this.inFlight = null;
		if (this.closed || write == null) {
			return;
		}
		if (failure instanceof ConditionFailedException) {
			this.closed = true;
			if (this.lastUnanswered) {
				this.effects.stored(write.kind());
			}
			else {
				this.effects.notOwner();
			}
			return;
		}
		this.effects.writeFailed(failure);
		if (write.kind() != Kind.PERSIST) {
			this.lastUnanswered = true;
		}
		if (this.last != null) {
			this.effects.retryWriteIn(RETRY);
		}
	}

	void onRetry() {
		continueWithLast();
	}

	private void continueWithLast() {
		Kind kind = this.last;
		ShardPosition position = this.lastPosition;
		if (!this.closed && kind != null && position != null && this.inFlight == null) {
			write(kind, position);
		}
	}

	/**
	 * Writes no more; an answer under way does not count.
	 */
	void close() {
		this.closed = true;
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
		 * The last write took effect.
		 */
		void stored(Kind kind);

		/**
		 * The shard belongs to somebody else.
		 */
		void notOwner();

	}

}
