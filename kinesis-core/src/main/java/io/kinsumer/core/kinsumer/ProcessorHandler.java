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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.kinsumer.core.processor.InitializationInput;
import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShardProcessor;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.processor.ShutdownInput;
import org.jspecify.annotations.Nullable;

/**
 * Runs a processor on the threads for handlers.
 */
final class ProcessorHandler implements ShardHandler {

	private final ShardProcessorFactory processors;

	private final ShardContext shard;

	private final Executor threads;

	private volatile @Nullable ShardProcessor processor;

	private @Nullable Thread running;

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
		});
	}

	@Override
	public CompletableFuture<Void> process(Supplier<ProcessRecordsInput> batch) {
		return run(() -> {
			if (!this.shard.deliverable()) {
				return;
			}
			ProcessRecordsInput input = batch.get();
			if (!input.records().isEmpty()) {
				processor().process(input);
			}
		});
	}

	@Override
	public CompletableFuture<Void> shutdown(ShutdownInput input) {
		return run(() -> processor().shutdown(input));
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
				Throwable failure = null;
				try {
					call.run();
				}
				catch (Throwable ex) {
					failure = ex;
				}
				end();
				if (failure != null) {
					result.completeExceptionally(failure);
				}
				else {
					result.complete(null);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			result.completeExceptionally(ex);
		}
		return result;
	}

	private synchronized void begin() {
		this.running = Thread.currentThread();
	}

	private synchronized void end() {
		this.running = null;
		// An interrupt that came after the handler returned is not meant for the next
		// one.
		Thread.interrupted();
	}

	@Override
	public synchronized void interrupt() {
		if (this.running != null) {
			this.running.interrupt();
		}
	}

	/**
	 * A call of the processor.
	 */
	@FunctionalInterface
	private interface Call {

		void run() throws Exception;

	}

}
