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

package io.kinsumer.spring.listener;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.kinsumer.core.processor.UnprintableException;
import io.kinsumer.spring.error.DeadLetter;
import io.kinsumer.spring.error.ExhaustedAction;
import io.kinsumer.spring.error.FailureListener;
import io.kinsumer.spring.error.RetryBackoff;
import io.kinsumer.spring.error.RetryingFailurePolicy;
import io.kinsumer.spring.error.Unprintable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Listeners that fail by what cannot be told.
 */
class UnprintableFailureTests {

	private static final EngineHarness engine = new EngineHarness();

	private final ConcurrentLinkedQueue<Integer> handled = new ConcurrentLinkedQueue<>();

	private final AtomicInteger tried = new AtomicInteger();

	private final Queue<Throwable> refusals = new ConcurrentLinkedQueue<>();

	private final List<Throwable> refused = new CopyOnWriteArrayList<>();

	private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();

	@AfterAll
	static void stop() {
		engine.close();
	}

	static Stream<Arguments> ways() {
		return Stream.of(Style.values())
			.flatMap((style) -> Stream.of(new Unprintable(), new IllegalStateException(null, new Unprintable()))
				.map((failure) -> Arguments.argumentSet(style + " " + failure.getClass().getSimpleName(), style,
						failure)));
	}

	@ParameterizedTest
	@MethodSource("ways")
	void areSkippedAfterTheLastAttempt(Style style, RuntimeException failure) {
		EngineHarness.Run run = start(style, failure, policy(ExhaustedAction.SKIP));
		await().until(() -> this.handled.contains(5));
		assertThat(this.handled).containsExactly(1, 2, 4, 5);
		assertThat(this.tried).hasValue(style.batch ? 3 : 2);
		run.stop();
	}

	@ParameterizedTest
	@MethodSource("ways")
	void areSentToDeadLetterWithAStandIn(Style style, RuntimeException failure) {
		EngineHarness.Run run = start(style, failure, policy(ExhaustedAction.DEAD_LETTER));
		await().until(() -> this.handled.contains(5));
		assertThat(this.handled).containsExactly(1, 2, 4, 5);
		assertThat(this.letters).singleElement()
			.satisfies((letter) -> assertThat(letter.cause()).isInstanceOf(UnprintableException.class)
				.hasMessageContaining(Unprintable.class.getName()));
		run.stop();
	}

	@Test
	void ofTheDeadLetterTargetAreRepeated() {
		this.refusals.add(new Unprintable());
		EngineHarness.Run run = start(Style.RECORD, new Unprintable(), policy(ExhaustedAction.DEAD_LETTER));
		await().until(() -> this.handled.contains(5));
		assertThat(this.handled).containsExactly(1, 2, 4, 5);
		assertThat(this.letters).hasSize(1);
		assertThat(this.refused).singleElement().isInstanceOf(UnprintableException.class);
		run.stop();
	}

	@ParameterizedTest
	@MethodSource("ways")
	void stopTheirShardAfterTheLastAttempt(Style style, RuntimeException failure) {
		EngineHarness.Run run = start(style, failure, policy(ExhaustedAction.STOP));
		await().until(run::isStopped);
		assertThat(run.shard().failure()).contains(Unprintable.class.getName());
		assertThat(this.tried).hasValue(2);
		run.stop();
	}

	@ParameterizedTest
	@MethodSource("ways")
	void areDecidedUponByTheirClass(Style style, RuntimeException failure) {
		EngineHarness.Run run = start(style, failure, policy(ExhaustedAction.STOP).notRetryable(Unprintable.class));
		await().until(run::isStopped);
		assertThat(this.tried).hasValue(1);
		run.stop();
	}

	private EngineHarness.Run start(Style style, RuntimeException failure, RetryingFailurePolicy.Builder policy) {
		return engine.stream(5).start(handler(style, failure), options(policy.build()));
	}

	private ListenerHandler handler(Style style, RuntimeException failure) {
		return style.batch ? new ListenerHandler.OfBatches(
				(records, context) -> handle(style, failure, records.stream().map(EngineHarness::number).toList()))
				: new ListenerHandler.OfRecords(
						(record, context) -> handle(style, failure, List.of(EngineHarness.number(record))));
	}

	private CompletionStage<?> handle(Style style, RuntimeException failure, List<Integer> numbers) {
		CompletableFuture<Void> stage = new CompletableFuture<>();
		if (!numbers.contains(3)) {
			this.handled.addAll(numbers);
			stage.complete(null);
			return stage;
		}
		this.tried.incrementAndGet();
		if (!style.asynchronous) {
			throw failure;
		}
		CompletableFuture.runAsync(() -> stage.completeExceptionally(failure));
		return stage;
	}

	private static RetryingFailurePolicy.Builder policy(ExhaustedAction action) {
		return RetryingFailurePolicy.builder()
			.maxAttempts(2)
			.backoff(new RetryBackoff(Duration.ofMillis(1), 1, Duration.ofMillis(1), 0))
			.onExhausted(action);
	}

	private ListenerOptions options(RetryingFailurePolicy policy) {
		return new ListenerOptions(AckMode.BATCH, policy, (letter) -> {
			if (!this.refusals.isEmpty()) {
				return CompletableFuture.failedFuture(this.refusals.remove());
			}
			this.letters.add(letter);
			return CompletableFuture.completedFuture(null);
		}, List.of(), List.of(new FailureListener() {

			@Override
			public void deadLetterRefused(DeadLetter letter, Throwable failure, int attempt) {
				UnprintableFailureTests.this.refused.add(failure);
			}

		}));
	}

	/**
	 * How a listener handles records, and fails.
	 */
	enum Style {

		RECORD(false, false), ASYNCHRONOUS_RECORD(false, true), BATCH(true, false), ASYNCHRONOUS_BATCH(true, true);

		final boolean batch;

		final boolean asynchronous;

		Style(boolean batch, boolean asynchronous) {
			this.batch = batch;
			this.asynchronous = asynchronous;
		}

	}

}
