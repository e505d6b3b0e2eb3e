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

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.kinsumer.KinsumerSettings;
import io.kinsumer.core.metadata.dynamodb.MetadataTableSettings;
import io.kinsumer.core.record.InitialPosition;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.shard.ModuloShardAssignor;
import io.kinsumer.core.shard.ShardAssignor;
import io.kinsumer.core.shard.StickyShardAssignor;
import org.jspecify.annotations.Nullable;

/**
 * Makes checked settings of the properties of a kinsumer.
 */
final class KinsumerSettingsFactory {

	private final Map<String, KinsumerProperties> kinsumers;

	private final ClientSettingsFactory clients;

	private final KinesisNames names;

	private final String clientId = UUID.randomUUID().toString();

	KinsumerSettingsFactory(Map<String, KinsumerProperties> kinsumers, ClientSettingsFactory clients,
			KinesisNames names) {
		this.kinsumers = kinsumers;
		this.clients = clients;
		this.names = names;
	}

	/**
	 * Checks all kinsumers that are configured.
	 * @throws InvalidKinesisPropertyException if a value breaks its rule
	 */
	void checkAll() {
		this.kinsumers.forEach((name, properties) -> {
			create(name);
			createKinesisClient(name, properties);
			createTable(name, properties);
		});
	}

	boolean isConfigured(String name) {
		return this.kinsumers.containsKey(name);
	}

	/**
	 * The names of what is configured.
	 */
	Set<String> names() {
		return this.kinsumers.keySet();
	}

	KinsumerProperties properties(String name) {
		KinsumerProperties properties = this.kinsumers.get(name);
		if (properties == null) {
			properties = new KinsumerProperties();
			if (name.endsWith(DeadLetterStream.SUFFIX)) {
				inherit(properties, properties(baseOf(name)));
			}
		}
		return properties;
	}

	/**
	 * The stream of a kinsumer, before the naming pattern is applied.
	 */
	String configuredStream(String name) {
		KinsumerProperties properties = properties(name);
		String arn = properties.getStreamArn();
		if (arn != null) {
			return KinesisNames.streamOfArn(prefix(name) + ".stream-arn", arn).value();
		}
		String stream = properties.getStreamName();
		return (stream != null) ? stream : name;
	}

	/**
	 * What reads the dead letters of a kinsumer is, by default, where that is.
	 */
	private static void inherit(KinsumerProperties properties, KinsumerProperties base) {
		properties.setClientName(base.getClientName());
		properties.setConsumerGroup(base.getConsumerGroup());
		BeanCopies.copy(base.getMetadata(), properties.getMetadata());
	}

	private static String baseOf(String name) {
		return name.substring(0, name.length() - DeadLetterStream.SUFFIX.length());
	}

	ClientSettings createClient(String name, KinsumerProperties properties) {
		return this.clients.create(prefix(name) + ".client-name", properties.getClientName());
	}

	/**
	 * The client that reads the stream of a kinsumer.
	 */
	ClientSettings createKinesisClient(String name, KinsumerProperties properties) {
		ClientSettings client = createClient(name, properties);
		ClientSettings assuming = RetrievalFactory.client(prefix(name), properties, client);
		return this.clients.assumesRoles() ? assuming : client;
	}

	KinsumerSettings create(String name) {
		return create(name, properties(name), (settings) -> {
		});
	}

	/**
	 * Makes settings.
	 * @param customizer changes what the properties say
	 */
	KinsumerSettings create(String name, KinsumerProperties properties, Consumer<KinsumerSettings.Builder> customizer) {
		String prefix = prefix(name);
		ClientSettings client = createClient(name, properties);
		DeadLetterStream read = readDeadLetters(name, properties);
		StreamName stream = (read != null) ? read.name() : stream(name, properties);
		String group = this.names.consumerGroup(prefix + ".consumer-group", properties.getConsumerGroup());
		String clientId = Objects.requireNonNullElse(properties.getClientId(), this.clientId);
		InitialPosition position = position(prefix + ".initial-position", properties.getInitialPosition());
		KinsumerSettings.Builder builder = KinsumerSettings.builder(name, stream, group, clientId)
			.streamArn((read != null) ? read.arn() : properties.getStreamArn())
			.initialPosition(position)
			.retrieval(RetrievalFactory.create(prefix, properties))
			.shardAssignor(assignor(properties.getAssignor()))
			.throughputExceededDelay(client.readProvisionedThroughputExceededDelay());
		requirePositive(prefix + ".healthcheck.timeout", properties.getHealthcheck().getTimeout());
		requireNotNegative(prefix + ".idle-event-interval", properties.getIdleEventInterval());
		try {
			apply(properties, builder, KinsumerSettings.builder(name, stream, group, clientId).build());
			customizer.accept(builder);
			return builder.build();
		}
		catch (IllegalArgumentException ex) {
			throw InvalidKinesisPropertyException.of(prefix, ex);
		}
	}

	private static void apply(KinsumerProperties properties, KinsumerSettings.Builder builder,
			KinsumerSettings defaults) {
		builder.consumeDelay(or(properties.getConsumeDelay(), defaults.consumeDelay()))
			.maxBatchSize(or(properties.getMaxBatchSize(), defaults.maxBatchSize()))
			.waitTime(or(properties.getWaitTime(), defaults.waitTime()))
			.persistFrequency(or(properties.getPersistFrequency(), defaults.persistFrequency()))
			.discoverFrequency(or(properties.getDiscoverFrequency(), defaults.discoverFrequency()))
			.releaseDelay(or(properties.getReleaseDelay(), defaults.releaseDelay()))
			.heartbeatInterval(or(properties.getHeartbeatInterval(), defaults.heartbeatInterval()))
			.sessionTimeout(or(properties.getSessionTimeout(), defaults.sessionTimeout()))
			.keepShardOrder(or(properties.getKeepShardOrder(), defaults.keepShardOrder()))
			.misplacedRecords(or(properties.getMisplacedRecords(), defaults.misplacedRecords()))
			.concurrency(or(properties.getConcurrency(), defaults.concurrency()));
	}

	private static <T> T or(@Nullable T value, T defaults) {
		return (value != null) ? value : defaults;
	}

	/**
	 * The settings of what reads the dead letters of a kinsumer to put them back.
	 */
	KinsumerSettings createRedrive(String name) {
		KinsumerSettings settings = create(name);
		DeadLetterStream letters = deadLetters(name);
		return KinsumerSettings
			.builder(name + DeadLetterStream.SUFFIX, letters.name(), settings.consumerGroup() + ".redrive",
					this.clientId)
			.streamArn(letters.arn())
			.build();
	}

	MetadataTableSettings createTable(String name, KinsumerProperties properties) {
		KinsumerMetadataProperties metadata = properties.getMetadata();
		String configured = metadata.getTableName();
		try {
			return new MetadataTableSettings((configured != null) ? configured : this.names.metadataTable(),
					metadata.isCreateTable(), metadata.getCreateTimeout(), metadata.getBillingMode(),
					metadata.getReadCapacity(), metadata.getWriteCapacity());
		}
		catch (IllegalArgumentException ex) {
			throw InvalidKinesisPropertyException.of(prefix(name) + ".metadata", ex);
		}
	}

	private StreamName stream(String name, KinsumerProperties properties) {
		String arn = properties.getStreamArn();
		if (arn != null) {
			StreamOwners.refuse(prefix(name), properties);
			return KinesisNames.streamOfArn(prefix(name) + ".stream-arn", arn);
		}
		DeadLetterStream read = readDeadLetters(name, properties);
		if (read != null) {
			return read.name();
		}
		String streamName = properties.getStreamName();
		return this.names.stream(prefix(name) + ".stream-name", (streamName != null) ? streamName : name,
				StreamOwners.values(prefix(name), properties, this.names));
	}

	/**
	 * The stream of dead letters that a kinsumer reads by its name alone.
	 * @return {@code null} when it reads another stream
	 */
	private @Nullable DeadLetterStream readDeadLetters(String name, KinsumerProperties properties) {
		return (properties.getStreamArn() == null && properties.getStreamName() == null
				&& StreamOwners.of(properties).isEmpty() && name.endsWith(DeadLetterStream.SUFFIX))
						? deadLetters(baseOf(name)) : null;
	}

	/**
	 * The stream of the dead letters of a kinsumer.
	 */
	private DeadLetterStream deadLetters(String kinsumer) {
		KinsumerProperties properties = properties(kinsumer);
		return DeadLetterStream.of(prefix(kinsumer), properties.getFailure().getDeadLetter(), this.names,
				stream(kinsumer, properties));
	}

	private static ShardAssignor assignor(KinsumerProperties.Assignor assignor) {
		return switch (assignor) {
			case STICKY -> new StickyShardAssignor();
			case MODULO -> new ModuloShardAssignor();
		};
	}

	private static InitialPosition position(String property, KinsumerProperties.Position position) {
		boolean atTimestamp = position.getType() == InitialPosition.Type.AT_TIMESTAMP;
		Instant timestamp = position.getTimestamp();
		if (atTimestamp && timestamp == null) {
			throw new InvalidKinesisPropertyException(property + ".timestamp", null,
					"must be set, because the initial position is AT_TIMESTAMP",
					"Set it to the first arrival time to read, such as 2026-01-31T08:00:00Z, or change " + property
							+ ".type.");
		}
		if (!atTimestamp && timestamp != null) {
			throw new InvalidKinesisPropertyException(property + ".timestamp", timestamp.toString(),
					"has no effect, because the initial position is " + position.getType(),
					"Remove it, or set " + property + ".type to at-timestamp.");
		}
		return new InitialPosition(position.getType(), timestamp);
	}

	private static void requirePositive(String property, Duration value) {
		if (value.isZero() || value.isNegative()) {
			throw new InvalidKinesisPropertyException(property, value.toString(), "must be more than 0",
					"Set it to a duration such as 1m.");
		}
	}

	private static void requireNotNegative(String property, @Nullable Duration value) {
		if (value != null && value.isNegative()) {
			throw new InvalidKinesisPropertyException(property, value.toString(), "must not be negative",
					"Set it to a duration such as 1m, or to 0 for never.");
		}
	}

	private static String prefix(String name) {
		return PropertyKeys.kinsumer(name);
	}

}
