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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.protobuf.StringValue;
import io.kinsumer.boot.actuate.KinesisEndpoint;
import io.kinsumer.boot.actuate.KinesisHealthContributor;
import io.kinsumer.spring.annotation.KinesisListener;
import io.kinsumer.spring.converter.DefaultPayloadConverter;
import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.observation.BatchLinkingTracingObservationHandler;
import io.kinsumer.spring.observation.KinsumerMeters;
import io.kinsumer.spring.observation.ObservationListenerInterceptor;
import io.kinsumer.spring.observation.ObservationPublishInterceptor;
import io.kinsumer.spring.observation.ObservationSendInterceptor;
import io.kinsumer.spring.observation.ProducerMeters;
import io.kinsumer.spring.observation.WriterMeters;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.spring.template.KinesisWriters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class OptionalLibrariesTests {

	private static final List<String> OPTIONAL_BEANS = List.of("kinesisEndpoint", "kinesisEndpointWebExtension",
			"kinesisHealthContributor", "kinsumerMeters", "kinesisObservationSendInterceptor",
			"kinesisObservationListenerInterceptor", "kinesisJsonPayloadConverter", "kinesisProtobufPayloadConverter");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
				KinesisProducerAutoConfiguration.class, KinesisMetricsAutoConfiguration.class,
				KinesisHealthContributorAutoConfiguration.class, KinesisEndpointAutoConfiguration.class,
				KinesisObservationAutoConfiguration.class, KinesisEventAutoConfiguration.class,
				JacksonAutoConfiguration.class))
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

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void eachLibraryMayBeAbsent(String name, String packages, List<String> absent) {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withClassLoader(new FilteredClassLoader(packages.split(" ")))
			.withBean(Listener.class)
			.withPropertyValues("spring.application.name=shop", "management.endpoints.web.exposure.include=*",
					"kinesis.clients.default.region=eu-central-1", "kinesis.kinsumers.orders.auto-startup=false",
					"kinesis.clients.default.credentials.access-key-id=test",
					"kinesis.clients.default.credentials.secret-access-key=test",
					"kinesis.clients.default.endpoint=http://localhost:1", "kinesis.writers.audit.batch-count=10")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(KinesisListenerEndpointRegistry.class).getContainerIds())
					.containsExactly("orders");
				assertThat(context.getBean(KinesisWriters.class).getAll()).containsKey("audit");
				assertThat(context.getBean(PayloadConverter.class).write("text", null)).isNotEmpty();
				assertThat(context).hasSingleBean(KinesisOperations.class)
					.hasSingleBean(KinesisAsyncClient.class)
					.hasSingleBean(DynamoDbAsyncClient.class);
				for (String bean : OPTIONAL_BEANS) {
					assertThat(context.containsBean(bean)).as(bean).isEqualTo(!absent.contains(bean));
				}
			});
	}

	static Stream<Arguments> eachLibraryMayBeAbsent() {
		List<String> endpoint = List.of("kinesisEndpoint", "kinesisEndpointWebExtension");
		List<String> actuator = List.of("kinesisEndpoint", "kinesisEndpointWebExtension", "kinesisHealthContributor");
		List<String> observations = List.of("kinesisObservationSendInterceptor",
				"kinesisObservationListenerInterceptor");
		List<String> meters = List.of("kinsumerMeters", "kinesisObservationSendInterceptor",
				"kinesisObservationListenerInterceptor");
		return Stream.of(Arguments.of("none", "no.such.library", List.of()),
				Arguments.of("actuator",
						"org.springframework.boot.actuate org.springframework.boot.health "
								+ "org.springframework.boot.micrometer",
						actuator),
				Arguments.of("actuator without health", "org.springframework.boot.health",
						List.of("kinesisHealthContributor")),
				Arguments.of("health without actuator", "org.springframework.boot.actuate.", endpoint),
				Arguments.of("Micrometer", "io.micrometer.", meters),
				Arguments.of("Micrometer core", "io.micrometer.core", meters.subList(0, 1)),
				Arguments.of("Micrometer observation", "io.micrometer.observation", observations),
				Arguments.of("Micrometer tracing", "io.micrometer.tracing", List.of()),
				Arguments.of("Jackson", "tools.jackson com.fasterxml.jackson", List.of("kinesisJsonPayloadConverter")),
				Arguments.of("web",
						"org.springframework.web.servlet jakarta.servlet org.apache.catalina "
								+ "org.springframework.boot.tomcat org.springframework.boot.webmvc",
						List.of()),
				Arguments.of("Testcontainers", "org.testcontainers org.springframework.boot.testcontainers", List.of()),
				Arguments.of("Docker Compose", "org.springframework.boot.docker", List.of()),
				Arguments.of("Protobuf", "com.google.protobuf", List.of("kinesisProtobufPayloadConverter")),
				Arguments.of("validation",
						"jakarta.validation org.hibernate.validator org.springframework.boot.validation", List.of()),
				Arguments.of("STS", "software.amazon.awssdk.services.sts", List.of()),
				Arguments.of("Spring Cloud AWS", "io.awspring", List.of()));
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
		observed.run((context) -> assertThat(context).hasSingleBean(ObservationPublishInterceptor.class));
		observed.withPropertyValues("kinesis.observation.publisher=false")
			.run((context) -> assertThat(context).hasSingleBean(ObservationSendInterceptor.class)
				.doesNotHaveBean(ObservationPublishInterceptor.class));
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
		this.runner.withBean("mine", PayloadConverter.class, () -> mine, (definition) -> definition.setPrimary(true))
			.withBean(Listener.class)
			.withPropertyValues("spring.application.name=shop", "kinesis.kinsumers.orders.auto-startup=false",
					"kinesis.clients.default.region=eu-central-1")
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean("kinesisPayloadConverter", PayloadConverter.class)
				.satisfies((all) -> assertThat(all.write("x", null)).containsExactly(7)));
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
	void allAutoConfigurationsAreListed() throws IOException {
		Set<String> present = Arrays
			.stream(new PathMatchingResourcePatternResolver()
				.getResources("classpath*:io/kinsumer/boot/autoconfigure/*AutoConfiguration.class"))
			.map((resource) -> "io.kinsumer.boot.autoconfigure."
					+ StringUtils.stripFilenameExtension(resource.getFilename()))
			.collect(Collectors.toSet());
		assertThat(ImportCandidates.load(org.springframework.boot.autoconfigure.AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.kinsumer") && !name.startsWith("io.kinsumer.test")))
			.containsExactlyInAnyOrderElementsOf(present);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
			KinesisProducerAutoConfiguration.class, KinesisHealthContributorAutoConfiguration.class,
			KinesisEndpointAutoConfiguration.class })
	static class Everything {

	}

	/**
	 * Boot's own auto-configurations are left out but for a few: they are not made to be
	 * there without the library of their module.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ KinesisMetricsAutoConfiguration.class, KinesisObservationAutoConfiguration.class,
			JacksonAutoConfiguration.class, SslAutoConfiguration.class, ValidationAutoConfiguration.class })
	@Import(Everything.class)
	static class Application {

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
		static class WithMeters {

			@Bean
			SimpleMeterRegistry meterRegistry() {
				return new SimpleMeterRegistry();
			}

		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(name = "io.micrometer.observation.ObservationRegistry")
		static class WithObservations {

			@Bean
			ObservationRegistry observationRegistry() {
				return ObservationRegistry.create();
			}

		}

	}

	static class Listener {

		@KinesisListener("orders")
		void listen(String text) {
		}

	}

}
