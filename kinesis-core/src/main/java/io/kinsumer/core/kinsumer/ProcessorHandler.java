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

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.kinsumer.core.processor.AsyncShardProcessor;
import io.kinsumer.core.processor.InitializationInput;
import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.processor.RecordProcessor;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShardProcessor;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.processor.ShutdownInput;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a processor on the threads for handlers.
 */
final class ProcessorHandler implements ShardHandler {

	private static final Logger logger = LoggerFactory.getLogger(ProcessorHandler.class);

	private static final CompletionStage<?> DONE = CompletableFuture.completedFuture(null);

	private final ShardProcessorFactory processors;

	private final ShardContext shard;

	private final Executor threads;

	private final Set<Thread> running = new HashSet<>();

	private final Set<CompletionStage<?>> pending = new HashSet<>();

	private volatile @Nullable ShardProcessor processor;

	ProcessorHandler(ShardProcessorFactory processors, ShardContext shard, Executor threads) {
		this.processors = processors;
		this.shard = shard;
		this.threads = threads;
	}

	@Override
	public CompletableFuture<Void> initialize(InitializationInput input) {
		return run(() -> {
			ShardProcessor created = this.processors.create(this.shard);
			created.initialize(input);
			this.processor = created;
			return DONE;
		});
	}

	@Override
	public boolean isRecordwise() {
		return this.processor instanceof RecordProcessor;
	}

	@Override
	public CompletableFuture<Void> process(Supplier<ProcessRecordsInput> batch) {
		return run(() -> {
			if (!this.shard.deliverable()) {
				return DONE;
			}
			ProcessRecordsInput input = batch.get();
			if (input.records().isEmpty()) {
				return DONE;
			}
			if (processor() instanceof AsyncShardProcessor asynchronous) {
				return asynchronous.processAsync(input);
			}
			processor().process(input);
			return DONE;
		});
	}

	@Override
	public void overdue() {
		if (this.processor instanceof AsyncShardProcessor asynchronous) {
			run(() -> {
				asynchronous.handoverOverdue();
				return DONE;
			});
		}
	}

	@Override
	public CompletableFuture<Void> shutdown(ShutdownInput input) {
		return run(() -> {
			processor().shutdown(input);
			return DONE;
		});
	}

	private ShardProcessor processor() {
		ShardProcessor created = this.processor;
		if (created == null) {
			throw new IllegalStateException("the processor of shard " + this.shard.shardId() + " is not initialized");
		}
		return created;
	}

	private CompletableFuture<Void> run(Call call) {
		CompletableFuture<Void> result = new CompletableFuture<>();
		try {
			this.threads.execute(() -> {
				begin();
				CompletionStage<?> stage = call(call);
				end();
				whenEnded(stage, (failure) -> {
					if (failure != null) {
						result.completeExceptionally(failure);
					}
					else {
						result.complete(null);
					}
				});
			});
		}
		catch (Throwable ex) {
			// Also where the system has no thread left.
			result.completeExceptionally(ex);
		}
		return result;
	}

	private static CompletionStage<?> call(Call call) {
		try {
			CompletionStage<?> stage = call.run();
			return Objects.requireNonNull(stage, "the handler returned null instead of a CompletionStage");
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void whenEnded(CompletionStage<?> stage, Consumer<@Nullable Throwable> next) {
		track(stage);
		// Not whenComplete: that asks a failure for its text, which may throw.
		stage.handle((ignored, failure) -> {
			forget(stage);
			next.accept((failure != null) ? Reports.cause(failure) : null);
			return null;
		});
	}

	@Override
	public void work(Lanes lanes) {
		try {
			this.threads.execute(() -> {
				begin();
				try {
					handle(lanes);
				}
				catch (Throwable ex) {
					lanes.breakDown(ex);
					lanes.tellNews();
				}
				finally {
					end();
				}
			});
		}
		catch (RejectedExecutionException ex) {
			// The kinsumer ends: whatever waits is left to the next owner.
			lanes.stop();
		}
		catch (Throwable ex) {
			lanes.breakDown(ex);
			lanes.tellNews();
		}
	}

	private void handle(Lanes lanes) {
		RecordProcessor handler = (RecordProcessor) processor();
		InFlight record = lanes.take();
		while (record != null) {
			if (lanes.wantsScout()) {
				work(lanes);
			}
			InFlight taken = record;
			CompletionStage<?> stage = call(() -> handler.handle(taken));
			// What a handler leaves behind is not meant for the next record.
			Thread.interrupted();
			if (isDone(stage)) {
				record = lanes.next(taken, failureOf(stage));
			}
			else {
				whenEnded(stage, (failure) -> returned(lanes, taken, failure));
				record = lanes.more();
			}
			lanes.tellNews();
		}
		lanes.tellNews();
	}

	private void returned(Lanes lanes, InFlight record, @Nullable Throwable failure) {
		try {
			lanes.returned(record, failure);
			if (lanes.wantsScout()) {
				work(lanes);
			}
		}
		catch (Throwable ex) {
			lanes.breakDown(ex);
		}
		lanes.tellNews();
	}

	private static boolean isDone(CompletionStage<?> stage) {
		// Others, such as minimal stages, do not tell.
		return stage.getClass() == CompletableFuture.class && ((CompletableFuture<?>) stage).isDone();
	}

	private static @Nullable Throwable failureOf(CompletionStage<?> stage) {
		CompletableFuture<?> future = (CompletableFuture<?>) stage;
		if (!future.isCompletedExceptionally()) {
			return null;
		}
		return Reports.cause(future.handle((ignored, failure) -> failure).join());
	}

	private synchronized void track(CompletionStage<?> stage) {
		this.pending.add(stage);
	}

	private synchronized void forget(CompletionStage<?> stage) {
		this.pending.remove(stage);
	}

	private synchronized void begin() {
		this.running.add(Thread.currentThread());
	}

	private synchronized void end() {
		this.running.remove(Thread.currentThread());
		// An interrupt that came after the handler returned is not meant for the next
		// one.
		Thread.interrupted();
	}

	@Override
	public void interrupt() {
		Set<CompletionStage<?>> stages;
		synchronized (this) {
			this.running.forEach(Thread::interrupt);
			stages = Set.copyOf(this.pending);
		}
		stages.forEach(ProcessorHandler::cancel);
	}

	private static void cancel(CompletionStage<?> stage) {
		try {
			stage.toCompletableFuture().cancel(true);
		}
		catch (RuntimeException ex) {
			// Nobody is obliged to offer a future; the others are to be cancelled yet.
			logger.debug("What a handler returned cannot be cancelled, so it ends when it ends", ex);
		}
	}

	/**
	 * A call of the processor.
	 */
	@FunctionalInterface
	private interface Call {

		CompletionStage<?> run() throws Exception;

	}

}
