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

import java.util.List;

import io.kinsumer.boot.actuate.KinesisEndpoint;
import io.kinsumer.boot.actuate.KinesisHealthContributor;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.listener.KinesisListenerConfigurer;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.KinsumerContainerCustomizer;
import io.kinsumer.spring.listener.ListenerHandler;
import io.kinsumer.spring.observation.KinsumerMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose contexts stand above one another, each with the starter.
 */
class ContextHierarchyTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
				KinesisProducerAutoConfiguration.class, KinesisMetricsAutoConfiguration.class,
				KinesisHealthContributorAutoConfiguration.class, KinesisEndpointAutoConfiguration.class,
				JacksonAutoConfiguration.class))
		.withPropertyValues("spring.application.name=shop", "kinesis.clients.default.region=eu-central-1",
				"kinesis.kinsumers.above.auto-startup=false", "kinesis.kinsumers.below.auto-startup=false",
				"kinesis.kinsumers.coded.auto-startup=false", "management.endpoints.web.exposure.include=kinesis");

	private final ApplicationContextRunner above = this.runner.withBean(Above.class)
		.withBean(SimpleMeterRegistry.class);

	private final ApplicationContextRunner below = this.runner.withBean(Below.class);

	@Test
	void eachHasItsOwnSettingsCustomizersAndClientId() {
		this.above.run((parent) -> this.below.withParent(parent)
			.withPropertyValues("kinesis.kinsumers.below.wait-time=3s")
			.withBean(KinsumerContainerCustomizer.class, () -> new KinsumerContainerCustomizer() {

				@Override
				public void customize(KinesisListenerEndpoint endpoint, KinsumerSettings.Builder settings) {
					settings.maxBatchSize(17);
				}

			})
			.run((context) -> {
				KinsumerSettings settings = settings(context, "below");
				assertThat(settings.clientId()).isNotEqualTo(settings(parent, "above").clientId());
				assertThat(settings.waitTime()).hasSeconds(3);
				assertThat(settings.maxBatchSize()).isEqualTo(17);
			}));
	}

	@Test
	void aFactoryThatTheApplicationDefinesAboveServesBoth() {
		this.above.withUserConfiguration(KinesisListenerAutoConfigurationTests.FakeContainers.class)
			.withPropertyValues("kinesis.kinsumers.above.auto-startup=true")
			.run((parent) -> this.below.withParent(parent)
				.run((context) -> assertThat(
						context.getBean(KinesisListenerEndpointRegistry.class).getContainer("below").isRunning())
					.isTrue()));
	}

	@Test
	void whatIsRegisteredInCodeIsRegisteredOnce() {
		this.above.withBean(KinesisListenerConfigurer.class, () -> (registrar) -> registrar
			.register(KinesisListenerEndpoint.of("coded", "coded", new ListenerHandler.OfShards((shard) -> (input) -> {
			})))).run((parent) -> {
				assertThat(ids(parent)).containsExactlyInAnyOrder("above", "coded");
				this.below.withParent(parent).run((context) -> assertThat(ids(context)).containsExactly("below"));
			});
	}

	@Test
	void healthEndpointAndMetersAreAboutTheListenersOfTheirContext() {
		this.above.run((parent) -> this.below.withParent(parent).run((context) -> {
			assertThat(context.getBean(KinesisHealthContributor.class).stream())
				.extracting(HealthContributors.Entry::name)
				.containsExactly("below");
			assertThat(context.getBean(KinesisEndpoint.class).kinesis().kinsumers()).containsOnlyKeys("below");
			KinsumerInfo info = context.getBean(KinesisListenerEndpointRegistry.class)
				.getContainer("below")
				.status()
				.info();
			context.getBean(KinsumerMeters.class).joined(info, java.time.Duration.ZERO);
			assertThat(context.getBean(SimpleMeterRegistry.class)
				.get("kinesis.kinsumer.shards")
				.tag("kinsumer", "below")
				.gauge()
				.value()).isZero();
		}));
	}

	private static KinsumerSettings settings(ApplicationContext context, String id) {
		return context.getBean(KinesisListenerEndpointRegistry.class).getContainer(id).settings();
	}

	private static List<String> ids(ApplicationContext context) {
		return List.copyOf(context.getBean(KinesisListenerEndpointRegistry.class).getContainerIds());
	}

	static class Above {

		@KinesisListener("above")
		void listen(String text) {
		}

	}

	static class Below {

		@KinesisListener("below")
		void listen(String text) {
		}

	}

}
