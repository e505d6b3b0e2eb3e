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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.spring.error.RetryingFailurePolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * When records count as handled, on the real engine.
 */
class AckModeTests {

	private static EngineHarness engine;

	private final ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();

	private final Map<Integer, Acknowledgment> open = new ConcurrentHashMap<>();

	@BeforeAll
	static void start() {
		engine = new EngineHarness();
	}

	@AfterAll
	static void stop() {
		engine.close();
	}

	@Test
	void withRecordThePositionIsWrittenBeforeTheNextOneOfTheKeyBegins() {
		EngineHarness.Stream stream = engine.stream(5);
		stream.persistFrequency = Duration.ofHours(1);
		List<List<ShardPosition>> writtenBefore = new CopyOnWriteArrayList<>();
		List<KinesisRecord> records = new CopyOnWriteArrayList<>();
		EngineHarness.Run run = stream.start(records((record, context) -> {
			writtenBefore.add(List.copyOf(stream.persisted()));
			records.add(record);
		}), options(AckMode.RECORD));
		await().until(() -> stream.persisted().size() == 5);
		for (int i = 1; i < 5; i++) {
			assertThat(writtenBefore.get(i)).last().isEqualTo(ShardPosition.after(records.get(i - 1).sequenceNumber()));
		}
		run.stop();
	}

	@Test
	void withBatchThePositionIsWrittenAtThePersistFrequencyAlone() {
		EngineHarness.Stream stream = engine.stream(5);
		stream.persistFrequency = Duration.ofHours(1);
		EngineHarness.Run run = stream.start(collecting(), options(AckMode.BATCH));
		await().until(() -> this.seen.size() == 5);
		assertThat(stream.persisted()).isEmpty();
		run.stop();
		assertThat(stream.persisted()).as("on release").hasSize(1);
	}

	@Test
	void aThrottledWriteDoesNotMakeAHandledRecordFail() {
		EngineHarness.Stream stream = engine.stream(3);
		stream.throttled = true;
		EngineHarness.Run run = stream.start(collecting(), options(AckMode.RECORD));
		await().until(() -> this.seen.size() == 3);
		assertThat(stream.refusedWrites.get()).isPositive();
		assertThat(stream.failed()).isEmpty();
		stream.throttled = false;
		await().until(() -> !stream.persisted().isEmpty());
		run.stop();
		stream.put("key", 4);
		EngineHarness.Run next = stream.start(collecting(), options(AckMode.BATCH));
		await().until(() -> this.seen.contains(4));
		assertThat(this.seen).containsExactly(1, 2, 3, 4);
		next.stop();
	}

	@Test
	void acknowledgedOutOfOrderTheCheckpointStaysBeforeTheFirstOpenRecord() {
		EngineHarness.Stream stream = engine.stream(5);
		EngineHarness.Run run = stream.start(opening(), options(AckMode.MANUAL));
		await().until(() -> this.open.size() == 5);
		this.open.get(5).acknowledge();
		this.open.get(1).acknowledge();
		this.open.get(3).acknowledge();
		await().until(() -> !stream.persisted().isEmpty());
		run.stop();
		assertThat(this.seen).containsExactly(1, 2, 3, 4, 5);
		Acknowledgment late = this.open.get(2);
		assertThatExceptionOfType(ShutdownException.class).isThrownBy(late::acknowledge);
		this.seen.clear();
		EngineHarness.Run next = stream.start(collecting(), options(AckMode.BATCH));
		await().until(() -> this.seen.contains(5));
		assertThat(this.seen).as("after the first open one").containsExactly(2, 3, 4, 5);
		next.stop();
	}

	@Test
	void aStopDoesNotAcknowledgeWhatWasOnlyDelivered() {
		EngineHarness.Stream stream = engine.stream(3);
		EngineHarness.Run run = stream.start(opening(), options(AckMode.MANUAL));
		await().until(() -> this.open.size() == 3);
		run.stop();
		this.seen.clear();
		EngineHarness.Run next = stream.start(collecting(), options(AckMode.BATCH));
		await().until(() -> this.seen.size() == 3);
		next.stop();
	}

	@Test
	void anAcknowledgmentDuringAStopCountsWithinTheReleaseDelay() {
		EngineHarness.Stream stream = engine.stream(2);
		EngineHarness.Run run = stream.start(opening(), options(AckMode.MANUAL), 1, Duration.ofSeconds(10));
		await().until(() -> this.open.size() == 2);
		CompletableFuture<Void> stopped = run.kinsumer().stop();
		this.open.values().forEach(Acknowledgment::acknowledge);
		EngineHarness.get(stopped);
		stream.put("key", 3);
		this.seen.clear();
		EngineHarness.Run next = stream.start(collecting(), options(AckMode.BATCH));
		await().until(() -> this.seen.contains(3));
		assertThat(this.seen).containsExactly(3);
		next.stop();
	}

	@Test
	void whatIsGivenBackLaterIsDeliveredAgainAndDoesNotCountAsAnAttempt() {
		EngineHarness.Stream stream = engine.stream(2);
		ConcurrentLinkedQueue<Integer> attempts = new ConcurrentLinkedQueue<>();
		EngineHarness.Run run = stream.start(records((record, context) -> {
			int number = EngineHarness.number(record);
			if (number == 1) {
				attempts.add(context.attempt());
				if (attempts.size() < 4) {
					context.acknowledgment().retryAfter(Duration.ZERO);
					return;
				}
			}
			this.seen.add(number);
			context.acknowledgment().acknowledge();
		}), options(AckMode.MANUAL));
		await().until(() -> this.seen.size() == 2);
		assertThat(attempts).containsExactly(1, 1, 1, 1);
		assertThat(this.seen).as("its key waited").containsExactly(1, 2);
		run.stop();
	}

	@Test
	void theFirstWordCounts() {
		EngineHarness.Stream stream = engine.stream(3);
		EngineHarness.Run run = stream.start(records((record, context) -> {
			this.seen.add(EngineHarness.number(record));
			context.acknowledgment().acknowledge();
			context.acknowledgment().fail(new IllegalStateException("too late"));
			throw new IllegalStateException("too late");
		}), options(AckMode.MANUAL));
		await().until(() -> this.seen.size() == 3);
		await().until(() -> !stream.persisted().isEmpty());
		assertThat(this.seen).containsExactly(1, 2, 3);
		run.stop();
	}

	@Test
	void aBatchIsAcknowledgedFromItsBeginningAndTheNextOneWaits() {
		EngineHarness.Stream stream = engine.stream(5);
		List<List<Integer>> batches = new CopyOnWriteArrayList<>();
		List<Acknowledgment> acknowledgments = new CopyOnWriteArrayList<>();
		EngineHarness.Run run = stream.start(batches(batches, acknowledgments), options(AckMode.MANUAL));
		await().until(() -> batches.size() == 1);
		stream.put("key", 6);
		acknowledgments.get(0).acknowledge(1);
		assertThatThrownBy(() -> acknowledgments.get(0).acknowledge(5)).isInstanceOf(IndexOutOfBoundsException.class);
		await().until(() -> !stream.persisted().isEmpty());
		assertThat(batches).containsExactly(List.of(1, 2, 3, 4, 5));
		acknowledgments.get(0).acknowledge(0);
		acknowledgments.get(0).acknowledge();
		await().until(() -> batches.size() == 2);
		assertThat(batches.get(1)).containsExactly(6);
		run.stop();
	}

	@Test
	void aStopWaitsForOpenBatchesNoLongerThanTheReleaseDelayAndKeepsWhatIsAcknowledged() {
		EngineHarness.Stream stream = engine.stream(5);
		List<List<Integer>> batches = new CopyOnWriteArrayList<>();
		List<Acknowledgment> acknowledgments = new CopyOnWriteArrayList<>();
		EngineHarness.Run run = stream.start(batches(batches, acknowledgments), options(AckMode.MANUAL));
		await().until(() -> batches.size() == 1);
		acknowledgments.get(0).acknowledge(1);
		run.stop();
		assertThatExceptionOfType(ShutdownException.class).isThrownBy(acknowledgments.get(0)::acknowledge);
		EngineHarness.Run next = stream.start(collecting(), options(AckMode.BATCH));
		await().until(() -> this.seen.contains(5));
		assertThat(this.seen).containsExactly(3, 4, 5);
		next.stop();
	}

	@Test
	void aHandoverWaitsForOpenBatchesNoLongerThanTheReleaseDelay() {
		engine.server().createStream("shared", 2);
		EngineHarness.Stream stream = engine.existing("shared");
		for (int i = 1; i <= 20; i++) {
			stream.put("key-" + i, i);
		}
		List<List<Integer>> batches = new CopyOnWriteArrayList<>();
		List<Acknowledgment> acknowledgments = new CopyOnWriteArrayList<>();
		EngineHarness.Run run = stream.start(batches(batches, acknowledgments), options(AckMode.MANUAL));
		await().until(() -> batches.size() == 2);
		EngineHarness.Run other = stream.start(collecting(), options(AckMode.BATCH));
		await().until(() -> !this.seen.isEmpty());
		await().untilAsserted(
				() -> assertThat(run.kinsumer().status().shards()).filteredOn((shard) -> shard.mine()).hasSize(1));
		assertThat(stream.failed()).isEmpty();
		run.stop();
		await().until(() -> this.seen.size() == 20);
		other.stop();
	}

	@Test
	void aBatchThatIsGivenBackGoesTheWayOfAFailureOrIsDeliveredAgain() {
		EngineHarness.Stream stream = engine.stream(3);
		List<List<Integer>> batches = new CopyOnWriteArrayList<>();
		List<Integer> attempts = new CopyOnWriteArrayList<>();
		EngineHarness.Run run = stream.start(new ListenerHandler.OfBatches((records, context) -> {
			batches.add(records.stream().map(EngineHarness::number).toList());
			attempts.add(context.attempt());
			Acknowledgment acknowledgment = context.acknowledgment();
			switch (batches.size()) {
				case 1 -> acknowledgment.retryAfter(Duration.ZERO);
				case 2 -> {
					acknowledgment.acknowledge(0);
					acknowledgment.fail(new IllegalStateException("two"));
				}
				default -> acknowledgment.acknowledge();
			}
			return CompletableFuture.completedFuture(null);
		}), options(AckMode.MANUAL));
		await().until(() -> batches.size() == 3);
		assertThat(batches).containsExactly(List.of(1, 2, 3), List.of(1, 2, 3), List.of(2, 3));
		assertThat(attempts).containsExactly(1, 1, 2);
		run.stop();
	}

	@Test
	void whatAListenerDidNotFinishWhenItWasInterruptedIsNoFailure() {
		EngineHarness.Stream stream = engine.stream(1);
		CountDownLatch never = new CountDownLatch(1);
		EngineHarness.Run run = stream.start(records((record, context) -> {
			this.seen.add(EngineHarness.number(record));
			never.await();
		}), options(AckMode.BATCH));
		await().until(() -> this.seen.size() == 1);
		run.stop();
		assertThat(stream.failed()).isEmpty();
		EngineHarness.Run next = stream.start(collecting(), options(AckMode.BATCH));
		await().until(() -> this.seen.size() == 2);
		next.stop();
	}

	private ListenerHandler collecting() {
		return records((record, context) -> this.seen.add(EngineHarness.number(record)));
	}

	private ListenerHandler opening() {
		return records((record, context) -> {
			this.seen.add(EngineHarness.number(record));
			this.open.put(EngineHarness.number(record), context.acknowledgment());
		});
	}

	private static ListenerHandler batches(List<List<Integer>> batches, List<Acknowledgment> acknowledgments) {
		return new ListenerHandler.OfBatches((records, context) -> {
			acknowledgments.add(context.acknowledgment());
			batches.add(records.stream().map(EngineHarness::number).toList());
			return CompletableFuture.completedFuture(null);
		});
	}

	private static ListenerHandler records(Call call) {
		return new ListenerHandler.OfRecords((record, context) -> {
			call.make(record, context);
			return CompletableFuture.completedFuture(null);
		});
	}

	private static ListenerOptions options(AckMode mode) {
		return new ListenerOptions(mode, RetryingFailurePolicy.builder().build(), null, List.of(), List.of());
	}

	private interface Call {

		void make(KinesisRecord record, ListenerContext context) throws Exception;

	}

}
