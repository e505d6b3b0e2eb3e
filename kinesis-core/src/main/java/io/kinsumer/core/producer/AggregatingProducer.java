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

package io.kinsumer.core.producer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import io.kinsumer.core.aggregation.LoneRecords;
import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.client.RecordSizeExceededException;
import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyCache;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.runtime.ThreadedRuntime;
import io.kinsumer.core.writer.PutRecordsCall;
import io.kinsumer.core.writer.Putter;
import io.kinsumer.core.writer.RecordSizeLimit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * Writes many records to one stream with few requests: collects records of a shard into
 * aggregates of the KPL format, sends several of them in a request, and repeats what
 * fails for a passing reason. Every record that was put ends exactly once: its future
 * completes with its place in the stream or with a {@link KinesisException}.
 * <p>
 * After a timeout, or while the stream is resharded, a record may be written twice.
 * <p>
 * For use by several threads. Futures complete on threads of the producer, where
 * callbacks may block. Runs from its construction until it is closed.
 */
public final class AggregatingProducer implements AutoCloseable {

	private static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(30);

	/**
	 * Keys whose hash is remembered: a few hundred kilobytes at most.
	 */
	private static final int CACHED_KEYS = 1024;

	private final ProducerSettings settings;

	private final EngineRuntime runtime;

	private final boolean ownsRuntime;

	private final RandomGenerator random;

	private final Budget budget;

	private final RecordSizeLimit sizeLimit;

	private final ProducerReports reports;

	private final ProducerLoop loop;

	private final HashKeyCache hashKeys = new HashKeyCache(CACHED_KEYS);

	private AggregatingProducer(Builder builder) {
		this.settings = builder.settings;
		EngineRuntime given = builder.runtime;
		this.ownsRuntime = (given == null);
		this.runtime = (given != null) ? given : new ThreadedRuntime("kinesis-producer-" + this.settings.name());
		this.random = builder.random;
		this.budget = new Budget(this.settings);
		this.reports = new ProducerReports(new ProducerInfo(this.settings.name(), this.settings.streamName()),
				List.copyOf(builder.listeners));
		PutRecordsCall call = new PutRecordsCall(builder.putter.apply(builder.client::putRecords),
				this.settings.streamName(), this.settings.streamArn(), this.settings.requestTimeout());
		ShardSource source = builder.shardSource
			.apply(ShardSource.kinesis(builder.client, this.settings.streamName(), this.settings.streamArn()));
		this.sizeLimit = new RecordSizeLimit(builder.client, this.settings.streamName(), this.settings.streamArn(),
				this.settings.maxRecordSize(), this.runtime);
		this.loop = new ProducerLoop(this.settings, this.runtime, this.random, call, source, this.budget, this.reports);
	}

	/**
	 * Starts building a producer.
	 * @param client the client, which remains the caller's
	 * @param settings which stream, and how
	 * @return a builder
	 */
	public static Builder builder(KinesisAsyncClient client, ProducerSettings settings) {
		return new Builder(client, settings);
	}

	/**
	 * The settings.
	 * @return as given
	 */
	public ProducerSettings settings() {
		return this.settings;
	}

	/**
	 * Accepts a record. Waits for room if the backlog is full and its policy says so.
	 * @param record the record, whose bytes must not change until the future is complete
	 * @return where it was written. Fails with a {@link KinesisException}, among them
	 * {@link BacklogFullException}, {@link ProducerStoppedException},
	 * {@link RecordSizeExceededException} and {@link DrainException}
	 */
	public CompletableFuture<RecordResult> put(UserRecord record) {
		DataRecord data = DataRecord.of(record);
		String partitionKey = data.partitionKey();
		PendingRecord pending = (partitionKey != null)
				? new PendingRecord(record, data, partitionKey, hashKey(data, partitionKey)) : withoutKey(record, data);
		KinesisException failure = checkSize(pending);
		if (failure == null) {
			failure = this.budget.acquire(pending.cost);
		}
		if (failure == null && !accept(pending)) {
			failure = new ProducerStoppedException(this.settings.name());
		}
		if (failure != null) {
			Effects effects = new Effects();
			this.reports.failed(record, failure, effects);
			effects.run(this.runtime, this.budget, this.reports.listeners());
			pending.future.completeExceptionally(failure);
		}
		return pending.future;
	}

	private boolean accept(PendingRecord pending) {
		boolean accepted = false;
		try {
			accepted = this.loop.accept(pending);
		}
		finally {
			if (!accepted) {
				this.budget.release(1, pending.cost);
			}
		}
		return accepted;
	}

	/**
	 * Sends what is collected without waiting for more.
	 * @return completed, never exceptionally, when all that was accepted before is
	 * settled, its futures are complete and their callbacks have returned; so a callback
	 * must not wait for it
	 */
	public CompletableFuture<Void> flush() {
		return this.loop.flush();
	}

	/**
	 * Sends nothing until {@link #resume()}; requests under way are finished. Records are
	 * accepted as before, until the backlog is full, and a {@link #flush()} does not
	 * complete. Without effect on a producer that is paused.
	 */
	public void pause() {
		this.loop.pause();
	}

	/**
	 * Ends a pause, whose time does not count towards the deadline of records. Without
	 * effect on a producer that is not paused.
	 */
	public void resume() {
		this.loop.resume();
	}

	/**
	 * What the producer is about.
	 * @return a snapshot
	 */
	public ProducerStatus status() {
		return this.loop.status();
	}

	/**
	 * Closes with a timeout of 30 s.
	 */
	@Override
	public void close() {
		close(DEFAULT_CLOSE_TIMEOUT);
	}

	/**
	 * Refuses new records, ends a pause, sends what was accepted, and fails what is left
	 * after the timeout, or at once if the thread is interrupted. Waits for callbacks as
	 * well, so it is not to be called by one; those that go on after the timeout are not
	 * interrupted. Further calls have no effect.
	 * @param timeout how long to wait at most
	 * @return the records that were left, whose futures failed with a
	 * {@link DrainException}; those in flight may be written nevertheless
	 */
	public List<UserRecord> close(Duration timeout) {
		this.loop.stopAccepting();
		this.budget.close();
		this.loop.resume();
		try {
			flush().get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (TimeoutException ex) {
			// What is left fails below, with the records.
			return end();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("a flush never fails", ex);
		}
		return end();
	}

	private List<UserRecord> end() {
		List<UserRecord> left = this.loop.abort();
		if (this.ownsRuntime) {
			// Callbacks that save what is left must not be interrupted.
			this.loop.flush().thenRun(this.runtime::close);
		}
		return left;
	}

	private @Nullable KinesisException checkSize(PendingRecord pending) {
		int size = LoneRecords.size(pending.partitionKey, pending.record) + pending.keyLength();
		int limit = this.sizeLimit.limitFor(size);
		return (size > limit) ? new RecordSizeExceededException(size, limit) : null;
	}

	private PendingRecord withoutKey(UserRecord given, DataRecord record) {
		String partitionKey = Long.toUnsignedString(this.random.nextLong(), Character.MAX_RADIX);
		String explicit = record.explicitHashKey();
		// Not worth a place in the cache: it does not come again.
		return new PendingRecord(given, record, partitionKey,
				(explicit != null) ? HashKey.parse(explicit) : HashKey.ofPartitionKey(partitionKey));
	}

	private HashKey hashKey(DataRecord record, String partitionKey) {
		String explicit = record.explicitHashKey();
		return (explicit != null) ? HashKey.parse(explicit) : this.hashKeys.get(partitionKey);
	}

	/**
	 * Builds an {@link AggregatingProducer}. Not for use by several threads at once.
	 */
	public static final class Builder {

		private final KinesisAsyncClient client;

		private final ProducerSettings settings;

		private final List<ProducerListener> listeners = new ArrayList<>();

		private UnaryOperator<Putter> putter = UnaryOperator.identity();

		private UnaryOperator<ShardSource> shardSource = UnaryOperator.identity();

		private @Nullable EngineRuntime runtime;

		private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();

		private Builder(KinesisAsyncClient client, ProducerSettings settings) {
			this.client = client;
			this.settings = settings;
		}

		/**
		 * Adds a listener.
		 * @param listener hears what the producer does
		 * @return this builder
		 */
		public Builder listener(ProducerListener listener) {
			this.listeners.add(listener);
			return this;
		}

		/**
		 * Puts something in the place of the client, or around it. By default the client
		 * gets what is to be put, without retries of its own.
		 * @param putter is given the client as it would be used, and returns what is used
		 * instead
		 * @return this builder
		 */
		public Builder putter(UnaryOperator<Putter> putter) {
			this.putter = putter;
			return this;
		}

		/**
		 * Sets how the shards are found; by default Kinesis is asked.
		 * @param shardSource is given what asks Kinesis, and returns what is used, such
		 * as {@link ShardSource#none()}
		 * @return this builder
		 */
		public Builder shardSource(UnaryOperator<ShardSource> shardSource) {
			this.shardSource = shardSource;
			return this;
		}

		/**
		 * Sets where time and threads come from; the caller closes it. By default the
		 * producer has its own.
		 * @param runtime time, timers, threads
		 * @return this builder
		 */
		public Builder runtime(EngineRuntime runtime) {
			this.runtime = runtime;
			return this;
		}

		/**
		 * Sets the source of jitter and of keys for records without one.
		 * @param random for use by several threads
		 * @return this builder
		 */
		public Builder random(RandomGenerator random) {
			this.random = random;
			return this;
		}

		/**
		 * Builds the producer, which begins to list the shards.
		 * @return a producer, to be closed by the caller
		 */
		public AggregatingProducer build() {
			AggregatingProducer producer = new AggregatingProducer(this);
			producer.loop.start();
			return producer;
		}

	}

}
