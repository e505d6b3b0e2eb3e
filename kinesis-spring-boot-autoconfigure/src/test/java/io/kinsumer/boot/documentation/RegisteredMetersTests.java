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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.kinsumer.core.record.UserRecord;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.error.NonRetryableException;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.observation.DefaultKinesisListenerObservationConvention;
import io.kinsumer.spring.observation.DefaultKinesisPublishObservationConvention;
import io.kinsumer.spring.observation.DefaultKinesisTemplateObservationConvention;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.spring.template.KinesisWriters;
import io.kinsumer.test.EmbeddedKinesisServer;
import io.kinsumer.test.context.EmbeddedKinesis;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an application registers while all kinds of things happen to it, against the page
 * of the meters.
 */
@EmbeddedKinesis(streams = { "orders:2", "audit", "returns", "returns.dlq" })
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.application.name=shop", "spring.test.metrics.export=true",
				"management.endpoints.web.exposure.include=prometheus", "kinesis.kinsumers.orders.wait-time=50ms",
				"kinesis.kinsumers.orders.shard-level-metrics=true", "kinesis.kinsumers.orders.consume-delay=2s",
				"kinesis.kinsumers.orders.persist-frequency=100ms", "kinesis.producers.orders.flush-interval=0ms",
				"kinesis.writers.audit.stream-name=audit", "kinesis.outbox.enabled=true",
				"kinesis.deduplication.enabled=true", "kinesis.kinsumers.audit.failure.on-exhausted=skip",
				"kinesis.kinsumers.returns.failure.on-exhausted=dead-letter" })
class RegisteredMetersTests {

	private static final Pattern DOCUMENTED = Pattern.compile("^\\| `(kinesis[^`]*)`", Pattern.MULTILINE);

	private static final Pattern SCRAPED = Pattern.compile("^(kinesis_[a-z0-9_]+)[{ ]", Pattern.MULTILINE);

	@Autowired
	private EmbeddedKinesisServer server;

	@Autowired
	private KinesisOperations kinesis;

	@Autowired
	private KinesisWriters writers;

	@Autowired
	private KinesisListenerEndpointRegistry registry;

	@Autowired
	private Application application;

	@Autowired
	private MeterRegistry meters;

	@LocalServerPort
	private int port;

	@Test
	void anApplicationRegistersWhatThePageLists() {
		this.server.faults().on("GetRecords").times(1).error("InternalFailure", 500);
		this.server.faults().on("PutRecords").stream("orders").entries().times(1).throttle();
		this.server.faults().on("PutRecords").stream("audit").entries().times(1).throttle();
		this.server.faults().on("PutRecords").stream("returns.dlq").times(1).error("AccessDeniedException", 400);
		this.kinesis.send("orders", "key", "a book");
		this.kinesis.send("returns", "key", "torn");
		this.writers.get("audit").put(UserRecord.of("key", "paid".getBytes(StandardCharsets.UTF_8))).join();
		await().untilAsserted(() -> assertThat(
				this.meters.get("kinesis.kinsumer.records").tag("kinsumer", "orders").counter().count())
			.isOne());
		await().untilAsserted(
				() -> assertThat(this.meters.find("kinesis.kinsumer.call.failures").counters().size()).isPositive());
		await().untilAsserted(
				() -> assertThat(this.meters.get("kinesis.kinsumer.shards").tag("kinsumer", "orders").gauge().value())
					.isEqualTo(2));
		assertThat(this.meters.get("kinesis.kinsumer.task.ratio").tag("kinsumer", "orders").gauge().value())
			.isEqualTo(200);
		assertThat(this.meters.get("kinesis.kinsumer.wait.duration").tag("kinsumer", "orders").timer().count())
			.isPositive();
		assertThat(this.meters.get("kinesis.kinsumer.delay.duration").tag("kinsumer", "orders").timer().count())
			.isPositive();
		awaitCount("kinesis.kinsumer.skipped.records");
		awaitCount("kinesis.kinsumer.dead.letter.refusals");
		awaitCount("kinesis.kinsumer.dead.letters");
		this.registry.getContainer("returns").stop().join();
		String scrape = RestClient.create("http://127.0.0.1:" + this.port)
			.get()
			.uri("/actuator/prometheus")
			.retrieve()
			.body(String.class);
		this.registry.getContainer("orders").stop().join();
		assertThat(this.meters.find("kinesis.kinsumer.shard.millis.behind.latest").gauges()).isEmpty();
		assertThat(this.meters.find("kinesis.kinsumer.millis.behind.latest").tag("kinsumer", "orders").gauges())
			.isEmpty();
		Set<String> documented = DOCUMENTED.matcher(Pages.read("metrics.md"))
			.results()
			.map((result) -> result.group(1))
			.collect(Collectors.toSet());
		// What is observed has timers, too.
		this.application.names.removeIf((name) -> name.startsWith(DefaultKinesisListenerObservationConvention.NAME)
				|| name.startsWith(DefaultKinesisTemplateObservationConvention.NAME));
		documented.remove(DefaultKinesisListenerObservationConvention.NAME);
		documented.remove(DefaultKinesisTemplateObservationConvention.NAME);
		documented.remove(DefaultKinesisPublishObservationConvention.NAME);
		assertThat(this.application.names).containsExactlyInAnyOrderElementsOf(documented);
		Set<String> scraped = SCRAPED.matcher(scrape)
			.results()
			.map((result) -> result.group(1))
			.collect(Collectors.toSet());
		Set<String> listed = Pattern.compile("`(kinesis_[a-z0-9_]+)`")
			.matcher(Pages.read("metrics.md"))
			.results()
			.map((result) -> result.group(1))
			.collect(Collectors.toSet());
		assertThat(listed).hasSizeGreaterThan(50);
		assertThat(scraped).containsAll(listed);
	}

	private void awaitCount(String name) {
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(
					() -> assertThat(this.meters.find(name).counters().stream().mapToDouble(Counter::count).sum())
						.isPositive());
	}

	static class Listener {

		private final AtomicBoolean failed = new AtomicBoolean();

		@KinesisListener("orders")
		void listen(String text) {
			if (!this.failed.getAndSet(true)) {
				throw new IllegalStateException("expected by the test");
			}
		}

		@KinesisListener("audit")
		@KinesisListener("returns")
		void refuse(String text) {
			throw new NonRetryableException("expected by the test", null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Listener.class)
	static class Application {

		final Set<String> names = new ConcurrentSkipListSet<>();

		@Bean
		MeterRegistryCustomizer<MeterRegistry> watch() {
			return (registry) -> registry.config().onMeterAdded((meter) -> {
				if (meter.getId().getName().startsWith("kinesis.")) {
					this.names.add(meter.getId().getName());
				}
			});
		}

	}

}
