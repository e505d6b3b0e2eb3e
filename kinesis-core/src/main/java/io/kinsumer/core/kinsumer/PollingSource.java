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
import java.util.concurrent.TimeoutException;

import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.FetchedRecords;
import io.kinsumer.core.shard.Shard;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Reads a shard by polling, ahead of the handler. Reads are spaced as the documented
 * limits of a shard allow when nobody else reads it; readers that share it are told so by
 * Kinesis, and then wait.
 */
final class PollingSource implements ShardSource {

	// Five reads a second and shard are what Kinesis allows (API reference, GetRecords).
	private static final Duration READ_INTERVAL = Duration.ofMillis(200);

	// What may be read of a shard, 2 MB/s; after more, reads are refused for that long.
	private static final long BYTES_PER_SECOND = 2_000_000;

	private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

	private static final long MIN_ESTIMATE = 1024 * 1024;

	private static final int FIRST_LITTLE = 10;

	private final KinsumerSettings settings;

	private final EngineRuntime runtime;

	private final ShardBuffer buffer;

	private final Effects effects;

	private @Nullable String iterator;

	private @Nullable String lastSequence;

	private long readAt;

	private long nextAt;

	private long lastBytes = ShardBuffer.MAX_ANSWER;

	private int lastCount;

	private int limit;

	private int failures;

	private boolean busy;

	PollingSource(KinsumerSettings settings, EngineRuntime runtime, ShardBuffer buffer, Effects effects) {
		this.settings = settings;
		this.runtime = runtime;
		this.buffer = buffer;
		this.effects = effects;
		this.limit = settings.maxBatchSize();
		this.readAt = runtime.nanoTime();
		this.nextAt = this.readAt;
	}

	@Override
	public void advance() {
		if (this.busy) {
			return;
		}
		if (!this.buffer.hasRoom()) {
			this.buffer.withdraw();
			return;
		}
		long wait = this.nextAt - this.runtime.nanoTime();
		if (wait > 0) {
			this.effects.advanceIn(Duration.ofNanos(wait));
		}
		else if (this.iterator == null) {
			this.busy = true;
			this.effects.openIterator(this.lastSequence);
		}
		else {
			read(this.iterator);
		}
	}

	private void read(String from) {
		switch (this.buffer.reserve(estimate())) {
			case NONE -> this.effects.advanceIn(ShardBuffer.PATIENCE);
			case LITTLE -> fetch(from, Math.min(this.limit, little()));
			case FULL -> fetch(from, this.limit);
		}
	}

	private void fetch(String from, int most) {
		this.busy = true;
		this.readAt = this.runtime.nanoTime();
		this.nextAt = this.readAt + READ_INTERVAL.toNanos();
		this.effects.fetch(from, most);
	}

	private long estimate() {
		return Math.min(ShardBuffer.MAX_ANSWER, Math.max(MIN_ESTIMATE, 2 * this.lastBytes));
	}

	private int little() {
		return (this.lastCount > 0) ? (int) Math.max(1, ShardBuffer.LITTLE * this.lastCount / this.lastBytes)
				: FIRST_LITTLE;
	}

	void onIterator(String opened) {
		this.busy = false;
		this.iterator = opened;
		advance();
	}

	void onFetched(FetchedRecords answer) {
		this.busy = false;
		this.failures = 0;
		this.limit = (int) Math.min(this.settings.maxBatchSize(), 2L * this.limit);
		this.iterator = answer.nextIterator();
		List<Record> records = answer.records();
		long bytes = this.buffer.add(records, answer.millisBehindLatest());
		if (!records.isEmpty()) {
			this.lastSequence = records.get(records.size() - 1).sequenceNumber();
			this.lastBytes = bytes;
			this.lastCount = records.size();
		}
		space(bytes, answer.millisBehindLatest() == 0);
		if (answer.nextIterator() == null && answer.children().isEmpty()) {
			this.busy = true;
			this.effects.confirmEnd();
		}
		else if (answer.nextIterator() == null) {
			this.buffer.end(answer.children());
		}
		advance();
	}

	/**
	 * The shard is closed, although the last answer did not name those that follow it.
	 */
	void onEnd(List<Shard> children) {
		this.busy = false;
		this.buffer.end(children);
		advance();
	}

	private void space(long bytes, boolean atTip) {
		long quota = bytes * Duration.ofSeconds(1).toNanos() / BYTES_PER_SECOND;
		long wait = atTip ? this.settings.waitTime().toNanos() : 0;
		this.nextAt = Math.max(this.nextAt, this.readAt + Math.max(quota, wait));
	}

	void onFailed(Throwable failure) {
		this.busy = false;
		this.buffer.withdraw();
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
			if (failure instanceof TimeoutException) {
				// On a slow line a full answer may never arrive in time.
				this.limit = Math.max(1, this.limit / 8);
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
	public @Nullable Long millisBehindLatest() {
		return this.buffer.millisBehindLatest(ShardBuffer.QUIET.plus(this.settings.waitTime()));
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
		void fetch(String iterator, int limit);

		/**
		 * An answer named neither a next iterator nor child shards, which is no answer
		 * that Kinesis gives. Services that are made after it do, at the end of a shard.
		 * Answered by {@link #onEnd}, or by {@link #onFailed} if the shard is open.
		 */
		void confirmEnd();

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
