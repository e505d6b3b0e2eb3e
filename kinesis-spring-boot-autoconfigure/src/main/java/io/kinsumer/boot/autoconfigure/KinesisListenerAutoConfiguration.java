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

import io.kinsumer.core.kinsumer.KinsumerBuilder;
import io.kinsumer.core.kinsumer.ReadBudget;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.runtime.HandlerThreads;
import io.kinsumer.spring.annotation.EnableKinesis;
import io.kinsumer.spring.annotation.KinesisListenerBeanNames;
import io.kinsumer.spring.deadletter.DeadLetterRedrive;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.KinsumerContainerCustomizer;
import io.kinsumer.spring.listener.KinsumerContainerFactory;
import io.kinsumer.spring.listener.ListenerEvents;
import io.kinsumer.spring.listener.MetadataRepositoryFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Auto-configuration of kinsumers and of the listeners that handle their records.
 */
@AutoConfiguration(after = KinesisAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "kinesis.enabled", matchIfMissing = true)
@Import(HandlerThreadsConfiguration.class)
public final class KinesisListenerAutoConfiguration {

	KinesisListenerAutoConfiguration() {
	}

	@Bean
	KinsumerSettingsFactory kinsumerSettingsFactory(KinesisProperties properties, ClientSettingsFactory clients,
			KinesisNames names) {
		KinsumerSettingsFactory factory = new KinsumerSettingsFactory(properties.getKinsumers(), clients, names);
		factory.checkAll();
		return factory;
	}

	@Bean
	DeadLetterStreams kinesisDeadLetterStreams(KinesisClients clients, KinesisNames names) {
		return new DeadLetterStreams(clients, names);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	DeadLetterRedrive kinesisDeadLetterRedrive(KinsumerSettingsFactory settings, KinesisClients clients,
			KinsumerMetadata metadata, ReadBudget budget, DeadLetterStreams streams) {
		return new DeadLetterRedrive(new ConfiguredRedriveAccess(settings, clients, metadata, budget, streams));
	}

	@Bean
	KinsumerMetadata kinesisKinsumerMetadata(KinsumerSettingsFactory settings, KinesisClients clients,
			ObjectProvider<MetadataRepositoryFactory> factory) {
		return new KinsumerMetadata(settings, clients, factory.getIfAvailable());
	}

	@Bean
	ListenerOptionsFactory kinesisListenerOptionsFactory(ConfigurableListableBeanFactory beanFactory,
			KinesisProperties properties, DeadLetterStreams streams) {
		ListenerOptionsFactory factory = new ListenerOptionsFactory(beanFactory, streams);
		properties.getKinsumers().forEach((name, kinsumer) -> factory.check(PropertyKeys.kinsumer(name), kinsumer));
		return factory;
	}

	@Bean
	@ConditionalOnMissingBean
	ReadBudget kinesisReadBudget(KinesisProperties properties) {
		DataSize size = properties.getReadBufferSize();
		try {
			return (size != null) ? new ReadBudget(size.toBytes()) : ReadBudget.ofDefaultSize();
		}
		catch (IllegalArgumentException ex) {
			throw InvalidKinesisPropertyException.of("kinesis", ex);
		}
	}

	/**
	 * That of a context above has the settings, the client id, and the events of that
	 * context.
	 */
	@Bean
	@ConditionalOnMissingBean(value = KinsumerContainerFactory.class,
			ignored = ConfiguredKinsumerContainerFactory.class)
	ConfiguredKinsumerContainerFactory kinsumerContainerFactory(KinsumerSettingsFactory settings,
			KinesisClients clients, KinsumerMetadata metadata, ReadBudget budget, ListenerEvents events,
			ObjectProvider<KinsumerListener> listeners, ObjectProvider<KinsumerContainerCustomizer> customizers,
			ListenerOptionsFactory options, Environment environment) {
		return new ConfiguredKinsumerContainerFactory(settings, clients, metadata, budget, events,
				listeners.orderedStream().toList(), customizers.orderedStream().toList(), options,
				ShutdownTime.of(environment));
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	KinsumerContainerCustomizer kinesisHandlerThreadsCustomizer(HandlerThreads threads) {
		return new KinsumerContainerCustomizer() {

			@Override
			public void customize(KinesisListenerEndpoint endpoint, KinsumerBuilder builder) {
				builder.handlerThreads(threads);
			}

		};
	}

	@Bean
	ShardProcessorFactoryConfigurer shardProcessorFactoryConfigurer(ListableBeanFactory beanFactory,
			KinsumerSettingsFactory settings) {
		return new ShardProcessorFactoryConfigurer(beanFactory, settings);
	}

	@Bean
	@Lazy(false)
	MisspelledKinsumers kinesisMisspelledKinsumers(KinsumerSettingsFactory settings,
			KinesisListenerEndpointRegistry registry) {
		return new MisspelledKinsumers(settings, registry);
	}

	@Bean
	static ListenerBeans kinesisListenerBeans() {
		return new ListenerBeans();
	}

	/**
	 * A post-processor knows the beans of its own context, not those of contexts below.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableKinesis
	@ConditionalOnMissingBean(name = KinesisListenerBeanNames.POST_PROCESSOR, search = SearchStrategy.CURRENT)
	static class EnableKinesisConfiguration {

	}

}
