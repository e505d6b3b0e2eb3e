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

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.kinsumer.core.client.Backoff;
import io.kinsumer.core.producer.BacklogPolicy;
import io.kinsumer.core.producer.Ordering;
import io.kinsumer.core.producer.ProducerSettings;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.writer.WriterSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProducerSettingsFactoryTests {

	private static final StreamName ORDERS = new StreamName("orders");

	private final Map<String, Object> properties = new HashMap<>();

	@Test
	void takesTheDefaultsOfTheEngine() {
		assertThat(factory().createProducer("orders")).isEqualTo(ProducerSettings.builder("orders", ORDERS).build());
		assertThat(factory().createWriter("orders")).isEqualTo(WriterSettings.of("orders", ORDERS));
		assertThat(factory().closeTimeout("orders")).hasSeconds(10);
		assertThat(factory().createProducerClient("orders").name()).isEqualTo("default");
	}

	@Test
	void mapsEachPropertyOfAProducer() {
		String prefix = "kinesis.producers.orders.";
		this.properties.putAll(Map.of(prefix + "stream-name", "purchases", prefix + "flush-interval", "1s",
				prefix + "batch-count", 2, prefix + "batch-size", "3MB", prefix + "aggregate-batch-count", 4,
				prefix + "aggregate-batch-size", "5KB", prefix + "max-record-size", "2MB"));
		this.properties.putAll(Map.of(prefix + "backlog-count", 7, prefix + "backlog-size", "8MB",
				prefix + "backlog-policy", "timeout", prefix + "backlog-timeout", "9s", prefix + "max-connections", 10,
				prefix + "shard-refresh-interval", "11s", prefix + "ordering", "shard"));
		this.properties.putAll(Map.of(prefix + "record-deadline", "12s", prefix + "request-timeout", "13s",
				prefix + "backoff.initial-interval", "14ms", prefix + "backoff.max-interval", "15ms",
				prefix + "close-timeout", "16s", prefix + "rate-limit", 17));
		ProducerSettings settings = factory().createProducer("orders");
		Backoff defaults = ProducerSettings.builder("orders", ORDERS).build().backoff();
		assertThat(settings).isEqualTo(new ProducerSettings("orders", new StreamName("purchases"), null,
				Duration.ofSeconds(1), 2, 3 << 20, 4, 5 << 10, 2 << 20, 7, 8 << 20, BacklogPolicy.TIMEOUT,
				Duration.ofSeconds(9), 10, Duration.ofSeconds(11), Ordering.SHARD, Duration.ofSeconds(12),
				Duration.ofSeconds(13), new Backoff(Duration.ofMillis(14), Duration.ofMillis(15),
						defaults.maxAttempts(), defaults.maxElapsedTime()),
				17));
		assertThat(factory().closeTimeout("orders")).hasSeconds(16);
	}

	@Test
	void mapsEachPropertyOfAWriter() {
		String prefix = "kinesis.writers.audit.";
		String arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/log";
		this.properties.putAll(Map.of(prefix + "stream-arn", arn, prefix + "batch-count", 2, prefix + "batch-size",
				"3MB", prefix + "max-record-size", "2MB", prefix + "request-timeout", "4s", prefix + "backoff.type",
				"once"));
		assertThat(factory().createWriter("audit")).isEqualTo(new WriterSettings("audit", new StreamName("log"), arn, 2,
				3 << 20, 2 << 20, Duration.ofSeconds(4), Backoff.once()));
	}

	@Test
	void namesFollowTheApplication() {
		this.properties.put("kinesis.application.env", "dev");
		assertThat(factory().createProducer("orders").streamName()).hasToString("dev-orders");
		assertThat(factory().createWriter("orders").streamName()).hasToString("dev-orders");
	}

	@Test
	void refusalsNameTheWholeKey() {
		this.properties.put("kinesis.producers.orders.max-connections", 0);
		assertRefused("kinesis.producers.orders.max-connections");
		this.properties.clear();
		this.properties.put("kinesis.producers.orders.rate-limit", -1);
		assertRefused("kinesis.producers.orders.rate-limit");
		this.properties.clear();
		this.properties.put("kinesis.producers.orders.close-timeout", "-1s");
		assertRefused("kinesis.producers.orders.close-timeout");
		this.properties.clear();
		this.properties.put("kinesis.producers.orders.batch-size", "8GB");
		assertRefused("kinesis.producers.orders.batch-size");
		this.properties.clear();
		this.properties.put("kinesis.producers.orders.client-name", "other");
		assertRefused("kinesis.producers.orders.client-name");
		this.properties.clear();
		this.properties.put("kinesis.writers.audit.batch-count", 501);
		assertRefused("kinesis.writers.audit.batch-count");
		this.properties.clear();
		this.properties.put("kinesis.writers.audit.backoff.initial-interval", "0s");
		assertRefused("kinesis.writers.audit.backoff.initial-interval");
	}

	private ProducerSettingsFactory factory() {
		KinesisProperties bound = new Binder(new MapConfigurationPropertySource(this.properties))
			.bindOrCreate("kinesis", KinesisProperties.class);
		return new ProducerSettingsFactory(bound, clients(bound.getClients()),
				new KinesisNames(bound, new MockEnvironment()));
	}

	private void assertRefused(String property) {
		assertThatExceptionOfType(InvalidKinesisPropertyException.class).isThrownBy(() -> factory().checkAll())
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo(property));
	}

	private static ClientSettingsFactory clients(java.util.Map<String, ClientProperties> clients) {
		ClientProperties defaults = clients.getOrDefault("default", new ClientProperties());
		return new ClientSettingsFactory(clients, new PropertiesKinesisConnectionDetails(defaults, null));
	}

}
