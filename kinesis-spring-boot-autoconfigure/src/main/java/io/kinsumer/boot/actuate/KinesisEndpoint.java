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

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Tells what the kinsumers, producers and writers of the application do.
 */
@Endpoint(id = "kinesis")
public final class KinesisEndpoint {

	private final KinesisListenerEndpointRegistry listeners;

	private final KinesisProducers producers;

	private final KinesisWriters writers;

	/**
	 * Creates the endpoint.
	 * @param listeners knows the kinsumers
	 * @param producers knows the producers
	 * @param writers knows the writers
	 */
	public KinesisEndpoint(KinesisListenerEndpointRegistry listeners, KinesisProducers producers,
			KinesisWriters writers) {
		this.listeners = listeners;
		this.producers = producers;
		this.writers = writers;
	}

	/**
	 * Everything.
	 * @return kinsumers, producers and writers by name
	 */
	@ReadOperation
	public KinesisDescriptor kinesis() {
		Map<String, KinsumerDescriptor> kinsumers = new LinkedHashMap<>();
		for (KinsumerContainer container : this.listeners.getContainers()) {
			kinsumers.put(container.kinsumer(), KinsumerDescriptor.of(container));
		}
		Map<String, ProducerDescriptor> producers = new LinkedHashMap<>();
		this.producers.getAll().forEach((name, producer) -> producers.put(name, ProducerDescriptor.of(producer)));
		Map<String, WriterDescriptor> writers = new LinkedHashMap<>();
		this.writers.getAll().forEach((name, writer) -> writers.put(name, WriterDescriptor.of(writer)));
		return new KinesisDescriptor(kinsumers, producers, writers);
	}

	/**
	 * One kinsumer.
	 * @param kinsumer its name
	 * @return the kinsumer, or {@code null} when there is none of that name
	 */
	@ReadOperation
	public @Nullable KinsumerDescriptor kinsumer(@Selector String kinsumer) {
		return this.listeners.findByKinsumer(kinsumer).map(KinsumerDescriptor::of).orElse(null);
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
