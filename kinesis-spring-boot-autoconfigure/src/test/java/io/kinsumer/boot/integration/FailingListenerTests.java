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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.spring.template.SendRequest;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EmbeddedKinesis(streams = { "orders:2", "events:2", "batches:2" })
@SpringBootTest(properties = { "spring.application.name=shop", "kinesis.kinsumers.orders.wait-time=200ms",
		"kinesis.kinsumers.events.wait-time=200ms", "kinesis.kinsumers.batches.wait-time=200ms",
		"management.endpoint.health.show-details=always" })
class FailingListenerTests {

	private static final String FIRST = "0";

	private static final String SECOND = "170141183460469231731687303715884105728";

	@Autowired
	private KinesisOperations kinesis;

	@Autowired
	private HealthEndpoint health;

	@Autowired
	private Listeners listeners;

	@Test
	void aListenerThatThrowsBlocksItsShardAlone() {
		IntStream.range(0, 10).forEach((id) -> {
			send("orders", FIRST, "{\"id\":" + id + "}");
			send("orders", SECOND, "{\"id\":" + (100 + id) + "}");
		});
		await().untilAsserted(() -> assertThat(this.listeners.orders).containsAll(range(100, 110)));
		await().untilAsserted(() -> assertThat(this.listeners.orders).containsAll(range(0, 5)));
		assertDown("orders", "shardId-000000000000", "five is not wanted", "keeps failing");
		assertThat(this.listeners.orders).doesNotContainAnyElementsOf(range(5, 10));
		this.listeners.wanted.add(5);
		await().untilAsserted(() -> assertThat(this.listeners.orders).hasSize(20));
		assertThat(this.listeners.orders).doesNotHaveDuplicates();
		await().untilAsserted(() -> assertThat(of("orders").getStatus()).isEqualTo(Status.UP));
	}

	@Test
	void aPayloadThatIsNotJsonBlocksItsShardAlone() {
		send("events", FIRST, "{\"id\":1}");
		send("events", FIRST, "not json");
		send("events", FIRST, "{\"id\":2}");
		send("events", SECOND, "{\"id\":3}");
		await().untilAsserted(() -> assertThat(this.listeners.events).contains(1, 3));
		assertDown("events", "shardId-000000000000", "is not JSON", "stopped it until it is resumed");
		send("events", SECOND, "{\"id\":4}");
		await().untilAsserted(() -> assertThat(this.listeners.events).containsExactlyInAnyOrder(1, 3, 4));
	}

	@Test
	void aBadPayloadInABatchBlocksItsShardAlone() {
		send("batches", FIRST, "{\"id\":1}");
		send("batches", FIRST, "not json");
		send("batches", SECOND, "{\"id\":3}");
		await().untilAsserted(() -> assertThat(this.listeners.batches).contains(1, 3));
		assertDown("batches", "shardId-000000000000", "is not JSON", "stopped it until it is resumed");
		assertThat(this.listeners.batches).containsExactlyInAnyOrder(1, 3);
	}

	private void assertDown(String kinsumer, String shard, String failure, String problem) {
		await().untilAsserted(() -> {
			IndicatedHealthDescriptor descriptor = of(kinsumer);
			assertThat(descriptor.getStatus()).isEqualTo(Status.DOWN);
			assertThat(((Map<?, ?>) descriptor.getDetails().get("shards")).get(shard).toString()).contains(failure)
				.contains(problem);
		});
	}

	private IndicatedHealthDescriptor of(String kinsumer) {
		HealthDescriptor kinesis = ((CompositeHealthDescriptor) this.health.health()).getComponents().get("kinesis");
		return (IndicatedHealthDescriptor) ((CompositeHealthDescriptor) kinesis).getComponents().get(kinsumer);
	}

	private void send(String stream, String explicitHashKey, String json) {
		this.kinesis.send(SendRequest.of(stream, json).withPartitionKey("key").withExplicitHashKey(explicitHashKey));
	}

	private static List<Integer> range(int from, int to) {
		return IntStream.range(from, to).boxed().toList();
	}

	record Order(int id) {

	}

	static class Listeners {

		final Set<Integer> wanted = ConcurrentHashMap.newKeySet();

		final ConcurrentLinkedQueue<Integer> orders = new ConcurrentLinkedQueue<>();

		final ConcurrentLinkedQueue<Integer> events = new ConcurrentLinkedQueue<>();

		final ConcurrentLinkedQueue<Integer> batches = new ConcurrentLinkedQueue<>();

		@KinesisListener("orders")
		void orders(Order order) {
			if (order.id() == 5 && !this.wanted.contains(5)) {
				throw new IllegalStateException("five is not wanted");
			}
			this.orders.add(order.id());
		}

		@KinesisListener("events")
		void events(Order order) {
			this.events.add(order.id());
		}

		@KinesisListener("batches")
		void batches(List<Order> orders) {
			orders.forEach((order) -> this.batches.add(order.id()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Listeners.class)
	static class Application {

	}

}
