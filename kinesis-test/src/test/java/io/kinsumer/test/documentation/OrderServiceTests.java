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

package io.kinsumer.test.documentation;

import java.net.URI;

import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesis;
import io.kinsumer.test.documentation.OrderLogTests.OrderLog;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

import static io.kinsumer.test.assertj.EmbeddedKinesisAssertions.assertThat;

/**
 * The example of the documentation with Spring.
 */
@SpringBootTest
@EmbeddedKinesis(streams = "orders:2")
class OrderServiceTests {

	@Autowired
	private EmbeddedKinesisServer kinesis;

	@Autowired
	private OrderService orders;

	@Test
	void ordersAreWrittenToTheStream() {
		this.orders.place("customer-1", "one book");
		assertThat(this.kinesis.stream("orders")).containsRecord("customer-1", "one book");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	static class Application {

		@Bean
		OrderLog log(@Value("${kinesis.clients.default.endpoint}") URI endpoint,
				@Value("${kinesis.clients.default.region}") String region) {
			return new OrderLog(endpoint, region);
		}

		@Bean
		OrderService orders(OrderLog log) {
			return new OrderService(log);
		}

	}

	/**
	 * What is tested.
	 */
	record OrderService(OrderLog log) {

		void place(String customer, String order) {
			this.log.write(customer, order);
		}

	}

}
