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

import io.kinsumer.core.client.MissingRegionException;
import io.kinsumer.core.client.NoSuchStreamException;
import io.kinsumer.spring.listener.KinsumerStartException;
import io.kinsumer.spring.listener.ListenerConfigurationException;
import io.kinsumer.spring.listener.MetadataRepositoryFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * What is wrong with the configuration of listeners, and how an application tells.
 */
class ListenerConfigurationProblemsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
				JacksonAutoConfiguration.class))
		.withPropertyValues("spring.application.name=shop");

	private final ApplicationContextRunner fakes = this.runner
		.withUserConfiguration(KinesisListenerAutoConfigurationTests.FakeContainers.class);

	@Test
	void doesNotStartWhenItIsUnclearWhetherItIsDisabled() {
		this.runner.withPropertyValues("kinesis.enabled=ture")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasStackTraceContaining("Failed to bind properties under 'kinesis.enabled'")
				.hasStackTraceContaining("Invalid boolean value 'ture'"));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void warnsOfNamesThatAreNearlyTheSame(CapturedOutput output) {
		this.fakes.withUserConfiguration(KinesisListenerAutoConfigurationTests.Processors.class)
			.withPropertyValues("kinesis.kinsumers.Order.wait-time=1s")
			.run((context) -> assertThat(output)
				.contains("ShardProcessorFactory bean 'orders' handles nothing: "
						+ "there is no kinesis.kinsumers.orders. Did you mean Order?")
				.contains("ShardProcessorFactory bean 'helper' handles nothing: there is no kinesis.kinsumers.helper. "
						+ "If it shall, set kinesis.kinsumers.helper.stream-name."));
		this.runner.withUserConfiguration(KinesisListenerAutoConfigurationTests.ManyListeners.class)
			.withPropertyValues("stream=returns", "start=false", "kinesis.kinsumers.Returns.wait-time=1s",
					"kinesis.kinsumers.a.auto-startup=false", "kinesis.clients.default.region=eu-central-1",
					"kinesis.kinsumers.return.wait-time=1s")
			.run((context) -> assertThat(output).contains("ManyListeners.first(String) listens to 'returns', for which "
					+ "nothing is configured: kinesis.kinsumers.Returns is another name, and has no effect on it"));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void warnsOfSettingsOfAMisspelledKinsumer(CapturedOutput output) {
		this.fakes
			.withUserConfiguration(KinesisListenerAutoConfigurationTests.OrdersListener.class,
					KinesisListenerAutoConfigurationTests.ListenersOfAClass.class)
			.withPropertyValues("kinesis.kinsumers.oders.initial-position.type=latest",
					"kinesis.kinsumers.c.wait-time=1s")
			.run((context) -> {
				context.publishEvent(mock(ApplicationStartedEvent.class));
				assertThat(output.getAll().lines().filter((line) -> line.contains("Nothing listens to")))
					.singleElement()
					.asString()
					.contains(" WARN ")
					.endsWith("OrdersListener.listen(String) listens to 'orders', for which nothing is configured. "
							+ "Nothing listens to 'oders', so that kinesis.kinsumers.oders has no effect. "
							+ "Did you mean kinesis.kinsumers.orders?");
			});
	}

	@Test
	void failsToStartWhenAKinsumerCannotJoin() {
		this.fakes.withUserConfiguration(KinesisListenerAutoConfigurationTests.OrdersListener.class)
			.withPropertyValues("fake.failure=true")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(NoSuchStreamException.class));
		this.fakes.withUserConfiguration(KinesisListenerAutoConfigurationTests.OrdersListener.class)
			.withPropertyValues("fake.failure=true")
			.run((context) -> assertThat(context).getFailure().hasCauseInstanceOf(KinsumerStartException.class));
	}

	@Test
	@DisabledIfEnvironmentVariable(named = "AWS_REGION", matches = ".+")
	void failsToStartWithoutARegion() {
		this.runner.withUserConfiguration(KinesisListenerAutoConfigurationTests.OrdersListener.class)
			.withPropertyValues("kinesis.clients.default.profile=none")
			.withSystemProperties("aws.disableEc2Metadata=true")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasStackTraceContaining(MissingRegionException.class.getName())
				.hasStackTraceContaining("kinesis.clients.default.region"));
	}

	@Test
	void checksKinsumersThatNobodyListensTo() {
		this.runner.withPropertyValues("kinesis.kinsumers.orders.wait-time=0ms")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("kinesis.kinsumers.orders.wait-time"));
	}

	@Test
	void refusesAProcessorFactoryAndAListenerOnOneKinsumer() {
		this.fakes
			.withUserConfiguration(KinesisListenerAutoConfigurationTests.Processors.class,
					KinesisListenerAutoConfigurationTests.OrdersListener.class)
			.withPropertyValues("kinesis.kinsumers.orders.stream-name=orders")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.isInstanceOf(ListenerConfigurationException.class)
				.hasMessageContaining("ShardProcessorFactory bean 'orders'")
				.hasMessageContaining("OrdersListener.listen(String)"));
	}

	@Test
	void refusesMetadataThatIsNull() {
		this.runner.withUserConfiguration(KinesisListenerAutoConfigurationTests.OrdersListener.class)
			.withBean(MetadataRepositoryFactory.class, () -> (settings) -> null)
			.withPropertyValues("kinesis.clients.default.region=eu-central-1",
					"kinesis.kinsumers.orders.auto-startup=false")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasMessageContaining("MetadataRepositoryFactory returned null for kinsumer 'orders'"));
	}

	@Test
	void refusesJsonParametersWithoutJackson() {
		this.fakes.withUserConfiguration(KinesisListenerAutoConfigurationTests.JsonListener.class)
			.withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasMessageContaining("spring-boot-starter-jackson"));
		this.fakes.withUserConfiguration(KinesisListenerAutoConfigurationTests.JsonListener.class)
			.withBean("one", JsonMapper.class, JsonMapper::shared)
			.withBean("two", JsonMapper.class, JsonMapper::shared)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasMessageContaining("make one of several JsonMapper beans primary"));
		this.fakes.withUserConfiguration(KinesisListenerAutoConfigurationTests.OrdersListener.class)
			.withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

}
