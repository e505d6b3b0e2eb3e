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

import java.util.LinkedHashMap;
import java.util.Map;

import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.KinsumerContainer;
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

	/**
	 * Creates the endpoint.
	 * @param listeners knows the kinsumers
	 */
	public KinesisEndpoint(KinesisListenerEndpointRegistry listeners) {
		this.listeners = listeners;
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
		return new KinesisDescriptor(kinsumers);
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
	 */
	public record KinesisDescriptor(Map<String, KinsumerDescriptor> kinsumers) implements OperationResponseBody {

		public KinesisDescriptor {
			kinsumers = Map.copyOf(kinsumers);
		}

	}

}
