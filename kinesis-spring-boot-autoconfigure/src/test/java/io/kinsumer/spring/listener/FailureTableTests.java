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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.error.BatchListenerFailedException;
import io.kinsumer.spring.error.DeadLetter;
import io.kinsumer.spring.error.ExhaustedAction;
import io.kinsumer.spring.error.FailureListener;
import io.kinsumer.spring.error.HandlingFailure;
import io.kinsumer.spring.error.NonRetryableException;
import io.kinsumer.spring.error.RetryBackoff;
import io.kinsumer.spring.error.RetryingFailurePolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The table of {@code docs/failures.md}: each row on the real engine. Record 3 of 5 is
 * the one that fails; then another member of the group takes over, and tells by what it
 * gets what was checkpointed.
 */
class FailureTableTests {

	private static final int ATTEMPTS = 3;

	private static final RetryBackoff SOON = new RetryBackoff(Duration.ofMillis(1), 1, Duration.ofMillis(1), 0);

	private static final EngineHarness engine = new EngineHarness();

	private static final ExecutorService runs = Executors.newFixedThreadPool(8);

	private static final Map<Row, Future<?>> outcomes = new LinkedHashMap<>();

	/** Mostly they wait, so that they can all be under way. */
	@BeforeAll
	static void start() {
		rows().forEach((row) -> outcomes.put(row, runs.submit(() -> run(row))));
	}

	@AfterAll
	static void stop() {
		runs.shutdownNow();
		engine.close();
	}

	static List<Row> rows() {
		List<Row> rows = new ArrayList<>();
		for (Style style : Style.values()) {
			for (AckMode mode : AckMode.values()) {
				if (style.batch && mode == AckMode.RECORD) {
					continue;
				}
				for (Fault fault : Fault.values()) {
					for (ExhaustedAction action : ExhaustedAction.values()) {
						rows.add(new Row(style, mode, fault, action));
					}
				}
			}
		}
		return rows;
	}

	@ParameterizedTest
	@MethodSource("rows")
	void noCellLosesARecord(Row row) throws Throwable {
		try {
			outcomes.get(row).get();
		}
		catch (ExecutionException ex) {
			throw ex.getCause();
		}
	}

	private static void run(Row row) {
		EngineHarness.Stream stream = engine.stream(5);
		Case first = new Case(row);
		EngineHarness.Run run = stream.start(first.handler(), first.options());
		await().until(() -> first.isOver(run));
		if (first.stops()) {
			assertThat(run.shard().failure()).contains("three");
			assertThat(first.handled).containsExactlyElementsOf(first.beforeTheStop());
			assertThat(first.letters).isEmpty();
		}
		else {
			await().until(() -> run.isHealthy());
			assertThat(first.handled).contains(1, 2, 4, 5).doesNotHaveDuplicates();
		}
		assertThat(first.attemptsOfThree).hasValue(first.expectedAttempts());
		first.assertWhatBecameOfThree();
		run.stop();
		stream.put("key", 6);
		Case second = new Case(new Row(row.style, row.mode, Fault.NONE, row.action));
		EngineHarness.Run next = stream.start(second.handler(), second.options());
		await().until(() -> second.handled.contains(6));
		assertThat(second.handled).as("what is delivered again").containsExactlyElementsOf(first.deliveredAgain());
		next.stop();
	}

	/**
	 * How a listener handles records.
	 */
	enum Style {

		RECORD(false, false, false), ASYNCHRONOUS_RECORD(false, true, false), BATCH(true, false, false),
		ASYNCHRONOUS_BATCH(true, true, false), BATCH_WITH_INDEX(true, false, true),
		ASYNCHRONOUS_BATCH_WITH_INDEX(true, true, true);

		final boolean batch;

		final boolean asynchronous;

		final boolean index;

		Style(boolean batch, boolean asynchronous, boolean index) {
			this.batch = batch;
			this.asynchronous = asynchronous;
			this.index = index;
		}

	}

	/**
	 * How record 3 fails.
	 */
	enum Fault {

		NONE, ONCE, ALWAYS, FOR_GOOD

	}

	/**
	 * A row of the table.
	 */
	record Row(Style style, AckMode mode, Fault fault, ExhaustedAction action) {

	}

	/**
	 * A listener that does as the row says.
	 */
	private static final class Case implements FailureListener {

		final ConcurrentLinkedQueue<Integer> handled = new ConcurrentLinkedQueue<>();

		final List<DeadLetter> letters = new CopyOnWriteArrayList<>();

		final List<HandlingFailure> skipped = new CopyOnWriteArrayList<>();

		final AtomicInteger attemptsOfThree = new AtomicInteger();

		private final Row row;

		Case(Row row) {
			this.row = row;
		}

		ListenerOptions options() {
			RetryingFailurePolicy policy = RetryingFailurePolicy.builder()
				.maxAttempts(ATTEMPTS)
				.backoff(SOON)
				.onExhausted(this.row.action)
				.build();
			return new ListenerOptions(this.row.mode, policy, (letter) -> {
				this.letters.add(letter);
				return CompletableFuture.completedFuture(null);
			}, List.of(), List.of(this));
		}

		@Override
		public void recordSkipped(HandlingFailure failure) {
			this.skipped.add(failure);
		}

		ListenerHandler handler() {
			if (this.row.style.batch) {
				return new ListenerHandler.OfBatches(
						(records, context) -> called(() -> handleBatch(records, context.acknowledgment())));
			}
			return new ListenerHandler.OfRecords((record, context) -> called(() -> {
				handle(EngineHarness.number(record));
				if (context.acknowledgment() != null) {
					context.acknowledgment().acknowledge();
				}
			}));
		}

		private CompletionStage<?> called(Runnable call) {
			if (this.row.style.asynchronous) {
				return CompletableFuture.runAsync(call);
			}
			call.run();
			return CompletableFuture.completedFuture(null);
		}

		private void handleBatch(List<KinesisRecord> records, Acknowledgment acknowledgment) {
			List<Integer> numbers = records.stream().map(EngineHarness::number).toList();
			int bad = numbers.indexOf(3);
			if (bad >= 0) {
				try {
					failAtThree();
				}
				catch (RuntimeException ex) {
					if (!this.row.style.index) {
						throw ex;
					}
					this.handled.addAll(numbers.subList(0, bad));
					throw new BatchListenerFailedException(bad, ex);
				}
			}
			this.handled.addAll(numbers);
			if (acknowledgment != null) {
				acknowledgment.acknowledge();
			}
		}

		private void handle(int number) {
			if (number == 3) {
				failAtThree();
			}
			this.handled.add(number);
		}

		private void failAtThree() {
			int attempt = this.attemptsOfThree.incrementAndGet();
			switch (this.row.fault) {
				case NONE -> {
				}
				case ONCE -> {
					if (attempt == 1) {
						throw new IllegalStateException("three");
					}
				}
				case ALWAYS -> throw new IllegalStateException("three");
				case FOR_GOOD -> throw new NonRetryableException("three");
			}
		}

		boolean fails() {
			return this.row.fault == Fault.ALWAYS || this.row.fault == Fault.FOR_GOOD;
		}

		boolean stops() {
			return fails() && this.row.action == ExhaustedAction.STOP;
		}

		boolean isOver(EngineHarness.Run run) {
			return stops() ? run.isStopped() : this.handled.contains(5);
		}

		/**
		 * A batch of which nobody knows which record made it fail, and which is taken
		 * apart therefore.
		 */
		private boolean isTakenApart() {
			return this.row.style.batch && !this.row.style.index && fails() && !stops();
		}

		int expectedAttempts() {
			int together = switch (this.row.fault) {
				case NONE, FOR_GOOD -> 1;
				case ONCE -> 2;
				case ALWAYS -> ATTEMPTS;
			};
			return isTakenApart() ? together + 1 : together;
		}

		List<Integer> beforeTheStop() {
			return (this.row.style.batch && !this.row.style.index) ? List.of() : List.of(1, 2);
		}

		void assertWhatBecameOfThree() {
			boolean given = fails() && !stops();
			assertThat(this.handled.contains(3)).isEqualTo(!fails());
			assertThat(this.letters.stream().map((letter) -> EngineHarness.number(letter.record())).toList())
				.isEqualTo((given && this.row.action == ExhaustedAction.DEAD_LETTER) ? List.of(3) : List.of());
			assertThat(this.letters).allSatisfy((letter) -> {
				assertThat(letter.attempts()).isEqualTo(expectedAttempts());
				assertThat(letter.cause()).hasMessage("three");
				assertThat(letter.consumerGroup()).isEqualTo("shop");
			});
			assertThat(this.skipped.stream().map((failure) -> EngineHarness.number(failure.record())).toList())
				.isEqualTo((given && this.row.action == ExhaustedAction.SKIP) ? List.of(3) : List.of());
		}

		List<Integer> deliveredAgain() {
			int checkpoint = stops() ? beforeTheStop().size() : 5;
			return IntStream.rangeClosed(checkpoint + 1, 6).boxed().toList();
		}

	}

}
