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

package io.kinsumer.boot.actuate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.KinsumerContainer;
import io.kinsumer.spring.template.KinesisProducers;
import io.kinsumer.spring.template.KinesisWriters;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Tells what the kinsumers, producers and writers of the application do. Its operations
 * change that, and may move positions, which lets records be handled again or not at all:
 * by default they are off, until {@code management.endpoint.kinesis.access} is
 * {@code unrestricted}.
 */
@Endpoint(id = "kinesis", defaultAccess = Access.READ_ONLY)
public final class KinesisEndpoint {

	private final KinesisListenerEndpointRegistry listeners;

	private final KinesisProducers producers;

	private final KinesisWriters writers;

	private final KinsumerControl control;

	private final CallErrors errors;

	private final ConfiguredNames names;

	/**
	 * Creates the endpoint.
	 * @param listeners knows the kinsumers
	 * @param producers knows the producers
	 * @param writers knows the writers
	 * @param control knows the redrives
	 * @param errors knows what failed
	 * @param names knows what the configuration calls things
	 */
	public KinesisEndpoint(KinesisListenerEndpointRegistry listeners, KinesisProducers producers,
			KinesisWriters writers, KinsumerControl control, CallErrors errors, ConfiguredNames names) {
		this.listeners = listeners;
		this.producers = producers;
		this.writers = writers;
		this.control = control;
		this.errors = errors;
		this.names = names;
	}

	/**
	 * Everything.
	 * @return kinsumers, producers and writers by name
	 */
	@ReadOperation
	public KinesisDescriptor kinesis() {
		Map<String, KinsumerDescriptor> kinsumers = new LinkedHashMap<>();
		for (KinsumerContainer container : this.listeners.getContainers()) {
			kinsumers.put(container.kinsumer(), describe(container));
		}
		Map<String, ProducerDescriptor> producers = new LinkedHashMap<>();
		this.producers.getAll()
			.forEach((name, producer) -> producers.put(name, ProducerDescriptor.of(producer,
					this.names.producerClient().apply(name), this.errors.ofProducer(name))));
		Map<String, WriterDescriptor> writers = new LinkedHashMap<>();
		this.writers.getAll()
			.forEach((name, writer) -> writers.put(name,
					WriterDescriptor.of(writer, this.names.writerClient().apply(name), this.errors.ofWriter(name))));
		return new KinesisDescriptor(kinsumers, producers, writers);
	}

	private KinsumerDescriptor describe(KinsumerContainer container) {
		String name = container.kinsumer();
		return KinsumerDescriptor.of(container, this.names.stream().apply(name), this.errors.ofKinsumer(name),
				this.control.redrive(name));
	}

	/**
	 * One kinsumer.
	 * @param kinsumer its name
	 * @return the kinsumer, or {@code null} when there is none of that name
	 */
	@ReadOperation
	public @Nullable KinsumerDescriptor kinsumer(@Selector String kinsumer) {
		return this.listeners.findByKinsumer(kinsumer).map(this::describe).orElse(null);
	}

	/**
	 * One shard.
	 * @param kinsumer the name of a kinsumer
	 * @param shard the id of the shard
	 * @return the shard, or {@code null} when the kinsumer is not there or does not know
	 * it
	 */
	@ReadOperation
	public @Nullable ShardDescriptor shard(@Selector String kinsumer, @Selector String shard) {
		return this.listeners.findByKinsumer(kinsumer)
			.flatMap((container) -> container.status()
				.shards()
				.stream()
				.filter((status) -> status.shardId().value().equals(shard))
				.findFirst()
				.map((status) -> ShardDescriptor.of(status, container)))
			.orElse(null);
	}

	/**
	 * Everything.
	 *
	 * @param kinsumers the kinsumers by name
	 * @param producers the producers by name
	 * @param writers the writers by name
	 */
	public record KinesisDescriptor(Map<String, KinsumerDescriptor> kinsumers,
			Map<String, ProducerDescriptor> producers,
			Map<String, WriterDescriptor> writers) implements OperationResponseBody {

		public KinesisDescriptor {
			kinsumers = Collections.unmodifiableMap(new LinkedHashMap<>(kinsumers));
			producers = Collections.unmodifiableMap(new LinkedHashMap<>(producers));
			writers = Collections.unmodifiableMap(new LinkedHashMap<>(writers));
		}

	}

}
