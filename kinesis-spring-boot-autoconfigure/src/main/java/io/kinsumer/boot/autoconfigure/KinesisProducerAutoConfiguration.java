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

import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.observe.WriterListener;
import io.kinsumer.core.producer.AggregatingProducer;
import io.kinsumer.core.writer.RecordWriter;
import io.kinsumer.spring.annotation.KinesisListenerBeanNames;
import io.kinsumer.spring.converter.PayloadConverter;
import io.kinsumer.spring.listener.ReplySender;
import io.kinsumer.spring.observation.ObservationReplySender;
import io.kinsumer.spring.template.KinesisOperations;
import io.kinsumer.spring.template.KinesisProducers;
import io.kinsumer.spring.template.KinesisTemplate;
import io.kinsumer.spring.template.KinesisTemplateOptions;
import io.kinsumer.spring.template.KinesisWriters;
import io.kinsumer.spring.template.NamedRecordSenders;
import io.kinsumer.spring.template.PartitionKeyExtractor;
import io.kinsumer.spring.template.RecordSenders;
import io.kinsumer.spring.template.SendInterceptor;
import io.kinsumer.spring.template.TemplateReplySender;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of producers, writers, and the template that sends.
 */
@AutoConfiguration(after = KinesisAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "kinesis.enabled", matchIfMissing = true)
public final class KinesisProducerAutoConfiguration {

	KinesisProducerAutoConfiguration() {
	}

	@Bean
	ProducerSettingsFactory kinesisProducerSettingsFactory(KinesisProperties properties, ClientSettingsFactory clients,
			KinesisNames names) {
		ProducerSettingsFactory factory = new ProducerSettingsFactory(properties, clients, names);
		factory.checkAll();
		return factory;
	}

	@Bean
	@ConditionalOnMissingBean
	KinesisProducers kinesisProducers(ProducerSettingsFactory settings, KinesisClients clients,
			ObjectProvider<ProducerListener> listeners, ObjectProvider<ProducerCustomizer> customizers) {
		return new KinesisProducers((name) -> {
			AggregatingProducer.Builder builder = AggregatingProducer
				.builder(clients.kinesis(settings.createProducerClient(name)), settings.createProducer(name));
			listeners.orderedStream().forEach(builder::listener);
			customizers.orderedStream().forEach((customizer) -> customizer.customize(name, builder));
			return builder.build();
		}, settings.producerNames(), settings::closeTimeout);
	}

	@Bean
	@ConditionalOnMissingBean
	KinesisWriters kinesisWriters(ProducerSettingsFactory settings, KinesisClients clients,
			ObjectProvider<WriterListener> listeners, ObjectProvider<WriterCustomizer> customizers) {
		return new KinesisWriters((name) -> {
			RecordWriter.Builder builder = RecordWriter.builder(clients.kinesis(settings.createWriterClient(name)),
					settings.createWriter(name));
			listeners.orderedStream().forEach(builder::listener);
			customizers.orderedStream().forEach((customizer) -> customizer.customize(name, builder));
			return builder.build();
		}, settings.writerNames());
	}

	@Bean
	@ConditionalOnMissingBean(RecordSenders.class)
	NamedRecordSenders kinesisRecordSenders(KinesisProducers producers, KinesisWriters writers,
			KinesisProperties properties) {
		return new NamedRecordSenders(producers, writers, properties.getTemplate().getMode());
	}

	@Bean
	@ConditionalOnMissingBean(KinesisOperations.class)
	KinesisTemplate kinesisTemplate(RecordSenders senders,
			@Qualifier(KinesisListenerBeanNames.PAYLOAD_CONVERTER) PayloadConverter converter,
			KinesisProperties properties, ObjectProvider<PartitionKeyExtractor> keyExtractors,
			ObjectProvider<SendInterceptor> interceptors) {
		TemplateProperties template = properties.getTemplate();
		try {
			return new KinesisTemplate(senders, converter,
					new KinesisTemplateOptions(template.getDefaultDestination(), template.getSendTimeout(),
							template.isContentTypeHeader(), keyExtractors.orderedStream().toList(),
							interceptors.orderedStream().toList()));
		}
		catch (IllegalArgumentException ex) {
			throw InvalidKinesisPropertyException.of("kinesis.template", ex);
		}
	}

	@Bean
	@ConditionalOnMissingBean(ReplySender.class)
	@ConditionalOnBean(KinesisOperations.class)
	ReplySender kinesisReplySender(KinesisOperations operations, ObjectProvider<ObservationRegistry> observations) {
		return new ObservationReplySender(new TemplateReplySender(operations),
				observations.getIfUnique(() -> ObservationRegistry.NOOP));
	}

}
