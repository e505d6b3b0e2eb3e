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
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.kinsumer.core.client.Backoff;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.kinsumer.MisplacedRecordPolicy;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.shard.ModuloShardAssignor;
import io.kinsumer.core.shard.Retrieval;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KinsumerSettingsFactoryTests {

	private final Map<String, Object> properties = new HashMap<>(Map.of("kinesis.application.name", "shop"));

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void takesTheDefaultsOfTheEngine() {
		KinsumerSettings settings = factory().create("orders");
		KinsumerSettings defaults = KinsumerSettings
			.builder("orders", settings.streamName(), "shop", settings.clientId())
			.build();
		assertThat(settings).usingRecursiveComparison().isEqualTo(defaults);
		assertThat(settings.streamName()).hasToString("orders");
		assertThat(factory().createTable("orders", factory().properties("orders")))
			.isEqualTo(new MetadataTableSettings("kinsumer-metadata", true, Duration.ofMinutes(1),
					MetadataTableSettings.BillingMode.PAY_PER_REQUEST, 10, 10));
	}

	@Test
	void mapsEachProperty() {
		with("consumer-group", "other").with("client-id", "me")
			.with("stream-name", "purchases")
			.with("consume-delay", "1s")
			.with("max-batch-size", 5)
			.with("wait-time", "2s")
			.with("persist-frequency", "3s")
			.with("discover-frequency", "4s")
			.with("release-delay", "6s")
			.with("heartbeat-interval", "1s")
			.with("session-timeout", "7s")
			.with("keep-shard-order", false)
			.with("misplaced-records", "drop")
			.with("concurrency", 8)
			.with("assignor", "modulo")
			.with("initial-position.type", "at-timestamp")
			.with("initial-position.timestamp", "2026-01-31T08:00:00Z");
		this.properties.put("kinesis.clients.default.read-provisioned-throughput-exceeded-delay", "8s");
		KinsumerSettings settings = factory().create("orders");
		assertThat(settings.consumerGroup()).isEqualTo("other");
		assertThat(settings.clientId()).isEqualTo("me");
		assertThat(settings.streamName()).hasToString("purchases");
		assertThat(settings.consumeDelay()).hasSeconds(1);
		assertThat(settings.maxBatchSize()).isEqualTo(5);
		assertThat(settings.waitTime()).hasSeconds(2);
		assertThat(settings.persistFrequency()).hasSeconds(3);
		assertThat(settings.discoverFrequency()).hasSeconds(4);
		assertThat(settings.releaseDelay()).hasSeconds(6);
		assertThat(settings.heartbeatInterval()).hasSeconds(1);
		assertThat(settings.sessionTimeout()).hasSeconds(7);
		assertThat(settings.throughputExceededDelay()).hasSeconds(8);
		assertThat(settings.keepShardOrder()).isFalse();
		assertThat(settings.misplacedRecords()).isEqualTo(MisplacedRecordPolicy.DROP);
		assertThat(settings.concurrency()).isEqualTo(8);
		assertThat(settings.shardAssignor()).isEqualTo(new ModuloShardAssignor());
		assertThat(settings.initialPosition()).isEqualTo(InitialPosition.at(Instant.parse("2026-01-31T08:00:00Z")));
	}

	@Test
	void mapsTheRetrieval() {
		with("retrieval", "fan-out");
		assertThat(factory().create("orders").retrieval()).isEqualTo(Retrieval.fanOut());
		with("fan-out.consumer-name", "app");
		assertThat(factory().create("orders").retrieval()).isEqualTo(Retrieval.fanOut("app"));
		with("retrieval", "polling");
		assertRefused("kinesis.kinsumers.orders.fan-out.consumer-name", "has no effect");
		with("retrieval", "fan-out").with("fan-out.consumer-arn",
				"arn:aws:kinesis:eu-central-1:123456789012:stream/orders/consumer/app:1700000000");
		assertRefused("kinesis.kinsumers.orders.fan-out.consumer-arn", "must not be set together with");
		this.properties.remove("kinesis.kinsumers.orders.fan-out.consumer-name");
		assertThat(factory().create("orders").retrieval()).isEqualTo(Retrieval
			.fanOutByArn("arn:aws:kinesis:eu-central-1:123456789012:stream/orders/consumer/app:1700000000"));
		with("fan-out.consumer-arn", "app");
		assertRefused("kinesis.kinsumers.orders.fan-out.consumer-arn", "must be the ARN of a registered consumer");
		this.properties.remove("kinesis.kinsumers.orders.fan-out.consumer-arn");
		with("consumer-group", "my group");
		assertRefused("kinesis.kinsumers.orders.fan-out.consumer-name", "must have 1 to 128 letters");
	}

	@Test
	void theRoleOfAKinsumerIsForKinesisAlone() {
		with("role-arn", "arn:aws:iam::123456789012:role/reader");
		assertThat(factory().createKinesisClient("orders", factory().properties("orders")).roleArn())
			.endsWith("role/reader");
		assertThat(factory().createClient("orders", factory().properties("orders")).roleArn()).isNull();
		with("role-arn", "reader");
		assertThatExceptionOfType(InvalidKinesisPropertyException.class).isThrownBy(factory()::checkAll)
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo("kinesis.kinsumers.orders.role-arn"));
	}

	@Test
	void mapsTheMetadataTable() {
		with("metadata.table-name", "tab").with("metadata.create-table", false)
			.with("metadata.create-timeout", "9s")
			.with("metadata.billing-mode", "provisioned")
			.with("metadata.read-capacity", 3)
			.with("metadata.write-capacity", 4);
		assertThat(factory().createTable("orders", factory().properties("orders"))).isEqualTo(new MetadataTableSettings(
				"tab", false, Duration.ofSeconds(9), MetadataTableSettings.BillingMode.PROVISIONED, 3, 4));
	}

	@Test
	void namesFollowTheApplication() {
		this.properties.putAll(Map.of("kinesis.application.project", "acme", "kinesis.application.env", "dev",
				"kinesis.application.group", "web"));
		assertThat(factory().create("orders").streamName()).hasToString("acme-dev-web-orders");
		assertThat(factory().createTable("orders", factory().properties("orders")).tableName())
			.isEqualTo("acme-dev-kinsumer-metadata");
	}

	@Test
	void aStreamMayBelongToAnotherApplication() {
		this.properties.putAll(Map.of("kinesis.application.project", "acme", "kinesis.application.env", "dev",
				"kinesis.application.group", "web"));
		with("stream-owner.family", "sales").with("stream-owner.group", "");
		assertThat(factory().create("orders").streamName()).hasToString("acme-dev-sales-orders");
		assertThat(factory().create("orders.dlq").streamName()).hasToString("acme-dev-sales-orders.dlq");
		assertThat(factory().create("returns").streamName()).hasToString("acme-dev-web-returns");
		assertThat(factory().create("orders").consumerGroup()).isEqualTo("shop");
		assertThat(factory().createTable("orders", factory().properties("orders")).tableName())
			.isEqualTo("acme-dev-kinsumer-metadata");
		with("stream-owner.name", "cart");
		assertRefused("kinesis.kinsumers.orders.stream-owner.name",
				"has no effect, because kinesis.naming.pattern has no placeholder {app}");
		this.properties.put("kinesis.naming.pattern", "{project}.{env}.{family}.{group}.{app}.{streamName}");
		with("stream-owner.project", "other").with("stream-owner.env", "live").with("stream-owner.group", "back");
		assertThat(factory().create("orders").streamName()).hasToString("other.live.sales.back.cart.orders");
		with("stream-arn", "arn:aws:kinesis:eu-central-1:123456789012:stream/orders");
		assertRefused("kinesis.kinsumers.orders.stream-owner.project",
				"has no effect, because kinesis.kinsumers.orders.stream-arn names the stream");
	}

	@Test
	void whatReadsDeadLettersOfAnotherApplicationDoesNotReadThoseOfItsOwn() {
		this.properties.put("kinesis.application.project", "acme");
		this.properties.put("kinesis.kinsumers[orders.dlq].stream-owner.project", "other");
		assertThat(factory().create("orders.dlq").streamName()).hasToString("other-orders.dlq");
	}

	@Test
	void takesTheStreamFromItsArn() {
		String arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/purchases";
		this.properties.put("kinesis.application.env", "dev");
		with("stream-arn", arn);
		assertThat(factory().create("orders").streamName()).hasToString("purchases");
		assertThat(factory().create("orders").streamArn()).isEqualTo(arn);
		with("stream-arn", "purchases");
		assertRefused("kinesis.kinsumers.orders.stream-arn", "must be the ARN of a stream");
	}

	@Test
	void theGroupFallsBackToTheApplicationsName() {
		this.properties.remove("kinesis.application.name");
		assertRefused("kinesis.kinsumers.orders.consumer-group", "must not be blank");
		this.environment.setProperty("spring.application.name", "boot");
		assertThat(factory().create("orders").consumerGroup()).isEqualTo("boot");
		with("consumer-group", " ");
		assertRefused("kinesis.kinsumers.orders.consumer-group", "must not be blank");
	}

	@Test
	void theClientIdIsRandomPerProcess() {
		KinsumerSettingsFactory factory = factory();
		assertThat(factory.create("orders").clientId()).isEqualTo(factory.create("returns").clientId());
		assertThat(factory.create("orders").clientId()).isNotEqualTo(factory().create("orders").clientId());
	}

	@Test
	void refusalsNameTheWholeKey() {
		with("wait-time", "0ms");
		assertRefused("kinesis.kinsumers.orders.wait-time", "must be at least 1ms");
		with("wait-time", "1s").with("max-batch-size", 10001);
		assertRefused("kinesis.kinsumers.orders.max-batch-size", "must be between 1 and 10000");
		with("max-batch-size", 1).with("concurrency", 0);
		assertRefused("kinesis.kinsumers.orders.concurrency", "must be between 1 and 1000");
		with("concurrency", 1).with("session-timeout", "1s");
		assertRefused("kinesis.kinsumers.orders.session-timeout",
				"must be at least 4 times the heartbeat-interval, which is 2s");
	}

	@Test
	void refusesAPositionThatDoesNotFitItsTimestamp() {
		with("initial-position.type", "AT_TIMESTAMP");
		assertRefused("kinesis.kinsumers.orders.initial-position.timestamp", "must be set");
		with("initial-position.type", "LATEST").with("initial-position.timestamp", "2026-01-31T08:00:00Z");
		assertRefused("kinesis.kinsumers.orders.initial-position.timestamp", "has no effect");
	}

	@Test
	void refusesWhatTheTableCannotHave() {
		with("metadata.table-name", "a b");
		assertRefused("kinesis.kinsumers.orders.metadata.table-name", "must have 3 to 255 letters");
		with("metadata.table-name", "tab").with("metadata.write-capacity", 0);
		assertRefused("kinesis.kinsumers.orders.metadata.write-capacity", "must be at least 1");
		with("metadata.write-capacity", 1).with("metadata.read-capacity", -1);
		assertRefused("kinesis.kinsumers.orders.metadata.read-capacity", "must be at least 1");
		with("metadata.read-capacity", 1).with("metadata.create-timeout", "0s");
		assertRefused("kinesis.kinsumers.orders.metadata.create-timeout", "must be more than 0");
		with("metadata.create-timeout", "1s").with("healthcheck.timeout", "0s");
		assertRefused("kinesis.kinsumers.orders.healthcheck.timeout", "must be more than 0");
	}

	@Test
	void refusesAnUnknownClientAndAnImpossibleName() {
		with("client-name", "other");
		assertRefused("kinesis.kinsumers.orders.client-name", "must be 'default' or a client under kinesis.clients");
		with("client-name", "default").with("stream-name", "a b");
		assertRefused("kinesis.kinsumers.orders.stream-name", "makes the full name 'a b'");
	}

	@Test
	void clientsInheritFromTheDefaultOne() {
		this.properties.putAll(Map.of("kinesis.clients.default.region", "eu-central-1",
				"kinesis.clients.default.endpoint", "http://127.0.0.1:4566",
				"kinesis.clients.default.http.read-timeout", "9s", "kinesis.clients.default.credentials.access-key-id",
				"a", "kinesis.clients.default.credentials.secret-access-key", "b", "kinesis.clients.other.region",
				"us-east-1", "kinesis.clients.other.backoff.type", "api", "kinesis.clients.other.backoff.max-attempts",
				"3"));
		with("client-name", "other");
		ClientSettings client = factory().createClient("orders", factory().properties("orders"));
		assertThat(client.name()).isEqualTo("other");
		assertThat(client.region()).isEqualTo("us-east-1");
		assertThat(client.endpoint()).hasToString("http://127.0.0.1:4566");
		assertThat(client.http().readTimeout()).hasSeconds(9);
		assertThat(client.credentials().accessKeyId()).isEqualTo("a");
		assertThat(client.backoff())
			.isEqualTo(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 3, Duration.ofSeconds(10)));
	}

	@Test
	void refusalsOfClientsNameTheWholeKey() {
		this.properties.put("kinesis.clients.default.endpoint", "localhost");
		assertRefused("kinesis.clients.default.endpoint", "must have a scheme and a host");
		this.properties.remove("kinesis.clients.default.endpoint");
		this.properties.put("kinesis.clients.default.backoff.initial-interval", "1m");
		assertRefused("kinesis.clients.default.backoff.max-interval",
				"must be at least backoff.initial-interval (60s)");
		assertThatExceptionOfType(InvalidKinesisPropertyException.class).isThrownBy(() -> factory().create("orders"))
			.satisfies((ex) -> assertThat(ex.getValue()).isEqualTo("10s"));
		this.properties.remove("kinesis.clients.default.backoff.initial-interval");
		this.properties.put("kinesis.clients.default.credentials.access-key-id", "a");
		assertRefused("kinesis.clients.default.credentials.secret-access-key", "must not be blank");
		this.properties.remove("kinesis.clients.default.credentials.access-key-id");
		this.properties.put("kinesis.clients.default.read-provisioned-throughput-exceeded-delay", "0s");
		assertRefused("kinesis.clients.default.read-provisioned-throughput-exceeded-delay", "must be at least 1ms");
		this.properties.put("kinesis.clients.default.read-provisioned-throughput-exceeded-delay", "366d");
		assertRefused("kinesis.clients.default.read-provisioned-throughput-exceeded-delay",
				"must be at most 31536000s");
	}

	private KinsumerSettingsFactoryTests with(String setting, Object value) {
		this.properties.put("kinesis.kinsumers.orders." + setting, value);
		return this;
	}

	private KinsumerSettingsFactory factory() {
		KinesisProperties bound = new Binder(new MapConfigurationPropertySource(this.properties))
			.bindOrCreate("kinesis", KinesisProperties.class);
		return new KinsumerSettingsFactory(bound.getKinsumers(), clients(bound.getClients()),
				new KinesisNames(bound, this.environment));
	}

	private void assertRefused(String property, String rule) {
		assertThatExceptionOfType(InvalidKinesisPropertyException.class).isThrownBy(() -> {
			factory().create("orders");
			factory().createTable("orders", factory().properties("orders"));
		}).satisfies((ex) -> {
			assertThat(ex.getProperty()).isEqualTo(property);
			assertThat(ex.getRule()).startsWith(rule);
			assertThat(ex.getRemedy()).isNotBlank();
		});
	}

	private static ClientSettingsFactory clients(java.util.Map<String, ClientProperties> clients) {
		ClientProperties defaults = clients.getOrDefault("default", new ClientProperties());
		return new ClientSettingsFactory(clients, new PropertiesKinesisConnectionDetails(defaults, null));
	}

}
