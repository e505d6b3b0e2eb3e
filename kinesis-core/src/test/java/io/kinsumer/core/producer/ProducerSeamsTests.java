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
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.record.IllegalPartitionKeyException;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What applications supply or put around: records, client, shards; and the pause.
 */
class ProducerSeamsTests {

	private final FakeKinesis kinesis = new FakeKinesis();

	private final VirtualRuntime runtime = new VirtualRuntime();

	private final FakeStream stream = new FakeStream(this.runtime, this.kinesis, 1);

	private final AggregatingProducer.Builder builder = AggregatingProducer
		.builder(this.kinesis, ProducerSettings.builder("clicks", new StreamName("orders")).build())
		.runtime(this.runtime)
		.random(new Random(1));

	@Test
	void putterMayBeDecorated() {
		List<String> seen = new ArrayList<>();
		AggregatingProducer producer = this.builder.putter((next) -> (request) -> {
			seen.add(request.streamName());
			return next.putRecords(request);
		}).build();
		CompletableFuture<RecordResult> result = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(result).isCompleted();
		assertThat(seen).containsExactly("orders");
	}

	@Test
	void shardsMayBeGivenAsACount() {
		AggregatingProducer producer = this.builder.shardSource((kinesis) -> ShardSource.evenly(1)).build();
		List<CompletableFuture<RecordResult>> results = putMany(producer, 50);
		this.runtime.advance(Duration.ofSeconds(1));
		assertThat(this.stream.kinesisRecords()).hasSize(1);
		assertThat(results).allMatch(CompletableFuture::isDone);
		assertThatIllegalArgumentException().isThrownBy(() -> ShardSource.evenly(0)).withMessageContaining("'0'");
	}

	@Test
	void evenShardsAreThoseOfANewStream() {
		List<StreamShard> shards = ShardSource.evenly(3).shards().join();
		assertThat(shards).extracting((shard) -> shard.range().start().toString())
			.containsExactly("0", "113427455640312821154458202477256070485", "226854911280625642308916404954512140970");
		assertThat(shards).extracting((shard) -> shard.range().end().toString())
			.containsExactly("113427455640312821154458202477256070484", "226854911280625642308916404954512140969",
					"340282366920938463463374607431768211455");
		assertThat(shards).extracting(StreamShard::id).contains(new ShardId("shardId-000000000002"));
	}

	@Test
	void wrongCountOfShardsLosesNothing() {
		AggregatingProducer producer = this.builder.shardSource((kinesis) -> ShardSource.evenly(1)).build();
		this.stream.split();
		this.stream.split();
		List<CompletableFuture<RecordResult>> results = putMany(producer, 100);
		this.runtime.advance(Duration.ofSeconds(20));
		assertThat(results).allMatch((result) -> result.isDone() && !result.isCompletedExceptionally());
		assertThat(this.stream.consumedByKcl()).hasSize(100);
	}

	@Test
	void ownRecordsComeBackWithFailures() {
		List<UserRecord> failed = new ArrayList<>();
		AggregatingProducer producer = this.builder.listener(new ProducerListener() {

			@Override
			public void recordFailed(ProducerInfo producer, UserRecord record, Throwable failure) {
				failed.add(record);
			}

		}).build();
		Order order = new Order("k", null, 7);
		CompletableFuture<RecordResult> result = producer.put(order);
		assertThat(producer.close(Duration.ZERO)).containsExactly(order);
		this.runtime.run();
		assertThat(failed).containsExactly(order);
		assertThat(result).isCompletedExceptionally();
		producer.put(order);
		assertThat(failed).containsExactly(order, order);
	}

	@Test
	void ownRecordsAreWritten() {
		AggregatingProducer producer = this.builder.build();
		this.runtime.advance(Duration.ofMillis(100));
		producer.put(new Order("a", null, 7));
		producer.put(new Order("b", "17", 8));
		this.runtime.advance(Duration.ofMillis(200));
		assertThat(this.stream.consumedByKcl()).extracting((record) -> record.data().getInt()).containsExactly(7, 8);
		assertThat(this.stream.consumedByKcl().get(1).explicitHashKey()).isEqualTo("17");
	}

	@Test
	void whatOwnRecordsDoWrongComesOutOfThePut() {
		AggregatingProducer producer = this.builder.build();
		assertThatExceptionOfType(IllegalPartitionKeyException.class)
			.isThrownBy(() -> producer.put(new Order("", null, 7)));
		assertThatIllegalArgumentException().isThrownBy(() -> producer.put(new Order("k", "-1", 7)));
		assertThatIllegalStateException().isThrownBy(() -> producer.put(new Order("k", null, 7) {

			@Override
			public ByteBuffer data() {
				throw new IllegalStateException("thrown by the test");
			}

		}));
		assertThat(producer.status().records()).isZero();
		assertThat(producer.flush()).isCompleted();
	}

	@Test
	void pauseHoldsRecordsAndDoesNotCount() {
		AggregatingProducer producer = this.builder.build();
		producer.pause();
		producer.pause();
		CompletableFuture<RecordResult> first = producer.put(UserRecord.of("k", new byte[1]));
		this.runtime.advance(Duration.ofMinutes(5));
		CompletableFuture<RecordResult> second = producer.put(UserRecord.of("k", new byte[1]));
		CompletableFuture<Void> flush = producer.flush();
		this.runtime.advance(Duration.ofMinutes(5));
		assertThat(this.kinesis.requests()).isEmpty();
		assertThat(producer.status().paused()).isTrue();
		assertThat(flush).isNotDone();
		this.stream.throttled = true;
		producer.resume();
		this.runtime.advance(Duration.ofSeconds(29));
		assertThat(first).isNotDone();
		this.stream.throttled = false;
		this.runtime.advance(Duration.ofMillis(1900));
		assertThat(first.isDone() || second.isDone()).isTrue();
		this.runtime.advance(Duration.ofSeconds(5));
		assertThat(flush).isCompleted();
		assertThat(producer.status().paused()).isFalse();
	}

	private static List<CompletableFuture<RecordResult>> putMany(AggregatingProducer producer, int count) {
		List<CompletableFuture<RecordResult>> results = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			results.add(producer.put(UserRecord.of("key-" + i, new byte[10])));
		}
		return results;
	}

	/**
	 * A record as an application may have it.
	 */
	private static class Order implements UserRecord {

		private final String key;

		private final String hashKey;

		private final int number;

		Order(String key, String hashKey, int number) {
			this.key = key;
			this.hashKey = hashKey;
			this.number = number;
		}

		@Override
		public String partitionKey() {
			return this.key;
		}

		@Override
		public String explicitHashKey() {
			return this.hashKey;
		}

		@Override
		public ByteBuffer data() {
			return ByteBuffer.allocateDirect(4).putInt(0, this.number);
		}

	}

}
