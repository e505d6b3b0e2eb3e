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

package io.kinsumer.core.producer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.runtime.EngineRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Whatever goes wrong around a producer, each record ends, and the backlog is empty after
 * that.
 */
class ProducerFaultsTests {

	private static final Duration FLUSH_BY_HAND = Duration.ofMinutes(10);

	private final FakeKinesis kinesis = new FakeKinesis();

	private final VirtualRuntime runtime = new VirtualRuntime();

	private final ProducerSettingsBuilder settings = ProducerSettings.builder("clicks", new StreamName("orders"));

	private final FakeStream stream = new FakeStream(this.runtime, this.kinesis, 1);

	private final List<Throwable> failedListings = new ArrayList<>();

	private EngineRuntime used = this.runtime;

	@Test
	void errorsOfListenersKeepNoRecordFromItsEnd() {
		AggregatingProducer producer = AggregatingProducer.builder(this.kinesis, this.settings.build())
			.runtime(this.runtime)
			.listener(new ProducerListener() {

				@Override
				public void requestCompleted(ProducerInfo producer, int kinesisRecords, int records, int refused,
						Duration duration) {
					throw new AssertionError("thrown by the test");
				}

			})
			.build();
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(result).isCompleted();
		assertEmpty(producer);
	}

	@Test
	void errorsOfThePutterFailTheRecordsTheyAreAbout() {
		AggregatingProducer producer = ready();
		this.kinesis.onPutRecords((request) -> {
			throw new NoClassDefFoundError("thrown by the test");
		});
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(failure(result)).isInstanceOf(DependencyException.class)
			.hasRootCauseInstanceOf(NoClassDefFoundError.class);
		assertEmpty(producer);
	}

	@ParameterizedTest
	@MethodSource("incompleteEntries")
	void answersThatDoNotTellWhereTheRecordIsAreRepeated(PutRecordsResultEntry incomplete) {
		AggregatingProducer producer = ready();
		this.kinesis.onPutRecords((request) -> FakeKinesis.answer(
				(this.kinesis.requests().size() == 1) ? incomplete : FakeKinesis.written("shardId-000000000000", "1")));
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofSeconds(3));
		assertThat(result).isCompleted();
		assertThat(result.join().attempts()).isEqualTo(2);
		assertEmpty(producer);
	}

	static Stream<PutRecordsResultEntry> incompleteEntries() {
		return Stream.of(PutRecordsResultEntry.builder().build(), FakeKinesis.written("shardId-000000000000", null),
				FakeKinesis.written(null, "1"), FakeKinesis.written("shardId-000000000000", "none"));
	}

	@Test
	void threadsThatCannotBeHadAreDoneWithout() {
		boolean[] fails = new boolean[1];
		this.used = new RuntimeAround(this.runtime) {

			@Override
			public Executor handlers() {
				return (task) -> {
					if (fails[0]) {
						throw new InternalError("unable to create native thread");
					}
					super.handlers().execute(task);
				};
			}

		};
		AggregatingProducer producer = ready();
		fails[0] = true;
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(result).isCompleted();
		assertEmpty(producer);
	}

	@Test
	void putThatFailsHalfwayLeavesNothingBehind() {
		boolean[] fails = new boolean[1];
		this.used = new RuntimeAround(this.runtime) {

			@Override
			public Timer schedule(Duration delay, Runnable task) {
				if (fails[0]) {
					throw new InternalError("thrown by the test");
				}
				return super.schedule(delay, task);
			}

		};
		AggregatingProducer producer = ready();
		fails[0] = true;
		assertThatExceptionOfType(InternalError.class).isThrownBy(() -> producer.put(UserRecord.of("k", new byte[1])));
		fails[0] = false;
		assertEmpty(producer);
	}

	@Test
	void headersWithoutValueAreRefused() {
		Map<String, String> headers = new HashMap<>();
		headers.put("tracestate", null);
		UserRecord record = UserRecord.of("k", new byte[1]);
		assertThatIllegalArgumentException().isThrownBy(() -> record.withContext(headers))
			.withMessageContaining("tracestate");
		assertThatIllegalArgumentException().isThrownBy(() -> record.withHeaders(headers))
			.withMessageContaining("tracestate");
	}

	@Test
	void headersCountInTheBacklog() {
		AggregatingProducer producer = ready();
		producer.pause();
		producer.put(UserRecord.of("k", new byte[1]).withHeaders(Map.of("large", "x".repeat(100_000))));
		assertThat(producer.status().bytes()).isGreaterThan(100_000);
		producer.put(UserRecord.of("k", new byte[1]).withHeaders(Map.of("x".repeat(100_000), "large")));
		assertThat(producer.status().bytes()).isGreaterThan(200_000);
		producer.resume();
		this.runtime.advance(Duration.ofSeconds(1));
		assertEmpty(producer);
	}

	@ParameterizedTest
	@EnumSource
	void whatWasFlushedWaitsForNobodyWhenTheShardsChange(Ordering ordering) {
		this.settings.flushInterval(FLUSH_BY_HAND).recordDeadline(FLUSH_BY_HAND.multipliedBy(2)).ordering(ordering);
		AggregatingProducer producer = ready();
		this.stream.maxLatencyMillis = 300;
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			results.add(producer.put(UserRecord.of("key-" + i, new byte[1])));
		}
		this.stream.split();
		CompletableFuture<Void> flushed = producer.flush();
		this.runtime.advance(Duration.ofSeconds(10));
		assertThat(results).allMatch(CompletableFuture::isDone);
		assertThat(flushed).isCompleted();
	}

	@Test
	void whatIsFlushedBehindTheFenceIsSentWhenItIsLifted() {
		this.settings.flushInterval(FLUSH_BY_HAND)
			.recordDeadline(FLUSH_BY_HAND.multipliedBy(2))
			.ordering(Ordering.SHARD);
		AggregatingProducer producer = ready();
		this.stream.maxLatencyMillis = 300;
		for (int i = 0; i < 100; i++) {
			producer.put(UserRecord.of("key-" + i, new byte[1]));
		}
		this.stream.split();
		producer.flush();
		List<CompletableFuture<Void>> flushes = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			this.runtime.advance(Duration.ofMillis(20));
			producer.put(UserRecord.of("later-" + i, new byte[1]));
			flushes.add(producer.flush());
		}
		this.runtime.advance(Duration.ofSeconds(10));
		assertThat(flushes).allMatch(CompletableFuture::isDone);
		assertEmpty(producer);
	}

	@Test
	void recordsThatWaitKeepTheirTimeWhenTheShardsChange() {
		this.settings.flushInterval(Duration.ofSeconds(10)).shardRefreshInterval(Duration.ofSeconds(3));
		AggregatingProducer producer = ready();
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofSeconds(2));
		this.stream.split();
		this.runtime.advance(Duration.ofMillis(7900));
		assertThat(producer.status().openShards()).isEqualTo(2);
		assertThat(result).isNotDone();
		this.runtime.advance(Duration.ofMillis(200));
		assertThat(result).isCompleted();
	}

	@Test
	void listingThatIsNeverAnsweredHoldsNothingForEver() {
		this.settings.recordDeadline(Duration.ofSeconds(5));
		AggregatingProducer producer = ready();
		this.stream.split();
		this.kinesis.onListShards((request) -> new CompletableFuture<>());
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			results.add(producer.put(UserRecord.of("key-" + i, new byte[1])));
		}
		this.runtime.advance(Duration.ofMinutes(1));
		assertThat(results)
			.allSatisfy((result) -> assertThat(failure(result)).isInstanceOf(ShardRefreshException.class));
		assertThat(this.failedListings).isNotEmpty();
		assertEmpty(producer);
	}

	@ParameterizedTest
	@MethodSource("uselessSources")
	void listingThatMakesNoSenseCountsAsFailed(ShardSource source) {
		AggregatingProducer producer = producer(source);
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofMinutes(1));
		assertThat(this.failedListings).as("tried again and again").hasSizeGreaterThan(5);
		assertThat(result).isCompleted();
	}

	static Stream<ShardSource> uselessSources() {
		return Stream.of(() -> CompletableFuture.completedFuture(Arrays.asList((StreamShard) null)), () -> null,
				() -> CompletableFuture.completedFuture(null), () -> {
					throw new NoClassDefFoundError("thrown by the test");
				});
	}

	@Test
	void timesThatCannotBeKeptAreRefused() {
		Duration forever = ChronoUnit.FOREVER.getDuration();
		assertThatIllegalArgumentException().isThrownBy(() -> this.settings.recordDeadline(forever).build())
			.withMessageContaining("record-deadline")
			.withMessageContaining("at most");
		this.settings.recordDeadline(Duration.ofDays(2));
		assertThatIllegalArgumentException().isThrownBy(() -> this.settings.flushInterval(forever).build())
			.withMessageContaining("flush-interval");
		assertThatIllegalArgumentException().isThrownBy(() -> this.settings.flushInterval(Duration.ofDays(2)).build())
			.withMessageContaining("record-deadline must be more than flush-interval");
	}

	@Test
	void closeMayWaitForEver() {
		AggregatingProducer producer = ready();
		assertThat(producer.close(ChronoUnit.FOREVER.getDuration())).isEmpty();
		assertThat(producer.close(Duration.ofSeconds(Long.MIN_VALUE))).isEmpty();
	}

	private void assertEmpty(AggregatingProducer producer) {
		CompletableFuture<Void> flushed = producer.flush();
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(flushed).isCompleted();
		assertThat(producer.status().records()).isZero();
		assertThat(producer.status().bytes()).isZero();
		assertThat(producer.status().requestsInFlight()).isZero();
	}

	private AggregatingProducer ready() {
		AggregatingProducer producer = producer(null);
		this.runtime.advance(Duration.ofMillis(200));
		return producer;
	}

	private AggregatingProducer producer(ShardSource source) {
		return AggregatingProducer.builder(this.kinesis, this.settings.build())
			.runtime(this.used)
			.shardSource((kinesis) -> (source != null) ? source : kinesis)
			.random(new Random(1))
			.listener(new ProducerListener() {

				@Override
				public void shardsRefreshFailed(ProducerInfo producer, Throwable failure) {
					ProducerFaultsTests.this.failedListings.add(failure);
				}

			})
			.build();
	}

	private static Throwable failure(CompletableFuture<?> future) {
		assertThat(future).isCompletedExceptionally();
		return future.handle((value, failure) -> failure).join();
	}

	/**
	 * Another runtime, of which something may be replaced.
	 */
	private abstract static class RuntimeAround implements EngineRuntime {

		private final EngineRuntime delegate;

		RuntimeAround(EngineRuntime delegate) {
			this.delegate = delegate;
		}

		@Override
		public long nanoTime() {
			return this.delegate.nanoTime();
		}

		@Override
		public Instant now() {
			return this.delegate.now();
		}

		@Override
		public Executor loop() {
			return this.delegate.loop();
		}

		@Override
		public Executor handlers() {
			return this.delegate.handlers();
		}

		@Override
		public Timer schedule(Duration delay, Runnable task) {
			return this.delegate.schedule(delay, task);
		}

		@Override
		public void close() {
			this.delegate.close();
		}

	}

}
