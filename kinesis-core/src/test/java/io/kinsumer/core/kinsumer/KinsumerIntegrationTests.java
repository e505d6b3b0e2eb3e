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

package io.kinsumer.core.kinsumer;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.core.metadata.MetadataException;
import io.kinsumer.core.metadata.dynamodb.DynamoDbMetadataRepository;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings.BillingMode;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.QueuedRecord;
import io.kinsumer.core.processor.RecordHandler;
import io.kinsumer.core.processor.RecordQueue;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.processor.StopShardException;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesisClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Kinsumers with real time, threads and clients on the embedded server.
 */
class KinsumerIntegrationTests {

	private static final MetadataTableSettings TABLE = new MetadataTableSettings("kinsumer-metadata", true,
			Duration.ofMinutes(1), BillingMode.PAY_PER_REQUEST, 1, 1);

	private final Queue<String> handled = new ConcurrentLinkedQueue<>();

	private final List<Kinsumer> started = new ArrayList<>();

	private final ShiftedClock clock = new ShiftedClock();

	private EmbeddedKinesisServer server;

	private EmbeddedKinesisClients clients;

	private KinesisAsyncClient kinesis;

	private DynamoDbAsyncClient dynamoDb;

	@BeforeEach
	void startServer() {
		this.server = EmbeddedKinesisServer.builder().streams("orders:4").clock(this.clock).start();
		this.clients = new EmbeddedKinesisClients(this.server);
		this.kinesis = this.clients.kinesisAsync();
		this.dynamoDb = this.clients.dynamoDbAsync();
	}

	@AfterEach
	void stopServer() throws Exception {
		for (Kinsumer kinsumer : this.started) {
			kinsumer.stop().get(20, TimeUnit.SECONDS);
		}
		this.clients.close();
		this.server.close();
	}

	@Test
	void recordsOfAllShardsAreHandledOnceAndNotAgainAfterARestart() throws Exception {
		put(0, 100);
		Kinsumer kinsumer = kinsumer("one", collecting());
		kinsumer.start().get(20, TimeUnit.SECONDS);
		awaitHandled(100);
		kinsumer.stop().get(20, TimeUnit.SECONDS);
		assertThat(kinsumer.status().state()).isEqualTo(KinsumerState.STOPPED);
		put(100, 50);
		kinsumer.start().get(20, TimeUnit.SECONDS);
		awaitHandled(150);
		assertThat(this.handled).doesNotHaveDuplicates();
	}

	@Test
	void latestMeansFromTheFirstStartOfTheGroup() throws Exception {
		put(0, 20);
		// The Date of an answer has whole seconds, and a second is taken off it.
		this.clock.offset = Duration.ofSeconds(3);
		KinsumerSettings settings = settings("one").initialPosition(InitialPosition.LATEST).build();
		Kinsumer kinsumer = kinsumer(settings, collecting());
		kinsumer.start().get(20, TimeUnit.SECONDS);
		put(20, 10);
		awaitHandled(10);
		kinsumer.stop().get(20, TimeUnit.SECONDS);
		put(30, 10);
		kinsumer.start().get(20, TimeUnit.SECONDS);
		awaitHandled(20);
		assertThat(this.handled).allSatisfy((value) -> assertThat(Integer.parseInt(value)).isGreaterThanOrEqualTo(20));
	}

	@Test
	void twoMembersShareTheShardsAndHandThemOverWithoutRepeats() throws Exception {
		Kinsumer first = kinsumer("one", collecting());
		first.start().get(20, TimeUnit.SECONDS);
		await().atMost(Duration.ofSeconds(20)).until(() -> owned(first) == 4);
		put(0, 200);
		Kinsumer second = kinsumer("two", collecting());
		second.start().get(20, TimeUnit.SECONDS);
		await().atMost(Duration.ofSeconds(20)).until(() -> owned(first) == 2 && owned(second) == 2);
		put(200, 200);
		first.stop().get(20, TimeUnit.SECONDS);
		put(400, 200);
		await().atMost(Duration.ofSeconds(20)).until(() -> owned(second) == 4);
		awaitHandled(600);
		assertThat(this.handled).doesNotHaveDuplicates();
	}

	@Test
	void childrenOfASplitFollowTheirParentInOrder() throws Exception {
		Map<String, List<Integer>> byKey = new ConcurrentHashMap<>();
		Kinsumer kinsumer = kinsumer("one", ShardProcessors.forRecords((record, shard) -> {
			int value = Integer.parseInt(StandardCharsets.UTF_8.decode(record.data()).toString());
			byKey.computeIfAbsent(record.partitionKey(), (key) -> new ArrayList<>()).add(value);
			this.handled.add(Integer.toString(value));
		}));
		kinsumer.start().get(20, TimeUnit.SECONDS);
		put(0, 200);
		this.server.split("orders", "shardId-000000000000");
		this.server.merge("orders", "shardId-000000000001", "shardId-000000000002");
		put(200, 200);
		awaitHandled(400);
		assertThat(this.handled).doesNotHaveDuplicates();
		assertThat(byKey.values()).allSatisfy((values) -> assertThat(values).isSorted());
		await().atMost(Duration.ofSeconds(10))
			.until(() -> kinsumer.status()
				.shards()
				.stream()
				.filter((shard) -> shard.state() == ShardStatus.State.FINISHED)
				.count() == 3);
	}

	@Test
	void aFailingHandlerHoldsBackItsShardAloneAndLosesNothing() throws Exception {
		AtomicInteger failures = new AtomicInteger();
		RecordHandler handler = (record, shard) -> {
			if (shard.shardId().value().endsWith("0") && failures.incrementAndGet() <= 2) {
				throw new IllegalStateException("not now");
			}
			this.handled.add(StandardCharsets.UTF_8.decode(record.data()).toString());
		};
		Kinsumer kinsumer = kinsumer("one", ShardProcessors.forRecords(handler));
		kinsumer.start().get(20, TimeUnit.SECONDS);
		put(0, 100);
		await().atMost(Duration.ofSeconds(20))
			.until(() -> kinsumer.status().shards().stream().anyMatch((shard) -> shard.failure() != null));
		assertThat(kinsumer.status().shards()).filteredOn((shard) -> shard.failure() != null).hasSize(1);
		awaitHandled(100);
		assertThat(this.handled).doesNotHaveDuplicates();
	}

	@Test
	void aHandlerThatDoesNotEndIsInterruptedAtTheStopAndItsRecordIsDeliveredAgain() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch never = new CountDownLatch(1);
		KinsumerSettings settings = settings("one").releaseDelay(Duration.ofSeconds(1)).build();
		List<Integer> interrupted = new CopyOnWriteArrayList<>();
		Kinsumer stuck = kinsumer(settings, ShardProcessors.forRecords((record, shard) -> {
			entered.countDown();
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				// Returns as if all were well.
				entered.countDown();
			}
		}), new KinsumerListener() {

			@Override
			public void handlingInterrupted(KinsumerInfo kinsumer, ShardId shardId, int records) {
				interrupted.add(records);
			}

		});
		stuck.start().get(20, TimeUnit.SECONDS);
		put(0, 1);
		assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
		stuck.stop().get(20, TimeUnit.SECONDS);
		assertThat(interrupted).containsExactly(1);
		Kinsumer next = kinsumer("two", collecting());
		next.start().get(20, TimeUnit.SECONDS);
		awaitHandled(1);
	}

	@Test
	void recordsAreHandledAtOnceAndInOrderForEachKey() throws Exception {
		Map<String, List<Integer>> byKey = new ConcurrentHashMap<>();
		AtomicInteger now = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		KinsumerSettings settings = settings("one").concurrency(8).build();
		Kinsumer kinsumer = kinsumer(settings, ShardProcessors.forRecordsAsync((record, shard) -> {
			most.accumulateAndGet(now.incrementAndGet(), Math::max);
			return CompletableFuture.runAsync(() -> {
				int value = Integer.parseInt(StandardCharsets.UTF_8.decode(record.data()).toString());
				byKey.computeIfAbsent(record.partitionKey(), (key) -> new CopyOnWriteArrayList<>()).add(value);
				now.decrementAndGet();
				this.handled.add(Integer.toString(value));
			}, CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS));
		}));
		put(0, 400);
		kinsumer.start().get(20, TimeUnit.SECONDS);
		awaitHandled(400);
		kinsumer.stop().get(20, TimeUnit.SECONDS);
		kinsumer.start().get(20, TimeUnit.SECONDS);
		put(400, 100);
		awaitHandled(500);
		assertThat(this.handled).doesNotHaveDuplicates();
		assertThat(byKey.values()).allSatisfy((values) -> assertThat(values).isSorted());
		assertThat(most).hasValueGreaterThan(4);
	}

	@Test
	void aQueueIsFilledWhileThereIsRoom() throws Exception {
		RecordQueue queue = new RecordQueue(5);
		put(0, 40);
		kinsumer("one", queue).start().get(20, TimeUnit.SECONDS);
		while (this.handled.size() < 40) {
			QueuedRecord record = queue.poll(Duration.ofSeconds(20));
			assertThat(record).isNotNull();
			this.handled.add(StandardCharsets.UTF_8.decode(record.record().data()).toString());
			record.complete();
		}
		assertThat(this.handled).doesNotHaveDuplicates();
	}

	@Test
	void aStoppedShardGoesOnWhenItIsResumed() throws Exception {
		AtomicInteger attempts = new AtomicInteger();
		Kinsumer kinsumer = kinsumer("one", ShardProcessors.forBatches((records, shard) -> {
			if (attempts.incrementAndGet() == 1) {
				throw new StopShardException("poison", new IllegalStateException());
			}
			records.forEach((record) -> this.handled.add(StandardCharsets.UTF_8.decode(record.data()).toString()));
		}));
		kinsumer.start().get(20, TimeUnit.SECONDS);
		put(0, 1);
		await().atMost(Duration.ofSeconds(20)).until(() -> stopped(kinsumer).size() == 1);
		assertThat(attempts).hasValue(1);
		assertThat(kinsumer.resume(stopped(kinsumer).get(0)).get(20, TimeUnit.SECONDS)).isTrue();
		awaitHandled(1);
		await().atMost(Duration.ofSeconds(20)).until(() -> stopped(kinsumer).isEmpty());
		assertThat(kinsumer.resume(new ShardId("shardId-000000009999")).get(20, TimeUnit.SECONDS)).isFalse();
	}

	private static List<ShardId> stopped(Kinsumer kinsumer) {
		return kinsumer.status()
			.shards()
			.stream()
			.filter((shard) -> shard.state() == ShardStatus.State.STOPPED)
			.map(ShardStatus::shardId)
			.toList();
	}

	@Test
	void aMissingStreamFailsTheStart() {
		KinsumerSettings settings = KinsumerSettings.builder("absent", new StreamName("absent"), "group", "one")
			.build();
		Kinsumer kinsumer = kinsumer(settings, collecting());
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> kinsumer.start().get(20, TimeUnit.SECONDS))
			.havingCause()
			.isInstanceOf(NoSuchStreamException.class)
			.withMessageContaining("'absent'");
		assertThat(kinsumer.status().state()).isEqualTo(KinsumerState.FAILED);
	}

	@Test
	void anItemOfAnotherLibraryInTheGroupFailsTheStart() throws Exception {
		Kinsumer kinsumer = kinsumer("one", collecting());
		kinsumer.start().get(20, TimeUnit.SECONDS);
		kinsumer.stop().get(20, TimeUnit.SECONDS);
		this.dynamoDb
			.putItem((item) -> item.tableName(TABLE.tableName())
				.item(Map.of("namespace", AttributeValue.fromS("client:group:orders"), "resource",
						AttributeValue.fromS("8b2b0a0e"), "updatedAt", AttributeValue.fromS("2026-01-01T00:00:00Z"))))
			.get();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> kinsumer.start().get(20, TimeUnit.SECONDS))
			.havingCause()
			.isInstanceOf(MetadataException.class)
			.withMessageContaining("item 'client:group:orders' / '8b2b0a0e'")
			.withMessageContaining("use another consumer-group");
	}

	@Test
	void startingTwiceIsRefused() throws Exception {
		Kinsumer kinsumer = kinsumer("one", collecting());
		kinsumer.start().get(20, TimeUnit.SECONDS);
		assertThatExceptionOfType(AlreadyRunException.class).isThrownBy(kinsumer::start)
			.withMessageContaining("'orders' is started already");
	}

	@Test
	void theFirstOfTwoProcessesWithOneClientIdStopsWithAnError() throws Exception {
		Kinsumer first = kinsumer("same", collecting());
		first.start().get(20, TimeUnit.SECONDS);
		Kinsumer second = kinsumer("same", collecting());
		second.start().get(20, TimeUnit.SECONDS);
		await().atMost(Duration.ofSeconds(20)).until(() -> first.status().state() == KinsumerState.FAILED);
		assertThat(first.status().failure()).contains("'same'").contains("client-id");
		assertThat(second.status().state()).isEqualTo(KinsumerState.RUNNING);
	}

	private ShardProcessorFactory collecting() {
		return ShardProcessors
			.forRecords((record, shard) -> this.handled.add(StandardCharsets.UTF_8.decode(record.data()).toString()));
	}

	private static KinsumerSettings.Builder settings(String clientId) {
		return KinsumerSettings.builder("orders", new StreamName("orders"), "group", clientId)
			.waitTime(Duration.ofMillis(200))
			.heartbeatInterval(Duration.ofMillis(500))
			.sessionTimeout(Duration.ofSeconds(3))
			.discoverFrequency(Duration.ofSeconds(2));
	}

	private Kinsumer kinsumer(String clientId, ShardProcessorFactory processors) {
		return kinsumer(settings(clientId).build(), processors);
	}

	private Kinsumer kinsumer(KinsumerSettings settings, ShardProcessorFactory processors,
			KinsumerListener... listeners) {
		DynamoDbMetadataRepository metadata = new DynamoDbMetadataRepository(this.dynamoDb, TABLE,
				settings.consumerGroup(), settings.streamName().value());
		KinsumerBuilder builder = Kinsumer.builder(settings, this.kinesis, metadata, processors);
		for (KinsumerListener listener : listeners) {
			builder.listener(listener);
		}
		Kinsumer kinsumer = builder.build();
		this.started.add(kinsumer);
		return kinsumer;
	}

	private static long owned(Kinsumer kinsumer) {
		return kinsumer.status().shards().stream().filter(ShardStatus::mine).count();
	}

	private void put(int first, int count) {
		for (int i = first; i < first + count; i++) {
			this.server.put("orders", "key-" + (i % 20), Integer.toString(i).getBytes(StandardCharsets.UTF_8));
		}
	}

	private void awaitHandled(int count) {
		await().atMost(Duration.ofSeconds(30)).until(() -> this.handled.size() >= count);
		assertThat(this.handled).hasSize(count);
	}

	/**
	 * The system's clock, set forward at will.
	 */
	private static final class ShiftedClock extends Clock {

		private volatile Duration offset = Duration.ZERO;

		@Override
		public Instant instant() {
			return Instant.now().plus(this.offset);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
