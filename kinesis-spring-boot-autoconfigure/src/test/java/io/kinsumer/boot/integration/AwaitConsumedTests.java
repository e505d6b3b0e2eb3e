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

package io.kinsumer.boot.integration;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.kinsumer.core.record.RecordResult;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.EmbeddedStream;
import io.kinsumer.test.StreamRecord;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The test kit waits for what real listeners consumed, in whatever table they keep their
 * positions.
 */
@EmbeddedKinesis(streams = { "orders:2", "returns:2", "held:1", "unread:1", "late:1" })
@SpringBootTest(properties = { "spring.application.name=shop", "kinesis.kinsumers.orders.wait-time=50ms",
		"kinesis.kinsumers.orders.persist-frequency=100ms", "kinesis.kinsumers.returns.wait-time=50ms",
		"kinesis.kinsumers.returns.persist-frequency=100ms",
		"kinesis.kinsumers.returns.metadata.table-name=positions-of-returns",
		"kinesis.kinsumers.returns.consumer-group=returns-desk",
		"kinesis.kinsumers.returns.stream-arn=arn:aws:kinesis:eu-central-1:000000000000:stream/returns",
		"kinesis.kinsumers.held.wait-time=50ms", "kinesis.kinsumers.held.persist-frequency=100ms",
		"kinesis.kinsumers.late.wait-time=50ms", "kinesis.kinsumers.late.persist-frequency=100ms",
		"kinesis.kinsumers.late.initial-position.type=LATEST" })
class AwaitConsumedTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@Autowired
	private EmbeddedKinesisServer server;

	@Autowired
	private KinesisOperations kinesis;

	@Autowired
	private Listeners listeners;

	@Test
	void recordsAreConsumedInTheDefaultTableAggregatedOrNotAndThroughASplit() {
		EmbeddedStream orders = this.server.stream("orders");
		List<CompletableFuture<RecordResult>> sent = IntStream.range(0, 300)
			.mapToObj((id) -> this.kinesis.sendAsync("orders", "key-" + id % 7, "sent-" + id))
			.toList();
		// those under way when a shard splits would be put twice
		sent.forEach(CompletableFuture::join);
		IntStream.range(0, 20).forEach((id) -> orders.put("key-" + id, "put-" + id));
		orders.split("shardId-000000000000");
		IntStream.range(20, 40).forEach((id) -> orders.put("key-" + id, "put-" + id));
		this.kinesis.send("orders", "key", "last");
		orders.awaitConsumed(TIMEOUT);
		assertThat(this.listeners.orders).hasSize(341);
		orders.awaitConsumed((record) -> this.listeners.orders.contains(record.text()), Duration.ZERO);
		orders.awaitConsumedBy("shop", Duration.ZERO);
		assertThat(orders.records()).extracting(StreamRecord::aggregated).contains(true, false);
		assertThat(this.listeners.orders)
			.containsExactlyInAnyOrderElementsOf(orders.records().stream().map(StreamRecord::text).toList());
	}

	@Test
	void recordsAreConsumedInATableGroupAndStreamOfOnesOwn() {
		EmbeddedStream returns = this.server.stream("returns");
		IntStream.range(0, 20).forEach((id) -> returns.put("key-" + id, "put-" + id));
		returns.awaitConsumed(TIMEOUT);
		assertThat(this.listeners.returns).hasSize(20);
		assertThat(this.server.dynamoDb().tableNames()).contains("positions-of-returns");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> returns.awaitConsumedBy("shop", Duration.ZERO))
			.withMessageContaining("no group shop consumes it")
			.withMessageContaining("returns-desk");
	}

	@Test
	void whatIsNotConsumedIsNamed() {
		EmbeddedStream held = this.server.stream("held");
		held.put("key", "first");
		held.awaitConsumed(TIMEOUT);
		this.listeners.hold = new CountDownLatch(1);
		try {
			held.put("key", "second");
			held.put("other", "third");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> held.awaitConsumed(Duration.ofMillis(500)))
				.withMessageContaining("Stream held was not consumed within 0.5 s")
				.withMessageContaining("by group shop")
				.withMessageContaining("2 of 3 records missing, the first is 'second' with partition key 'key'")
				.withMessageContaining("owned by ")
				.withMessageContaining("persist-frequency");
		}
		finally {
			this.listeners.hold.countDown();
		}
		held.awaitConsumed(TIMEOUT);
		assertThat(this.listeners.held).containsExactly("first", "second", "third");
	}

	@Test
	void aGroupThatBeginsAtTheLatestIsNotAwaitedForWhatWasBefore() {
		EmbeddedStream late = this.server.stream("late");
		late.awaitConsumed(TIMEOUT);
		late.put("key", "after the start");
		late.awaitConsumed(TIMEOUT);
		assertThat(this.listeners.late).containsExactly("after the start");
	}

	@Test
	void aStreamThatNobodyConsumesIsToldApart() {
		EmbeddedStream unread = this.server.stream("unread");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> unread.awaitConsumed(Duration.ofMillis(50)))
			.withMessageContaining("no group consumes it")
			.withMessageContaining("shop:orders")
			.withMessageContaining("Is the consumer started");
	}

	static class Listeners {

		final Queue<String> orders = new ConcurrentLinkedQueue<>();

		final Queue<String> returns = new ConcurrentLinkedQueue<>();

		final Queue<String> held = new ConcurrentLinkedQueue<>();

		final Queue<String> late = new ConcurrentLinkedQueue<>();

		volatile CountDownLatch hold = new CountDownLatch(0);

		@KinesisListener("orders")
		void orders(String text) {
			this.orders.add(text);
		}

		@KinesisListener("returns")
		void returns(String text) {
			this.returns.add(text);
		}

		@KinesisListener("held")
		void held(String text) throws InterruptedException {
			this.hold.await();
			this.held.add(text);
		}

		@KinesisListener("late")
		void late(String text) {
			this.late.add(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Listeners.class)
	static class Application {

	}

}
