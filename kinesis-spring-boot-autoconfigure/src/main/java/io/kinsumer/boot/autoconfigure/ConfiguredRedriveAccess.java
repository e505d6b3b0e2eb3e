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
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.kinsumer.Kinsumer;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.kinsumer.ReadBudget;
import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.record.UserRecord;
import io.kinsumer.core.shard.StreamDescription;
import io.kinsumer.core.shard.StreamReader;
import io.kinsumer.spring.deadletter.RedriveAccess;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Reaches the dead letters of kinsumers as {@code kinesis.kinsumers} configures them.
 */
final class ConfiguredRedriveAccess implements RedriveAccess {

	private final KinsumerSettingsFactory settings;

	private final KinesisClients clients;

	private final KinsumerMetadata metadata;

	private final ReadBudget budget;

	private final DeadLetterStreams streams;

	ConfiguredRedriveAccess(KinsumerSettingsFactory settings, KinesisClients clients, KinsumerMetadata metadata,
			ReadBudget budget, DeadLetterStreams streams) {
		this.settings = settings;
		this.clients = clients;
		this.metadata = metadata;
		this.budget = budget;
		this.streams = streams;
	}

	@Override
	public CompletableFuture<Instant> kinesisTime(String kinsumer) {
		KinsumerSettings settings = this.settings.createRedrive(kinsumer);
		return new StreamReader(this.clients.kinesis(client(kinsumer)), settings.streamName(), settings.streamArn())
			.describe()
			.thenApply(StreamDescription::answeredAt)
			.exceptionally((failure) -> {
				throw new CompletionException(explain(kinsumer, settings.streamName(), AwsErrors.unwrap(failure)));
			});
	}

	private static Throwable explain(String kinsumer, StreamName letters, Throwable failure) {
		return (failure instanceof ResourceNotFoundException) ? new IllegalStateException(
				"the stream of dead letters of kinsumer '" + kinsumer + "', " + letters
						+ ", does not exist: no letter was written yet, or the name is another one; letters are read "
						+ "where kinesis.kinsumers." + kinsumer + ".failure.dead-letter.stream-name has them written",
				failure) : failure;
	}

	@Override
	public Kinsumer open(String kinsumer, ShardProcessorFactory processors) {
		KinsumerSettings settings = this.settings.createRedrive(kinsumer);
		ClientSettings client = client(kinsumer);
		MetadataRepository metadata = this.metadata.of(settings, this.settings.properties(kinsumer), client);
		return Kinsumer.builder(settings, this.clients.kinesis(client), metadata, processors)
			.readClient(this.clients.kinesisReads(client))
			.readBudget(this.budget)
			.build();
	}

	/**
	 * To the stream of the kinsumer the way that it reads it, by its ARN and with its
	 * role; to others by their name.
	 */
	@Override
	public CompletionStage<?> put(String kinsumer, StreamName stream, UserRecord record) {
		KinsumerSettings settings = this.settings.create(kinsumer);
		if (!settings.streamName().equals(stream)) {
			ClientSettings client = client(kinsumer);
			return this.streams.writer(this.clients.kinesis(client), client, stream, null).put(record);
		}
		ClientSettings reader = this.settings.createKinesisClient(kinsumer, this.settings.properties(kinsumer));
		return this.streams.writer(this.clients.kinesis(reader, client(kinsumer)), reader, stream, settings.streamArn())
			.put(record);
	}

	private ClientSettings client(String kinsumer) {
		return this.settings.createClient(kinsumer, this.settings.properties(kinsumer));
	}

}
