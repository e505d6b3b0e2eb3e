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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.aggregation.AggregateBuilder;
import io.kinsumer.core.aggregation.LoneRecords;
import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.RecordSizeExceededException;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.record.ArbitraryRecords;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sizes that the producer reckons with are those that travel: nothing exceeds a
 * limit, and nothing is closed although more would have fitted.
 */
class ProducerSizeProperties {

	private static final int MIB = 1024 * 1024;

	@Property(tries = 300)
	void aggregatesAndRequestsAreFullAndNotFuller(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int shards) {
		Run run = new Run(seed, shards);
		run.producer.pause();
		run.put(400);
		CompletableFuture<Void> flush = run.producer.flush();
		run.producer.resume();
		run.runtime.advance(Duration.ofMinutes(1));
		assertThat(flush).isCompleted();
		run.assertWithinLimits();
		run.assertReportedSizesAreThoseOfTheWire();
		run.assertAggregatesAreFull();
		run.assertRequestsAreFull();
	}

	@Property(tries = 200)
	void limitsHoldWhateverIsRefusedOrExpires(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int shards) {
		Run run = new Run(seed, shards);
		run.stream.maxLatencyMillis = 40;
		run.stream.refusedShare = run.random.nextDouble();
		for (int i = 0; i < 80; i++) {
			run.put(5);
			run.runtime.advance(Duration.ofMillis(run.random.nextInt(40)));
		}
		CompletableFuture<Void> flush = run.producer.flush();
		run.runtime.advance(Duration.ofMinutes(1));
		assertThat(flush).isCompleted();
		run.assertWithinLimits();
		run.assertReportedSizesAreThoseOfTheWire();
	}

	@Example
	void requestMayHaveAllThatKinesisTakes() {
		VirtualRuntime runtime = new VirtualRuntime();
		FakeKinesis kinesis = new FakeKinesis();
		FakeStream stream = new FakeStream(runtime, kinesis, 1);
		ProducerSettings settings = ProducerSettings.builder("clicks", new StreamName("orders"))
			.batchSize(10 * MIB)
			.maxConnections(1)
			.rateLimit(0)
			.build();
		AggregatingProducer producer = AggregatingProducer.builder(kinesis, settings).runtime(runtime).build();
		producer.pause();
		for (int i = 0; i < 11; i++) {
			producer.put(UserRecord.of("\u043a", new byte[MIB - 2]));
		}
		producer.resume();
		runtime.advance(Duration.ofSeconds(1));
		assertThat(kinesis.requests()).extracting(ProducerSizeProperties::size).containsExactly(10 * MIB, MIB);
		assertThat(stream.kinesisRecords()).hasSize(11);
	}

	private static int size(PutRecordsRequest request) {
		return request.records().stream().mapToInt(ProducerSizeProperties::size).sum();
	}

	private static int size(PutRecordsRequestEntry entry) {
		return entry.data().asByteArrayUnsafe().length + utf8(entry.partitionKey());
	}

	private static int size(Record record) {
		return record.data().asByteArrayUnsafe().length + utf8(record.partitionKey());
	}

	private static int utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	/**
	 * One producer with limits drawn from a seed.
	 */
	private static final class Run {

		private final VirtualRuntime runtime = new VirtualRuntime();

		private final FakeKinesis kinesis = new FakeKinesis();

		private final Random random;

		private final FakeStream stream;

		private final ProducerSettings settings;

		private final ArbitraryRecords records;

		private final AggregatingProducer producer;

		private final int maxRecordSize;

		/**
		 * What was accepted.
		 */
		private final List<Put> accepted = new ArrayList<>();

		private final List<String> reported = new ArrayList<>();

		Run(long seed, int shards) {
			this.random = new Random(seed);
			this.stream = new FakeStream(this.runtime, this.kinesis, shards);
			this.stream.faults = new Random(seed + 1);
			this.maxRecordSize = 64 + this.random.nextInt(3000);
			this.settings = ProducerSettings.builder("clicks", new StreamName("orders"))
				.maxRecordSize(this.maxRecordSize)
				.aggregateBatchSize(64 + this.random.nextInt(this.maxRecordSize - 63))
				.aggregateBatchCount(this.random.nextBoolean() ? Integer.MAX_VALUE : 1 + this.random.nextInt(12))
				.batchSize(this.maxRecordSize + this.random.nextInt(3 * this.maxRecordSize))
				.batchCount(1 + this.random.nextInt(500))
				.maxConnections(1 + this.random.nextInt(3))
				.recordDeadline(Duration.ofSeconds(1))
				.rateLimit(0)
				.build();
			this.records = new ArbitraryRecords(this.random, this.maxRecordSize);
			this.producer = AggregatingProducer.builder(this.kinesis, this.settings)
				.runtime(this.runtime)
				.random(new Random(seed + 2))
				.listener(new ProducerListener() {

					@Override
					public void recordsWritten(ProducerInfo producer, ShardId shardId, int records, long bytes,
							int attempts, Duration buffered) {
						Run.this.reported.add(records + " records of " + bytes + " bytes");
					}

				})
				.build();
			this.runtime.advance(Duration.ofMillis(100));
		}

		/**
		 * Puts records; those that are too large are refused, and no others.
		 */
		void put(int count) {
			for (int i = 0; i < count; i++) {
				DataRecord record = this.records.next();
				CompletableFuture<RecordResult> result = this.producer.put(record);
				String key = record.partitionKey();
				if (key != null) {
					int size = LoneRecords.encode(key, record).length + utf8(key);
					assertThat(result.isCompletedExceptionally()).as("refused at %d of %d", size, this.maxRecordSize)
						.isEqualTo(size > this.maxRecordSize);
				}
				if (!result.isCompletedExceptionally()) {
					this.accepted.add(new Put(record, result));
				}
				else {
					assertThat(result.handle((value, failure) -> failure).join())
						.isInstanceOf(RecordSizeExceededException.class);
				}
			}
		}

		void assertWithinLimits() {
			for (PutRecordsRequest request : this.kinesis.requests()) {
				assertThat(request.records().size()).isBetween(1, this.settings.batchCount());
				assertThat(size(request)).isLessThanOrEqualTo(this.settings.batchSize());
				request.records().forEach((entry) -> assertThat(size(entry)).isLessThanOrEqualTo(this.maxRecordSize));
			}
			Map<String, Record> bySequence = this.recordsBySequence();
			this.carried().forEach((sequence, carried) -> {
				if (carried.size() > 1) {
					assertThat(carried.size()).isLessThanOrEqualTo(this.settings.aggregateBatchCount());
					assertThat(size(bySequence.get(sequence))).isLessThanOrEqualTo(this.settings.aggregateBatchSize());
				}
			});
		}

		void assertReportedSizesAreThoseOfTheWire() {
			Map<String, Record> bySequence = this.recordsBySequence();
			List<String> actual = new ArrayList<>();
			this.carried()
				.forEach((sequence, carried) -> actual.add(carried.size() + " records of "
						+ bySequence.get(sequence).data().asByteArrayUnsafe().length + " bytes"));
			assertThat(this.reported).containsExactlyInAnyOrderElementsOf(actual);
		}

		/**
		 * What comes next in a shard does not fit any more, by the bytes that are really
		 * made of it.
		 */
		void assertAggregatesAreFull() {
			Map<String, String> keys = new HashMap<>();
			Map<String, ShardId> shards = new HashMap<>();
			for (KinesisRecord record : this.stream.consumedByKcl()) {
				keys.put(record.sequenceNumber().toString(), record.partitionKey());
				shards.put(record.sequenceNumber().sequence(), record.shardId());
			}
			Map<ShardId, String> last = new HashMap<>();
			Map<String, List<Put>> carried = this.carried();
			carried.forEach((sequence, puts) -> {
				String before = last.put(shards.get(sequence), sequence);
				if (before != null && carried.get(before).size() < this.settings.aggregateBatchCount()) {
					AggregateBuilder builder = new AggregateBuilder();
					carried.get(before).forEach((put) -> builder.add(put.key(keys), put.record()));
					builder.add(puts.get(0).key(keys), puts.get(0).record());
					assertThat(builder.build().length + 1).as("bytes with one record more")
						.isGreaterThan(this.settings.aggregateBatchSize());
				}
			});
		}

		void assertRequestsAreFull() {
			List<PutRecordsRequest> requests = this.kinesis.requests();
			for (int i = 1; i < requests.size(); i++) {
				PutRecordsRequest before = requests.get(i - 1);
				boolean full = before.records().size() == this.settings.batchCount()
						|| size(before) + size(requests.get(i).records().get(0)) > this.settings.batchSize();
				assertThat(full).as("request %d is full", i - 1).isTrue();
			}
		}

		/**
		 * The user records that were written, in their order, by the Kinesis record that
		 * has them.
		 */
		private Map<String, List<Put>> carried() {
			Map<String, TreeMap<Long, Put>> found = new TreeMap<>();
			for (Put put : this.accepted) {
				assertThat(put.result()).isDone();
				if (!put.result().isCompletedExceptionally()) {
					SequenceNumber number = put.result().join().sequenceNumber();
					found.computeIfAbsent(number.sequence(), (sequence) -> new TreeMap<>())
						.put(number.subSequence(), put);
				}
			}
			Map<String, List<Put>> result = new LinkedHashMap<>();
			found.forEach((sequence, puts) -> result.put(sequence, List.copyOf(puts.values())));
			return result;
		}

		private Map<String, Record> recordsBySequence() {
			Map<String, Record> result = new HashMap<>();
			this.stream.kinesisRecords().forEach((record) -> result.put(record.sequenceNumber(), record));
			return result;
		}

	}

	private record Put(DataRecord record, CompletableFuture<RecordResult> result) {

		/**
		 * The key that it travels with.
		 */
		String key(Map<String, String> keys) {
			return Objects.requireNonNull(keys.get(this.result.join().sequenceNumber().toString()));
		}

	}

}
