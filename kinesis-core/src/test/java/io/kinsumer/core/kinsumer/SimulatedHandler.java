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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.kinsumer.core.processor.InitializationInput;
import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShutdownInput;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.runtime.EngineRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Handles each record for a while, and fails now and then.
 */
final class SimulatedHandler implements ShardHandler {

	/** How long a record takes at most, unless the handler is a slow one. */
	static final Duration LONGEST = Duration.ofMillis(20);

	private final SimulatedGroup group;

	private final SimulatedMember member;

	private final Random random;

	private final ShardContext shard;

	private final Variant.Handling handling;

	private @Nullable CompletableFuture<Void> running;

	private EngineRuntime.@Nullable Timer working;

	SimulatedHandler(SimulatedGroup group, SimulatedMember member, ShardContext shard) {
		this.group = group;
		this.member = member;
		this.random = group.random();
		this.shard = shard;
		this.handling = group.variant().handling();
	}

	@Override
	public CompletableFuture<Void> initialize(InitializationInput input) {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public CompletableFuture<Void> process(Supplier<ProcessRecordsInput> batch) {
		CompletableFuture<Void> result = new CompletableFuture<>();
		this.running = result;
		this.working = this.member.runtime().schedule(Duration.ofNanos(this.random.nextInt(1000)), () -> {
			if (!this.shard.deliverable()) {
				result.complete(null);
				return;
			}
			next(batch.get(), 0, result);
		});
		return result;
	}

	private void next(ProcessRecordsInput input, int index, CompletableFuture<Void> result) {
		List<KinesisRecord> records = input.records();
		boolean asks = index == 0 || this.handling != Variant.Handling.ASKS_ONCE_A_BATCH;
		if (index == records.size() || (asks && !this.shard.deliverable())) {
			result.complete(null);
			return;
		}
		KinesisRecord entry = records.get(index);
		int number = Integer.parseInt(StandardCharsets.UTF_8.decode(entry.data()).toString());
		this.group.history().delivered(this.member, this.shard.shardId().value(), this.shard.epoch(), number);
		if (this.random.nextDouble() < this.group.handlerFailures()) {
			result.completeExceptionally(new IllegalStateException("simulated failure"));
			return;
		}
		if (this.handling == Variant.Handling.CHECKPOINTS_FIRST) {
			input.checkpointer().checkpoint(entry);
		}
		this.working = this.member.runtime().schedule(workTime(), () -> {
			this.group.history().completed(this.member, this.shard.epoch(), number);
			try {
				if (this.handling != Variant.Handling.CHECKPOINTS_FIRST) {
					input.checkpointer().checkpoint(entry);
				}
			}
			catch (RuntimeException ex) {
				result.completeExceptionally(ex);
				return;
			}
			next(input, index + 1, result);
		});
		if (this.handling == Variant.Handling.ENDS_TOO_EARLY && index == records.size() - 1) {
			result.complete(null);
		}
	}

	private Duration workTime() {
		return (this.random.nextDouble() < this.group.slowHandlers())
				? Duration.ofMillis(1000 + this.random.nextInt(14_000))
				: Duration.ofMillis(this.random.nextInt((int) LONGEST.toMillis()));
	}

	@Override
	public CompletableFuture<Void> shutdown(ShutdownInput input) {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public void interrupt() {
		CompletableFuture<Void> current = this.running;
		if (current != null && this.working != null && !current.isDone()) {
			this.working.cancel();
			current.completeExceptionally(new InterruptedException("simulated interrupt"));
		}
	}

}
