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

import io.kinsumer.spring.observation.BatchLinkingTracingObservationHandler;
import io.kinsumer.spring.observation.KinesisListenerObservationConvention;
import io.kinsumer.spring.observation.KinesisPublishObservationConvention;
import io.kinsumer.spring.observation.KinesisTemplateObservationConvention;
import io.kinsumer.spring.observation.ObservationListenerInterceptor;
import io.kinsumer.spring.observation.ObservationPublishInterceptor;
import io.kinsumer.spring.observation.ObservationSendInterceptor;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of observations of what is sent and handled.
 */
@AutoConfiguration(after = KinesisAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
				"org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "kinesis.enabled", matchIfMissing = true)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class KinesisObservationAutoConfiguration {

	KinesisObservationAutoConfiguration() {
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "kinesis.observation.template", matchIfMissing = true)
	@ConditionalOnMissingBean
	ObservationSendInterceptor kinesisObservationSendInterceptor(ObservationRegistry registry,
			ObjectProvider<KinesisTemplateObservationConvention> convention) {
		return new ObservationSendInterceptor(registry, convention.getIfUnique());
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "kinesis.observation.publisher", matchIfMissing = true)
	@ConditionalOnMissingBean
	ObservationPublishInterceptor kinesisObservationPublishInterceptor(ObservationRegistry registry,
			ObjectProvider<KinesisPublishObservationConvention> convention) {
		return new ObservationPublishInterceptor(registry, convention.getIfUnique());
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "kinesis.observation.listener", matchIfMissing = true)
	@ConditionalOnMissingBean
	ObservationListenerInterceptor kinesisObservationListenerInterceptor(ObservationRegistry registry,
			ObjectProvider<KinesisListenerObservationConvention> convention) {
		return new ObservationListenerInterceptor(registry, convention.getIfUnique());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	@ConditionalOnBean({ Tracer.class, Propagator.class })
	@ConditionalOnBooleanProperty(name = "kinesis.observation.listener", matchIfMissing = true)
	static class TracingConfiguration {

		@Bean
		@ConditionalOnMissingBean
		BatchLinkingTracingObservationHandler kinesisBatchLinkingTracingObservationHandler(Tracer tracer,
				Propagator propagator) {
			return new BatchLinkingTracingObservationHandler(tracer, propagator);
		}

	}

}
