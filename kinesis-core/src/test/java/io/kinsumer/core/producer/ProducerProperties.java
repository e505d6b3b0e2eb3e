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

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Producers under random faults, in virtual time.
 */
class ProducerProperties {

	private static final int MIB = 1024 * 1024;

	@Property(tries = 150)
	void everyRecordEndsOnceAndWhatSucceededIsConsumed(@ForAll long seed,
			@ForAll @IntRange(min = 1, max = 6) int shards, @ForAll Ordering ordering) {
		Run run = new Run(seed, shards, ordering, Duration.ofSeconds(5));
		run.stream.brokenShare = run.random.nextDouble() * 0.2;
		run.putsTooLarge = true;
		run.play(300);
		run.settle(Duration.ofMinutes(2));
		Set<Integer> consumed = new HashSet<>();
		for (KinesisRecord record : run.stream.consumedByKcl()) {
			consumed.add(record.data().getInt());
		}
		for (int i = 0; i < run.results.size(); i++) {
			assertThat(run.completions.get(i)).as("completions of record %d", i).hasValue(1);
			if (!run.results.get(i).isCompletedExceptionally()) {
				assertThat(consumed).as("consumed").contains(i);
			}
		}
		assertThat(run.producer.status().records()).isZero();
		assertThat(run.producer.status().bytes()).isZero();
		assertThat(run.producer.status().requestsInFlight()).isZero();
	}

	@Property(tries = 150)
	void resultsTellWhereRecordsAre(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int shards) {
		Run run = new Run(seed, shards, Ordering.NONE, Duration.ofMinutes(10));
		run.play(200);
		run.settle(Duration.ofMinutes(15));
		Map<String, Integer> places = new HashMap<>();
		for (KinesisRecord record : run.stream.consumedByKcl()) {
			places.put(record.shardId() + "/" + record.sequenceNumber(), record.data().getInt());
		}
		for (int i = 0; i < run.results.size(); i++) {
			assertThat(run.results.get(i)).isCompleted();
			RecordResult result = run.results.get(i).join();
			assertThat(places).containsEntry(result.shardId() + "/" + result.sequenceNumber(), i);
		}
	}

	@Property(tries = 300)
	void orderOfKeysSurvivesFaultsAndSplits(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int shards) {
		Run run = new Run(seed, shards, Ordering.SHARD, Duration.ofMinutes(10));
		run.play(300);
		run.settle(Duration.ofMinutes(15));
		assertThat(run.results).allMatch((result) -> result.isDone() && !result.isCompletedExceptionally());
		Map<String, Integer> last = new HashMap<>();
		Set<Integer> seen = new HashSet<>();
		for (KinesisRecord record : run.stream.consumedByKcl()) {
			int number = record.data().getInt();
			if (seen.add(number)) {
				Integer before = last.put(record.partitionKey(), number);
				assertThat((before != null) ? before : -1)
					.as("record of key %s before %d", record.partitionKey(), number)
					.isLessThan(number);
			}
		}
		assertThat(seen).hasSize(run.results.size());
	}

	@Property(tries = 100)
	void closeAccountsForEveryRecord(@ForAll long seed, @ForAll Ordering ordering) {
		Run run = new Run(seed, 3, ordering, Duration.ofSeconds(30));
		run.play(200);
		List<UserRecord> left = run.producer.close(Duration.ZERO);
		run.settle(Duration.ofMinutes(2));
		int drained = 0;
		for (int i = 0; i < run.results.size(); i++) {
			assertThat(run.completions.get(i)).hasValue(1);
			drained += run.results.get(i).handle((result, failure) -> failure instanceof DrainException).join() ? 1 : 0;
		}
		assertThat(left).hasSize(drained);
		assertThat(run.producer.status().records()).isZero();
	}

	/**
	 * One producer and one stream with faults drawn from a seed.
	 */
	private static final class Run {

		private final VirtualRuntime runtime = new VirtualRuntime();

		private final FakeKinesis kinesis = new FakeKinesis();

		private final Random random;

		private final FakeStream stream;

		private final AggregatingProducer producer;

		private final List<CompletableFuture<RecordResult>> results = new ArrayList<>();

		private final List<AtomicInteger> completions = new ArrayList<>();

		private boolean putsTooLarge;

		Run(long seed, int shards, Ordering ordering, Duration deadline) {
			this.random = new Random(seed);
			this.stream = new FakeStream(this.runtime, this.kinesis, shards);
			this.stream.faults = new Random(seed + 1);
			this.stream.maxLatencyMillis = 1 + this.random.nextInt(80);
			this.stream.refusedShare = this.random.nextDouble() * 0.4;
			this.stream.lostRequestShare = this.random.nextDouble() * 0.2;
			this.stream.lostAnswerShare = this.random.nextDouble() * 0.2;
			this.stream.listFailureShare = this.random.nextDouble() * 0.3;
			ProducerSettings settings = ProducerSettings.builder("clicks", new StreamName("orders"))
				.ordering(ordering)
				.recordDeadline(deadline)
				.flushInterval(Duration.ofMillis(this.random.nextInt(50)))
				.aggregateBatchCount(1 + this.random.nextInt(20))
				.aggregateBatchSize(200 + this.random.nextInt(2000))
				.batchCount(1 + this.random.nextInt(5))
				.maxConnections(1 + this.random.nextInt(5))
				.shardRefreshInterval(this.random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(1))
				.maxRecordSize(MIB)
				.backlogPolicy(BacklogPolicy.FAIL)
				.build();
			this.producer = AggregatingProducer.builder(this.kinesis, settings)
				.runtime(this.runtime)
				.random(new Random(seed + 2))
				.build();
		}

		void play(int records) {
			int keys = 1 + this.random.nextInt(30);
			for (int i = 0; i < records; i++) {
				byte[] data = new byte[4 + this.random.nextInt(100)];
				ByteBuffer.wrap(data).putInt(i);
				CompletableFuture<RecordResult> result = this.producer
					.put(record(UserRecord.of("key-" + this.random.nextInt(keys), data)));
				AtomicInteger completed = new AtomicInteger();
				result.whenComplete((value, failure) -> completed.incrementAndGet());
				this.results.add(result);
				this.completions.add(completed);
				this.runtime.advance(Duration.ofMillis(this.random.nextInt(8)));
				if (this.random.nextInt(60) == 0) {
					if (this.random.nextBoolean()) {
						this.stream.split();
					}
					else {
						this.stream.merge();
					}
				}
				if (this.random.nextInt(50) == 0) {
					this.producer.flush();
				}
			}
		}

		/**
		 * Some have headers, and few of those are too large.
		 */
		private UserRecord record(UserRecord record) {
			return switch (this.random.nextInt(20)) {
				case 0 -> record.withContext(Map.of("traceparent", "00-1"));
				case 1 -> record.withHeaders(
						Map.of("h", "x".repeat((this.putsTooLarge && this.random.nextInt(10) == 0) ? MIB : 100)));
				default -> record;
			};
		}

		void settle(Duration duration) {
			CompletableFuture<Void> flush = this.producer.flush();
			for (long passed = 0; passed < duration.toSeconds() && !flush.isDone(); passed++) {
				this.runtime.advance(Duration.ofSeconds(1));
			}
			assertThat(flush).isCompleted();
			// Late answers must change nothing.
			this.runtime.advance(Duration.ofSeconds(10));
		}

	}

}
