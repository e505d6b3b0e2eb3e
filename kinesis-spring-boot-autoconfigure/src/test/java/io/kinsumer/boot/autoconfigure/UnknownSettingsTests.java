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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.kinsumer.test.EmbeddedKinesisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class UnknownSettingsTests {

	private final Set<String> names = new TreeSet<>();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					kinesis.kinsumers.orders.strem-name|Did you mean stream-name?
					kinesis.kinsumers.orders.initial-position.typ|Did you mean initial-position.type?
					kinesis.kinsumers.orders.colour|is no setting, and has no effect.
					kinesis.kinsumers[orders.dlq].strem-name|Did you mean stream-name?
					kinesis.kinsumers.orders.dlq.failure.on-exhausted|brackets: kinesis.kinsumers[orders.dlq].failure.on-exhausted
					kinesis.clients.default.regoin|Did you mean region?
					kinesis.clients.default.http.conect-timeout|Did you mean http.connect-timeout, or http.read-timeout?
					kinesis.producers.orders.orderin|Did you mean ordering?
					kinesis.writers.orders.strem-arn|Did you mean stream-arn?
					kinesis.kinsumer.orders.stream-name|Did you mean kinsumers?
					kinesis.consumers.orders.stream-name|Did you mean kinsumers?
					kinesis.template.default-destinatoin|Did you mean template.default-destination?
					kinesis.read-buffer-sizes|Did you mean read-buffer-size?
					kinesis.events.types.order-paid.typ|Did you mean type?
					kinesis.events.types.com.example.paid.type|brackets: kinesis.events.types[com.example.paid].type
					kinesis.events.types.order-paid.name|is no setting, and has no effect.
					kinesis.embeded.enabled|Did you mean embedded?
					kinesis.embedded.stream|Did you mean embedded.streams?
					kinesis.embedded.ports[0]|Did you mean embedded.port?""")
	void warnsOfAKey(String key, String message) {
		assertThat(find(key)).containsOnlyKeys(key);
		assertThat(find(key).get(key)).endsWith(message)
			.startsWith(" (\"" + key + "\" from property source \"mockProperties\") is no setting");
	}

	@ParameterizedTest
	@CsvSource({ "kinesis.kinsumers.orders.stream-name", "kinesis.kinsumers.Orders.streamName",
			"kinesis.kinsumers.my_orders.initial_position.type", "kinesis.kinsumers[orders.dlq].wait-time",
			"kinesis.kinsumers.orders.failure.retryable[0]", "kinesis.kinsumers.orders",
			"kinesis.clients.default.http.proxy.non-proxy-hosts[1]", "kinesis.events.types.order.type",
			"kinesis.events.types.order", "kinesis.embedded.streams", "kinesis.embedded.streams[0]",
			"kinesis.embedded.enabled", "kinesis.embedded.port", "kinesis.enabled", "kinesis.page.title",
			"kinesistic.kinsumers.a.b" })
	void acceptsAKey(String key) {
		assertThat(find(key)).isEmpty();
	}

	@Test
	void knowsAllSettings() {
		MockEnvironment environment = new MockEnvironment();
		properties("META-INF/spring-configuration-metadata.json", "");
		Map.of("clients", ClientProperties.class, "kinsumers", KinsumerProperties.class, "producers",
				ProducerProperties.class, "writers", WriterProperties.class)
			.forEach((map, type) -> properties("META-INF/spring/configuration-metadata/" + type.getName() + ".json",
					"kinesis." + map + ".x."));
		assertThat(this.names).hasSizeGreaterThan(100);
		this.names.forEach((name) -> environment.setProperty(name, "1"));
		assertThat(new UnknownSettings(environment, null).find()).isEmpty();
	}

	private void properties(String resource, String prefix) {
		try (InputStream stream = getClass().getClassLoader().getResourceAsStream(resource)) {
			for (JsonNode property : JsonMapper.builder().build().readTree(stream).path("properties")) {
				this.names.add(prefix + property.path("name").asString());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void leavesEnvironmentVariablesAlone() {
		StandardEnvironment environment = new StandardEnvironment();
		Map<String, Object> variables = Map.of("KINESIS_KINSUMERS_ORDERS_STREAM_NAME", "x");
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		environment.getPropertySources().addLast(new MapPropertySource("file", Map.of("kinesis.clients.a.b", "x")));
		assertThat(new UnknownSettings(environment, null).find()).containsOnlyKeys("kinesis.clients.a.b");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void theApplicationStartsAllTheSame(CapturedOutput output) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class))
			.withPropertyValues("kinesis.clients.default.regoin=eu-central-1")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("kinesis.clients.default.regoin (")
			.contains("is no setting, and has no effect. Did you mean region?");
	}

	@Test
	void anEmbeddedServerThatIsNotThereEndsTheStart() {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class))
			.withPropertyValues("kinesis.embedded.enabled=true");
		runner.run((context) -> assertThat(context).hasNotFailed());
		runner.withClassLoader(new FilteredClassLoader(EmbeddedKinesisServer.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidKinesisPropertyException.class)
				.hasMessageContaining("kinesis.embedded.enabled needs kinesis-test"));
	}

	private static Map<String, String> find(String key) {
		return new UnknownSettings(new MockEnvironment().withProperty(key, "x"), null).find();
	}

}
