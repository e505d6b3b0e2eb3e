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

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.kinsumer.Kinsumer;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.kinsumer.ReadBudget;
import io.kinsumer.core.metadata.dynamodb.DynamoDbMetadataRepository;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.shard.StreamDescription;
import io.kinsumer.core.shard.StreamReader;
import io.kinsumer.spring.deadletter.RedriveAccess;

/**
 * Reaches the dead letters of kinsumers as {@code kinesis.kinsumers} configures them.
 */
final class ConfiguredRedriveAccess implements RedriveAccess {

	private final KinsumerSettingsFactory settings;

	private final KinesisClients clients;

	private final ReadBudget budget;

	private final DeadLetterStreams streams;

	ConfiguredRedriveAccess(KinsumerSettingsFactory settings, KinesisClients clients, ReadBudget budget,
			DeadLetterStreams streams) {
		this.settings = settings;
		this.clients = clients;
		this.budget = budget;
		this.streams = streams;
	}

	@Override
	public CompletableFuture<Instant> kinesisTime(String kinsumer) {
		KinsumerSettings settings = this.settings.createRedrive(kinsumer);
		return new StreamReader(this.clients.kinesis(client(kinsumer)), settings.streamName(), null).describe()
			.thenApply(StreamDescription::answeredAt);
	}

	@Override
	public Kinsumer open(String kinsumer, ShardProcessorFactory processors) {
		KinsumerSettings settings = this.settings.createRedrive(kinsumer);
		ClientSettings client = client(kinsumer);
		DynamoDbMetadataRepository metadata = new DynamoDbMetadataRepository(this.clients.dynamoDb(client),
				this.settings.createTable(kinsumer, this.settings.properties(kinsumer)), settings.consumerGroup(),
				settings.streamName().value());
		return Kinsumer.builder(settings, this.clients.kinesis(client), metadata, processors)
			.readClient(this.clients.kinesisReads(client))
			.readBudget(this.budget)
			.build();
	}

	@Override
	public CompletionStage<?> put(String kinsumer, StreamName stream, UserRecord record) {
		return this.streams.sender(stream, client(kinsumer)).put(record);
	}

	private ClientSettings client(String kinsumer) {
		return this.settings.createClient(kinsumer, this.settings.properties(kinsumer));
	}

}
