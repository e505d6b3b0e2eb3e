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

package io.kinsumer.core.writer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import io.kinsumer.core.observe.WriterInfo;
import io.kinsumer.core.observe.WriterListener;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.runtime.ThreadedRuntime;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * Writes records to one stream, each as a Kinesis record of its own. Splits batches by
 * the limits of the service, repeats what was refused for a passing reason, and tells
 * what became of each record. Consumers get what was put: a record with headers, or one
 * whose payload is an aggregate itself, travels in the KPL format.
 * <p>
 * For use by several threads. Futures complete on threads of the writer, where callbacks
 * may block. Cancelling a future stops its retries.
 */
public final class RecordWriter implements AutoCloseable {

	private final WriterContext context;

	private final Set<PutOperation> operations = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean closed = new AtomicBoolean();

	private RecordWriter(Builder builder) {
		EngineRuntime runtime = builder.runtime;
		WriterSettings settings = builder.settings;
		EngineRuntime used = (runtime != null) ? runtime : new ThreadedRuntime("kinesis-writer-" + settings.name());
		PutRecordsCall call = new PutRecordsCall(builder.putter.apply(builder.client::putRecords),
				settings.streamName(), settings.streamArn(), settings.requestTimeout());
		RecordSizeLimit sizeLimit = new RecordSizeLimit(builder.client, settings.streamName(), settings.streamArn(),
				settings.maxRecordSize(), used);
		this.context = new WriterContext(settings, call, sizeLimit, used, builder.random,
				List.copyOf(builder.listeners), new WriterInfo(settings.name(), settings.streamName()),
				new Callbacks((runtime != null) ? () -> {
				} : used::close));
	}

	/**
	 * Starts building a writer.
	 * @param client the client, which remains the caller's
	 * @param settings which stream, and how
	 * @return a builder
	 */
	public static Builder builder(KinesisAsyncClient client, WriterSettings settings) {
		return new Builder(client, settings);
	}

	/**
	 * The settings.
	 * @return as given
	 */
	public WriterSettings settings() {
		return this.context.settings();
	}

	/**
	 * Writes one record.
	 * @param record the record
	 * @return where it was written; fails with a
	 * {@link io.kinsumer.core.client.KinesisException}
	 */
	public CompletableFuture<RecordResult> put(UserRecord record) {
		CompletableFuture<RecordResult> result = new CompletableFuture<>();
		CompletableFuture<List<RecordOutcome>> batch = putAll(List.of(record));
		batch.whenComplete((outcomes, failure) -> {
			if (failure != null) {
				result.completeExceptionally(failure);
			}
			else if (outcomes.get(0) instanceof RecordOutcome.Failed failed) {
				result.completeExceptionally(failed.failure());
			}
			else if (outcomes.get(0) instanceof RecordOutcome.Written written) {
				result.complete(written.result());
			}
		});
		result.whenComplete((value, failure) -> {
			if (result.isCancelled()) {
				batch.cancel(false);
			}
		});
		return result;
	}

	/**
	 * Writes records, in their order, with as many requests as it takes, one after the
	 * other.
	 * @param records any number
	 * @return the outcome of each record, in their order; does not fail, unless it is
	 * cancelled
	 */
	public CompletableFuture<List<RecordOutcome>> putAll(List<UserRecord> records) {
		List<UserRecord> all = List.copyOf(records);
		List<PendingEntry> entries = IntStream.range(0, all.size())
			.mapToObj((i) -> PendingEntry.of(i, all.get(i), this.context.random()))
			.toList();
		PutOperation operation = new PutOperation(this.context, all);
		this.operations.add(operation);
		operation.future().whenComplete((outcomes, failure) -> {
			this.operations.remove(operation);
			if (operation.future().isCancelled()) {
				operation.stop(new WriterClosedException(settings().name()));
			}
		});
		if (this.closed.get()) {
			operation.stop(new WriterClosedException(settings().name()));
		}
		else {
			operation.start(entries);
		}
		return operation.future();
	}

	/**
	 * Waits for what was put before.
	 * @return completed, never exceptionally, when all that was put before is settled
	 */
	public CompletableFuture<Void> flush() {
		return CompletableFuture
			.allOf(this.operations.stream().map(PutOperation::future).toArray(CompletableFuture[]::new))
			.handle((nothing, cancelled) -> null);
	}

	/**
	 * Refuses new records and gives up the retries of those under way, which fail with
	 * {@link WriterClosedException}. Does not wait, and interrupts no callback. Further
	 * calls have no effect.
	 */
	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.operations.forEach((operation) -> operation.stop(new WriterClosedException(settings().name())));
			this.context.callbacks().release();
		}
	}

	/**
	 * Builds a {@link RecordWriter}. Not for use by several threads at once.
	 */
	public static final class Builder {

		private final KinesisAsyncClient client;

		private final WriterSettings settings;

		private final List<WriterListener> listeners = new ArrayList<>();

		private UnaryOperator<Putter> putter = UnaryOperator.identity();

		private @Nullable EngineRuntime runtime;

		private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();

		private Builder(KinesisAsyncClient client, WriterSettings settings) {
			this.client = client;
			this.settings = settings;
		}

		/**
		 * Adds a listener.
		 * @param listener hears what the writer does
		 * @return this builder
		 */
		public Builder listener(WriterListener listener) {
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
		 * Sets where time and threads come from; the caller closes it. By default the
		 * writer has its own.
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
		 * Builds the writer.
		 * @return a writer, to be closed by the caller
		 */
		public RecordWriter build() {
			return new RecordWriter(this);
		}

	}

}
