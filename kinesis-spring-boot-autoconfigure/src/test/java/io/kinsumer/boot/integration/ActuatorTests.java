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

import java.util.concurrent.CountDownLatch;

import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.json.JsonAssert;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@EmbeddedKinesis(streams = "orders:2")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.application.name=shop", "management.endpoints.web.exposure.include=*",
				"management.endpoint.health.show-details=always", "kinesis.kinsumers.orders.wait-time=100ms",
				"kinesis.kinsumers.orders.client-id=me", "kinesis.kinsumers.orders.shard-level-metrics=true",
				"kinesis.kinsumers.orders.max-batch-size=1", "kinesis.producers.orders.aggregate-batch-count=1",
				"kinesis.writers.audit.stream-name=orders" })
class ActuatorTests {

	@LocalServerPort
	private int port;

	@Autowired
	private KinesisOperations kinesis;

	@Autowired
	private Listener listener;

	private RestClient client;

	@BeforeEach
	void awaitShards() {
		this.client = RestClient.create("http://127.0.0.1:" + this.port + "/actuator");
		this.kinesis.send("orders", "key", "warm up");
		await().untilAsserted(() -> assertThat(metric("kinesis.kinsumer.shards")).isEqualTo(2));
	}

	@AfterEach
	void letGo() {
		this.listener.gate.countDown();
	}

	@Test
	void healthShowsShards() {
		await().untilAsserted(() -> assertJson(get("/health/kinesis"), """
				{ "status": "UP", "components": { "orders": { "status": "UP", "details": { "state": "RUNNING",
				  "stream": "orders", "consumerGroup": "shop", "members": 1, "shards": {
				  "shardId-000000000000": { "state": "ACTIVE" },
				  "shardId-000000000001": { "state": "ACTIVE" } } } } } }"""));
		assertJson(get("/health/kinesis/orders"), "{ \"status\": \"UP\" }");
	}

	@Test
	void endpointShowsOwnersAndPositions() {
		await().untilAsserted(() -> assertJson(get("/kinesis"),
				"""
						{ "kinsumers": { "orders": { "name": "orders", "listenerId": "orders", "clientName": "default",
						  "clientId": "me", "consumerGroup": "shop", "configuredStreamName": "orders", "streamName": "orders",
						  "streamArn": "arn:aws:kinesis:eu-central-1:000000000000:stream/orders", "state": "RUNNING",
						  "members": [ "me" ], "openShardCount": 2,
						  "shards": [ { "shardId": "shardId-000000000000", "state": "ACTIVE", "owner": "me", "mine": true,
						    "epoch": 1, "parents": [] }, { "shardId": "shardId-000000000001", "owner": "me" } ] } },
						  "producers": { "orders": { "name": "orders", "clientName": "default", "streamName": "orders", "openShardCount": 2,
						    "backlogRecords": 0, "backlogCount": 100000 } },
						  "writers": { "audit": { "name": "audit", "clientName": "default", "streamName": "orders", "batchCount": 500 } } }"""));
		assertJson(get("/kinesis/orders"), "{ \"clientId\": \"me\", \"state\": \"RUNNING\" }");
		assertThatExceptionOfType(HttpClientErrorException.NotFound.class).isThrownBy(() -> get("/kinesis/absent"));
		assertThat(get("/kinesis")).doesNotContain("credentials", "secret");
	}

	@Test
	void operationsAreOffByDefault() {
		assertThat(post("/kinesis/orders/pause")).isEqualTo(405);
		assertThat(post("/kinesis/orders/pause/shardId-000000000000")).isEqualTo(404);
		assertThat(get("/kinesis/orders")).contains("\"paused\":false");
	}

	private int post(String path) {
		return this.client.post().uri(path).retrieve().onStatus((status) -> true, (request, answer) -> {
		}).toBodilessEntity().getStatusCode().value();
	}

	@Test
	void metersCountAndLagMovesWhenAListenerIsSlow() {
		await().untilAsserted(() -> assertThat(metric("kinesis.kinsumer.records")).isPositive());
		assertThat(metric("kinesis.kinsumer.read.count")).isPositive();
		assertThat(metric("kinesis.producer.records")).isPositive();
		assertThat(metric("kinesis.kinsumer.shard.millis.behind.latest?tag=shard:shardId-000000000000"))
			.isGreaterThanOrEqualTo(0);
		await().untilAsserted(() -> assertThat(metric("kinesis.kinsumer.millis.behind.latest")).isZero());
		for (int i = 0; i < 50; i++) {
			this.kinesis.send("orders", "key", "block");
		}
		await().untilAsserted(() -> assertThat(metric("kinesis.kinsumer.millis.behind.latest")).isGreaterThan(500));
		this.listener.gate.countDown();
		await().atMost(java.time.Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(metric("kinesis.kinsumer.millis.behind.latest")).isZero());
	}

	private double metric(String name) {
		String body = get("/metrics/" + name);
		return Double.parseDouble(body.replaceFirst("(?s).*?\"value\":([-0-9.E]+).*", "$1"));
	}

	private String get(String path) {
		return this.client.get().uri(path).retrieve().body(String.class);
	}

	private static void assertJson(String actual, String expected) {
		JsonAssert.comparator(org.springframework.test.json.JsonCompareMode.LENIENT).assertIsMatch(expected, actual);
	}

	static class Listener {

		final CountDownLatch gate = new CountDownLatch(1);

		@KinesisListener("orders")
		void listen(String text) throws InterruptedException {
			if (text.equals("block")) {
				this.gate.await();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Listener.class)
	static class Application {

	}

}
