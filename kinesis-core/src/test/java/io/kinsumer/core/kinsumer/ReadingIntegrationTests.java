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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.kinsumer.core.client.AwsClients;
import io.kinsumer.core.client.ClientCredentials;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.RecordHandler;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesisClients;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisLimits;
import io.kinsumer.test.kinesis.KinesisRequest;
import io.kinsumer.test.kinesis.StreamRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Reading over the wire, both ways, against a server that keeps to the limits of AWS.
 */
class ReadingIntegrationTests {

	private static final String LAST_HASH_KEY = "340282366920938463463374607431768211455";

	private static final int MIB = 1024 * 1024;

	private final ShiftedClock clock = new ShiftedClock();

	private final EmbeddedKinesisServer server = EmbeddedKinesisServer.builder()
		.streams("orders:2", "large:1")
		.clock(this.clock)
		.limits(KinesisLimits.AWS)
		.start();

	private final AwsClients clients = AwsClients.create(ClientSettings.builder("default")
		.region(EmbeddedKinesisServer.REGION)
		.endpoint(this.server.endpoint())
		.credentials(new ClientCredentials("test", "test", null))
		.build());

	private final Queue<String> handled = new ConcurrentLinkedQueue<>();

	private final Map<String, List<Integer>> byKey = new ConcurrentHashMap<>();

	private final Reads reads = new Reads();

	private final List<Kinsumer> started = new ArrayList<>();

	static Stream<Retrieval> bothWays() {
		return Stream.of(Retrieval.polling(), Retrieval.fanOut());
	}

	@AfterEach
	void stop() throws Exception {
		for (Kinsumer kinsumer : this.started) {
			kinsumer.stop().get(20, TimeUnit.SECONDS);
		}
		this.clients.close();
		this.server.close();
	}

	@ParameterizedTest
	@MethodSource("bothWays")
	void splitsAndMergesAreFollowedInOrder(Retrieval retrieval) throws Exception {
		start("orders", retrieval, this::collect, ReadBudget.ofDefaultSize());
		put(0, 100);
		this.server.split("orders", "shardId-000000000000");
		put(100, 100);
		this.server.merge("orders", "shardId-000000000003", "shardId-000000000001");
		put(200, 100);
		awaitHandled(300);
		assertThat(this.byKey.values()).allSatisfy((values) -> assertThat(values).isSorted());
		assertThat(this.reads.failures).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("bothWays")
	void faultsLoseAndRepeatNothing(Retrieval retrieval) throws Exception {
		this.server.faults().on("GetRecords", "GetShardIterator", "SubscribeToShard").probability(0.2, 1).throttle();
		this.server.faults()
			.on("GetRecords", "GetShardIterator", "SubscribeToShard")
			.probability(0.1, 2)
			.error("InternalFailure", 500);
		this.server.faults().on("GetRecords", "SubscribeToShard").probability(0.1, 3).dropAnswer();
		this.server.faults().on("GetRecords").probability(0.1, 4).expireIterator();
		this.server.faults().on("GetRecords").probability(0.1, 5).slowBytes(20_000);
		start("orders", retrieval, this::collect, ReadBudget.ofDefaultSize());
		for (int round = 0; round < 8; round++) {
			put(round * 25, 25);
			int due = (round + 1) * 25;
			await().atMost(Duration.ofSeconds(60)).until(() -> this.handled.size() >= due);
			this.server.kinesis()
				.endSubscriptions(StreamRef.named("orders"), null,
						new ServiceException("InternalFailureException", "a fault", 500));
		}
		awaitHandled(200);
		assertThat(this.byKey.values()).allSatisfy((values) -> assertThat(values).isSorted());
	}

	@ParameterizedTest
	@MethodSource("bothWays")
	void aLongPauseChangesNothing(Retrieval retrieval) throws Exception {
		start("orders", retrieval, this::collect, ReadBudget.ofDefaultSize());
		put(0, 20);
		awaitHandled(20);
		// Longer than an iterator or a subscription lives.
		this.clock.advance(Duration.ofMinutes(6));
		put(20, 20);
		awaitHandled(40);
		boolean polling = retrieval instanceof Retrieval.Polling;
		assertThat(this.server.kinesis().gate().count(polling ? "GetShardIterator" : "SubscribeToShard"))
			.isGreaterThanOrEqualTo(4);
		assertThat(this.reads.failures).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("bothWays")
	void recordsOfTenMebibytesPassASmallBudget(Retrieval retrieval) throws Exception {
		this.clients.kinesis()
			.updateMaxRecordSize((it) -> it.streamARN("arn:aws:kinesis:eu-central-1:000000000000:stream/large")
				.maxRecordSizeInKiB(10 * 1024))
			.join();
		for (int i = 0; i < 3; i++) {
			byte[] data = new byte[10 * MIB - 3];
			data[0] = (byte) i;
			this.server.put("large", "key", data);
			// What exceeds the quota of a shard is carried over.
			this.clock.advance(Duration.ofSeconds(11));
		}
		ReadBudget budget = new ReadBudget(MIB);
		start("large", retrieval, (record, shard) -> {
			ByteBuffer data = record.data();
			this.handled.add(data.get(data.position()) + ":" + data.remaining());
		}, budget);
		await().atMost(Duration.ofSeconds(60)).until(() -> {
			this.clock.advance(Duration.ofSeconds(1));
			return this.handled.size() == 3;
		});
		assertThat(this.handled).containsExactly("0:10485757", "1:10485757", "2:10485757");
		await().until(() -> budget.used() < MIB);
	}

	@ParameterizedTest
	@MethodSource("bothWays")
	void aHandlerThatIsStuckHoldsItsShardBackAndNoOther(Retrieval retrieval) throws Exception {
		CountDownLatch stuck = new CountDownLatch(1);
		ReadBudget budget = new ReadBudget(4 * MIB);
		start("orders", retrieval, (record, shard) -> stick(shard, stuck), budget);
		checkThatOneShardIsStuck(stuck, budget, 15L * MIB);
	}

	@Test
	void aHandlerThatIsStuckHoldsBackNoOtherShardOfTheSameHttp2Connection() throws Exception {
		CountDownLatch stuck = new CountDownLatch(1);
		ReadBudget budget = new ReadBudget(64 * MIB);
		try (EmbeddedKinesisClients http2 = new EmbeddedKinesisClients(this.server)) {
			Kinsumer kinsumer = Kinsumer
				.builder(settings("orders", Retrieval.fanOut(), "group").build(), http2.kinesisAsync(),
						new InMemoryMetadataRepository(),
						ShardProcessors.forRecords((record, shard) -> stick(shard, stuck)))
				.readBudget(budget)
				.listener(this.reads)
				.build();
			kinsumer.start().get(20, TimeUnit.SECONDS);
			checkThatOneShardIsStuck(stuck, budget, 15L * MIB);
			kinsumer.stop().get(20, TimeUnit.SECONDS);
		}
	}

	private void stick(ShardContext shard, CountDownLatch stuck) throws InterruptedException {
		if (shard.shardId().value().endsWith("0")) {
			stuck.await();
		}
		this.handled.add(shard.shardId().value());
	}

	private void checkThatOneShardIsStuck(CountDownLatch stuck, ReadBudget budget, long most) {
		for (int i = 0; i < 40; i++) {
			this.server.kinesis().putRecord(into("orders", "0", new byte[900_000]));
			this.clock.advance(Duration.ofSeconds(1));
		}
		await().atMost(Duration.ofSeconds(20)).until(() -> this.reads.bytes("shardId-000000000000") > 0);
		for (int i = 0; i < 10; i++) {
			this.server.kinesis().putRecord(into("orders", LAST_HASH_KEY, new byte[100_000]));
		}
		await().atMost(Duration.ofSeconds(30)).until(() -> this.handled.size() == 10);
		await().during(Duration.ofSeconds(2))
			.atMost(Duration.ofSeconds(10))
			.until(() -> this.reads.bytes("shardId-000000000000") <= 12L * MIB && budget.used() <= most);
		stuck.countDown();
		await().atMost(Duration.ofSeconds(90)).until(() -> {
			this.clock.advance(Duration.ofSeconds(1));
			return this.handled.size() == 50;
		});
		await().until(() -> budget.used() < 3L * MIB);
	}

	@Test
	void severalGroupsThatPollTheSameShardWaitWithoutNoise() throws Exception {
		put(0, 50);
		for (int group = 0; group < 4; group++) {
			KinsumerSettings settings = settings("orders", Retrieval.polling(), "group-" + group)
				.throughputExceededDelay(Duration.ofMillis(300))
				.waitTime(Duration.ofMillis(200))
				.build();
			start(settings, this::collect, ReadBudget.ofDefaultSize());
		}
		await().atMost(Duration.ofSeconds(60)).until(() -> this.handled.size() >= 200);
		put(50, 50);
		await().atMost(Duration.ofSeconds(60)).until(() -> this.handled.size() >= 400);
		assertThat(this.handled).hasSize(400);
		assertThat(this.reads.failures).isEmpty();
	}

	@Test
	void theDefaultProtocolOfTheSdkWorksToo() throws Exception {
		try (EmbeddedKinesisClients http2 = new EmbeddedKinesisClients(this.server)) {
			Kinsumer kinsumer = Kinsumer
				.builder(settings("orders", Retrieval.fanOut(), "group").build(), http2.kinesisAsync(),
						new InMemoryMetadataRepository(), ShardProcessors.forRecords(this::collect))
				.build();
			kinsumer.start().get(20, TimeUnit.SECONDS);
			put(0, 50);
			awaitHandled(50);
			kinsumer.stop().get(20, TimeUnit.SECONDS);
		}
	}

	private void collect(KinesisRecord record, ShardContext shard) {
		String text = StandardCharsets.UTF_8.decode(record.data()).toString();
		this.byKey.computeIfAbsent(shard.kinsumer() + record.partitionKey(), (key) -> new ArrayList<>())
			.add(Integer.valueOf(text));
		this.handled.add(text);
	}

	private void start(String stream, Retrieval retrieval, RecordHandler handler, ReadBudget budget) throws Exception {
		start(settings(stream, retrieval, "group").build(), handler, budget);
	}

	private void start(KinsumerSettings settings, RecordHandler handler, ReadBudget budget) throws Exception {
		Kinsumer kinsumer = Kinsumer
			.builder(settings, this.clients.kinesis(), new InMemoryMetadataRepository(),
					ShardProcessors.forRecords(handler))
			.readClient(this.clients.kinesisReads())
			.readBudget(budget)
			.listener(this.reads)
			.build();
		this.started.add(kinsumer);
		kinsumer.start().get(20, TimeUnit.SECONDS);
	}

	private static KinsumerSettings.Builder settings(String stream, Retrieval retrieval, String group) {
		return KinsumerSettings.builder(group, new StreamName(stream), group, "one")
			.retrieval(retrieval)
			.discoverFrequency(Duration.ofSeconds(2));
	}

	private void put(int first, int count) {
		for (int i = first; i < first + count; i++) {
			this.server.put("orders", "key-" + (i % 20), Integer.toString(i).getBytes(StandardCharsets.UTF_8));
		}
	}

	private static KinesisRequest.PutRecord into(String stream, String hashKey, byte[] data) {
		return new KinesisRequest.PutRecord(StreamRef.named(stream), "key", hashKey, null, data);
	}

	private void awaitHandled(int count) {
		await().atMost(Duration.ofSeconds(60)).until(() -> this.handled.size() >= count);
		assertThat(this.handled).hasSize(count).doesNotHaveDuplicates();
	}

	/**
	 * What was read.
	 */
	private static final class Reads implements KinsumerListener {

		private final Map<String, AtomicLong> bytes = new ConcurrentHashMap<>();

		private final Queue<String> failures = new ConcurrentLinkedQueue<>();

		private long bytes(String shard) {
			AtomicLong read = this.bytes.get(shard);
			return (read != null) ? read.get() : 0;
		}

		@Override
		public void recordsRead(KinsumerInfo kinsumer, ShardId shardId, int records, long read,
				long millisBehindLatest) {
			this.bytes.computeIfAbsent(shardId.value(), (id) -> new AtomicLong()).addAndGet(read);
		}

		@Override
		public void callFailed(KinsumerInfo kinsumer, String operation, Throwable failure) {
			this.failures.add(operation + ": " + failure);
		}

	}

}
