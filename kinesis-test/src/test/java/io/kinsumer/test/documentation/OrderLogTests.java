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
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.kinsumer.test.Clients;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.fault.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

import static io.kinsumer.test.assertj.EmbeddedKinesisAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the documentation without Spring.
 */
class OrderLogTests {

	private EmbeddedKinesisServer kinesis;

	private OrderLog log;

	@BeforeEach
	void start() {
		this.kinesis = EmbeddedKinesisServer.builder().streams("orders:2").transition(Duration.ZERO).start();
		this.log = new OrderLog(this.kinesis.endpoint(), EmbeddedKinesisServer.REGION);
	}

	@AfterEach
	void stop() {
		this.log.close();
		this.kinesis.close();
	}

	@Test
	void faults() {
		FaultRule lost = this.kinesis.faults().on("PutRecord").stream("orders").times(1).dropAnswer();
		this.log.write("customer-1", "one book");
		// the SDK tried again, since it could not know that the first attempt was stored
		assertThat(this.kinesis.stream("orders")).hasRecords(2);
		assertThat(this.kinesis).usedAllFaults();
		assertThat(lost.fired()).isEqualTo(1);
		this.kinesis.faults().clear();
	}

	@Test
	void requestCounts() {
		this.log.write("customer-1", "one book");
		assertThat(this.kinesis).hasRequests("PutRecord", 1).hasNoRequests("PutRecords");
		assertThat(this.kinesis.dynamoDb().gate().counts()).isEmpty();
	}

	/**
	 * What is tested.
	 */
	static final class OrderLog implements AutoCloseable {

		private final KinesisClient client;

		OrderLog(URI endpoint, String region) {
			assertThat(region).isEqualTo("eu-central-1");
			this.client = Clients.kinesis(endpoint);
		}

		void write(String customer, String order) {
			this.client.putRecord((put) -> put.streamName("orders")
				.partitionKey(customer)
				.data(SdkBytes.fromString(order, StandardCharsets.UTF_8)));
		}

		@Override
		public void close() {
			this.client.close();
		}

	}

}
