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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.kinsumer.boot.actuate.CallErrors;
import io.kinsumer.boot.actuate.KinesisEndpoint;
import io.kinsumer.boot.actuate.KinesisEndpointJmxExtension;
import io.kinsumer.boot.actuate.KinesisEndpointWebExtension;
import io.kinsumer.boot.actuate.KinsumerControl;
import io.kinsumer.core.kinsumer.ReadBudget;
import io.kinsumer.core.runtime.HandlerThreads;
import io.kinsumer.spring.converter.JsonPayloadConverter;
import io.kinsumer.spring.converter.ProtobufPayloadConverter;
import io.kinsumer.spring.deadletter.DeadLetterRedrive;
import io.kinsumer.spring.event.EventErrorLoggingInterceptor;
import io.kinsumer.spring.event.EventMessageFactory;
import io.kinsumer.spring.event.EventRegistry;
import io.kinsumer.spring.event.KinesisBus;
import io.kinsumer.spring.event.KinesisBusLifecycle;
import io.kinsumer.spring.event.KinesisEventWriter;
import io.kinsumer.spring.event.KinesisPublisher;
import io.kinsumer.spring.event.deduplication.DeduplicationInterceptor;
import io.kinsumer.spring.event.deduplication.DeduplicationStorage;
import io.kinsumer.spring.event.message.EnvelopeCodec;
import io.kinsumer.spring.event.message.IdentifierFactory;
import io.kinsumer.spring.event.outbox.OutboxEventWriter;
import io.kinsumer.spring.event.outbox.OutboxRelay;
import io.kinsumer.spring.event.outbox.OutboxSettings;
import io.kinsumer.spring.event.outbox.OutboxTable;
import io.kinsumer.spring.listener.KinsumerContainerFactory;
import io.kinsumer.spring.listener.RecordUnwrapperFactory;
import io.kinsumer.spring.listener.ReplySender;
import io.kinsumer.spring.observation.BatchLinkingTracingObservationHandler;
import io.kinsumer.spring.observation.DeduplicationMeters;
import io.kinsumer.spring.observation.FailureMeters;
import io.kinsumer.spring.observation.KinsumerMeters;
import io.kinsumer.spring.observation.ObservationListenerInterceptor;
import io.kinsumer.spring.observation.ObservationPublishInterceptor;
import io.kinsumer.spring.observation.ObservationSendInterceptor;
import io.kinsumer.spring.observation.OutboxMeters;
import io.kinsumer.spring.observation.ProducerMeters;
import io.kinsumer.spring.observation.ReadBufferMeters;
import io.kinsumer.spring.observation.WriterMeters;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.spring.template.KinesisProducers;
import io.kinsumer.spring.template.KinesisWriters;
import io.kinsumer.spring.template.RecordSenders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * A bean of the application takes the place of each one that the starter would define.
 */
class BackOffTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KinesisAutoConfiguration.class, KinesisListenerAutoConfiguration.class,
				KinesisProducerAutoConfiguration.class, KinesisMetricsAutoConfiguration.class,
				KinesisHealthContributorAutoConfiguration.class, KinesisEndpointAutoConfiguration.class,
				KinesisObservationAutoConfiguration.class, KinesisEventAutoConfiguration.class,
				KinesisDeduplicationAutoConfiguration.class, KinesisOutboxAutoConfiguration.class,
				JacksonAutoConfiguration.class, DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class))
		.withBean(SimpleMeterRegistry.class)
		.withBean(ObservationRegistry.class, ObservationRegistry::create)
		.withBean(Tracer.class, () -> Tracer.NOOP)
		.withBean(Propagator.class, () -> Propagator.NOOP)
		.withPropertyValues("spring.application.name=shop", "kinesis.clients.default.region=eu-central-1",
				"kinesis.deduplication.enabled=true", "kinesis.outbox.enabled=true",
				"management.endpoints.web.exposure.include=kinesis",
				"management.endpoints.jmx.exposure.include=kinesis", "spring.jmx.enabled=true",
				"kinesis.events.error-logging=true");

	@ParameterizedTest(name = "{0}")
	@MethodSource("types")
	void theBeanOfTheApplicationIsTheOnlyOneOfItsType(String name, List<Class<?>> types) {
		Map<String, Object> mine = new LinkedHashMap<>();
		ApplicationContextRunner with = this.runner;
		for (Class<?> type : types) {
			// The outbox sends by the writer of this name.
			String bean = (type == KinesisEventWriter.class) ? "kinesisEventWriter" : type.getName();
			mine.put(bean, mock(type));
			with = withBean(with, bean, type, mine.get(bean));
		}
		with.run((context) -> {
			assertThat(context).hasNotFailed();
			for (Class<?> type : types) {
				assertThat(context.getBeanNamesForType(type)).as(type.getName()).hasSize(1);
				assertThat(mine).containsValue(context.getBean(type));
			}
		});
	}

	@Test
	void withoutThemThereIsOneOfEachType() {
		this.runner.run((context) -> types().flatMap((group) -> ((List<?>) group.get()[1]).stream())
			.forEach(
					(type) -> assertThat(context.getBeanNamesForType((Class<?>) type)).as(type.toString()).hasSize(1)));
	}

	static Stream<Arguments> types() {
		return Stream.of(
				Arguments.of("connections",
						List.of(KinesisConnectionDetails.class, KinesisAsyncClient.class, DynamoDbAsyncClient.class)),
				Arguments.of("listeners",
						List.of(HandlerThreads.class, ReadBudget.class, KinsumerContainerFactory.class,
								DeadLetterRedrive.class, JsonPayloadConverter.class, ProtobufPayloadConverter.class)),
				Arguments.of("sending",
						List.of(KinesisProducers.class, KinesisWriters.class, RecordSenders.class,
								KinesisOperations.class, ReplySender.class)),
				Arguments.of("meters",
						List.of(KinsumerMeters.class, FailureMeters.class, ProducerMeters.class, WriterMeters.class,
								ReadBufferMeters.class, DeduplicationMeters.class, OutboxMeters.class)),
				Arguments.of("observations",
						List.of(ObservationSendInterceptor.class, ObservationPublishInterceptor.class,
								ObservationListenerInterceptor.class, BatchLinkingTracingObservationHandler.class)),
				Arguments.of("the endpoint",
						List.of(CallErrors.class, KinsumerControl.class, KinesisEndpoint.class,
								KinesisEndpointWebExtension.class, KinesisEndpointJmxExtension.class)),
				Arguments.of("events",
						List.of(EventRegistry.class, IdentifierFactory.class, RecordUnwrapperFactory.class,
								EventMessageFactory.class, KinesisEventWriter.class, KinesisPublisher.class,
								KinesisBus.class, KinesisBusLifecycle.class, EventErrorLoggingInterceptor.class,
								EnvelopeCodec.class)),
				Arguments.of("deduplication and outbox",
						List.of(DeduplicationInterceptor.class, DeduplicationStorage.class,
								OutboxSchemaInitializer.class, OutboxSettings.class, OutboxTable.class,
								OutboxEventWriter.class, OutboxRelay.class)));
	}

	private static <T> ApplicationContextRunner withBean(ApplicationContextRunner runner, String name, Class<T> type,
			Object bean) {
		return runner.withBean(name, type, () -> type.cast(bean));
	}

}
