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

import java.security.SecureRandom;
import java.time.InstantSource;

import io.kinsumer.spring.annotation.KinesisListenerBeanNames;
import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.event.EventErrorLoggingInterceptor;
import io.kinsumer.spring.event.EventMessageFactory;
import io.kinsumer.spring.event.EventRegistration;
import io.kinsumer.spring.event.EventRegistry;
import io.kinsumer.spring.event.EventUnwrapperFactory;
import io.kinsumer.spring.event.KinesisBus;
import io.kinsumer.spring.event.KinesisBusLifecycle;
import io.kinsumer.spring.event.KinesisEventWriter;
import io.kinsumer.spring.event.KinesisPublisher;
import io.kinsumer.spring.event.message.EnvelopeCodec;
import io.kinsumer.spring.event.message.EventWriter;
import io.kinsumer.spring.event.message.IdentifierFactory;
import io.kinsumer.spring.event.message.JsonEnvelopeCodec;
import io.kinsumer.spring.event.message.KsuidIdentifierFactory;
import io.kinsumer.spring.event.message.PublishInterceptor;
import io.kinsumer.spring.event.message.UuidIdentifierFactory;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.RecordUnwrapperFactory;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.spring.template.PartitionKeyExtractor;
import tools.jackson.core.json.JsonFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration of events: their types, publishing them, and subscribing to them.
 */
@AutoConfiguration(after = { KinesisListenerAutoConfiguration.class, KinesisProducerAutoConfiguration.class,
		KinesisObservationAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "kinesis.enabled", matchIfMissing = true)
public final class KinesisEventAutoConfiguration {

	KinesisEventAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	EventRegistry kinesisEventRegistry(KinesisProperties properties, ObjectProvider<EventRegistration<?>> registrations,
			Environment environment, ResourceLoader resourceLoader) {
		EventRegistry registry = new EventRegistry(environment::resolveRequiredPlaceholders);
		EventTypes types = new EventTypes(resourceLoader.getClassLoader());
		registrations.orderedStream().forEach(registry::register);
		properties.getEvents().getTypes().entrySet().stream().map(types::create).forEach(registry::register);
		return registry;
	}

	@Bean
	@ConditionalOnMissingBean
	IdentifierFactory kinesisIdentifierFactory(KinesisProperties properties) {
		InstantSource clock = InstantSource.system();
		return switch (properties.getEvents().getIdentifier()) {
			case UUID -> new UuidIdentifierFactory(clock, new SecureRandom());
			case KSUID -> new KsuidIdentifierFactory(clock, new SecureRandom());
		};
	}

	@Bean
	@ConditionalOnMissingBean(RecordUnwrapperFactory.class)
	EventUnwrapperFactory kinesisEventUnwrapperFactory(EventRegistry registry, ObjectProvider<EnvelopeCodec> envelope) {
		return new EventUnwrapperFactory(registry, envelope.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	EventMessageFactory kinesisEventMessageFactory(EventRegistry registry,
			@Qualifier(KinesisListenerBeanNames.PAYLOAD_CONVERTER) PayloadConverter converter,
			IdentifierFactory identifiers, ObjectProvider<PartitionKeyExtractor> keyExtractors) {
		return new EventMessageFactory(registry, converter, identifiers, InstantSource.system(),
				keyExtractors.orderedStream().toList());
	}

	@Bean
	@Fallback
	@ConditionalOnMissingBean
	@ConditionalOnBean(KinesisOperations.class)
	KinesisEventWriter kinesisEventWriter(KinesisOperations operations, KinesisProperties properties,
			ObjectProvider<EnvelopeCodec> envelope) {
		return new KinesisEventWriter(operations,
				properties.getEvents().isEnvelope() ? envelope.getIfAvailable(MissingEnvelopeCodec::new) : null);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(EventWriter.class)
	KinesisPublisher kinesisPublisher(EventMessageFactory messages, EventWriter writer,
			ObjectProvider<PublishInterceptor> interceptors, KinesisProperties properties) {
		return new KinesisPublisher(messages, writer, interceptors.orderedStream().toList(),
				properties.getTemplate().getSendTimeout());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean({ KinesisPublisher.class, KinesisListenerEndpointRegistry.class })
	KinesisBus kinesisBus(EventRegistry registry, KinesisPublisher publisher, KinesisListenerEndpointRegistry listeners,
			@Qualifier(KinesisListenerBeanNames.PAYLOAD_CONVERTER) PayloadConverter converter) {
		return new KinesisBus(registry, publisher, listeners, converter);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(KinesisBus.class)
	KinesisBusLifecycle kinesisBusLifecycle(KinesisBus bus) {
		return new KinesisBusLifecycle(bus);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("kinesis.events.error-logging")
	EventErrorLoggingInterceptor kinesisEventErrorLoggingInterceptor() {
		return new EventErrorLoggingInterceptor();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonFactory.class)
	static class WithJackson {

		@Bean
		@ConditionalOnMissingBean(EnvelopeCodec.class)
		JsonEnvelopeCodec kinesisEnvelopeCodec() {
			return new JsonEnvelopeCodec();
		}

	}

}
