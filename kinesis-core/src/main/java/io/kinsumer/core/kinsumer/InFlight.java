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

import java.time.Instant;

import io.kinsumer.core.processor.RecordCompletion;
import io.kinsumer.core.processor.RecordDelivery;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.record.KinesisRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way through the {@link Lanes}. All that changes is guarded by their
 * lock.
 */
final class InFlight implements RecordDelivery {

	private final Lanes lanes;

	private final KinesisRecord record;

	private final ShardBatch batch;

	private final long index;

	private @Nullable Deferral deferral;

	/**
	 * The next record of its lane, if that one waits for this.
	 */
	@Nullable InFlight next;

	/**
	 * How often its handling failed.
	 */
	int failures;

	long begunAt;

	boolean leftLane;

	Stage stage = Stage.WAITING;

	/**
	 * Creates a record that waits.
	 * @param index its place among all records of the lanes, in the order of the shard
	 */
	InFlight(Lanes lanes, KinesisRecord record, ShardBatch batch, long index) {
		this.lanes = lanes;
		this.record = record;
		this.batch = batch;
		this.index = index;
	}

	void begin(long now) {
		this.begunAt = now;
		this.stage = Stage.RUNNING;
		this.deferral = null;
	}

	long index() {
		return this.index;
	}

	@Nullable Deferral deferral() {
		return this.deferral;
	}

	@Override
	public KinesisRecord record() {
		return this.record;
	}

	@Override
	public ShardContext shard() {
		return this.lanes.shard();
	}

	@Override
	public int attempt() {
		synchronized (this.lanes) {
			return this.failures + 1;
		}
	}

	@Override
	public Instant fetchedAt() {
		return this.batch.fetched().wall();
	}

	@Override
	public long millisBehindLatest() {
		return this.batch.millisBehindLatest();
	}

	@Override
	public RecordCompletion defer() {
		synchronized (this.lanes) {
			Deferral present = this.deferral;
			if (present == null) {
				present = new Deferral(this);
				this.deferral = present;
			}
			return present;
		}
	}

	@Override
	public String toString() {
		return this.record.toString();
	}

	/**
	 * Where a record is on its way.
	 */
	enum Stage {

		/** In its lane, to be begun when its turn comes. */
		WAITING,

		/** The call for it has not ended. */
		RUNNING,

		/** The call has ended, and whoever deferred it has not told its end. */
		DEFERRED,

		/** To be begun again once somebody says so. */
		FAILED,

		HANDLED;

		/**
		 * Whether it is handled, or may become so without being begun.
		 */
		boolean isDoneOrUnderWay() {
			return this != WAITING && this != FAILED;
		}

	}

	/**
	 * The end of a record, told apart from the end of the call for it.
	 */
	static final class Deferral implements RecordCompletion {

		private final InFlight record;

		private boolean settled;

		private @Nullable Throwable failure;

		Deferral(InFlight record) {
			this.record = record;
		}

		@Override
		public void complete() {
			this.record.lanes.settled(this.record, this, null);
			this.record.lanes.tellNews();
		}

		@Override
		public void fail(Throwable problem) {
			this.record.lanes.settled(this.record, this, problem);
			this.record.lanes.tellNews();
		}

		/**
		 * Notes the end, if it is the first.
		 */
		boolean settle(@Nullable Throwable problem) {
			if (this.settled) {
				return false;
			}
			this.settled = true;
			this.failure = problem;
			return true;
		}

		boolean isSettled() {
			return this.settled;
		}

		@Nullable Throwable failure() {
			return this.failure;
		}

	}

}
