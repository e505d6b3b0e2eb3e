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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.FetchedRecords;
import io.kinsumer.core.shard.Shard;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Fetches the records of one shard by polling, one batch ahead of the handler. A step
 * machine: it is told what happened and says what to do next; it never waits.
 */
final class ShardFetcher {

	// Five reads a second and shard are what Kinesis allows (API reference, GetRecords).
	private static final Duration READ_INTERVAL = Duration.ofMillis(200);

	private static final int BATCHES = 2;

	private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

	private final KinsumerSettings settings;

	private final EngineRuntime runtime;

	private final Effects effects;

	private final Deque<ShardBatch> batches = new ArrayDeque<>();

	private @Nullable String iterator;

	private @Nullable String lastSequence;

	private @Nullable List<Shard> children;

	private @Nullable Mark reachedTip;

	private long millisBehindLatest = -1;

	private long nextAt;

	private int failures;

	private boolean busy;

	private boolean stopped;

	ShardFetcher(KinsumerSettings settings, EngineRuntime runtime, Effects effects) {
		this.settings = settings;
		this.runtime = runtime;
		this.effects = effects;
		this.nextAt = runtime.nanoTime();
	}

	/**
	 * Begins what may begin now.
	 */
	void advance() {
		if (this.stopped || this.busy || this.children != null || this.batches.size() >= BATCHES) {
			return;
		}
		long wait = this.nextAt - this.runtime.nanoTime();
		if (wait > 0) {
			this.effects.wakeFetcherIn(Duration.ofNanos(wait));
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
		this.millisBehindLatest = answer.millisBehindLatest();
		List<Record> records = answer.records();
		if (!records.isEmpty()) {
			this.lastSequence = records.get(records.size() - 1).sequenceNumber();
			if (!this.stopped) {
				this.batches.add(new ShardBatch(records, answer.millisBehindLatest(), Mark.now(this.runtime)));
			}
		}
		if (answer.millisBehindLatest() == 0) {
			this.reachedTip = Mark.now(this.runtime);
			this.nextAt += Math.max(0, this.settings.waitTime().minus(READ_INTERVAL).toNanos());
		}
		if (answer.nextIterator() == null) {
			this.children = answer.children();
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
			this.effects.fetchFailed(failure);
		}
		advance();
	}

	/**
	 * Fetches no more and forgets what waits.
	 */
	void stop() {
		this.stopped = true;
		this.batches.clear();
	}

	@Nullable ShardBatch head() {
		return this.batches.peek();
	}

	/**
	 * The first records of the head were handled.
	 */
	void handled(int count) {
		ShardBatch head = this.batches.remove();
		ShardBatch rest = head.after(count);
		if (rest != null) {
			this.batches.addFirst(rest);
		}
		advance();
	}

	/**
	 * The shards that follow, once all records of a closed shard were taken.
	 */
	@Nullable List<Shard> childrenAtEnd() {
		return this.batches.isEmpty() ? this.children : null;
	}

	/**
	 * How far handling is behind the tip: as Kinesis said of the oldest batch that waits
	 * or is being handled, and the time since it was fetched.
	 * @return milliseconds, or {@code null} before the first answer
	 */
	@Nullable Long millisBehindLatest() {
		ShardBatch head = this.batches.peek();
		if (head != null) {
			return head.millisBehindLatest() + Math.max(0, head.fetched().until(Mark.now(this.runtime)).toMillis());
		}
		return (this.millisBehindLatest >= 0) ? this.millisBehindLatest : null;
	}

	/**
	 * When a read last found nothing more to read.
	 */
	@Nullable Mark reachedTip() {
		return this.reachedTip;
	}

	/**
	 * What the fetcher wants done. No method may call back before it returns.
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
		void wakeFetcherIn(Duration delay);

		/**
		 * For the record: a call failed and will be made again.
		 */
		void fetchFailed(Throwable failure);

	}

}
