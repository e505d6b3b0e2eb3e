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

import java.net.URI;
import java.time.InstantSource;
import java.util.List;

import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.kinsumer.Kinsumer;
import io.kinsumer.core.kinsumer.KinsumerBuilder;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.kinsumer.ReadBudget;
import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.spring.listener.ConsecutiveFailures;
import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.KinsumerContainer;
import io.kinsumer.spring.listener.KinsumerContainerCustomizer;
import io.kinsumer.spring.listener.KinsumerContainerFactory;
import io.kinsumer.spring.listener.KinsumerContainerOptions;
import io.kinsumer.spring.listener.KinsumerEvents;
import io.kinsumer.spring.listener.ListenerEvents;
import io.kinsumer.spring.listener.ListenerOptions;
import io.kinsumer.spring.listener.ListenerProcessors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * Creates containers of kinsumers as {@code kinesis.kinsumers} configures them.
 */
final class ConfiguredKinsumerContainerFactory implements KinsumerContainerFactory {

	private static final Log logger = LogFactory.getLog(ConfiguredKinsumerContainerFactory.class);

	private final KinsumerSettingsFactory settings;

	private final KinesisClients clients;

	private final KinsumerMetadata metadata;

	private final ReadBudget budget;

	private final ListenerEvents events;

	private final List<KinsumerListener> listeners;

	private final List<KinsumerContainerCustomizer> customizers;

	private final ListenerOptionsFactory options;

	private final ShutdownTime shutdown;

	ConfiguredKinsumerContainerFactory(KinsumerSettingsFactory settings, KinesisClients clients,
			KinsumerMetadata metadata, ReadBudget budget, ListenerEvents events, List<KinsumerListener> listeners,
			List<KinsumerContainerCustomizer> customizers, ListenerOptionsFactory options, ShutdownTime shutdown) {
		this.settings = settings;
		this.clients = clients;
		this.metadata = metadata;
		this.budget = budget;
		this.events = events;
		this.listeners = listeners;
		this.customizers = customizers;
		this.options = options;
		this.shutdown = shutdown;
	}

	@Override
	public KinsumerContainer create(KinesisListenerEndpoint endpoint) {
		warnOfVariants(endpoint);
		KinsumerProperties properties = ListenerOverrides.apply(endpoint,
				this.settings.properties(endpoint.kinsumer()));
		try {
			return create(endpoint, properties);
		}
		catch (InvalidKinesisPropertyException ex) {
			throw ListenerOverrides.explain(endpoint, ex);
		}
	}

	private KinsumerContainer create(KinesisListenerEndpoint endpoint, KinsumerProperties properties) {
		String name = endpoint.kinsumer();
		KinsumerSettings settings = this.settings.create(name, properties,
				(builder) -> this.customizers.forEach((customizer) -> customizer.customize(endpoint, builder)));
		this.shutdown.check(settings);
		ClientSettings client = this.settings.createClient(name, properties);
		ClientSettings reader = this.settings.createKinesisClient(name, properties);
		boolean assuming = !reader.equals(client);
		KinesisAsyncClient kinesis = this.clients.kinesis(reader, client);
		KinesisAsyncClient reads = assuming ? this.clients.assuming(reader).kinesisReads()
				: this.clients.kinesisReads(client);
		MetadataRepository metadata = this.metadata.of(settings, properties, client);
		ConsecutiveFailures failures = new ConsecutiveFailures();
		KinsumerEvents events = this.events.of(endpoint.id(), name, properties.getIdleEventInterval());
		ListenerOptions options = this.options.create(PropertyKeys.kinsumer(name), endpoint, properties, settings,
				client);
		ShardProcessorFactory processors = new ListenerProcessors(InstantSource.system()).create(endpoint,
				settings.consumerGroup(), options);
		KinsumerBuilder builder = Kinsumer.builder(settings, kinesis, metadata, processors)
			.readClient(reads)
			.readBudget(this.budget)
			.listener(failures)
			.listener(events);
		this.listeners.forEach(builder::listener);
		this.customizers.forEach((customizer) -> customizer.customize(endpoint, builder));
		KinsumerContainerOptions container = new KinsumerContainerOptions(client.name(), location(client, kinesis),
				properties.isAutoStartup(), properties.isShardLevelMetrics(), properties.getHealthcheck().getTimeout());
		return new KinsumerContainer(endpoint, settings, container, builder.build(), failures, events);
	}

	/**
	 * Names of kinsumers are names of streams, in which upper case and separators count.
	 */
	private void warnOfVariants(KinesisListenerEndpoint endpoint) {
		String name = endpoint.kinsumer();
		List<String> variants = this.settings.isConfigured(name) ? List.of()
				: NearMatches.variants(name, this.settings.names());
		if (!variants.isEmpty()) {
			logger.warn(endpoint.description() + " listens to '" + name + "', for which nothing is configured: "
					+ PropertyKeys.kinsumer(variants.get(0)) + " is another name, and has no effect on it");
		}
	}

	private static String location(ClientSettings client, KinesisAsyncClient kinesis) {
		AwsServiceClientConfiguration configuration = kinesis.serviceClientConfiguration();
		String location = "client '" + client.name() + "', region " + configuration.region().id();
		return configuration.endpointOverride()
			.map((endpoint) -> location + ", endpoint " + withoutUser(endpoint))
			.orElse(location);
	}

	private static String withoutUser(URI endpoint) {
		String user = endpoint.getRawUserInfo();
		return (user != null) ? endpoint.toString().replace(user + "@", "") : endpoint.toString();
	}

}
