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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.test.MutableClock;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.ConsumerRequest.DeregisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.RegisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.SubscribeToShard;
import io.kinsumer.test.kinesis.KinesisRequest.CreateStream;
import io.kinsumer.test.kinesis.KinesisRequest.DeleteStream;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.KinesisRequest.SplitShard;
import io.kinsumer.test.kinesis.KinesisResult.ChildShard;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import io.kinsumer.test.kinesis.SubscriptionEvent.End;
import io.kinsumer.test.kinesis.SubscriptionEvent.Failure;
import io.kinsumer.test.kinesis.SubscriptionEvent.Records;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Subscriptions, without sockets.
 */
class SubscriptionTests {

	private static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/orders";

	private static final StreamRef ORDERS = StreamRef.named("orders");

	private static final String SHARD = "shardId-000000000000";

	private final MutableClock clock = new MutableClock();

	private final KinesisModel model = new KinesisModel(this.clock);

	private final String consumer;

	SubscriptionTests() {
		this.model.createStream("orders", 1);
		this.consumer = register("app");
	}

	@Test
	void everyStartingPositionStartsWhereItSays() {
		String first = put();
		this.clock.advance(Duration.ofSeconds(1));
		String second = put();
		Instant time = this.clock.instant();
		this.clock.advance(Duration.ofSeconds(1));
		String third = put();
		assertThat(read(IteratorType.TRIM_HORIZON, null, null)).containsExactly(first, second, third);
		assertThat(read(IteratorType.AT_SEQUENCE_NUMBER, second, null)).containsExactly(second, third);
		assertThat(read(IteratorType.AFTER_SEQUENCE_NUMBER, second, null)).containsExactly(third);
		assertThat(read(IteratorType.AT_TIMESTAMP, null, time)).containsExactly(second, third);
		assertThat(read(IteratorType.LATEST, null, null)).isEmpty();
		assertFails("InvalidArgumentException", () -> read(IteratorType.AT_SEQUENCE_NUMBER, "12", null));
		assertFails("InvalidArgumentException",
				() -> read(IteratorType.AT_TIMESTAMP, null, this.clock.instant().plusMillis(1)));
	}

	@Test
	void latestSeesWhatComesAfterTheSubscription() {
		put();
		Subscription subscription = subscribe(IteratorType.LATEST);
		String later = put();
		assertThat(numbers(records(subscription.poll()))).containsExactly(later);
	}

	@Test
	void idleSubscriptionsBringAnEventAtOnceAndEveryFiveSeconds() {
		Subscription subscription = subscribe(IteratorType.LATEST);
		Records first = records(subscription.poll());
		assertThat(first.records()).isEmpty();
		assertThat(first.millisBehindLatest()).isZero();
		assertThat(subscription.poll()).isNull();
		this.clock.advance(Duration.ofMillis(4_999));
		assertThat(subscription.poll()).isNull();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(records(subscription.poll()).continuationSequenceNumber())
			.isGreaterThan(first.continuationSequenceNumber());
		assertThat(subscription.poll()).isNull();
	}

	@Test
	void continuationNumbersNeitherLoseNorRepeatWhicheverWayTheyAreUsed() {
		put();
		Subscription subscription = subscribe(IteratorType.TRIM_HORIZON);
		String continuation = records(subscription.poll()).continuationSequenceNumber();
		subscription.close();
		String later = put();
		assertThat(read(IteratorType.AT_SEQUENCE_NUMBER, continuation, null)).containsExactly(later);
		assertThat(read(IteratorType.AFTER_SEQUENCE_NUMBER, continuation, null)).containsExactly(later);
	}

	@Test
	void eventsAreBoundedAndSayHowFarBehindTheyAre() {
		for (int i = 0; i < 3; i++) {
			this.model.putRecord(new PutRecord(ORDERS, "k", null, null, new byte[600_000]));
		}
		this.clock.advance(Duration.ofSeconds(7));
		Subscription subscription = subscribe(IteratorType.TRIM_HORIZON);
		Records first = records(subscription.poll());
		assertThat(first.records()).hasSize(1);
		assertThat(first.millisBehindLatest()).isEqualTo(7_000);
		assertThat(first.continuationSequenceNumber()).isEqualTo(first.records().get(0).sequenceNumber());
		assertThat(records(subscription.poll()).records()).hasSize(1);
		assertThat(records(subscription.poll()).millisBehindLatest()).isZero();
		assertThat(subscription.poll()).isNull();
	}

	@Test
	void closedShardsEndWithTheirChildren() {
		Subscription subscription = subscribe(IteratorType.TRIM_HORIZON);
		subscription.poll();
		String last = put();
		this.model.splitShard(new SplitShard(ORDERS, SHARD, "1000"));
		Records end = records(subscription.poll());
		assertThat(numbers(end)).containsExactly(last);
		assertThat(end.continuationSequenceNumber()).isNull();
		assertThat(end.childShards()).extracting(ChildShard::shardId)
			.containsExactly("shardId-000000000001", "shardId-000000000002");
		assertThat(subscription.poll()).isInstanceOf(End.class);
		assertThat(subscription.poll()).isInstanceOf(End.class);
		assertThat(read(IteratorType.LATEST, null, null)).isEmpty();
	}

	@Test
	void subscriptionsEndAfterFiveMinutesAndFreeTheShard() {
		Subscription subscription = subscribe(IteratorType.LATEST);
		this.clock.advance(Duration.ofMillis(299_999));
		assertThat(subscription.poll()).isInstanceOf(Records.class);
		this.clock.advance(Duration.ofMillis(1));
		put();
		assertThat(subscription.poll()).isInstanceOf(End.class);
		assertThat(subscribe(IteratorType.LATEST).poll()).isInstanceOf(Records.class);
	}

	@Test
	void aSecondCallIsRefusedForFiveSecondsAndTakesOverThen() {
		Subscription former = subscribe(IteratorType.LATEST);
		assertFails("ResourceInUseException", () -> subscribe(IteratorType.LATEST));
		this.clock.advance(Duration.ofMillis(4_999));
		assertFails("ResourceInUseException", () -> subscribe(IteratorType.LATEST));
		this.clock.advance(Duration.ofMillis(1));
		AtomicInteger signals = new AtomicInteger();
		former.onSignal(signals::incrementAndGet);
		Subscription latter = subscribe(IteratorType.LATEST);
		assertThat(signals).hasPositiveValue();
		assertThat(failure(former.poll()).code()).isEqualTo("ResourceInUseException");
		String number = put();
		assertThat(numbers(records(latter.poll()))).containsExactly(number);
	}

	@Test
	void cancellingFreesTheShardAtOnce() {
		subscribe(IteratorType.LATEST).close();
		Subscription next = subscribe(IteratorType.LATEST);
		assertThat(next.poll()).isInstanceOf(Records.class);
	}

	@Test
	void consumersDoNotDisturbEachOther() {
		Subscription one = subscribe(IteratorType.LATEST);
		Subscription other = this.model
			.subscribeToShard(new SubscribeToShard(register("other"), SHARD, IteratorType.LATEST, null, null));
		String number = put();
		assertThat(numbers(records(one.poll()))).containsExactly(number);
		assertThat(numbers(records(other.poll()))).containsExactly(number);
	}

	@Test
	void putsAndReshardsSignal() {
		Subscription subscription = subscribe(IteratorType.LATEST);
		AtomicInteger signals = new AtomicInteger();
		subscription.onSignal(signals::incrementAndGet);
		put();
		assertThat(signals).hasValue(1);
		this.model.splitShard(new SplitShard(ORDERS, SHARD, "1000"));
		assertThat(signals).hasValue(2);
		subscription.close();
		put();
		assertThat(signals).hasValue(2);
	}

	@Test
	void deregisteringEndsSubscriptions() {
		Subscription subscription = subscribe(IteratorType.LATEST);
		this.model.deregisterStreamConsumer(new DeregisterStreamConsumer(ConsumerRef.arn(this.consumer)));
		assertThat(failure(subscription.poll()).code()).isEqualTo("ResourceNotFoundException");
		assertFails("ResourceNotFoundException", () -> subscribe(IteratorType.LATEST));
	}

	@Test
	void deletingTheStreamEndsSubscriptionsEvenWhenThereIsANewOneOfThatName() {
		Subscription first = subscribe(IteratorType.LATEST);
		this.model.deleteStream(new DeleteStream(ORDERS, true));
		assertThat(failure(first.poll()).code()).isEqualTo("ResourceNotFoundException");
		this.model.createStream("orders", 1);
		assertThat(failure(first.poll()).code()).isEqualTo("ResourceNotFoundException");
	}

	@Test
	void recordsBeyondRetentionAreNotDelivered() {
		put();
		this.clock.advance(Duration.ofHours(24).plusMillis(1));
		assertThat(read(IteratorType.TRIM_HORIZON, null, null)).isEmpty();
	}

	@Test
	void faultsMayEndSubscriptions() {
		Subscription subscription = subscribe(IteratorType.LATEST);
		assertThat(
				this.model.endSubscriptions(ORDERS, SHARD, new ServiceException("InternalFailureException", "x", 500)))
			.isEqualTo(1);
		assertThat(failure(subscription.poll()).code()).isEqualTo("InternalFailureException");
		assertThat(subscribe(IteratorType.LATEST).poll()).isInstanceOf(Records.class);
	}

	@Test
	void consumersCannotSubscribeBeforeTheyAreActive() {
		KinesisModel slow = new KinesisModel(this.clock,
				KinesisOptions.defaults().withTransition(Duration.ofSeconds(10)), Gate.open(Service.KINESIS));
		slow.createStream(new CreateStream("orders", 1, null, null));
		this.clock.advance(Duration.ofSeconds(10));
		String arn = slow.registerStreamConsumer(new RegisterStreamConsumer(ARN, "app", Map.of())).consumerArn();
		SubscribeToShard request = new SubscribeToShard(arn, SHARD, IteratorType.LATEST, null, null);
		assertFails("ResourceInUseException", () -> slow.subscribeToShard(request));
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(slow.subscribeToShard(request).poll()).isInstanceOf(Records.class);
	}

	private String register(String name) {
		return this.model.registerStreamConsumer(new RegisterStreamConsumer(ARN, name, Map.of())).consumerArn();
	}

	private Subscription subscribe(IteratorType type) {
		return this.model.subscribeToShard(new SubscribeToShard(this.consumer, SHARD, type, null, null));
	}

	private String put() {
		return this.model.putRecord(new PutRecord(ORDERS, "k", "0", null, new byte[1])).sequenceNumber();
	}

	private List<String> read(IteratorType type, @Nullable String number, @Nullable Instant time) {
		List<String> numbers = new ArrayList<>();
		try (Subscription subscription = this.model
			.subscribeToShard(new SubscribeToShard(this.consumer, SHARD, type, number, time))) {
			while (subscription.poll() instanceof Records records) {
				numbers.addAll(numbers(records));
			}
		}
		return numbers;
	}

	private static Records records(@Nullable SubscriptionEvent event) {
		assertThat(event).isInstanceOf(Records.class);
		return (Records) event;
	}

	private static ServiceException failure(@Nullable SubscriptionEvent event) {
		assertThat(event).isInstanceOf(Failure.class);
		return ((Failure) event).error();
	}

	private static List<String> numbers(Records records) {
		return records.records().stream().map(StoredRecord::sequenceNumber).toList();
	}

	private static void assertFails(String code, ThrowingCallable call) {
		assertThatExceptionOfType(ServiceException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

}
