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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a producer tells its listeners.
 */
class ProducerListenerTests {

	private static final String SHARD = "shardId-000000000000";

	private final FakeKinesis kinesis = new FakeKinesis();

	private final VirtualRuntime runtime = new VirtualRuntime();

	private final FakeStream stream = new FakeStream(this.runtime, this.kinesis, 1);

	private final List<String> told = new ArrayList<>();

	private final ProducerSettingsBuilder settings = ProducerSettings.builder("clicks", new StreamName("orders"));

	@Test
	void refusalsAndOutcomesAreTold() {
		AggregatingProducer producer = ready();
		this.kinesis.onPutRecords((request) -> FakeKinesis.answer((this.kinesis.requests().size() == 1)
				? FakeKinesis.refused("ProvisionedThroughputExceededException") : FakeKinesis.written(SHARD, "1")));
		producer.put(UserRecord.of("a", new byte[7]));
		this.runtime.advance(Duration.ofMillis(40));
		producer.put(UserRecord.of("b", new byte[20]));
		this.runtime.advance(Duration.ofMillis(60));
		assertThat(this.told).containsExactly("refused: ProvisionedThroughputExceededException",
				"1 Kinesis records of 2, 1 refused");
		this.told.clear();
		this.runtime.advance(Duration.ofSeconds(2));
		int size = this.kinesis.requests().get(1).records().get(0).data().asByteArrayUnsafe().length;
		assertThat(this.told).hasSize(2).contains("1 Kinesis records of 2, 0 refused");
		assertThat(this.told).filteredOn((line) -> line.contains("written"))
			.singleElement()
			.satisfies((line) -> assertThat(line)
				.startsWith("2 records of " + size + " bytes written to " + SHARD + " at attempt 2, buffered for "))
			.satisfies((line) -> assertThat(Duration.parse(line.substring(line.lastIndexOf(' ') + 1)))
				.isBetween(Duration.ofMillis(101), Duration.ofMillis(700)));
	}

	@Test
	void everyFailureIsTold() {
		this.settings.maxRecordSize(1024 * 1024)
			.backlogCount(2)
			.backlogPolicy(BacklogPolicy.FAIL)
			.recordDeadline(Duration.ofSeconds(5));
		AggregatingProducer producer = ready();
		this.kinesis.onPutRecords((request) -> CompletableFuture
			.failedFuture(KinesisException.builder().message("unavailable").statusCode(503).build()));
		producer.put(UserRecord.of("large", new byte[1024 * 1024]));
		producer.put(UserRecord.of("expired", new byte[1]));
		this.runtime.advance(Duration.ofSeconds(3));
		producer.put(UserRecord.of("left", new byte[1]));
		producer.put(UserRecord.of("too-many", new byte[1]));
		this.runtime.advance(Duration.ofSeconds(3));
		assertThat(this.told).contains("refused: KinesisException", "1 Kinesis records of 1, 1 refused");
		producer.close(Duration.ZERO);
		producer.put(UserRecord.of("late", new byte[1]));
		this.runtime.run();
		assertThat(this.told).filteredOn((line) -> line.contains("failed with"))
			.containsExactly("large failed with RecordSizeExceededException",
					"too-many failed with BacklogFullException", "expired failed with DependencyException",
					"left failed with DrainException", "late failed with ProducerStoppedException");
	}

	@Test
	void whatIsSentAgainIsToldAlsoWhenItIsGivenUp() {
		AggregatingProducer producer = AggregatingProducer
			.builder(this.kinesis, this.settings.recordDeadline(Duration.ofSeconds(5)).build())
			.runtime(this.runtime)
			.random(new Random(1))
			.listener(new ProducerListener() {

				@Override
				public void recordsRetried(ProducerInfo producer, int kinesisRecords) {
					ProducerListenerTests.this.told.add(kinesisRecords + " again");
				}

			})
			.build();
		this.kinesis.onPutRecords((request) -> CompletableFuture
			.failedFuture(KinesisException.builder().message("unavailable").statusCode(503).build()));
		this.runtime.advance(Duration.ofMillis(200));
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("a", new byte[7]));
		this.runtime.advance(Duration.ofSeconds(20));
		assertThat(result).isCompletedExceptionally();
		assertThat(this.kinesis.requests()).hasSizeGreaterThan(2);
		assertThat(this.told).hasSize(this.kinesis.requests().size() - 1).containsOnly("1 again");
	}

	@Test
	void mispredictionIsToldAndTheShardsAreListedAtOnce() {
		this.settings.shardRefreshInterval(Duration.ZERO);
		AggregatingProducer producer = ready();
		this.runtime.advance(Duration.ofSeconds(1));
		this.stream.split();
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("a", new byte[7]));
		this.runtime.advance(Duration.ofMillis(101));
		assertThat(this.told).contains("expected in " + SHARD + ", is in " + result.join().shardId(), "2 open shards");
		assertThat(result.join().shardId().value()).isNotEqualTo(SHARD);
	}

	@Test
	void failedListingIsToldAndTheFormerMapServesMeanwhile() {
		this.settings.shardRefreshInterval(Duration.ofSeconds(10));
		AggregatingProducer producer = ready();
		this.stream.listFailureShare = 1;
		this.runtime.advance(Duration.ofSeconds(10));
		assertThat(this.told).containsExactly("not listed: UncheckedIOException");
		for (int i = 0; i < 20; i++) {
			producer.put(UserRecord.of("key-" + i, new byte[10]));
		}
		this.runtime.advance(Duration.ofMillis(100));
		assertThat(this.stream.kinesisRecords()).as("one aggregate for the shard").hasSize(1);
		this.stream.listFailureShare = 0;
		this.told.clear();
		this.runtime.advance(Duration.ofSeconds(6));
		assertThat(this.told).as("repeated before the interval has passed").contains("1 open shards");
	}

	private AggregatingProducer ready() {
		AggregatingProducer producer = AggregatingProducer.builder(this.kinesis, this.settings.build())
			.runtime(this.runtime)
			.random(new Random(1))
			.listener(new Told())
			.build();
		this.runtime.advance(Duration.ofMillis(200));
		assertThat(this.told).containsExactly("1 open shards");
		this.told.clear();
		return producer;
	}

	private final class Told implements ProducerListener {

		private void tell(ProducerInfo producer, String line) {
			assertThat(producer).isEqualTo(new ProducerInfo("clicks", new StreamName("orders")));
			ProducerListenerTests.this.told.add(line);
		}

		@Override
		public void recordsWritten(ProducerInfo producer, ShardId shardId, int records, long bytes, int attempts,
				Duration buffered) {
			tell(producer, records + " records of " + bytes + " bytes written to " + shardId + " at attempt " + attempts
					+ ", buffered for " + buffered);
		}

		@Override
		public void recordFailed(ProducerInfo producer, UserRecord record, Throwable failure) {
			tell(producer, record.partitionKey() + " failed with " + failure.getClass().getSimpleName());
		}

		@Override
		public void requestCompleted(ProducerInfo producer, int kinesisRecords, int records, int refused,
				Duration duration) {
			tell(producer, kinesisRecords + " Kinesis records of " + records + ", " + refused + " refused");
		}

		@Override
		public void recordRefused(ProducerInfo producer, String errorCode) {
			tell(producer, "refused: " + errorCode);
		}

		@Override
		public void shardMispredicted(ProducerInfo producer, ShardId expected, ShardId actual) {
			tell(producer, "expected in " + expected + ", is in " + actual);
		}

		@Override
		public void shardsRefreshed(ProducerInfo producer, int openShards, Duration duration) {
			tell(producer, openShards + " open shards");
		}

		@Override
		public void shardsRefreshFailed(ProducerInfo producer, Throwable failure) {
			tell(producer, "not listed: " + failure.getClass().getSimpleName());
		}

	}

}
