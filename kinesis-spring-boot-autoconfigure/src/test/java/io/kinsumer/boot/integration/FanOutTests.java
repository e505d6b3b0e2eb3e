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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.kinsumer.core.kinsumer.ReadBudget;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesis;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application that reads by enhanced fan-out.
 */
@SpringBootTest(properties = { "spring.application.name=shop", "kinesis.kinsumers.orders.retrieval=fan-out",
		"kinesis.read-buffer-size=20MB" })
@EmbeddedKinesis(streams = "orders:2")
class FanOutTests {

	@Autowired
	private EmbeddedKinesisServer server;

	@Autowired
	private Listener listener;

	@Autowired
	private ReadBudget budget;

	@Autowired
	private MeterRegistry meters;

	@Test
	void recordsArriveBySubscription() {
		for (int i = 0; i < 20; i++) {
			this.server.put("orders", "key-" + i, ("order-" + i).getBytes(StandardCharsets.UTF_8));
		}
		await().atMost(Duration.ofSeconds(30)).until(() -> this.listener.texts.size() == 20);
		assertThat(this.listener.texts).doesNotHaveDuplicates();
		assertThat(this.server.kinesis().gate().count("SubscribeToShard")).isGreaterThanOrEqualTo(2);
		assertThat(this.server.kinesis().gate().count("GetRecords")).isZero();
		assertThat(this.budget.size()).isEqualTo(20 * 1024 * 1024);
		assertThat(this.meters.get("kinesis.read.buffer.size").gauge().value()).isEqualTo(this.budget.size());
		assertThat(this.meters.get("kinesis.read.buffer.used").gauge().value()).isLessThan(this.budget.size());
	}

	static class Listener {

		private final Queue<String> texts = new ConcurrentLinkedQueue<>();

		@KinesisListener("orders")
		void listen(String text) {
			this.texts.add(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Listener listener() {
			return new Listener();
		}

	}

}
