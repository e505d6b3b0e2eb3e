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
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;

/**
 * Handles each record for a while, and fails now and then.
 */
final class SimulatedHandler implements ShardHandler {

	private final VirtualTime time;

	private final VirtualRuntime process;

	private final Random random;

	private final History history;

	private final String client;

	private final ShardContext shard;

	private final double failures;

	SimulatedHandler(SimulatedGroup group, SimulatedMember member, ShardContext shard) {
		this.time = group.time();
		this.random = group.random();
		this.history = group.history();
		this.failures = group.scenario().handlerFailures();
		this.process = member.runtime();
		this.client = member.clientId();
		this.shard = shard;
	}

	@Override
	public CompletableFuture<Void> initialize(InitializationInput input) {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public CompletableFuture<Void> process(Supplier<ProcessRecordsInput> batch) {
		CompletableFuture<Void> result = new CompletableFuture<>();
		this.process.schedule(Duration.ofNanos(this.random.nextInt(1000)), () -> {
			if (!this.shard.deliverable()) {
				result.complete(null);
				return;
			}
			ProcessRecordsInput input = batch.get();
			next(input, 0, result);
		});
		return result;
	}

	private void next(ProcessRecordsInput input, int index, CompletableFuture<Void> result) {
		List<KinesisRecord> records = input.records();
		if (index == records.size() || !this.shard.deliverable()) {
			result.complete(null);
			return;
		}
		KinesisRecord record = records.get(index);
		this.history.delivered(delivery(record));
		if (this.random.nextDouble() < this.failures) {
			result.completeExceptionally(new IllegalStateException("simulated failure"));
			return;
		}
		this.process.schedule(Duration.ofMillis(this.random.nextInt(20)), () -> {
			this.history.completed(delivery(record));
			try {
				input.checkpointer().checkpoint(record);
			}
			catch (IllegalStateException ex) {
				result.completeExceptionally(ex);
				return;
			}
			next(input, index + 1, result);
		});
	}

	private History.Delivery delivery(KinesisRecord record) {
		String[] text = StandardCharsets.UTF_8.decode(record.data()).toString().split(":");
		return new History.Delivery(this.time.elapsed(), this.client, this.shard.shardId(), this.shard.epoch(), text[0],
				Long.parseLong(text[1]));
	}

	@Override
	public CompletableFuture<Void> shutdown(ShutdownInput input) {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public void interrupt() {
	}

}
