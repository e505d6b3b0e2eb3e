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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.test.context.EmbeddedKinesisClients;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.StreamRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Reading over the wire, both ways.
 */
class ReadingIntegrationTests extends AbstractReadingTests {

	private final Map<String, List<Integer>> byKey = new ConcurrentHashMap<>();

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

	private void put(int first, int count) {
		for (int i = first; i < first + count; i++) {
			this.server.put("orders", "key-" + (i % 20), Integer.toString(i).getBytes(StandardCharsets.UTF_8));
		}
	}

	private void awaitHandled(int count) {
		await().atMost(Duration.ofSeconds(60)).until(() -> this.handled.size() >= count);
		assertThat(this.handled).hasSize(count).doesNotHaveDuplicates();
	}

}
