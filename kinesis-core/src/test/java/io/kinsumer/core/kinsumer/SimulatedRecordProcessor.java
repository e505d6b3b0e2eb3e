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

/**
 * Handles records one by one: at once, after a while, or deferred and completed later, in
 * any order. Fails now and then.
 */
final class SimulatedRecordProcessor implements RecordProcessor {

	/** How long a record takes at most. */
	static final Duration LONGEST = Duration.ofMillis(400);

	private final SimulatedGroup group;

	private final SimulatedMember member;

	private final Random random;

	SimulatedRecordProcessor(SimulatedGroup group, SimulatedMember member) {
		this.group = group;
		this.random = group.random();
		this.member = member;
	}

	@Override
	public CompletionStage<?> handle(RecordDelivery delivery) {
		this.group.history()
			.delivered(this.member, delivery.shard().shardId().value(), delivery.shard().epoch(), number(delivery));
		if (this.random.nextDouble() < this.group.handlerFailures()) {
			throw new IllegalStateException("simulated failure");
		}
		CompletableFuture<Void> result = new CompletableFuture<>();
		switch (this.random.nextInt(4)) {
			case 0 -> {
				completed(delivery);
				result.complete(null);
			}
			case 1 -> {
				RecordCompletion completion = delivery.defer();
				this.member.runtime()
					.schedule(Duration.ofMillis(this.random.nextInt((int) LONGEST.toMillis())),
							() -> complete(delivery, completion));
				result.complete(null);
			}
			default -> this.member.runtime().schedule(Duration.ofMillis(this.random.nextInt(100)), () -> {
				if (this.random.nextDouble() < this.group.handlerFailures()) {
					result.completeExceptionally(new IllegalStateException("simulated failure"));
				}
				else {
					completed(delivery);
					result.complete(null);
				}
			});
		}
		return result;
	}

	private void complete(RecordDelivery delivery, RecordCompletion completion) {
		completed(delivery);
		try {
			completion.complete();
		}
		catch (ShutdownException ex) {
			// Handled, but too late to tell: the next owner handles it again.
		}
	}

	private void completed(RecordDelivery delivery) {
		this.group.history().completed(this.member, delivery.shard().epoch(), number(delivery));
	}

	private static int number(RecordDelivery delivery) {
		return Integer.parseInt(StandardCharsets.UTF_8.decode(delivery.record().data()).toString());
	}

}
