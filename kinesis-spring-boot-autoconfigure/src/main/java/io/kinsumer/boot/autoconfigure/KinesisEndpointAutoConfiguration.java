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

import java.time.InstantSource;

import io.kinsumer.boot.actuate.CallErrors;
import io.kinsumer.boot.actuate.ConfiguredNames;
import io.kinsumer.boot.actuate.KinesisEndpoint;
import io.kinsumer.boot.actuate.KinesisEndpointJmxExtension;
import io.kinsumer.boot.actuate.KinesisEndpointWebExtension;
import io.kinsumer.boot.actuate.KinsumerControl;
import io.kinsumer.spring.deadletter.DeadLetterRedrive;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.template.KinesisProducers;
import io.kinsumer.spring.template.KinesisWriters;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the endpoint {@code kinesis}.
 */
@AutoConfiguration(after = { KinesisListenerAutoConfiguration.class, KinesisProducerAutoConfiguration.class })
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(KinesisEndpoint.class)
@ConditionalOnBean({ KinesisListenerEndpointRegistry.class, KinesisProducers.class, KinesisWriters.class,
		DeadLetterRedrive.class })
@Import(CallErrorsConfiguration.class)
public final class KinesisEndpointAutoConfiguration {

	KinesisEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	KinsumerControl kinsumerControl(KinesisListenerEndpointRegistry listeners, DeadLetterRedrive redrive) {
		return new KinsumerControl(listeners, redrive, InstantSource.system());
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	KinesisEndpoint kinesisEndpoint(KinesisListenerEndpointRegistry listeners, KinesisProducers producers,
			KinesisWriters writers, KinsumerControl control, CallErrors errors, KinsumerSettingsFactory kinsumers,
			ProducerSettingsFactory senders) {
		ConfiguredNames names = new ConfiguredNames(kinsumers::configuredStream,
				(name) -> senders.createProducerClient(name).name(), (name) -> senders.createWriterClient(name).name());
		return new KinesisEndpoint(listeners, producers, writers, control, errors, names);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	KinesisEndpointWebExtension kinesisEndpointWebExtension(KinsumerControl control) {
		return new KinesisEndpointWebExtension(control);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.JMX)
	KinesisEndpointJmxExtension kinesisEndpointJmxExtension(KinsumerControl control) {
		return new KinesisEndpointJmxExtension(control);
	}

}
