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

import java.util.concurrent.CancellationException;

import io.kinsumer.core.kinsumer.InFlight.Stage;
import io.kinsumer.core.record.KinesisRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a call for a record, or of a record that was deferred, means: for the
 * record, for its lane, and for the progress of the shard. Not safe for use by several
 * threads.
 */
final class Endings {

	private final ShardGate shard;

	private final Progress progress;

	private final Window window;

	private final OpenBatches batches;

	private final FailedRecords failed;

	private final News news;

	private int handled;

	Endings(ShardGate shard, Progress progress, Window window, OpenBatches batches, FailedRecords failed, News news) {
		this.shard = shard;
		this.progress = progress;
		this.window = window;
		this.batches = batches;
		this.failed = failed;
		this.news = news;
	}

	/**
	 * The call for a record ended.
	 */
	void called(InFlight record, @Nullable Throwable failure) {
		InFlight.Deferral deferral = record.deferral();
		if (record.stage == Stage.HANDLED) {
			this.window.leave(record);
		}
		else if (isLeft(failure)) {
			leave(record, failure);
		}
		else if (deferral == null || !isStillOpen(deferral, failure)) {
			ended(record, (deferral != null) ? deferral.failure() : failure);
		}
		else {
			record.stage = Stage.DEFERRED;
			this.window.leave(record);
		}
	}

	/**
	 * Whether the end of a record is to be told yet, now that the call for it ended. A
	 * call that fails settles it, so that it holds back its key.
	 */
	private static boolean isStillOpen(InFlight.Deferral deferral, @Nullable Throwable failure) {
		if (failure != null) {
			deferral.settle(failure);
		}
		return !deferral.isSettled();
	}

	/**
	 * Whoever deferred a record tells its end.
	 * @return whether that is the end of a record for which no call runs
	 */
	boolean settled(InFlight record, InFlight.Deferral deferral, @Nullable Throwable failure) {
		if (failure == null) {
			this.progress.requireOpen();
		}
		if (!deferral.settle(failure) || deferral != record.deferral()) {
			return false;
		}
		if (record.stage == Stage.DEFERRED) {
			ended(record, failure);
			return true;
		}
		if (failure == null) {
			// The checkpoint moves at once; the lane is left when the call has ended.
			handled(record);
		}
		return false;
	}

	private void ended(InFlight record, @Nullable Throwable failure) {
		if (isLeft(failure)) {
			leave(record, failure);
		}
		else if (failure != null) {
			record.failures++;
			fallBack(record, failure);
		}
		else {
			this.window.leave(record);
			handled(record);
		}
	}

	private boolean isLeft(@Nullable Throwable failure) {
		return failure instanceof CancellationException && !this.shard.deliverable();
	}

	private void leave(InFlight record, @Nullable Throwable failure) {
		if (this.window.isDraining() && failure != null) {
			fallBack(record, failure);
		}
		else {
			this.window.retry(record);
		}
	}

	private void fallBack(InFlight record, Throwable failure) {
		this.failed.add(record, failure);
		this.news.note(true);
		this.window.fellBack(record);
	}

	private void handled(InFlight record) {
		this.window.handled(record);
		this.handled++;
		if (record.failures > 0 || this.window.isDraining()) {
			this.failed.handled(record);
		}
		KinesisRecord last = null;
		InFlight first = this.window.pollHandled();
		while (first != null) {
			last = first.record();
			this.news.note(this.batches.handled());
			first = this.window.pollHandled();
		}
		if (last != null) {
			this.progress.handledUpTo(last);
		}
	}

	/**
	 * How many records were handled since this was last asked.
	 */
	int takeHandled() {
		int result = this.handled;
		this.handled = 0;
		return result;
	}

}
