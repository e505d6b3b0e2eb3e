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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.kinsumer.core.kinsumer.KinsumerStatus;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SharingTests {

	@Test
	void twoApplicationsShareAStreamAndHandOverWithoutDuplicates() {
		Queue<Integer> seen = new ConcurrentLinkedQueue<>();
		AtomicInteger sent = new AtomicInteger();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:4").start();
				ConfigurableApplicationContext first = run(server, seen)) {
			await().until(() -> owned(first) == 4);
			AtomicBoolean sending = new AtomicBoolean(true);
			Thread sender = new Thread(() -> {
				KinesisOperations kinesis = first.getBean(KinesisOperations.class);
				while (sending.get()) {
					int id = sent.getAndIncrement();
					kinesis.send("orders", "key-" + id % 50, String.valueOf(id));
				}
			});
			sender.start();
			try {
				ConfigurableApplicationContext second = run(server, seen);
				await().atMost(java.time.Duration.ofSeconds(30)).until(() -> owned(first) == 2 && owned(second) == 2);
				second.close();
				await().atMost(java.time.Duration.ofSeconds(30)).until(() -> owned(first) == 4);
			}
			finally {
				sending.set(false);
				await().until(() -> !sender.isAlive());
			}
			await().untilAsserted(() -> assertThat(seen).hasSizeGreaterThanOrEqualTo(sent.get()));
		}
		assertThat(sent.get()).isGreaterThan(20);
		assertThat(seen).doesNotHaveDuplicates().hasSize(sent.get());
	}

	private static long owned(ConfigurableApplicationContext context) {
		KinsumerStatus status = context.getBean(KinesisListenerEndpointRegistry.class).getContainer("orders").status();
		return status.shards().stream().filter(ShardStatus::mine).count();
	}

	private static ConfigurableApplicationContext run(EmbeddedKinesisServer server, Queue<Integer> seen) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean(Listener.class,
					() -> new Listener(seen)))
			.properties("spring.application.name=shop", "spring.main.banner-mode=off",
					"kinesis.clients.default.endpoint=" + server.endpoint(),
					"kinesis.clients.default.region=" + EmbeddedKinesisServer.REGION,
					"kinesis.clients.default.credentials.access-key-id=test",
					"kinesis.clients.default.credentials.secret-access-key=test",
					"kinesis.producers.orders.flush-interval=5ms", "kinesis.kinsumers.orders.wait-time=200ms")
			.run();
	}

	record Listener(Queue<Integer> seen) {

		@KinesisListener("orders")
		void listen(String id) {
			this.seen.add(Integer.valueOf(id));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
