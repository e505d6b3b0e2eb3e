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

import com.google.protobuf.StringValue;
import io.kinsumer.boot.actuate.KinesisEndpoint;
import io.kinsumer.boot.actuate.KinesisHealthContributor;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.observation.BatchLinkingTracingObservationHandler;
import io.kinsumer.spring.observation.KinsumerMeters;
import io.kinsumer.spring.observation.ObservationListenerInterceptor;
import io.kinsumer.spring.observation.ObservationSendInterceptor;
import io.kinsumer.spring.observation.ProducerMeters;
import io.kinsumer.spring.observation.WriterMeters;
import io.kinsumer.spring.template.KinesisOperations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class OptionalLibrariesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
				KinesisProducerAutoConfiguration.class, KinesisMetricsAutoConfiguration.class,
				KinesisHealthContributorAutoConfiguration.class, KinesisEndpointAutoConfiguration.class,
				KinesisObservationAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=kinesis");

	@Test
	void everythingIsThereWithAllLibraries() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context).hasSingleBean(KinesisHealthContributor.class)
				.hasSingleBean(KinesisEndpoint.class)
				.hasSingleBean(KinsumerMeters.class)
				.hasSingleBean(ProducerMeters.class)
				.hasSingleBean(WriterMeters.class));
	}

	@Test
	void nothingIsThereWhenDisabled() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("kinesis.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(KinesisHealthContributor.class)
				.doesNotHaveBean(KinesisEndpoint.class)
				.doesNotHaveBean(KinsumerMeters.class)
				.doesNotHaveBean(KinesisOperations.class));
	}

	@Test
	void metersNeedARegistry() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(KinsumerMeters.class));
	}

	@Test
	void micrometerMayBeAbsent() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("kinsumerMeters")
				.doesNotHaveBean("kinesisObservationSendInterceptor")
				.hasSingleBean(KinesisListenerEndpointRegistry.class)
				.hasSingleBean(KinesisOperations.class));
	}

	@Test
	void observationsNeedARegistry() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(ObservationSendInterceptor.class)
			.doesNotHaveBean(ObservationListenerInterceptor.class));
	}

	@Test
	void observationsMayBeSwitchedOffOneByOne() {
		ApplicationContextRunner observed = this.runner.withBean(ObservationRegistry.class,
				ObservationRegistry::create);
		observed.run((context) -> assertThat(context).hasSingleBean(ObservationSendInterceptor.class)
			.hasSingleBean(ObservationListenerInterceptor.class));
		observed.withPropertyValues("kinesis.observation.template=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ObservationSendInterceptor.class)
				.hasSingleBean(ObservationListenerInterceptor.class));
		observed.withPropertyValues("kinesis.observation.listener=false")
			.run((context) -> assertThat(context).hasSingleBean(ObservationSendInterceptor.class)
				.doesNotHaveBean(ObservationListenerInterceptor.class));
		observed.withPropertyValues("kinesis.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ObservationSendInterceptor.class));
	}

	@Test
	void spansNeedATracer() {
		ApplicationContextRunner observed = this.runner.withBean(ObservationRegistry.class,
				ObservationRegistry::create);
		observed.run((context) -> assertThat(context).doesNotHaveBean(BatchLinkingTracingObservationHandler.class));
		observed.withBean(Tracer.class, () -> Tracer.NOOP)
			.withBean(Propagator.class, () -> Propagator.NOOP)
			.run((context) -> assertThat(context).hasSingleBean(BatchLinkingTracingObservationHandler.class));
		observed.withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ObservationSendInterceptor.class));
	}

	@Test
	void healthMayBeAbsentOrSwitchedOff() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthContributor.class.getPackageName()))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("kinesisHealthContributor"));
		this.runner.withPropertyValues("management.health.kinesis.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(KinesisHealthContributor.class));
	}

	@Test
	void actuatorMayBeAbsent() {
		new ApplicationContextRunner().withUserConfiguration(Everything.class)
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("kinesisEndpoint")
				.doesNotHaveBean("kinesisHealthContributor")
				.hasSingleBean(KinesisOperations.class));
	}

	@Test
	void jacksonMayBeAbsent() {
		this.runner.withClassLoader(new FilteredClassLoader(JsonMapper.class)).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(KinesisOperations.class);
			assertThat(context.getBean(PayloadConverter.class).canRead(Integer.class)).isFalse();
			assertThat(context.getBean(PayloadConverter.class).canRead(StringValue.class)).isTrue();
		});
	}

	@Test
	void protobufMayBeAbsent() {
		this.runner.withClassLoader(new FilteredClassLoader("com.google.protobuf")).run((context) -> {
			assertThat(context).hasNotFailed()
				.hasSingleBean(KinesisOperations.class)
				.doesNotHaveBean("kinesisProtobufPayloadConverter");
			assertThat(context.getBean(PayloadConverter.class).canRead(Integer.class)).isTrue();
		});
	}

	@Test
	void convertersOfTheApplicationAreAskedFirst() {
		PayloadConverter mine = mock(PayloadConverter.class);
		given(mine.canWrite("x", null)).willReturn(true);
		given(mine.write("x", null)).willReturn(new byte[] { 7 });
		this.runner.withBean("mine", PayloadConverter.class, () -> mine).run((context) -> {
			PayloadConverter all = context.getBean(PayloadConverter.class);
			assertThat(all).isNotSameAs(mine);
			assertThat(all.write("x", null)).containsExactly(7);
			assertThat(all.write("y", null)).containsExactly('y');
			assertThat(all.write(1, null)).containsExactly('1');
		});
		this.runner.withBean("kinesisPayloadConverter", PayloadConverter.class, () -> mine)
			.run((context) -> assertThat(context).doesNotHaveBean(DefaultPayloadConverter.class));
	}

	@Test
	void theEndpointMustBeExposed() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(KinesisEndpoint.class));
	}

	@Test
	void aBeanOfTheApplicationWins() {
		KinesisOperations mine = mock(KinesisOperations.class);
		this.runner.withBean(KinesisOperations.class, () -> mine)
			.run((context) -> assertThat(context.getBean(KinesisOperations.class)).isSameAs(mine));
	}

	@Test
	@DisabledIfEnvironmentVariable(named = "AWS_REGION", matches = ".+")
	void aConfiguredProducerNeedsARegionAtStart() {
		this.runner
			.withPropertyValues("kinesis.producers.orders.stream-name=orders", "kinesis.clients.default.profile=none")
			.withSystemProperties("aws.disableEc2Metadata=true")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasStackTraceContaining("kinesis.clients.default.region"));
	}

	@Test
	void allAutoConfigurationsAreListed() {
		assertThat(ImportCandidates.load(org.springframework.boot.autoconfigure.AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.kinsumer"))).hasSize(7)
			.allMatch((name) -> ClassUtils.isPresent(name, null));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
			KinesisProducerAutoConfiguration.class, KinesisHealthContributorAutoConfiguration.class,
			KinesisEndpointAutoConfiguration.class })
	static class Everything {

	}

}
