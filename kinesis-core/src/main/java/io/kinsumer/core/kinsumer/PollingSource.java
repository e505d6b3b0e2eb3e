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
import java.util.List;

import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.FetchedRecords;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Fetches the records of one shard by polling, one batch ahead of the handler. A step
 * machine: it is told what happened and says what to do next; it never waits.
 */
final class PollingSource implements ShardSource {

	// Five reads a second and shard are what Kinesis allows (API reference, GetRecords).
	private static final Duration READ_INTERVAL = Duration.ofMillis(200);

	private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

	private final KinsumerSettings settings;

	private final EngineRuntime runtime;

	private final Effects effects;

	private final ShardBuffer buffer;

	private @Nullable String iterator;

	private @Nullable String lastSequence;

	private long nextAt;

	private int failures;

	private boolean busy;

	PollingSource(KinsumerSettings settings, EngineRuntime runtime, Effects effects) {
		this.settings = settings;
		this.runtime = runtime;
		this.effects = effects;
		this.buffer = new ShardBuffer(runtime);
		this.nextAt = runtime.nanoTime();
	}

	@Override
	public void advance() {
		if (this.busy || !this.buffer.hasRoom()) {
			return;
		}
		long wait = this.nextAt - this.runtime.nanoTime();
		if (wait > 0) {
			this.effects.advanceIn(Duration.ofNanos(wait));
			return;
		}
		this.busy = true;
		if (this.iterator == null) {
			this.effects.openIterator(this.lastSequence);
		}
		else {
			this.nextAt = this.runtime.nanoTime() + READ_INTERVAL.toNanos();
			this.effects.fetch(this.iterator);
		}
	}

	void onIterator(String opened) {
		this.busy = false;
		this.iterator = opened;
		advance();
	}

	void onFetched(FetchedRecords answer) {
		this.busy = false;
		this.failures = 0;
		this.iterator = answer.nextIterator();
		List<Record> records = answer.records();
		if (!records.isEmpty()) {
			this.lastSequence = records.get(records.size() - 1).sequenceNumber();
		}
		this.buffer.add(records, answer.millisBehindLatest());
		if (answer.millisBehindLatest() == 0) {
			this.nextAt += Math.max(0, this.settings.waitTime().minus(READ_INTERVAL).toNanos());
		}
		if (answer.nextIterator() == null) {
			this.buffer.end(answer.children());
		}
		advance();
	}

	void onFailed(Throwable failure) {
		this.busy = false;
		long now = this.runtime.nanoTime();
		if (failure instanceof ExpiredIteratorException) {
			this.iterator = null;
		}
		else if (failure instanceof ProvisionedThroughputExceededException) {
			this.nextAt = now + this.settings.throughputExceededDelay().toNanos();
		}
		else {
			if (failure instanceof InvalidArgumentException) {
				this.iterator = null;
			}
			this.failures++;
			this.nextAt = now + RETRY.delay(this.failures).toNanos();
			this.effects.readFailed(failure);
		}
		advance();
	}

	@Override
	public void stop() {
		this.buffer.close();
		this.effects.cancelAdvance();
	}

	@Override
	public ShardBuffer buffer() {
		return this.buffer;
	}

	/**
	 * What the source wants done. No method may call back before it returns.
	 */
	interface Effects {

		/**
		 * Answered by {@link #onIterator} or {@link #onFailed}.
		 * @param lastSequence after this Kinesis record, or where the shard is to begin
		 */
		void openIterator(@Nullable String lastSequence);

		/**
		 * Answered by {@link #onFetched} or {@link #onFailed}.
		 */
		void fetch(String iterator);

		/**
		 * Answered by {@link #advance}; replaces an earlier wish.
		 */
		void advanceIn(Duration delay);

		void cancelAdvance();

		/**
		 * For the record: a call failed and will be made again.
		 */
		void readFailed(Throwable failure);

	}

}
