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
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.processor.RecordCompletion;
import io.kinsumer.core.processor.RecordDelivery;
import io.kinsumer.core.processor.RecordProcessor;
import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.sim.VirtualRuntime;
import io.kinsumer.core.sim.VirtualTime;

/**
 * Handles records one by one: at once, after a while, or deferred and completed later, in
 * any order. Fails now and then.
 */
final class SimulatedRecordProcessor implements RecordProcessor {

	private final VirtualTime time;

	private final VirtualRuntime process;

	private final Random random;

	private final History history;

	private final String client;

	private final double failures;

	SimulatedRecordProcessor(SimulatedGroup group, SimulatedMember member) {
		this.time = group.time();
		this.random = group.random();
		this.history = group.history();
		this.failures = group.scenario().handlerFailures();
		this.process = member.runtime();
		this.client = member.clientId();
	}

	@Override
	public CompletionStage<?> handle(RecordDelivery delivery) {
		this.history.delivered(entry(delivery));
		if (this.random.nextDouble() < this.failures) {
			throw new IllegalStateException("simulated failure");
		}
		CompletableFuture<Void> result = new CompletableFuture<>();
		switch (this.random.nextInt(4)) {
			case 0 -> {
				this.history.completed(entry(delivery));
				result.complete(null);
			}
			case 1 -> {
				RecordCompletion completion = delivery.defer();
				this.process.schedule(Duration.ofMillis(this.random.nextInt(400)),
						() -> complete(delivery, completion));
				result.complete(null);
			}
			default -> this.process.schedule(Duration.ofMillis(this.random.nextInt(100)), () -> {
				if (this.random.nextDouble() < this.failures) {
					result.completeExceptionally(new IllegalStateException("simulated failure"));
				}
				else {
					this.history.completed(entry(delivery));
					result.complete(null);
				}
			});
		}
		return result;
	}

	private void complete(RecordDelivery delivery, RecordCompletion completion) {
		this.history.completed(entry(delivery));
		try {
			completion.complete();
		}
		catch (ShutdownException ex) {
			// Handled, but too late to tell: the next owner handles it again.
		}
	}

	private History.Delivery entry(RecordDelivery delivery) {
		String[] text = StandardCharsets.UTF_8.decode(delivery.record().data()).toString().split(":");
		return new History.Delivery(this.time.elapsed(), this.client, delivery.shard().shardId(),
				delivery.shard().epoch(), text[0], Long.parseLong(text[1]));
	}

}
