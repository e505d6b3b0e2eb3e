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

package io.kinsumer.boot.documentation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.kinsumer.spring.annotation.DeadLetterListener;
import io.kinsumer.spring.annotation.KinesisHandler;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.deadletter.DeadLetterRecord;
import io.kinsumer.spring.deadletter.DeadLetterRedrive;
import io.kinsumer.spring.event.Event;
import io.kinsumer.spring.event.EventType;
import io.kinsumer.spring.event.KinesisBus;
import io.kinsumer.spring.event.KinesisPublisher;
import io.kinsumer.spring.event.deduplication.DeduplicationListener;
import io.kinsumer.spring.event.deduplication.DeduplicationOutcome;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventWriter;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An order on its way through the types of {@code docs/events.md}: it is placed, paid and
 * shipped, by three types of events in two streams. One payment comes twice, and one has
 * to wait as a dead letter.
 */
@EmbeddedKinesis(streams = { "orders:2", "orders.dlq:1", "shipments:1" })
@SpringBootTest(properties = { "spring.application.name=shop", "kinesis.kinsumers.orders.wait-time=50ms",
		"kinesis.kinsumers.shipments.wait-time=50ms", "kinesis.producers.orders.flush-interval=0",
		"kinesis.producers.shipments.flush-interval=0", "kinesis.kinsumers.orders.failure.max-attempts=2",
		"kinesis.kinsumers.orders.failure.backoff.initial-interval=1ms",
		"kinesis.kinsumers.orders.failure.on-exhausted=dead-letter", "kinesis.deduplication.enabled=true",
		"kinesis.deduplication.listeners=orders" })
class OrderEventsTests {

	@Autowired
	private KinesisPublisher publisher;

	@Autowired
	private EventWriter writer;

	@Autowired
	private DeadLetterRedrive redrive;

	@Autowired
	private Warehouse warehouse;

	@Autowired
	private Customers customers;

	@Test
	void ordersArePlacedPaidAndShipped() {
		List<EventMessage> placed = this.publisher
			.publishAll(List.of(new OrderPlaced("1", "ann"), new OrderPlaced("2", "bob")));
		EventMessage paid = this.publisher.publish(new OrderPaid("1", "ann"));
		this.writer.write(List.of(paid)).join();
		this.publisher.publish(new OrderPaid("2", "bob"));
		await().until(() -> this.customers.shipped.contains("1") && this.warehouse.letters.size() == 1
				&& Application.outcomes.contains(DeduplicationOutcome.DUPLICATE));
		assertThat(this.warehouse.placed).containsExactlyInAnyOrderElementsOf(placed);
		assertThat(this.warehouse.payments).as("the second copy is left out").containsExactlyInAnyOrder("1", "2", "2");
		assertThat(this.customers.shipped).as("bob's payment is not valid yet").containsExactly("1");
		DeadLetterRecord letter = this.warehouse.letters.get(0);
		assertThat(letter.causeMessage()).isEqualTo("the payment of 2 is not valid");
		assertThat(letter.attempts()).isEqualTo(2);
		this.warehouse.valid.add("2");
		this.redrive.redrive("orders", 10).join();
		await().until(() -> this.customers.shipped.contains("2"));
		assertThat(Application.outcomes).containsOnlyOnce(DeduplicationOutcome.DUPLICATE);
	}

	@EventType(stream = "orders", name = "order-placed")
	record OrderPlaced(String id, String customer) implements Event {

		@Override
		public String key() {
			return this.customer;
		}

		@Override
		public Map<String, String> headers() {
			return Map.of("tenant", "books");
		}

	}

	@EventType(stream = "orders", name = "order-paid")
	record OrderPaid(String id, String customer) {

	}

	@EventType(stream = "shipments", name = "order-shipped")
	record OrderShipped(String id) {

	}

	@KinesisListener("orders")
	static class Warehouse {

		final List<EventMessage> placed = new CopyOnWriteArrayList<>();

		final Set<String> valid = ConcurrentHashMap.newKeySet();

		final List<String> payments = new CopyOnWriteArrayList<>();

		final List<DeadLetterRecord> letters = new CopyOnWriteArrayList<>();

		private final KinesisPublisher publisher;

		Warehouse(KinesisPublisher publisher) {
			this.publisher = publisher;
			this.valid.add("1");
		}

		@KinesisHandler
		void placed(OrderPlaced order, EventMessage message) {
			this.placed.add(without(message, "traceparent"));
		}

		@KinesisHandler
		void paid(OrderPaid order) {
			this.payments.add(order.id());
			if (!this.valid.contains(order.id())) {
				throw new IllegalStateException("the payment of " + order.id() + " is not valid");
			}
			this.publisher.publish(new OrderShipped(order.id()));
		}

		@DeadLetterListener("orders")
		void letters(DeadLetterRecord letter) {
			this.letters.add(letter);
		}

		private static EventMessage without(EventMessage message, String header) {
			Map<String, String> headers = new ConcurrentHashMap<>(message.headers());
			headers.remove(header);
			return new EventMessage(message.id(), message.stream(), message.key(), headers, message.contentType(),
					message.data(), message.time());
		}

	}

	static class Customers {

		final Set<String> shipped = ConcurrentHashMap.newKeySet();

		@Autowired
		void subscribe(KinesisBus bus) {
			bus.subscribe(OrderShipped.class, (order, message) -> this.shipped.add(order.id()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Warehouse.class, Customers.class })
	static class Application {

		static final List<DeduplicationOutcome> outcomes = new CopyOnWriteArrayList<>();

		@Bean
		DeduplicationListener outcomes() {
			return (kinsumer, record, outcome) -> outcomes.add(outcome);
		}

	}

}
