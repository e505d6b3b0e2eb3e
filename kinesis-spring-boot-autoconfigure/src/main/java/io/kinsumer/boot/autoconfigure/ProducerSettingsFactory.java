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
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.kinsumer.core.client.Backoff;
import io.kinsumer.core.client.ClientSettings;
import io.kinsumer.core.producer.ProducerSettings;
import io.kinsumer.core.producer.ProducerSettingsBuilder;
import io.kinsumer.core.record.StreamName;
import io.kinsumer.core.writer.WriterSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Makes checked settings of the properties of producers and writers.
 */
final class ProducerSettingsFactory {

	private final Map<String, ProducerProperties> producers;

	private final Map<String, WriterProperties> writers;

	private final ClientSettingsFactory clients;

	private final KinesisNames names;

	ProducerSettingsFactory(KinesisProperties properties, ClientSettingsFactory clients, KinesisNames names) {
		this.producers = properties.getProducers();
		this.writers = properties.getWriters();
		this.clients = clients;
		this.names = names;
	}

	/**
	 * Checks all producers and writers that are configured.
	 * @throws InvalidKinesisPropertyException if a value breaks its rule
	 */
	void checkAll() {
		this.writers.keySet().stream().filter(this.producers::containsKey).findFirst().ifPresent((name) -> {
			throw new InvalidKinesisPropertyException(writerPrefix(name), null,
					"has the name of a producer, kinesis.producers." + name
							+ ", so that KinesisTemplate cannot know which of them shall send to '" + name + "'",
					"Rename one of them, and tell it its stream with stream-name.");
		});
		this.producers.keySet().forEach((name) -> {
			createProducerClient(name);
			createProducer(name);
		});
		this.writers.keySet().forEach((name) -> {
			createWriterClient(name);
			createWriter(name);
		});
	}

	Set<String> producerNames() {
		return this.producers.keySet();
	}

	Set<String> writerNames() {
		return this.writers.keySet();
	}

	ClientSettings createProducerClient(String name) {
		return this.clients.create(producerPrefix(name) + ".client-name", producer(name).getClientName());
	}

	Duration closeTimeout(String name) {
		return producer(name).getCloseTimeout();
	}

	ProducerSettings createProducer(String name) {
		ProducerProperties properties = producer(name);
		String prefix = producerPrefix(name);
		StreamName stream = stream(prefix, name, properties.getStreamName(), properties.getStreamArn());
		ProducerSettings defaults = ProducerSettings.builder(name, stream).build();
		DataSize maxRecordSize = properties.getMaxRecordSize();
		DataSize backlogSize = properties.getBacklogSize();
		ProducerSettingsBuilder builder = ProducerSettings.builder(name, stream)
			.streamArn(properties.getStreamArn())
			.flushInterval(or(properties.getFlushInterval(), defaults.flushInterval()))
			.batchCount(or(properties.getBatchCount(), defaults.batchCount()))
			.batchSize(bytes(properties.getBatchSize(), defaults.batchSize()))
			.aggregateBatchCount(or(properties.getAggregateBatchCount(), defaults.aggregateBatchCount()))
			.aggregateBatchSize(bytes(properties.getAggregateBatchSize(), defaults.aggregateBatchSize()))
			.maxRecordSize((maxRecordSize != null) ? Integer.valueOf(bytes(maxRecordSize)) : null)
			.backlogCount(or(properties.getBacklogCount(), defaults.backlogCount()))
			.backlogSize((backlogSize != null) ? backlogSize.toBytes() : defaults.backlogSize())
			.backlogPolicy(or(properties.getBacklogPolicy(), defaults.backlogPolicy()))
			.backlogTimeout(or(properties.getBacklogTimeout(), defaults.backlogTimeout()))
			.maxConnections(or(properties.getMaxConnections(), defaults.maxConnections()))
			.shardRefreshInterval(or(properties.getShardRefreshInterval(), defaults.shardRefreshInterval()))
			.ordering(or(properties.getOrdering(), defaults.ordering()))
			.recordDeadline(or(properties.getRecordDeadline(), defaults.recordDeadline()))
			.requestTimeout(or(properties.getRequestTimeout(), defaults.requestTimeout()))
			.rateLimit(or(properties.getRateLimit(), defaults.rateLimit()));
		if (properties.getCloseTimeout().isNegative()) {
			throw new InvalidKinesisPropertyException(prefix + ".close-timeout",
					properties.getCloseTimeout().toString(), "must not be negative",
					"Set it to a duration such as 10s.");
		}
		try {
			builder.backoff(backoff(properties.getBackoff(), defaults.backoff()));
			return builder.build();
		}
		catch (IllegalArgumentException ex) {
			throw InvalidKinesisPropertyException.of(prefix, ex);
		}
	}

	private static Backoff backoff(ProducerProperties.Delays delays, Backoff defaults) {
		Duration initial = delays.getInitialInterval();
		Duration max = delays.getMaxInterval();
		return new Backoff((initial != null) ? initial : defaults.initialInterval(),
				(max != null) ? max : defaults.maxInterval(), defaults.maxAttempts(), defaults.maxElapsedTime());
	}

	ClientSettings createWriterClient(String name) {
		return this.clients.create(writerPrefix(name) + ".client-name", writer(name).getClientName());
	}

	WriterSettings createWriter(String name) {
		WriterProperties properties = writer(name);
		String prefix = writerPrefix(name);
		StreamName stream = stream(prefix, name, properties.getStreamName(), properties.getStreamArn());
		WriterSettings defaults = WriterSettings.of(name, stream);
		Integer batchCount = properties.getBatchCount();
		DataSize maxRecordSize = properties.getMaxRecordSize();
		Duration requestTimeout = properties.getRequestTimeout();
		try {
			return new WriterSettings(name, stream, properties.getStreamArn(),
					(batchCount != null) ? batchCount : defaults.batchCount(),
					bytes(properties.getBatchSize(), defaults.batchSize()),
					(maxRecordSize != null) ? Integer.valueOf(bytes(maxRecordSize)) : defaults.maxRecordSize(),
					(requestTimeout != null) ? requestTimeout : defaults.requestTimeout(),
					BackoffFactory.create(List.of(properties.getBackoff()), defaults.backoff()));
		}
		catch (IllegalArgumentException ex) {
			throw InvalidKinesisPropertyException.of(prefix, ex);
		}
	}

	private StreamName stream(String prefix, String name, @Nullable String streamName, @Nullable String streamArn) {
		if (streamArn != null) {
			return KinesisNames.streamOfArn(prefix + ".stream-arn", streamArn);
		}
		return this.names.stream(prefix + ".stream-name", (streamName != null) ? streamName : name);
	}

	/**
	 * Sizes beyond the limits of the service are refused by the rules of the settings.
	 */
	private static int bytes(DataSize size) {
		return (int) Math.min(size.toBytes(), Integer.MAX_VALUE);
	}

	private static int bytes(@Nullable DataSize size, int defaults) {
		return (size != null) ? bytes(size) : defaults;
	}

	private static <T> T or(@Nullable T value, T defaults) {
		return (value != null) ? value : defaults;
	}

	private ProducerProperties producer(String name) {
		ProducerProperties properties = this.producers.get(name);
		return (properties != null) ? properties : new ProducerProperties();
	}

	private WriterProperties writer(String name) {
		WriterProperties properties = this.writers.get(name);
		return (properties != null) ? properties : new WriterProperties();
	}

	private static String producerPrefix(String name) {
		return PropertyKeys.of("kinesis.producers", name);
	}

	private static String writerPrefix(String name) {
		return PropertyKeys.of("kinesis.writers", name);
	}

}
