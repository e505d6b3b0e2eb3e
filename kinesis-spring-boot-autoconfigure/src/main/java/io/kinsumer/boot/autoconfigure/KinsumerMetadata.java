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

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.metadata.dynamodb.DynamoDbMetadataRepository;
import io.kinsumer.core.metadata.memory.InMemoryMetadataRepository;
import io.kinsumer.spring.listener.MetadataRepositoryFactory;
import org.jspecify.annotations.Nullable;

/**
 * What kinsumers keep their positions and members in. Metadata in memory lasts as long as
 * the application context, also when a listener is stopped and started again.
 */
final class KinsumerMetadata {

	private final KinsumerSettingsFactory settings;

	private final KinesisClients clients;

	private final @Nullable MetadataRepositoryFactory factory;

	private final Map<List<String>, MetadataRepository> memory = new ConcurrentHashMap<>();

	KinsumerMetadata(KinsumerSettingsFactory settings, KinesisClients clients,
			@Nullable MetadataRepositoryFactory factory) {
		this.settings = settings;
		this.clients = clients;
		this.factory = factory;
	}

	MetadataRepository of(KinsumerSettings kinsumer, KinsumerProperties properties, ClientSettings client) {
		if (this.factory != null) {
			return Objects.requireNonNull(this.factory.create(kinsumer),
					() -> "the bean of type MetadataRepositoryFactory returned null for kinsumer '" + kinsumer.name()
							+ "': return what it keeps its positions in");
		}
		String arn = kinsumer.streamArn();
		String stream = (arn != null) ? arn : kinsumer.streamName().value();
		return switch (properties.getMetadata().getType()) {
			case MEMORY -> this.memory.computeIfAbsent(List.of(kinsumer.consumerGroup(), stream),
					(key) -> new InMemoryMetadataRepository());
			case DYNAMODB -> new DynamoDbMetadataRepository(this.clients.dynamoDb(client),
					this.settings.createTable(kinsumer.name(), properties), kinsumer.consumerGroup(), stream);
		};
	}

}
