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

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShardProcessors;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.test.context.EmbeddedKinesisClients;
import io.kinsumer.test.kinesis.KinesisRequest;
import io.kinsumer.test.kinesis.StreamRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.awaitility.Awaitility.await;

/**
 * What a handler that does not return holds back.
 */
class StuckHandlerTests extends AbstractReadingTests {

	private static final String LAST_HASH_KEY = "340282366920938463463374607431768211455";

	private static final int MIB = 1024 * 1024;

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

	private static KinesisRequest.PutRecord into(String stream, String hashKey, byte[] data) {
		return new KinesisRequest.PutRecord(StreamRef.named(stream), "key", hashKey, null, data);
	}

}
