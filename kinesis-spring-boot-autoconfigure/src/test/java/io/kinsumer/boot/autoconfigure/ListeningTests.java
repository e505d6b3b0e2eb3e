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

package io.kinsumer.boot.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@EmbeddedKinesis(streams = { "orders:2", "returns:1" })
@SpringBootTest(properties = { "spring.application.name=shop", "kinesis.kinsumers.orders.wait-time=100ms" })
class ListeningTests {

	@Autowired
	private KinesisAsyncClient kinesis;

	@Autowired
	private Orders orders;

	@Test
	void records() {
		for (int i = 0; i < 20; i++) {
			put("orders", "key-" + i, "{\"id\":" + i + "}");
			put("returns", "key-" + i, "{\"id\":" + i + "}");
		}
		Awaitility.await().untilAsserted(() -> assertThat(this.orders.seen).hasSize(20));
		Awaitility.await().untilAsserted(() -> assertThat(this.orders.returned).hasSize(20));
	}

	private void put(String stream, String key, String payload) {
		this.kinesis
			.putRecord((request) -> request.streamName(stream).partitionKey(key).data(SdkBytes.fromUtf8String(payload)))
			.join();
	}

	record Order(int id) {

	}

	static class Orders {

		final Set<Order> seen = ConcurrentHashMap.newKeySet();

		final Set<Order> returned = ConcurrentHashMap.newKeySet();

		@KinesisListener("orders")
		void listen(Order order) {
			this.seen.add(order);
		}

		@KinesisListener("returns")
		void listen(List<Order> orders) {
			this.returned.addAll(orders);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Orders orders() {
			return new Orders();
		}

	}

}
