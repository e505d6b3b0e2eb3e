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

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;
import io.kinsumer.spring.listener.KinsumerContainer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Warns of settings of a kinsumer that nothing listens to, where a listener without
 * settings has almost the same name.
 */
final class MisspelledKinsumers implements ApplicationListener<ApplicationStartedEvent> {

	private static final Log logger = LogFactory.getLog(MisspelledKinsumers.class);

	private final KinsumerSettingsFactory settings;

	private final KinesisListenerEndpointRegistry registry;

	MisspelledKinsumers(KinsumerSettingsFactory settings, KinesisListenerEndpointRegistry registry) {
		this.settings = settings;
		this.registry = registry;
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		Set<String> unused = new LinkedHashSet<>(this.settings.names());
		this.registry.getContainers().forEach((container) -> unused.remove(container.kinsumer()));
		for (KinsumerContainer container : this.registry.getContainers()) {
			String name = container.kinsumer();
			if (!this.settings.isConfigured(name)) {
				List<String> misspelled = NearMatches.of(name, unused);
				if (!misspelled.isEmpty()) {
					logger.warn(container.description() + " listens to '" + name
							+ "', for which nothing is configured. " + "Nothing listens to '" + misspelled.get(0)
							+ "', so that " + PropertyKeys.kinsumer(misspelled.get(0)) + " has no effect. Did you mean "
							+ PropertyKeys.kinsumer(name) + "?");
				}
			}
		}
	}

}
