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

package io.kinsumer.test.conformance;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

import static io.kinsumer.test.conformance.Conformance.refused;
import static io.kinsumer.test.conformance.Conformance.uniqueName;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscribing to shards. From SubscribeToShard and the types StartingPosition and
 * SubscribeToShardEvent of the API reference.
 */
interface SubscriptionsConformance extends ConsumersConformance {

	@Test
	default void recordsComeAsTheyArePut() {
		String stream = stream(1);
		String app = uniqueName("app");
		put(stream, "k", "before");
		try (Events events = subscribe(consumer(stream, app), FIRST_SHARD,
				(it) -> it.type(ShardIteratorType.TRIM_HORIZON))) {
			events.await("before");
			put(stream, "k", "after");
			events.await("before", "after");
			SubscribeToShardEvent last = events.last();
			assertThat(new BigInteger(last.continuationSequenceNumber()))
				.isGreaterThanOrEqualTo(new BigInteger(events.numbers().get(1)));
			assertThat(last.millisBehindLatest()).isZero();
			assertThat(last.childShards()).isEmpty();
		}
	}

	@Test
	default void subscriptionsStartWhereTheirTypeSays() {
		String stream = stream(1);
		List<String> numbers = List.of("d0", "d1", "d2")
			.stream()
			.map((data) -> put(stream, "k", data).sequenceNumber())
			.toList();
		try (Events latest = subscribe(consumer(stream, "latest"), FIRST_SHARD,
				(it) -> it.type(ShardIteratorType.LATEST));
				Events at = subscribe(consumer(stream, "at"), FIRST_SHARD,
						(it) -> it.type(ShardIteratorType.AT_SEQUENCE_NUMBER).sequenceNumber(numbers.get(1)));
				Events after = subscribe(consumer(stream, "after"), FIRST_SHARD,
						(it) -> it.type(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(numbers.get(1)))) {
			at.await("d1", "d2");
			after.await("d2");
			latest.awaitAny();
			put(stream, "k", "d3");
			latest.await("d3");
		}
	}

	/** ContinuationSequenceNumber is for the next call, with either type. */
	@Test
	default void theNextSubscriptionGoesOnAtTheContinuationNumber() {
		String stream = stream(1);
		put(stream, "k", "d0");
		String continuation;
		try (Events first = subscribe(consumer(stream, "first"), FIRST_SHARD,
				(it) -> it.type(ShardIteratorType.TRIM_HORIZON))) {
			first.await("d0");
			continuation = first.last().continuationSequenceNumber();
		}
		put(stream, "k", "d1");
		try (Events next = subscribe(consumer(stream, "next"), FIRST_SHARD,
				(it) -> it.type(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(continuation))) {
			next.await("d1");
		}
	}

	@Test
	default void aSplitEndsTheSubscriptionWithTheChildren() {
		String stream = stream(1);
		String app = uniqueName("app");
		put(stream, "k", "d0");
		try (Events events = subscribe(consumer(stream, app), FIRST_SHARD,
				(it) -> it.type(ShardIteratorType.TRIM_HORIZON))) {
			events.await("d0");
			split(stream, shards(stream).get(0), BigInteger.TEN);
			documented(Quirk.SUBSCRIPTIONS_WITHOUT_END, () -> {
				assertThat(events.call()).succeedsWithin(Duration.ofSeconds(10));
				SubscribeToShardEvent last = events.last();
				assertThat(last.continuationSequenceNumber()).isNull();
				assertThat(last.childShards()).extracting(ChildShard::shardId)
					.containsExactlyInAnyOrderElementsOf(openShards(stream).stream().map(Shard::shardId).toList());
				assertThat(last.childShards())
					.allSatisfy((child) -> assertThat(child.parentShards()).containsExactly(FIRST_SHARD));
			}, () -> {
				events.awaitMore(2);
				assertThat(events.call()).isNotDone();
				assertThat(events.last().childShards()).isEmpty();
			});
		}
	}

	/** Within 5 seconds of a successful call. */
	@Test
	default void aSubscriptionIsLeftAloneForFiveSeconds() {
		String stream = stream(2);
		String app = uniqueName("app");
		String consumer = consumer(stream, app);
		try (Events events = subscribe(consumer, FIRST_SHARD, (it) -> it.type(ShardIteratorType.LATEST))) {
			events.awaitAny();
			refused(() -> subscribe(consumer, FIRST_SHARD, (it) -> it.type(ShardIteratorType.LATEST)).call(),
					"ResourceInUseException");
			try (Events other = subscribe(consumer, "shardId-000000000001",
					(it) -> it.type(ShardIteratorType.LATEST))) {
				other.awaitAny();
			}
			assertThat(events.call()).isNotDone();
		}
	}

	@Test
	default void subscribingNeedsAConsumerAShardAndAPosition() {
		String stream = stream(1);
		refused(() -> subscribe(arn(stream) + "/consumer/nobody:1", FIRST_SHARD,
				(it) -> it.type(ShardIteratorType.LATEST))
			.call(), "ResourceNotFoundException");
		refuseSubscription(stream, "shardId-000000000009", ShardIteratorType.LATEST, "ResourceNotFoundException");
		for (ShardIteratorType type : List.of(ShardIteratorType.AT_SEQUENCE_NUMBER,
				ShardIteratorType.AFTER_SEQUENCE_NUMBER, ShardIteratorType.AT_TIMESTAMP)) {
			refuseSubscription(stream, FIRST_SHARD, type, BAD_VALUE);
		}
	}

	private void refuseSubscription(String stream, String shard, ShardIteratorType type, String... codes) {
		String consumer = consumer(stream, uniqueName("app"));
		documented(Quirk.SUBSCRIPTIONS_TO_NOTHING,
				() -> refused(() -> subscribe(consumer, shard, (it) -> it.type(type)).call(), codes), () -> {
					try (Events events = subscribe(consumer, shard, (it) -> it.type(type))) {
						events.awaitAny();
					}
				});
	}

	private Events subscribe(String consumer, String shard, Consumer<StartingPosition.Builder> position) {
		return new Events(client(), consumer, shard, position);
	}

	/** What a subscription has brought so far. */
	final class Events implements AutoCloseable {

		private final List<SubscribeToShardEvent> events = new CopyOnWriteArrayList<>();

		private final CompletableFuture<Void> call;

		private Events(KinesisAsyncClient client, String consumer, String shard,
				Consumer<StartingPosition.Builder> position) {
			this.call = client.subscribeToShard(
					(it) -> it.consumerARN(consumer).shardId(shard).startingPosition(position),
					SubscribeToShardResponseHandler.builder()
						.subscriber((event) -> this.events.add((SubscribeToShardEvent) event))
						.build());
		}

		CompletableFuture<Void> call() {
			return this.call;
		}

		SubscribeToShardEvent last() {
			return this.events.get(this.events.size() - 1);
		}

		List<String> numbers() {
			return this.events.stream()
				.flatMap((it) -> it.records().stream())
				.map((it) -> it.sequenceNumber())
				.toList();
		}

		void awaitAny() {
			awaitMore(1);
		}

		void awaitMore(int more) {
			int size = this.events.size();
			Conformance.awaitQuickly(() -> this.events.size() >= size + more);
		}

		void await(String... data) {
			Conformance.awaitQuickly(() -> this.events.stream()
				.flatMap((it) -> KinesisConformance.data(it.records()).stream())
				.toList()
				.size() >= data.length);
			assertThat(this.events.stream().flatMap((it) -> KinesisConformance.data(it.records()).stream()))
				.containsExactly(data);
		}

		@Override
		public void close() {
			this.call.cancel(true);
		}

	}

}
