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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import io.kinsumer.core.processor.UnprintableException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.error.DeadLetter;
import io.kinsumer.spring.error.ExhaustedAction;
import io.kinsumer.spring.error.FailureListener;
import io.kinsumer.spring.error.RetryBackoff;
import io.kinsumer.spring.error.RetryingFailurePolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Exceptions whose own message throws, as that of a proxy without its session does.
 */
class UnprintableFailureTests {

	private static final EngineHarness engine = new EngineHarness();

	private final ConcurrentLinkedQueue<Integer> handled = new ConcurrentLinkedQueue<>();

	private final ConcurrentLinkedQueue<Integer> tried = new ConcurrentLinkedQueue<>();

	private final Queue<Throwable> refusals = new ConcurrentLinkedQueue<>();

	private final List<Throwable> refused = new CopyOnWriteArrayList<>();

	private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();

	@AfterAll
	static void stop() {
		engine.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void areSkippedAfterTheLastAttempt(boolean batch) {
		EngineHarness.Run run = engine.stream(5).start(handler(batch), options(ExhaustedAction.SKIP));
		await().until(() -> this.handled.contains(5));
		assertThat(this.handled).containsExactly(1, 2, 4, 5);
		assertThat(this.tried).hasSize(batch ? 3 : 2);
		run.stop();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void areSentToDeadLetterWithAStandIn(boolean batch) {
		EngineHarness.Run run = engine.stream(5).start(handler(batch), options(ExhaustedAction.DEAD_LETTER));
		await().until(() -> this.handled.contains(5));
		assertThat(this.handled).containsExactly(1, 2, 4, 5);
		assertThat(this.letters).singleElement()
			.satisfies((letter) -> assertThat(letter.cause()).hasMessageContaining(Unprintable.class.getName()));
		run.stop();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void ofTheDeadLetterTargetAreRepeated(boolean batch) {
		this.refusals.add(new Unprintable());
		EngineHarness.Run run = engine.stream(5).start(handler(batch), options(ExhaustedAction.DEAD_LETTER));
		await().until(() -> this.handled.contains(5));
		assertThat(this.handled).containsExactly(1, 2, 4, 5);
		assertThat(this.letters).hasSize(1);
		assertThat(this.refused).singleElement().isInstanceOf(UnprintableException.class);
		run.stop();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void stopTheirShardAfterTheLastAttempt(boolean batch) {
		EngineHarness.Run run = engine.stream(5).start(handler(batch), options(ExhaustedAction.STOP));
		await().until(run::isStopped);
		assertThat(run.shard().failure()).contains(Unprintable.class.getName());
		assertThat(this.tried).hasSize(2);
		run.stop();
	}

	private ListenerHandler handler(boolean batch) {
		if (batch) {
			return new ListenerHandler.OfBatches((records, context) -> {
				if (records.stream().anyMatch((record) -> EngineHarness.number(record) == 3)) {
					fail();
				}
				records.stream().map(EngineHarness::number).forEach(this.handled::add);
				return CompletableFuture.completedFuture(null);
			});
		}
		return new ListenerHandler.OfRecords((record, context) -> {
			handle(record);
			return CompletableFuture.completedFuture(null);
		});
	}

	private void handle(KinesisRecord record) {
		if (EngineHarness.number(record) == 3) {
			fail();
		}
		this.handled.add(EngineHarness.number(record));
	}

	private void fail() {
		this.tried.add(3);
		throw new IllegalStateException(null, new Unprintable());
	}

	private ListenerOptions options(ExhaustedAction action) {
		RetryingFailurePolicy policy = RetryingFailurePolicy.builder()
			.maxAttempts(2)
			.backoff(new RetryBackoff(Duration.ofMillis(1), 1, Duration.ofMillis(1), 0))
			.onExhausted(action)
			.build();
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
	 * Cannot be told.
	 */
	private static final class Unprintable extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new UnsupportedOperationException("no session");
		}

	}

}
