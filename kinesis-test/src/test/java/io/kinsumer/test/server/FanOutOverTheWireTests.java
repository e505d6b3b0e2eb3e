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

package io.kinsumer.test.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.kinsumer.test.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.MutableClock;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.ConsumerRequest.SubscribeToShard;
import io.kinsumer.test.kinesis.IteratorType;
import io.kinsumer.test.kinesis.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Enhanced fan-out as the AWS SDK sees it, with its default protocol: HTTP/2 and, but for
 * the events, CBOR.
 */
class FanOutOverTheWireTests {

	private static final String SHARD = "shardId-000000000000";

	private static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/orders";

	private final MutableClock clock = new MutableClock();

	private final EmbeddedKinesisServer server = EmbeddedKinesisServer.builder()
		.streams("orders:1")
		.clock(this.clock)
		.start();

	private final KinesisAsyncClient client = Clients.kinesisAsync(this.server.endpoint());

	private final String consumer = this.client.registerStreamConsumer((it) -> it.streamARN(ARN).consumerName("app"))
		.join()
		.consumer()
		.consumerARN();

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@Test
	void recordsArriveAsTheyArePut() {
		put("before");
		EventCollector collector = subscribe(trimHorizon());
		await().untilAsserted(() -> assertThat(collector.texts()).containsExactly("before"));
		put("after ✓");
		await().untilAsserted(() -> assertThat(collector.texts()).containsExactly("before", "after ✓"));
		SubscribeToShardEvent event = collector.lastEvent();
		Record record = event.records().get(0);
		assertThat(record.partitionKey()).isEqualTo("k");
		assertThat(record.approximateArrivalTimestamp()).isEqualTo(this.clock.instant());
		assertThat(event.continuationSequenceNumber()).isGreaterThan(record.sequenceNumber());
		assertThat(event.millisBehindLatest()).isZero();
		assertThat(collector.stream()).isNotDone();
	}

	@ParameterizedTest
	@EnumSource(Protocol.class)
	void bothVersionsOfHttpCarryManyEvents(Protocol protocol) {
		try (KinesisAsyncClient other = Clients.kinesisAsync(this.server.endpoint(),
				Clients.netty().protocol(protocol))) {
			EventCollector collector = new EventCollector(other, this.consumer, SHARD, trimHorizon(), Long.MAX_VALUE);
			for (int i = 0; i < 40; i++) {
				this.server.put("orders", "k", new byte[500_000]);
			}
			await().untilAsserted(() -> assertThat(collector.texts()).hasSize(40));
		}
	}

	@Test
	void aSplitShardEndsAndReadingGoesOnWithItsChildren() {
		put("one");
		EventCollector collector = subscribe(trimHorizon());
		await().untilAsserted(() -> assertThat(collector.texts()).containsExactly("one"));
		this.client.splitShard((it) -> it.streamName("orders").shardToSplit(SHARD).newStartingHashKey("1000")).join();
		put("two");
		assertThat(collector.stream()).succeedsWithin(Duration.ofSeconds(10));
		assertThat(collector.call()).succeedsWithin(Duration.ofSeconds(10));
		SubscribeToShardEvent last = collector.lastEvent();
		assertThat(last.continuationSequenceNumber()).isNull();
		assertThat(last.childShards()).extracting(ChildShard::shardId)
			.containsExactly("shardId-000000000001", "shardId-000000000002");
		assertThat(last.childShards().get(0).parentShards()).containsExactly(SHARD);
		assertThat(last.childShards().get(0).hashKeyRange().endingHashKey()).isEqualTo("999");
		EventCollector child = new EventCollector(this.client, this.consumer, "shardId-000000000002", trimHorizon(),
				Long.MAX_VALUE);
		await().untilAsserted(() -> assertThat(child.texts()).containsExactly("two"));
	}

	@ParameterizedTest
	@EnumSource(value = ShardIteratorType.class, names = { "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER" })
	void afterFiveMinutesTheStreamEndsAndIsResumedAtTheContinuationNumber(ShardIteratorType type) {
		put("one");
		EventCollector collector = subscribe(trimHorizon());
		await().untilAsserted(() -> assertThat(collector.texts()).containsExactly("one"));
		String continuation = collector.lastEvent().continuationSequenceNumber();
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(collector.call()).succeedsWithin(Duration.ofSeconds(10));
		put("two");
		EventCollector resumed = subscribe(StartingPosition.builder().type(type).sequenceNumber(continuation).build());
		await().untilAsserted(() -> assertThat(resumed.texts()).containsExactly("two"));
	}

	@Test
	void timestampsAreStartingPositionsToo() {
		put("one");
		this.clock.advance(Duration.ofSeconds(10));
		put("two");
		EventCollector collector = subscribe(StartingPosition.builder()
			.type(ShardIteratorType.AT_TIMESTAMP)
			.timestamp(this.clock.instant().minusSeconds(5))
			.build());
		await().untilAsserted(() -> assertThat(collector.texts()).containsExactly("two"));
	}

	@Test
	void aNewerCallTakesOverAfterFiveSeconds() {
		EventCollector former = subscribe(latest());
		await().until(() -> !former.events().isEmpty());
		assertThat(subscribe(latest()).call()).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(ResourceInUseException.class);
		this.clock.advance(Duration.ofSeconds(5));
		EventCollector latter = subscribe(latest());
		assertThat(former.stream()).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.havingRootCause()
			.isInstanceOf(ResourceInUseException.class);
		await().until(() -> !latter.events().isEmpty());
		put("only for the latter");
		await().untilAsserted(() -> assertThat(latter.texts()).containsExactly("only for the latter"));
	}

	@ParameterizedTest
	@EnumSource(Protocol.class)
	void aClientThatCancelsFreesTheShardAtOnce(Protocol protocol) {
		try (KinesisAsyncClient other = Clients.kinesisAsync(this.server.endpoint(),
				Clients.netty().protocol(protocol))) {
			for (int i = 0; i < 5; i++) {
				EventCollector collector = new EventCollector(other, this.consumer, SHARD, latest(), Long.MAX_VALUE);
				await().until(() -> !collector.events().isEmpty());
				collector.cancel();
				// by the server's clock no time passes
				awaitFree();
			}
		}
	}

	@Test
	void aClientThatIsClosedFreesTheShardAtOnce() {
		EventCollector collector;
		try (KinesisAsyncClient other = Clients.kinesisAsync(this.server.endpoint())) {
			collector = new EventCollector(other, this.consumer, SHARD, latest(), Long.MAX_VALUE);
			await().until(() -> !collector.events().isEmpty());
		}
		awaitFree();
	}

	@ParameterizedTest
	@EnumSource(Protocol.class)
	void slowClientsHoldEventsBack(Protocol protocol) {
		try (KinesisAsyncClient other = Clients.kinesisAsync(this.server.endpoint(),
				Clients.netty().protocol(protocol))) {
			EventCollector collector = new EventCollector(other, this.consumer, SHARD, trimHorizon(), 1);
			await().until(() -> !collector.events().isEmpty());
			for (int i = 0; i < 100; i++) {
				this.server.put("orders", "k", new byte[1_000_000]);
			}
			await().during(Duration.ofMillis(500)).until(() -> collector.events().size() == 1);
			// the subscription ends, so that only what was sent before can still arrive
			this.clock.advance(Duration.ofMinutes(5));
			collector.request(1_000);
			assertThat(collector.call()).succeedsWithin(Duration.ofSeconds(30));
			assertThat(collector.texts()).hasSizeLessThan(60);
		}
	}

	@Test
	void deregisteringEndsTheStream() {
		EventCollector collector = subscribe(latest());
		await().until(() -> !collector.events().isEmpty());
		this.client.deregisterStreamConsumer((it) -> it.consumerARN(this.consumer)).join();
		assertThat(collector.stream()).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.havingRootCause()
			.isInstanceOf(ResourceNotFoundException.class);
		assertThat(subscribe(latest()).call()).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(ResourceNotFoundException.class);
	}

	@Test
	void consumersAreDescribedAndListed() {
		assertThat(
				this.client.describeStreamConsumer((it) -> it.consumerARN(this.consumer)).join().consumerDescription())
			.satisfies((description) -> {
				assertThat(description.consumerName()).isEqualTo("app");
				assertThat(description.streamARN()).isEqualTo(ARN);
				assertThat(description.consumerStatus()).isEqualTo(ConsumerStatus.ACTIVE);
				assertThat(description.consumerCreationTimestamp()).isEqualTo(this.clock.instant());
			});
		assertThat(this.client.describeStreamConsumer((it) -> it.streamARN(ARN).consumerName("app"))
			.join()
			.consumerDescription()
			.consumerARN()).isEqualTo(this.consumer);
		this.client.registerStreamConsumer((it) -> it.streamARN(ARN).consumerName("other")).join();
		List<String> names = new CopyOnWriteArrayList<>();
		this.client.listStreamConsumersPaginator((it) -> it.streamARN(ARN).maxResults(1))
			.subscribe((page) -> page.consumers().forEach((found) -> names.add(found.consumerName())))
			.join();
		assertThat(names).containsExactly("app", "other");
	}

	private void awaitFree() {
		await().pollInterval(Duration.ofMillis(5)).ignoreException(ServiceException.class).untilAsserted(() -> {
			try (Subscription probe = this.server.kinesis()
				.subscribeToShard(new SubscribeToShard(this.consumer, SHARD, IteratorType.LATEST, null, null))) {
				assertThat(probe).isNotNull();
			}
		});
	}

	private EventCollector subscribe(StartingPosition position) {
		return new EventCollector(this.client, this.consumer, SHARD, position, Long.MAX_VALUE);
	}

	private static StartingPosition trimHorizon() {
		return StartingPosition.builder().type(ShardIteratorType.TRIM_HORIZON).build();
	}

	private static StartingPosition latest() {
		return StartingPosition.builder().type(ShardIteratorType.LATEST).build();
	}

	private void put(String text) {
		this.client
			.putRecord((it) -> it.streamName("orders")
				.partitionKey("k")
				.explicitHashKey("5000")
				.data(SdkBytes.fromUtf8String(text)))
			.join();
	}

}
