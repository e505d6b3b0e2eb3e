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
import java.util.concurrent.CopyOnWriteArrayList;

import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.EmbeddedStream;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

import static io.kinsumer.test.assertj.EmbeddedKinesisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of the documentation with a listener.
 */
@SpringBootTest(properties = { "spring.application.name=shop", "kinesis.kinsumers.orders.wait-time=50ms",
		"kinesis.kinsumers.orders.persist-frequency=100ms" })
@EmbeddedKinesis(streams = "orders:2")
class OrderListenerTests {

	@Autowired
	private EmbeddedKinesisServer kinesis;

	@Autowired
	private OrderListener listener;

	@Test
	void ordersAreHandledInSpiteOfThrottling() {
		EmbeddedStream orders = this.kinesis.stream("orders");
		this.kinesis.faults().on("GetRecords").stream("orders").times(3).throttle();
		orders.put("customer-1", "one book");
		orders.put("customer-1", "two pens");
		orders.awaitConsumed();
		assertThat(this.listener.handled()).containsExactly("one book", "two pens");
		assertThat(this.kinesis).usedAllFaults();
	}

	@Component
	static class OrderListener {

		private final List<String> handled = new CopyOnWriteArrayList<>();

		@KinesisListener("orders")
		void handle(String order) {
			this.handled.add(order);
		}

		List<String> handled() {
			return this.handled;
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(OrderListener.class)
	static class Application {

	}

}
