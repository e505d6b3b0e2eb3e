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

package io.kinsumer.boot.testcontainers;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.kinsumer.boot.autoconfigure.KinesisConnectionDetails;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.template.KinesisTemplate;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The starter against LocalStack. Skipped, and said so, where there is no Docker.
 */
@Testcontainers(disabledWithoutDocker = true)
@SpringBootTest(properties = { "spring.application.name=shop", "kinesis.kinsumers.orders.auto-startup=false" })
class LocalStackContainerTests {

	@Container
	@ServiceConnection
	static final LocalStackContainer localStack = new LocalStackContainer("localstack/localstack:4")
		.withServices("kinesis", "dynamodb");

	@Autowired
	private KinesisConnectionDetails details;

	@Autowired
	private KinesisAsyncClient kinesis;

	@Autowired
	private KinesisTemplate template;

	@Autowired
	private io.kinsumer.spring.listener.KinesisListenerEndpointRegistry registry;

	@Autowired
	private Orders orders;

	@Test
	void recordsGoThereAndBack() {
		assertThat(this.details.getEndpoint()).isEqualTo(localStack.getEndpoint());
		this.kinesis.createStream((request) -> request.streamName("orders").shardCount(1)).join();
		this.kinesis.waiter().waitUntilStreamExists((request) -> request.streamName("orders")).join();
		this.registry.getContainer("orders").start().join();
		this.template.send("orders", "customer", "a book");
		await().untilAsserted(() -> assertThat(this.orders.handled).containsExactly("a book"));
	}

	static class Orders {

		final List<String> handled = new CopyOnWriteArrayList<>();

		@KinesisListener("orders")
		void handle(String order) {
			this.handled.add(order);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Orders.class)
	static class Application {

	}

}
