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

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.error.NonRetryableException;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.spring.template.KinesisWriters;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What operators do, by HTTP and JMX, on the real engine.
 */
@EmbeddedKinesis(streams = { "orders:2", "orders.dlq:1" })
@TestMethodOrder(MethodOrderer.Random.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "spring.application.name=operations",
		"spring.jmx.enabled=true", "management.endpoints.web.exposure.include=*",
		"management.endpoints.jmx.exposure.include=*", "management.endpoint.kinesis.access=unrestricted",
		"management.endpoint.health.show-details=always", "kinesis.kinsumers.orders.wait-time=100ms",
		"kinesis.kinsumers.orders.client-id=me", "kinesis.kinsumers.orders.failure.on-exhausted=dead-letter",
		"management.endpoint.health.probes.enabled=true",
		"management.endpoint.health.group.readiness.include=readinessState,kinesis/orders",
		"kinesis.clients.away.endpoint=http://me:hush@localhost:1",
		"kinesis.clients.away.credentials.access-key-id=AKIAIOSFODNN7EXAMPLE",
		"kinesis.clients.away.credentials.secret-access-key=hush-key", "kinesis.clients.away.backoff.max-attempts=1",
		"kinesis.kinsumers.away.client-name=away", "kinesis.kinsumers.away.auto-startup=false",
		"kinesis.writers.away.client-name=away", "kinesis.writers.away.backoff.max-attempts=1" })
class KinesisEndpointOperationsTests {

	private static final String SHARD = "shardId-000000000000";

	@LocalServerPort
	private int port;

	@Autowired
	private KinesisOperations kinesis;

	@Autowired
	private KinesisWriters writers;

	@Autowired
	private Listener listener;

	@Autowired
	private EmbeddedKinesisServer server;

	private RestClient client;

	@BeforeEach
	void awaitShards() {
		this.client = RestClient.create("http://127.0.0.1:" + this.port + "/actuator");
		assertThat(post("/kinesis/orders/start", "{}").getStatusCode().value()).isEqualTo(200);
		post("/kinesis/orders/resume", "{}");
		await().untilAsserted(() -> assertThat(get("/kinesis/orders")).contains("\"state\":\"RUNNING\"")
			.doesNotContain("FREE", "PAUSED", "STOPPED"));
		this.listener.handled.clear();
	}

	@Test
	void aPausedKinsumerHandlesNothingUntilItIsResumed() {
		assertThat(post("/kinesis/orders/pause", "{}").getStatusCode().value()).isEqualTo(200);
		assertThat(get("/kinesis/orders")).contains("\"paused\":true");
		this.kinesis.send("orders", "key", "while paused");
		assertThat(this.listener.handled).isEmpty();
		assertThat(post("/kinesis/orders/resume", "{}").getBody()).contains("\"outcome\":\"DONE\"");
		await().until(() -> this.listener.handled.contains("while paused"));
	}

	@Test
	void oneShardIsPausedStoppedAndResumed() {
		for (String operation : new String[] { "pause", "stop" }) {
			assertThat(post("/kinesis/orders/" + operation + "/" + SHARD, "{}").getStatusCode().value()).isEqualTo(200);
			String state = operation.equals("pause") ? "PAUSED" : "STOPPED";
			assertThat(get("/kinesis/orders/" + SHARD)).contains("\"state\":\"" + state + "\"");
			assertThat(get("/kinesis/orders/shardId-000000000001")).contains("\"state\":\"ACTIVE\"");
			assertThat(post("/kinesis/orders/resume/" + SHARD, "{}").getStatusCode().value()).isEqualTo(200);
			assertThat(get("/kinesis/orders/" + SHARD)).contains("\"state\":\"ACTIVE\"");
		}
	}

	@Test
	void checkpointsAreResetWhileTheKinsumerIsStopped() {
		this.kinesis.send("orders", "key", "once more");
		await().until(() -> this.listener.handled.contains("once more"));
		String toTheBeginning = "{ \"position\": \"TRIM_HORIZON\" }";
		ResponseEntity<String> refused = post("/kinesis/orders/reset", toTheBeginning);
		assertThat(refused.getStatusCode().value()).isEqualTo(409);
		assertThat(refused.getBody()).contains("runs here: stop it first");
		assertThat(post("/kinesis/orders/stop", "{}").getStatusCode().value()).isEqualTo(200);
		assertThat(post("/kinesis/orders/reset", "{ \"position\": \"NOWHERE\" }").getStatusCode().value())
			.isEqualTo(400);
		assertThat(post("/kinesis/orders/reset/shardId-000000000099", toTheBeginning).getStatusCode().value())
			.isEqualTo(404);
		this.listener.handled.clear();
		ResponseEntity<String> done = post("/kinesis/orders/reset", toTheBeginning);
		assertThat(done.getStatusCode().value()).isEqualTo(200);
		assertThat(done.getBody()).contains("\"shards\":[\"" + SHARD + "\",\"shardId-000000000001\"]");
		post("/kinesis/orders/start", "{}");
		await().until(() -> this.listener.handled.contains("once more"));
	}

	@Test
	void deadLettersArePutBack() {
		this.listener.fails = true;
		this.kinesis.send("orders", "key", "letter");
		await().until(() -> this.server.stream("orders.dlq").records().size() > 0);
		this.listener.fails = false;
		this.listener.handled.clear();
		assertThat(post("/kinesis/orders/redrive", "{}").getStatusCode().value()).isEqualTo(400);
		assertThat(post("/kinesis/orders/redrive", "{ \"recordsPerSecond\": 50 }").getStatusCode().value())
			.isEqualTo(202);
		await().until(() -> this.listener.handled.contains("letter"));
		await().untilAsserted(
				() -> assertThat(get("/kinesis/orders")).contains("\"redriven\":1").contains("\"state\":\"DONE\""));
	}

	@Test
	void unknownNamesAreNotFound() {
		assertThat(post("/kinesis/absent/pause", "{}").getStatusCode().value()).isEqualTo(404);
		assertThat(post("/kinesis/orders/explode", "{}").getStatusCode().value()).isEqualTo(404);
		assertThat(post("/kinesis/orders/pause/shardId-000000000099", "{}").getStatusCode().value()).isEqualTo(404);
	}

	@Test
	void aStoppedShardIsNotReadyButAlive() {
		assertThat(status("/health/readiness")).isEqualTo(200);
		post("/kinesis/orders/stop/" + SHARD, "{}");
		assertThat(status("/health/readiness")).isEqualTo(503);
		assertThat(status("/health/liveness")).isEqualTo(200);
		post("/kinesis/orders/resume/" + SHARD, "{}");
		assertThat(status("/health/readiness")).isEqualTo(200);
	}

	@Test
	void aKinsumerThatLeftIsNotInTheWayOfReadiness() {
		post("/kinesis/orders/stop", "{}");
		assertThat(get("/health/kinesis/orders")).contains("\"UNKNOWN\"").contains("STOPPED");
		assertThat(status("/health/readiness")).isEqualTo(200);
	}

	@Test
	void secretsAreNotShown() {
		ResponseEntity<String> failed = post("/kinesis/away/start", "{}");
		assertThat(failed.getStatusCode().value()).isEqualTo(503);
		assertThat(failed.getBody()).contains("away").doesNotContain("hush", "AKIAIOSFODNN7EXAMPLE");
		assertThat(
				this.writers.get("away").put(UserRecord.of("key", new byte[1])).exceptionally((failure) -> null).join())
			.isNull();
		String everything = get("/kinesis");
		assertThat(everything).containsPattern("\"away\":.*\"lastError\":\\{\"at\":")
			.doesNotContain("hush", "AKIAIOSFODNN7EXAMPLE", "me:");
		assertThat(get("/health/kinesis/orders")).doesNotContain("hush");
		this.client.get()
			.uri("/health/kinesis/away")
			.exchange(
					(request, answer) -> assertThat(new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8))
						.contains("FAILED")
						.doesNotContain("hush", "AKIAIOSFODNN7EXAMPLE"));
	}

	private int status(String path) {
		return this.client.get().uri(path).exchange((request, answer) -> answer.getStatusCode().value());
	}

	@Test
	void jmxHasTheSameOperations() throws Exception {
		MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
		ObjectName name = beans
			.queryNames(new ObjectName("org.springframework.boot:type=Endpoint,name=Kinesis,*"), null)
			.iterator()
			.next();
		String[] two = { String.class.getName(), String.class.getName() };
		Object paused = beans.invoke(name, "pauseShard", new Object[] { "orders", SHARD }, two);
		assertThat(paused.toString()).contains("DONE");
		assertThat(get("/kinesis/orders/" + SHARD)).contains("\"state\":\"PAUSED\"");
		beans.invoke(name, "resumeShard", new Object[] { "orders", SHARD }, two);
		assertThat(beans
			.invoke(name, "resetCheckpoints", new Object[] { "orders", "LATEST", null },
					new String[] { two[0], two[0], two[0] })
			.toString()).contains("REFUSED");
	}

	private String get(String path) {
		return this.client.get().uri(path).retrieve().body(String.class);
	}

	private ResponseEntity<String> post(String path, String body) {
		return this.client.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.onStatus((status) -> true, (sent, answer) -> {
			})
			.toEntity(String.class);
	}

	static class Listener {

		final Queue<String> handled = new ConcurrentLinkedQueue<>();

		volatile boolean fails;

		@KinesisListener("orders")
		void listen(String text) {
			if (this.fails) {
				throw new NonRetryableException("not now", null);
			}
			this.handled.add(text);
		}

		@KinesisListener("away")
		void listenElsewhere(String text) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Listener.class)
	static class Application {

	}

}
