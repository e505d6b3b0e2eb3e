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

package io.kinsumer.spring.event;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.kinsumer.spring.listener.KinesisListenerEndpoint;
import io.kinsumer.spring.listener.ListenerHandler;

/**
 * The subscriptions that share a kinsumer.
 */
final class SubscriptionGroup {

	private static final String ID = "id";

	private final List<EventSubscription> subscriptions;

	private final String kinsumer;

	SubscriptionGroup(List<EventSubscription> subscriptions) {
		this.subscriptions = List.copyOf(subscriptions);
		this.kinsumer = subscriptions.get(0).kinsumer();
	}

	/**
	 * Makes their listener.
	 * @throws EventRegistrationException if they contradict each other
	 */
	KinesisListenerEndpoint endpoint(EventRegistry registry, EventDecoder decoder) {
		Map<String, Setting> settings = new TreeMap<>();
		for (EventSubscription subscription : this.subscriptions) {
			subscription.properties().forEach((name, value) -> merge(name, value, subscription, settings));
			if (subscription.id() != null) {
				merge(ID, subscription.id(), subscription, settings);
			}
		}
		Setting id = settings.remove(ID);
		Map<String, String> properties = new TreeMap<>();
		settings.values().forEach((setting) -> properties.put(setting.name(), setting.value()));
		SubscribedEvents listener = new SubscribedEvents(this.subscriptions, registry, decoder);
		return new KinesisListenerEndpoint((id != null) ? id.value() : this.kinsumer, this.kinsumer, properties,
				new ListenerHandler.OfRecords(listener), listener.description());
	}

	private static void merge(String name, String value, EventSubscription subscription,
			Map<String, Setting> settings) {
		// As Boot reads names.
		String uniform = name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
		Setting other = settings.putIfAbsent(uniform, new Setting(name, value, subscription));
		if (other != null && !other.value().equals(value)) {
			throw new EventRegistrationException(
					other.origin() + " and " + subscription + " share a kinsumer, but one sets its " + name + " to '"
							+ other.value() + "' and the other to '" + value + "'.",
					"Set it once, or give one of them a consumerGroup of its own.");
		}
	}

	/**
	 * What one of them says.
	 */
	private record Setting(String name, String value, EventSubscription origin) {

	}

}
