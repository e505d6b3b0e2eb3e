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
import java.util.concurrent.CopyOnWriteArrayList;

import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.event.KinesisPublisher;
import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Events that are published in transactions, with the real engine and a real database.
 */
@EmbeddedKinesis(streams = "orders:1")
@SpringBootTest(properties = { "spring.application.name=shop", "kinesis.kinsumers.orders.wait-time=50ms",
		"kinesis.outbox.enabled=true" })
class OutboxTests {

	@Autowired
	private Shop shop;

	@Autowired
	private Listener listener;

	@Test
	void whatIsCommittedArrivesAndWhatIsRolledBackDoesNot() {
		EventMessage first = this.shop.order("1", false);
		assertThatIllegalStateException().isThrownBy(() -> this.shop.order("2", true));
		EventMessage third = this.shop.order("3", false);
		await().until(() -> this.listener.messages.size() >= 3);
		assertThat(this.listener.messages).extracting(EventMessage::id)
			.containsExactlyInAnyOrder(this.shop.opened().id(), first.id(), third.id());
	}

	record ShopOpened() {

	}

	record OrderPlaced(String id) {

	}

	static class Shop {

		private final KinesisPublisher publisher;

		private final EventMessage opened;

		Shop(KinesisPublisher publisher) {
			this.publisher = publisher;
			// While this bean is created: nothing of the application is started yet.
			this.opened = publisher.publishTo("orders", new ShopOpened());
		}

		EventMessage opened() {
			return this.opened;
		}

		@Transactional
		EventMessage order(String id, boolean fail) {
			EventMessage message = this.publisher.publishTo("orders", new OrderPlaced(id));
			if (fail) {
				throw new IllegalStateException("out of stock");
			}
			return message;
		}

	}

	static class Listener {

		final List<EventMessage> messages = new CopyOnWriteArrayList<>();

		@KinesisListener("orders")
		void listen(EventMessage message) {
			this.messages.add(message);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableTransactionManagement(proxyTargetClass = true)
	@Import(Listener.class)
	static class Application {

		@Bean
		Shop shop(KinesisPublisher publisher) {
			return new Shop(publisher);
		}

	}

}
