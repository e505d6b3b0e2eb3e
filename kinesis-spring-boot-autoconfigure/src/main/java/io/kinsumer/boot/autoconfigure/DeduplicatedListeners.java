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

import java.util.Set;
import java.util.TreeSet;

import io.kinsumer.spring.listener.KinesisListenerEndpointRegistry;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Ends the start when a listener that shall be deduplicated does not exist: it may just
 * be misspelled.
 */
final class DeduplicatedListeners implements ApplicationListener<ApplicationStartedEvent> {

	private final Set<String> listeners;

	private final KinesisListenerEndpointRegistry registry;

	DeduplicatedListeners(Set<String> listeners, KinesisListenerEndpointRegistry registry) {
		this.listeners = listeners;
		this.registry = registry;
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		Set<String> present = new TreeSet<>(this.registry.getContainerIds());
		for (String listener : this.listeners) {
			if (!present.contains(listener)) {
				throw new InvalidKinesisPropertyException("kinesis.deduplication.listeners", listener,
						"must name listeners that are there when the application has started",
						"Use ids of " + present + ", or remove the setting to deduplicate all listeners.");
			}
		}
	}

}
