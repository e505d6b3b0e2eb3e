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

package io.kinsumer.test.kinesis;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.kinsumer.test.MutableClock;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.AdministrationRequest.DescribeLimits;
import io.kinsumer.test.kinesis.AdministrationRequest.UpdateShardCount;
import io.kinsumer.test.kinesis.AdministrationRequest.UpdateStreamMode;
import io.kinsumer.test.kinesis.ConsumerRequest.RegisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.SubscribeToShard;
import io.kinsumer.test.kinesis.KinesisRequest.CreateStream;
import io.kinsumer.test.kinesis.KinesisRequest.DescribeStreamSummary;
import io.kinsumer.test.kinesis.KinesisRequest.Entry;
import io.kinsumer.test.kinesis.KinesisRequest.GetRecords;
import io.kinsumer.test.kinesis.KinesisRequest.GetShardIterator;
import io.kinsumer.test.kinesis.KinesisRequest.ListShards;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecords;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordsResult;
import io.kinsumer.test.kinesis.KinesisResult.RecordBatch;
import io.kinsumer.test.kinesis.SubscriptionEvent.Records;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The limits of AWS and the memory cap, without sockets.
 */
class KinesisLimitsTests {

	private static final int MIB = 1024 * 1024;

	private static final StreamRef ORDERS = StreamRef.named("orders");

	private static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/orders";

	private static final String SHARD = "shardId-000000000000";

	private static final String UPPER_HALF = "170141183460469231731687303715884105728";

	private final MutableClock clock = new MutableClock();

	private final KinesisModel model = create(KinesisOptions.defaults().withLimits(KinesisLimits.AWS));

	KinesisLimitsTests() {
		this.model.createStream("orders", 2);
	}

	@Test
	void aShardTakesAThousandRecordsASecond() {
		assertThat(putAll(500, 1, "0").failedRecordCount()).isZero();
		assertThat(putAll(499, 1, "0").failedRecordCount()).isZero();
		PutRecordsResult result = putAll(3, 1, "0");
		assertThat(result.failedRecordCount()).isEqualTo(2);
		assertThat(result.records().get(0).sequenceNumber()).isNotNull();
		assertThat(result.records().get(1).errorCode()).isEqualTo("ProvisionedThroughputExceededException");
		assertThat(result.records().get(1).errorMessage()).contains(SHARD, "orders", "000000000000");
		assertFails("ProvisionedThroughputExceededException", () -> put(1, "0"));
		put(1, UPPER_HALF);
		this.clock.advance(Duration.ofMillis(999));
		assertFails("ProvisionedThroughputExceededException", () -> put(1, "0"));
		this.clock.advance(Duration.ofMillis(1));
		put(1, "0");
	}

	@Test
	void aShardTakesAMebibyteASecond() {
		put(MIB - 11, "0");
		put(9, "0");
		assertFails("ProvisionedThroughputExceededException", () -> put(1, "0"));
		this.clock.advance(Duration.ofSeconds(1));
		put(MIB - 1, "0");
	}

	@Test
	void aLargeRecordIsCarriedOver() {
		this.model.administration().updateMaxRecordSize(new AdministrationRequest.UpdateMaxRecordSize(ORDERS, 10240));
		put(3 * MIB - 1, "0");
		for (int i = 0; i < 2; i++) {
			this.clock.advance(Duration.ofSeconds(1));
			assertFails("ProvisionedThroughputExceededException", () -> put(MIB, "0"));
		}
		this.clock.advance(Duration.ofSeconds(1));
		put(1, "0");
	}

	@Test
	void aShardIsReadFiveTimesASecond() {
		String iterator = iterator();
		for (int i = 0; i < 5; i++) {
			get(iterator);
		}
		assertFails("ProvisionedThroughputExceededException", () -> get(iterator));
		this.clock.advance(Duration.ofSeconds(1));
		get(iterator);
	}

	@Test
	void tenMebibytesReadBlockTheShardForFiveSeconds() {
		for (int i = 0; i < 10; i++) {
			put(MIB - 1, "0");
			this.clock.advance(Duration.ofSeconds(1));
		}
		String iterator = iterator();
		RecordBatch batch = get(iterator);
		assertThat(batch.records()).hasSize(10);
		this.clock.advance(Duration.ofMillis(4_999));
		assertFails("ProvisionedThroughputExceededException", () -> get(iterator));
		this.clock.advance(Duration.ofMillis(1));
		get(iterator);
	}

	@Test
	void iteratorsAreGivenFiveTimesASecondAndShard() {
		for (int i = 0; i < 5; i++) {
			iterator();
		}
		assertFails("ProvisionedThroughputExceededException", this::iterator);
		this.clock.advance(Duration.ofSeconds(1));
		iterator();
	}

	@Test
	void fanOutBringsTwoMebibytesASecond() {
		for (int i = 0; i < 5; i++) {
			put(MIB - 1, "0");
			this.clock.advance(Duration.ofSeconds(1));
		}
		Subscription subscription = this.model.subscribeToShard(subscribe("app"));
		assertThat(subscription.poll()).isInstanceOf(Records.class);
		assertThat(subscription.poll()).isInstanceOf(Records.class);
		assertThat(subscription.poll()).isNull();
		this.clock.advance(Duration.ofMillis(999));
		assertThat(subscription.poll()).isNull();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(subscription.poll()).isInstanceOf(Records.class);
		assertThat(subscription.poll()).isInstanceOf(Records.class);
		assertThat(subscription.poll()).isNull();
	}

	@Test
	void aShardIsSubscribedToOnceASecond() {
		SubscribeToShard request = subscribe("app");
		this.model.subscribeToShard(request).close();
		assertFails("LimitExceededException", () -> this.model.subscribeToShard(request));
		this.clock.advance(Duration.ofSeconds(1));
		this.model.subscribeToShard(request).close();
	}

	@Test
	void callsOfTheControlPlaneAreCounted() {
		for (int i = 0; i < 20; i++) {
			this.model.describeStreamSummary(new DescribeStreamSummary(ORDERS));
		}
		assertFails("LimitExceededException",
				() -> this.model.describeStreamSummary(new DescribeStreamSummary(StreamRef.arn(ARN))));
		this.model.administration().describeLimits(new DescribeLimits());
		assertFails("LimitExceededException", () -> this.model.administration().describeLimits(new DescribeLimits()));
		this.clock.advance(Duration.ofSeconds(1));
		this.model.administration().describeLimits(new DescribeLimits());
	}

	@Test
	void shardsAreListedAThousandTimesASecondAndStream() {
		this.model.createStream("other", 1);
		for (int i = 0; i < 1000; i++) {
			this.model.listShards(ListShards.of((i % 2 == 0) ? ORDERS : StreamRef.arn(ARN)));
		}
		assertFails("LimitExceededException", () -> this.model.listShards(ListShards.of(ORDERS)));
		this.model.listShards(ListShards.of(StreamRef.named("other")));
	}

	@Test
	void aStreamIsScaledTenTimesADay() {
		for (int i = 0; i < 10; i++) {
			this.model.administration().updateShardCount(new UpdateShardCount(ORDERS, (i % 2 == 0) ? 3 : 2));
		}
		this.clock.advance(Duration.ofHours(24).minusMillis(1));
		assertFails("LimitExceededException",
				() -> this.model.administration().updateShardCount(new UpdateShardCount(ORDERS, 3)));
		this.clock.advance(Duration.ofMillis(1));
		this.model.administration().updateShardCount(new UpdateShardCount(ORDERS, 3));
	}

	@Test
	void theModeIsSwitchedTwiceADay() {
		for (StreamMode mode : List.of(StreamMode.ON_DEMAND, StreamMode.PROVISIONED)) {
			this.model.administration().updateStreamMode(new UpdateStreamMode(ORDERS, mode));
		}
		assertFails("LimitExceededException",
				() -> this.model.administration().updateStreamMode(new UpdateStreamMode(ORDERS, StreamMode.ON_DEMAND)));
	}

	@Test
	void aStreamHasTwentyConsumers() {
		for (int i = 0; i < 20; i++) {
			register("app" + i);
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertFails("LimitExceededException", () -> register("one-too-many"));
	}

	@Test
	void fiveStreamsAreCreatedAtATime() {
		KinesisModel slow = create(
				KinesisOptions.defaults().withLimits(KinesisLimits.AWS).withTransition(Duration.ofSeconds(10)));
		for (int i = 0; i < 5; i++) {
			slow.createStream(new CreateStream("s" + i, 1, null, null));
		}
		this.clock.advance(Duration.ofSeconds(1));
		assertFails("LimitExceededException", () -> slow.createStream(new CreateStream("s5", 1, null, null)));
		this.clock.advance(Duration.ofSeconds(9));
		slow.createStream(new CreateStream("s5", 1, null, null));
	}

	@Test
	void withoutLimitsNothingIsCounted() {
		KinesisModel free = create(KinesisOptions.defaults());
		free.createStream("orders", 1);
		for (int i = 0; i < 10; i++) {
			free.putRecords(new PutRecords(ORDERS, Collections.nCopies(500, new Entry("k", "0", new byte[1000]))));
			free.administration().describeLimits(new DescribeLimits());
		}
	}

	@Test
	void atTheMemoryCapPutsAreRefusedUntilRecordsLeave() {
		KinesisModel small = create(KinesisOptions.defaults().withMemoryCap(10_000));
		small.createStream("orders", 1);
		small.createStream("other", 1);
		PutRecord put = new PutRecord(ORDERS, "k", null, null, new byte[5_000]);
		small.putRecord(put);
		assertThat(small.memoryUsed()).isEqualTo(5_201);
		this.clock.advance(Duration.ofHours(1));
		assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> small.putRecord(put))
			.withMessageContaining("keeps 5201 bytes")
			.withMessageContaining("cap of 10000 bytes")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("MemoryCapExceededException"));
		Entry entry = new Entry("k", null, new byte[2_000]);
		assertFails("MemoryCapExceededException",
				() -> small.putRecords(new PutRecords(ORDERS, List.of(entry, entry, entry))));
		assertThat(small.memoryUsed()).isEqualTo(5_201);
		this.clock.advance(Duration.ofHours(23).plusMillis(1));
		small.putRecord(new PutRecord(StreamRef.named("other"), "k", null, null, new byte[5_000]));
		assertThat(small.memoryUsed()).isEqualTo(5_201);
		small.deleteStream(new KinesisRequest.DeleteStream(StreamRef.named("other")));
		assertThat(small.memoryUsed()).isZero();
	}

	private KinesisModel create(KinesisOptions options) {
		return new KinesisModel(this.clock, options, Gate.open(Service.KINESIS));
	}

	private void register(String name) {
		this.model.registerStreamConsumer(new RegisterStreamConsumer(ARN, name, Map.of()));
	}

	private SubscribeToShard subscribe(String name) {
		return new SubscribeToShard(
				this.model.registerStreamConsumer(new RegisterStreamConsumer(ARN, name, Map.of())).consumerArn(), SHARD,
				IteratorType.TRIM_HORIZON, null, null);
	}

	private void put(int size, String hashKey) {
		this.model.putRecord(new PutRecord(ORDERS, "k", hashKey, null, new byte[size]));
	}

	private PutRecordsResult putAll(int count, int size, String hashKey) {
		return this.model
			.putRecords(new PutRecords(ORDERS, Collections.nCopies(count, new Entry("k", hashKey, new byte[size]))));
	}

	private String iterator() {
		return this.model.getShardIterator(new GetShardIterator(ORDERS, SHARD, IteratorType.TRIM_HORIZON, null, null))
			.shardIterator();
	}

	private RecordBatch get(String iterator) {
		return this.model.getRecords(new GetRecords(iterator, null, null));
	}

	private static void assertFails(String code, ThrowingCallable call) {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
