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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.kinsumer.core.kinsumer.KinsumerBuilder;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.listener.KinesisListenerConfigurer;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistrar;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.KinsumerContainerCustomizer;
import io.kinsumer.spring.listener.ListenerHandler;
import io.kinsumer.spring.listener.event.ListenerEvent;
import io.kinsumer.spring.listener.event.StopReason;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Listeners as applications use them.
 */
class ListenerModelTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final ShardId SHARD = new ShardId("shardId-000000000000");

	@ParameterizedTest
	@ValueSource(strings = { "kinesis.kinsumers.orders.retrieval=polling", "kinesis.kinsumers.orders.retrieval=fan-out",
			"kinesis.kinsumers.orders.metadata.type=memory" })
	void worksTheSameWithPollingWithFanOutAndWithMetadataInMemory(String property) {
		Orders orders = new Orders();
		Events events = new Events();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:2").start();
				ConfigurableApplicationContext context = Applications.run(server, List.of(orders, events), property,
						"kinesis.kinsumers.orders.wait-time=200ms")) {
			KinesisListenerEndpointRegistry registry = context.getBean(KinesisListenerEndpointRegistry.class);
			server.stream("orders").putInto(SHARD.value(), "a", "1");
			await().atMost(LONG).until(() -> orders.texts.contains("1"));
			assertThat(registry.pause("orders", SHARD)).succeedsWithin(LONG).isEqualTo(true);
			server.stream("orders").putInto(SHARD.value(), "a", "2");
			server.stream("orders").putInto("shardId-000000000001", "a", "3");
			await().atMost(LONG).until(() -> orders.texts.contains("3"));
			assertThat(orders.texts).doesNotContain("2");
			assertThat(registry.resume("orders", SHARD)).succeedsWithin(LONG).isEqualTo(true);
			await().atMost(LONG).until(() -> orders.texts.contains("2"));
			assertThat(registry.pause("orders")).succeedsWithin(LONG).isEqualTo(true);
			assertThat(registry.isPaused("orders")).isTrue();
			server.stream("orders").putInto(SHARD.value(), "a", "4");
			assertThat(registry.stop("orders")).succeedsWithin(LONG);
			assertThat(orders.texts).containsExactlyInAnyOrder("1", "2", "3");
			assertThat(registry.start("orders")).succeedsWithin(LONG);
			assertThat(registry.isPaused("orders")).as("a pause ends with a stop").isFalse();
			await().atMost(LONG).until(() -> orders.texts.contains("4"));
			assertThat(orders.texts).as("nothing twice").containsExactlyInAnyOrder("1", "2", "3", "4");
			boolean memory = property.contains("memory");
			assertThat(server.dynamoDb().gate().count("UpdateItem") > 0).isEqualTo(!memory);
		}
		assertThat(events.all).filteredOn((event) -> event instanceof ListenerEvent.ShardPaused)
			.hasSizeGreaterThanOrEqualTo(3);
	}

	@Test
	void eventsTellTheLifeOfAListenerInOrder() {
		Orders orders = new Orders();
		Events events = new Events();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:1").start()) {
			try (ConfigurableApplicationContext context = Applications.run(server, List.of(orders, events),
					"kinesis.kinsumers.orders.wait-time=200ms", "kinesis.kinsumers.orders.idle-event-interval=100ms")) {
				KinesisListenerEndpointRegistry registry = context.getBean(KinesisListenerEndpointRegistry.class);
				await().atMost(LONG).until(() -> events.kinds().containsAll(List.of("Idle", "ShardIdle")));
				server.put("orders", "a", "1".getBytes());
				await().atMost(LONG)
					.until(() -> events.kinds().containsAll(List.of("NoLongerIdle", "ShardNoLongerIdle")));
				registry.pause("orders", SHARD).join();
				registry.resume("orders", SHARD).join();
				registry.stop("orders", SHARD).join();
				registry.resume("orders", SHARD).join();
				registry.stop("orders").join();
				registry.start("orders").join();
				await().atMost(LONG)
					.until(() -> server.shards("orders").size() == 1 && events.count("ShardAssigned") == 2);
			}
		}
		assertThat(events.kinds()).filteredOn((kind) -> !kind.contains("Idle") && !kind.equals("MembersChanged"))
			.containsExactly("Started", "ShardAssigned", "ShardPaused", "ShardResumed", "ShardStopped", "ShardResumed",
					"ShardReleased", "Stopped", "Started", "ShardAssigned", "ShardReleased", "Stopped");
		assertThat(events.all).filteredOn(ListenerEvent.Stopped.class::isInstance)
			.extracting((event) -> ((ListenerEvent.Stopped) event).reason())
			.containsExactly(StopReason.REQUESTED, StopReason.APPLICATION_STOPPED);
		assertThat(events.all).allSatisfy((event) -> {
			assertThat(event.listenerId()).isEqualTo("orders");
			assertThat(event.kinsumer()).isEqualTo("orders");
		});
		assertThat(events.threads).allMatch((name) -> name.startsWith("kinesis-events-"));
	}

	@Test
	void anEventListenerThatThrowsOrBlocksDisturbsNoRecords() {
		Orders orders = new Orders();
		Unpleasant unpleasant = new Unpleasant();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:1").start();
				ConfigurableApplicationContext context = Applications.run(server, List.of(orders, unpleasant),
						"kinesis.kinsumers.orders.wait-time=200ms")) {
			server.put("orders", "a", "1".getBytes());
			await().atMost(LONG).until(() -> orders.texts.contains("1"));
			await().atMost(LONG).until(() -> unpleasant.blocked);
			KinesisListenerEndpointRegistry registry = context.getBean(KinesisListenerEndpointRegistry.class);
			assertThat(registry.stop("orders")).succeedsWithin(LONG);
		}
	}

	@Test
	void aMemberThatComesAndAShardThatGoesAreTold() {
		Events events = new Events();
		Events others = new Events();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:2").start();
				ConfigurableApplicationContext context = Applications.run(server, List.of(new Orders(), events),
						"kinesis.kinsumers.orders.wait-time=200ms")) {
			await().atMost(LONG).until(() -> context.isRunning() && events.count("ShardAssigned") == 2);
			try (ConfigurableApplicationContext second = Applications.run(server, List.of(new Orders(), others),
					"kinesis.kinsumers.orders.wait-time=200ms")) {
				await().atMost(LONG).until(() -> second.isRunning() && others.count("ShardAssigned") == 1);
				await().atMost(LONG)
					.until(() -> events.kinds().containsAll(List.of("MembersChanged", "ShardReleased")));
			}
			await().atMost(LONG).until(() -> events.count("ShardAssigned") == 3);
			server.split("orders", SHARD.value());
			await().atMost(LONG).until(() -> events.count("ShardFinished") == 1 && events.count("ShardAssigned") == 5);
		}
	}

	@Test
	void endpointsAreRegisteredInCodeWhenTheApplicationStartsAndLater() {
		Queue<String> seen = new ConcurrentLinkedQueue<>();
		Queue<String> customized = new ConcurrentLinkedQueue<>();
		KinesisListenerConfigurer configurer = new Configurer(seen);
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:1", "returns:1").start();
				ConfigurableApplicationContext context = Applications.run(server,
						List.of(configurer, new Customizer(customized)), "kinesis.kinsumers.orders.wait-time=7s")) {
			KinesisListenerEndpointRegistry registry = context.getBean(KinesisListenerEndpointRegistry.class);
			assertThat(registry.getContainerIds()).containsExactly("records");
			assertThat(registry.getContainer("records").settings().waitTime()).isEqualTo(Duration.ofMillis(300));
			assertThat(registry.getContainer("records").settings().maxBatchSize()).isEqualTo(77);
			registry.register(KinesisListenerEndpoint.of("batches", "returns",
					new ListenerHandler.OfBatches((records, listenerContext) -> {
						records.forEach((record) -> seen.add("batch " + text(record)));
						return CompletableFuture.completedFuture(null);
					})));
			assertThat(registry.start("batches")).succeedsWithin(LONG);
			server.put("orders", "a", "1".getBytes());
			server.put("returns", "a", "2".getBytes());
			await().atMost(LONG).until(() -> seen.contains("record 1") && seen.contains("batch 2"));
			assertThat(registry.unregister("batches")).succeedsWithin(LONG);
			assertThat(registry.getContainerIds()).containsExactly("records");
			assertThat(Metadata.sessions(server)).as("it has left its group").hasSize(1);
			assertThat(customized).containsExactly("settings records", "kinsumer records", "settings batches",
					"kinsumer batches");
		}
	}

	@Test
	void metadataInMemoryLastsAsLongAsTheApplication() {
		Queue<String> seen = new ConcurrentLinkedQueue<>();
		KinesisListenerEndpoint endpoint = KinesisListenerEndpoint
			.of("records", "orders", new ListenerHandler.OfRecords((record, listenerContext) -> {
				seen.add(text(record));
				return CompletableFuture.completedFuture(null);
			}))
			.withProperty("metadata.type", "memory")
			.withProperty("wait-time", "200ms");
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:1").start();
				ConfigurableApplicationContext context = Applications.run(server, List.of())) {
			KinesisListenerEndpointRegistry registry = context.getBean(KinesisListenerEndpointRegistry.class);
			for (int i = 0; i < 3; i++) {
				server.put("orders", "a", String.valueOf(i).getBytes(StandardCharsets.UTF_8));
				registry.register(endpoint);
				String expected = String.valueOf(i);
				await().atMost(LONG).until(() -> seen.contains(expected));
				assertThat(registry.unregister("records")).succeedsWithin(LONG);
			}
		}
		assertThat(seen).containsExactly("0", "1", "2");
	}

	@Test
	void twoKinsumersOfOneStreamGetAllRecordsEach() {
		Orders orders = new Orders();
		Audit audit = new Audit();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:2").start();
				ConfigurableApplicationContext context = Applications.run(server, List.of(orders, audit))) {
			for (int i = 0; i < 4; i++) {
				server.put("orders", "key-" + i, String.valueOf(i).getBytes(StandardCharsets.UTF_8));
			}
			await().atMost(LONG).until(() -> orders.texts.size() == 4 && audit.texts.size() == 4);
			assertThat(audit.texts).containsExactlyInAnyOrder("0", "1", "2", "3");
			assertThat(context.getBean(KinesisListenerEndpointRegistry.class)
				.getContainer("orders-audit")
				.settings()
				.consumerGroup()).isEqualTo("audit");
		}
	}

	private static String text(KinesisRecord record) {
		return StandardCharsets.UTF_8.decode(record.data()).toString();
	}

	static class Orders {

		final Queue<String> texts = new ConcurrentLinkedQueue<>();

		@KinesisListener("orders")
		void listen(String text) {
			this.texts.add(text);
		}

	}

	static class Audit {

		final Queue<String> texts = new ConcurrentLinkedQueue<>();

		@KinesisListener(kinsumer = "orders-audit", consumerGroup = "audit", properties = "stream-name=orders")
		void listen(String text) {
			this.texts.add(text);
		}

	}

	static class Events {

		final List<ListenerEvent> all = new CopyOnWriteArrayList<>();

		final List<String> threads = new CopyOnWriteArrayList<>();

		@EventListener
		void on(ListenerEvent event) {
			this.threads.add(Thread.currentThread().getName());
			this.all.add(event);
		}

		List<String> kinds() {
			return this.all.stream().map((event) -> event.getClass().getSimpleName()).toList();
		}

		long count(String kind) {
			return kinds().stream().filter(kind::equals).count();
		}

	}

	static class Unpleasant {

		volatile boolean blocked;

		@EventListener
		void on(ListenerEvent.Started event) {
			throw new IllegalStateException("thrown by an event listener");
		}

		@EventListener
		void on(ListenerEvent.ShardAssigned event) throws InterruptedException {
			this.blocked = true;
			new CountDownLatch(1).await();
		}

	}

	record Configurer(Queue<String> seen) implements KinesisListenerConfigurer {

		@Override
		public void configureListeners(KinesisListenerEndpointRegistrar registrar) {
			registrar.register(KinesisListenerEndpoint
				.of("records", "orders", new ListenerHandler.OfRecords((record, listenerContext) -> {
					this.seen.add("record " + text(record));
					return CompletableFuture.completedFuture(null);
				}))
				.withProperty("wait-time", "300ms"));
		}

	}

	record Customizer(Queue<String> customized) implements KinsumerContainerCustomizer {

		@Override
		public void customize(KinesisListenerEndpoint endpoint, KinsumerSettings.Builder settings) {
			this.customized.add("settings " + endpoint.id());
			settings.maxBatchSize(77);
		}

		@Override
		public void customize(KinesisListenerEndpoint endpoint, KinsumerBuilder kinsumer) {
			this.customized.add("kinsumer " + endpoint.id());
		}

	}

}
