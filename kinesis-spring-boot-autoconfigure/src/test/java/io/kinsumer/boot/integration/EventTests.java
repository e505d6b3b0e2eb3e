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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.annotation.DeadLetterListener;
import io.kinsumer.spring.annotation.KinesisHandler;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.deadletter.DeadLetterRecord;
import io.kinsumer.spring.deadletter.DeadLetterRedrive;
import io.kinsumer.spring.error.DeadLetter;
import io.kinsumer.spring.error.DeadLetterTarget;
import io.kinsumer.spring.error.NonRetryableException;
import io.kinsumer.spring.event.Event;
import io.kinsumer.spring.event.EventRegistration;
import io.kinsumer.spring.event.EventType;
import io.kinsumer.spring.event.KinesisBus;
import io.kinsumer.spring.event.KinesisEventWriter;
import io.kinsumer.spring.event.KinesisPublisher;
import io.kinsumer.spring.event.UnexpectedEventException;
import io.kinsumer.spring.event.message.EmptyMessageException;
import io.kinsumer.spring.event.message.EnvelopeException;
import io.kinsumer.spring.event.message.EventHeaders;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.JsonEnvelopeCodec;
import io.kinsumer.spring.listener.KinesisHeaders;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Events that are published and handled by listeners, with the real engine.
 */
@EmbeddedKinesis(streams = { "orders:2", "shipments:1", "shipments.dlq:1", "batches:1", "plain:1" })
@SpringBootTest(properties = { "spring.application.name=shop", "kinesis.kinsumers.orders.wait-time=50ms",
		"kinesis.kinsumers.shipments.wait-time=50ms", "kinesis.kinsumers.batches.wait-time=50ms",
		"kinesis.kinsumers.plain.wait-time=50ms", "kinesis.producers.orders.flush-interval=0",
		"kinesis.kinsumers.shipments.failure.max-attempts=2",
		"kinesis.kinsumers.shipments.failure.backoff.initial-interval=1ms",
		"kinesis.kinsumers.shipments.failure.on-exhausted=dead-letter",
		"kinesis.kinsumers.shipments.failure.dead-letter.stream-name=shipments.dlq",
		"kinesis.kinsumers.batches.failure.on-exhausted=dead-letter",
		"kinesis.kinsumers.batches.failure.dead-letter.target=letters", "shipments.stream=shipments",
		"kinesis.observation.publisher=false", "kinesis.observation.template=false",
		"kinesis.events.types.parcel-lost.type=io.kinsumer.boot.integration.EventTests$ParcelLost",
		"kinesis.events.types.parcel-lost.stream=batches" })
class EventTests {

	@Autowired
	private KinesisPublisher publisher;

	@Autowired
	private KinesisOperations kinesis;

	@Autowired
	private EmbeddedKinesisServer server;

	@Autowired
	private DeadLetterRedrive redrive;

	@Autowired
	private KinesisListenerEndpointRegistry registry;

	@Autowired
	private Orders orders;

	@Autowired
	private Shipments shipments;

	@Autowired
	private Others others;

	@Autowired
	private Early early;

	@Autowired
	private KinesisBus bus;

	@Test
	void handlersAreChosenByTheTypeInTheEnvelope() {
		EventMessage placed = this.publisher.publish(new OrderPlaced("7", "ann"));
		EventMessage paid = this.publisher.publish(new OrderPaid("7", 12));
		await().until(() -> this.orders.placed.containsKey("7") && this.orders.paid.containsKey("7"));
		EventMessage seen = this.orders.placed.get("7");
		assertThat(seen).isEqualTo(placed);
		assertThat(seen.headers()).containsEntry("tenant", "books").containsEntry(KinesisHeaders.TYPE, "order-placed");
		assertThat(seen.key()).isEqualTo("ann");
		assertThat(seen.contentType()).isEqualTo("application/json");
		assertThat(this.orders.paid.get("7")).isEqualTo(paid.id());
		assertThat(this.server.stream("orders").records())
			.as("a lone envelope is no aggregate, so that any consumer can read it")
			.noneMatch((record) -> record.aggregated())
			.anyMatch(
					(record) -> record.partitionKey().equals("ann") && new String(record.data(), StandardCharsets.UTF_8)
						.startsWith("{\"message_id\":\"" + placed.id() + "\",\"stream_name\":\"orders\""));
	}

	@Test
	void whatABeanPublishesWhileItIsCreatedArrives() {
		await().until(() -> this.orders.placed.containsKey("early"));
		assertThat(this.orders.placed.get("early")).isEqualTo(this.early.message);
	}

	@Test
	void withoutEnvelopesItIsTheSame() throws Exception {
		EventMessage placed = message("headers", "orders", "order-placed",
				"{\"id\":\"8\",\"customer\":\"bob\"}".getBytes(StandardCharsets.UTF_8));
		new KinesisEventWriter(this.kinesis, null).write(List.of(placed)).get(20, TimeUnit.SECONDS);
		await().until(() -> this.orders.placed.containsKey("8"));
		assertThat(this.orders.placed.get("8")).isEqualTo(placed);
	}

	@Test
	void aDeadLetterIsTheEnvelopeAndComesBackAsItWas() throws Exception {
		EventMessage shipped = this.publisher.publish(new OrderShipped("13"));
		await().until(() -> this.shipments.letters.size() == 1);
		DeadLetterRecord letter = this.shipments.letters.get(0);
		assertThat(letter.attempts()).isEqualTo(2);
		assertThat(bytes(letter.letter().data())).isEqualTo(new JsonEnvelopeCodec().write(shipped));
		assertThat(this.shipments.lettersRead).as("the listener of dead letters reads it, too").containsExactly("13");
		this.shipments.lucky.add("13");
		assertThat(this.redrive.redrive("shipments", 10).get(30, TimeUnit.SECONDS).redriven()).isOne();
		await().until(() -> this.shipments.shipped.containsKey("13"));
		assertThat(this.shipments.shipped.get("13").getHeaders()).containsEntry(EventHeaders.MESSAGE_ID, shipped.id())
			.containsEntry(EventHeaders.STREAM_NAME, "shipments");
		assertThat(this.server.stream("shipments").records()).extracting((record) -> record.data())
			.filteredOn((data) -> new String(data, StandardCharsets.UTF_8).contains(shipped.id()))
			.hasSize(2)
			.allSatisfy((data) -> assertThat(data).isEqualTo(new JsonEnvelopeCodec().write(shipped)));
	}

	@Test
	void whatABatchCannotReadGoesItsWayAlone() {
		this.publisher.publishAll(List.of(new ParcelLost(1), new ParcelLost(2)));
		this.publisher.publishTo("batches", new OrderShipped("5"));
		put("batches", "{\"message_id\":\"broken\",\"stream_name\":\"batches\",\"data\":\"?\"}");
		put("batches", "{\"message_id\":\"empty\",\"stream_name\":\"batches\",\"data\":null}");
		this.publisher.publish(new ParcelLost(3));
		await().until(() -> this.others.lost.contains(3) && Others.letters.size() == 3);
		assertThat(this.others.lost).containsExactly(1, 2, 3);
		assertThat(this.others.messages).hasSize(3)
			.allSatisfy((message) -> assertThat(message.stream()).isEqualTo("batches"));
		assertThat(Others.letters).extracting((letter) -> letter.cause().getClass().getSimpleName())
			.containsExactly(UnexpectedEventException.class.getSimpleName(), EnvelopeException.class.getSimpleName(),
					EmptyMessageException.class.getSimpleName());
		assertThat(Others.letters).allSatisfy((letter) -> assertThat(letter.attempts()).isOne());
		assertThat(Others.letters.get(0).cause()).isInstanceOf(NonRetryableException.class)
			.hasMessageContaining("is an event of type 'order-shipped'")
			.hasMessageContaining("parcel-lost")
			.hasMessageContaining("@KinesisHandler");
		assertThat(Others.letters.get(1).cause()).hasMessageContaining("of message broken, stream batches")
			.hasMessageContaining("shard shardId-000000000000");
	}

	@Test
	void aListenerOfRecordsSeesThemAsTheyAre() {
		EventMessage message = this.publisher.publishTo("plain", new OrderShipped("6"));
		await().until(() -> !this.others.records.isEmpty());
		assertThat(bytes(this.others.records.get(0).data())).isEqualTo(new JsonEnvelopeCodec().write(message));
		assertThat(this.others.records.get(0).headers()).doesNotContainKey(EventHeaders.MESSAGE_ID);
	}

	@Test
	void theBusStartsWithTheApplicationAndLater() {
		assertThat(this.registry.getContainerIds()).contains("orders-audit");
		EventMessage first = this.bus.publish(new OrderPaid("100", 1));
		EventMessage second = this.bus.publish(new OrderPlaced("101", "eve"));
		await().until(() -> this.others.audited.containsAll(List.of(first.id(), second.id())));
		List<String> late = new CopyOnWriteArrayList<>();
		this.bus
			.subscribeAsync(OrderPaid.class, (paid, message) -> CompletableFuture.runAsync(() -> late.add(paid.id())))
			.consumerGroup("late")
			.property("wait-time", "50ms")
			.property("initial-position.type", "TRIM_HORIZON")
			.ignoreOtherTypes();
		this.bus.start();
		assertThat(this.registry.isRunning("orders-late")).isTrue();
		await().until(() -> late.contains("100"));
	}

	private void put(String stream, String payload) {
		this.server.put(stream, "key", payload.getBytes(StandardCharsets.UTF_8));
	}

	private static EventMessage message(String id, String stream, String type, byte[] data) {
		return new EventMessage(id, stream, "bob", Map.of(KinesisHeaders.TYPE, type), "application/json", data,
				Instant.parse("2026-11-28T18:55:14.5Z"));
	}

	private static byte[] bytes(ByteBuffer data) {
		byte[] bytes = new byte[data.remaining()];
		data.get(bytes);
		return bytes;
	}

	@EventType(stream = "orders", name = "order-placed")
	record OrderPlaced(String id, String customer) implements Event {

		@Override
		public Map<String, String> headers() {
			return Map.of("tenant", "books");
		}

		@Override
		public String key() {
			return this.customer;
		}

	}

	record OrderPaid(String id, int amount) {

	}

	@EventType(stream = "${shipments.stream}", name = "order-shipped")
	record OrderShipped(String id) {

	}

	record ParcelLost(int number) {

	}

	/**
	 * Publishes before anything of the application is started.
	 */
	static class Early {

		final EventMessage message;

		Early(KinesisPublisher publisher) {
			this.message = publisher.publish(new OrderPlaced("early", "zoe"));
		}

	}

	@KinesisListener("orders")
	static class Orders {

		final Map<String, EventMessage> placed = new ConcurrentHashMap<>();

		final Map<String, String> paid = new ConcurrentHashMap<>();

		@KinesisHandler
		void on(OrderPlaced order, EventMessage message) {
			this.placed.put(order.id(), message);
		}

		@KinesisHandler
		void on(OrderPaid order, @Header(EventHeaders.MESSAGE_ID) String id) {
			this.paid.put(order.id(), id);
		}

	}

	static class Shipments {

		final Set<String> lucky = ConcurrentHashMap.newKeySet();

		final Map<String, Message<OrderShipped>> shipped = new ConcurrentHashMap<>();

		final List<DeadLetterRecord> letters = new CopyOnWriteArrayList<>();

		final List<String> lettersRead = new CopyOnWriteArrayList<>();

		@KinesisListener("shipments")
		void listen(Message<OrderShipped> message) {
			String id = message.getPayload().id();
			if (id.equals("13") && !this.lucky.contains(id)) {
				throw new IllegalStateException("13 brings bad luck");
			}
			this.shipped.put(id, message);
		}

		@DeadLetterListener("shipments")
		void letters(DeadLetterRecord letter, OrderShipped event) {
			this.lettersRead.add(event.id());
			this.letters.add(letter);
		}

	}

	static class Others {

		static final List<DeadLetter> letters = new CopyOnWriteArrayList<>();

		final List<Integer> lost = new CopyOnWriteArrayList<>();

		final List<EventMessage> messages = new CopyOnWriteArrayList<>();

		final List<KinesisRecord> records = new CopyOnWriteArrayList<>();

		final Set<String> audited = ConcurrentHashMap.newKeySet();

		@KinesisListener("batches")
		void listen(List<ParcelLost> events, List<EventMessage> messages) {
			events.forEach((event) -> this.lost.add(event.number()));
			this.messages.addAll(messages);
		}

		@KinesisListener("plain")
		void listen(KinesisRecord record) {
			this.records.add(record);
		}

		@Autowired
		void subscribe(KinesisBus bus) {
			bus.subscribe("orders", OrderPlaced.class, (event, message) -> this.audited.add(message.id()))
				.consumerGroup("audit")
				.property("wait-time", "50ms");
			bus.subscribeStream("orders", (message) -> this.audited.add(message.id())).consumerGroup("audit");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Early.class, Orders.class, Shipments.class, Others.class })
	static class Application {

		@Bean
		static EventRegistration<OrderPaid> orderPaid() {
			return EventRegistration.of(OrderPaid.class, "orders").withName("order-paid").withKey(OrderPaid::id);
		}

		@Bean
		static DeadLetterTarget letters() {
			return (letter) -> {
				Others.letters.add(letter);
				return CompletableFuture.completedFuture(null);
			};
		}

	}

}
