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

import io.kinsumer.core.kinsumer.ReadBudget;
import io.kinsumer.core.producer.AggregatingProducer;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.observation.FailureMeters;
import io.kinsumer.spring.observation.KinsumerMeters;
import io.kinsumer.spring.observation.ProducerMeters;
import io.kinsumer.spring.observation.ReadBufferMeters;
import io.kinsumer.spring.observation.WriterMeters;
import io.kinsumer.spring.template.KinesisProducers;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of meters.
 */
@AutoConfiguration(after = { KinesisListenerAutoConfiguration.class, KinesisProducerAutoConfiguration.class },
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "kinesis.enabled", matchIfMissing = true)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, KinesisListenerEndpointRegistry.class, KinesisProducers.class })
public final class KinesisMetricsAutoConfiguration {

	KinesisMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	KinsumerMeters kinsumerMeters(MeterRegistry registry, ObjectProvider<KinesisListenerEndpointRegistry> listeners) {
		return new KinsumerMeters(registry, (kinsumer) -> listeners.getObject().findByKinsumer(kinsumer).orElse(null));
	}

	@Bean
	@ConditionalOnMissingBean
	FailureMeters kinesisFailureMeters(MeterRegistry registry) {
		return new FailureMeters(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	ProducerMeters kinesisProducerMeters(MeterRegistry registry, ObjectProvider<KinesisProducers> producers) {
		return new ProducerMeters(registry, (name) -> {
			AggregatingProducer producer = producers.getObject().getAll().get(name);
			return (producer != null) ? producer.status() : null;
		});
	}

	@Bean
	@ConditionalOnBean(ReadBudget.class)
	@ConditionalOnMissingBean
	ReadBufferMeters kinesisReadBufferMeters(ReadBudget budget) {
		return new ReadBufferMeters(budget);
	}

	@Bean
	@ConditionalOnMissingBean
	WriterMeters kinesisWriterMeters(MeterRegistry registry) {
		return new WriterMeters(registry);
	}

}
