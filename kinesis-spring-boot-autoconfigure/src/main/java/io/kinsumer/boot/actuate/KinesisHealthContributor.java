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

import java.time.InstantSource;
import java.util.stream.Stream;

import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;

/**
 * Health of all kinsumers, by name. Looks at memory alone: no probe calls a service.
 */
public final class KinesisHealthContributor implements CompositeHealthContributor {

	private final KinesisListenerEndpointRegistry registry;

	private final CallErrors errors;

	private final InstantSource clock;

	/**
	 * Creates the contributor.
	 * @param registry knows the kinsumers
	 * @param errors knows which calls fail
	 * @param clock this machine's clock
	 */
	public KinesisHealthContributor(KinesisListenerEndpointRegistry registry, CallErrors errors, InstantSource clock) {
		this.registry = registry;
		this.errors = errors;
		this.clock = clock;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return this.registry.findByKinsumer(name)
			.map((container) -> new KinsumerHealthIndicator(container, this.errors, this.clock))
			.orElse(null);
	}

	@Override
	public Stream<HealthContributors.Entry> stream() {
		return this.registry.getContainers()
			.stream()
			.map((container) -> new Entry(container.kinsumer(),
					new KinsumerHealthIndicator(container, this.errors, this.clock)));
	}

}
