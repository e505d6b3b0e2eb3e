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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.spring.template.KinesisWriters;
import io.kinsumer.spring.template.SendRequest;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EmbeddedKinesis(streams = { "orders:2", "returns:1", "notes:1" })
@SpringBootTest(properties = { "spring.application.name=shop", "kinesis.kinsumers.orders.wait-time=200ms",
		"kinesis.kinsumers.returns.wait-time=200ms", "kinesis.kinsumers.notes.wait-time=200ms",
		"kinesis.producers.outgoing.stream-name=returns", "kinesis.producers.outgoing.flush-interval=10ms",
		"kinesis.producers.outgoing.ordering=shard", "kinesis.writers.plain.stream-name=notes" })
class RoundTripTests {

	@Autowired
	private KinesisOperations kinesis;

	@Autowired
	private KinesisWriters writers;

	@Autowired
	private Listeners listeners;

	@Test
	void whatTheTemplateSendsArrivesAtARecordListener() {
		List<CompletableFuture<RecordResult>> results = IntStream.range(0, 200)
			.mapToObj((id) -> this.kinesis.sendAsync("orders", "key-" + id % 7, new Order(id, "x".repeat(id))))
			.toList();
		assertThat(results).allSatisfy((result) -> assertThat(result.join().attempts()).isEqualTo(1));
		await().untilAsserted(() -> assertThat(this.listeners.orders).hasSize(200));
		assertThat(this.listeners.orders.keySet()).contains(0, 199);
		assertThat(this.listeners.orders.values()).allMatch((times) -> times == 1);
		assertThat(this.listeners.outOfOrder).isEmpty();
	}

	@Test
	void whatANamedProducerSendsArrivesAtABatchListener() {
		RecordResult result = this.kinesis.send("outgoing", "key", new Order(1, "first"));
		assertThat(result.shardId().value()).isEqualTo("shardId-000000000000");
		IntStream.range(2, 50).forEach((id) -> this.kinesis.sendAsync("outgoing", "key", new Order(id, "more")));
		await().untilAsserted(() -> assertThat(this.listeners.returns).hasSize(49));
		assertThat(this.listeners.returns).extracting(Order::id)
			.containsExactlyElementsOf(IntStream.range(1, 50).boxed().toList());
	}

	@Test
	void headersKeysAndRawPayloadsSurvive() {
		this.kinesis.send(SendRequest.of("notes", "plain text")
			.withPartitionKey("p")
			.withExplicitHashKey("170141183460469231731687303715884105728")
			.withHeader("trace", "abc"));
		this.writers.get("plain")
			.put(io.kinsumer.core.record.UserRecord.of("p",
					"written".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
			.join();
		await().untilAsserted(() -> assertThat(this.listeners.notes)
			.containsExactlyInAnyOrder("plain text p abc 170141183460469231731687303715884105728", "written p - null"));
	}

	record Order(int id, String text) {

	}

	static class Listeners {

		final Map<Integer, Integer> orders = new ConcurrentHashMap<>();

		final Map<String, Integer> lastOfKey = new ConcurrentHashMap<>();

		final List<Integer> outOfOrder = java.util.Collections.synchronizedList(new java.util.ArrayList<>());

		final ConcurrentLinkedQueue<Order> returns = new ConcurrentLinkedQueue<>();

		final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();

		@KinesisListener("orders")
		void listen(Order order, KinesisRecord record) {
			this.orders.merge(order.id(), 1, Integer::sum);
			Integer last = this.lastOfKey.put(record.partitionKey(), order.id());
			if (last != null && last >= order.id()) {
				this.outOfOrder.add(order.id());
			}
		}

		@KinesisListener("returns")
		void listen(List<Order> orders) {
			this.returns.addAll(orders);
		}

		@KinesisListener("${notes.kinsumer:notes}")
		void listen(String text, @Header(name = "trace", defaultValue = "-") String trace, KinesisRecord record) {
			this.notes.add(text + " " + record.partitionKey() + " " + trace + " " + record.explicitHashKey());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Listeners.class)
	static class Application {

	}

}
