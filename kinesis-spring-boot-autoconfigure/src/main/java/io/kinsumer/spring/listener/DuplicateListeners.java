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

package io.kinsumer.spring.listener;

import java.util.Collection;

import io.kinsumer.core.kinsumer.KinsumerSettings;

/**
 * Refuses what would handle the same records twice in one process.
 */
final class DuplicateListeners {

	private DuplicateListeners() {
	}

	static void check(KinesisListenerEndpoint endpoint, Collection<KinsumerContainer> others) {
		for (KinsumerContainer other : others) {
			if (other.kinsumer().equals(endpoint.kinsumer())) {
				throw new ListenerConfigurationException(
						"Kinsumer '" + endpoint.kinsumer() + "' has two listeners: " + other.description() + " and "
								+ endpoint.description() + ".",
						"Remove one of them, or give it a kinsumer of its own, which reads the same stream for another "
								+ "consumer-group: by kinesis.kinsumers.<name>.stream-name and "
								+ "kinesis.kinsumers.<name>.consumer-group, or as in @KinesisListener(kinsumer = \""
								+ endpoint.kinsumer() + "-audit\", consumerGroup = \"audit\", "
								+ "properties = \"stream-name=" + endpoint.kinsumer() + "\").");
			}
			if (other.id().equals(endpoint.id())) {
				throw new ListenerConfigurationException("The id '" + endpoint.id() + "' is used by two listeners: "
						+ other.description() + " and " + endpoint.description() + ".", "Give one of them another id.");
			}
		}
	}

	static void check(KinsumerContainer container, Collection<KinsumerContainer> others) {
		for (KinsumerContainer other : others) {
			if (other.settings().consumerGroup().equals(container.settings().consumerGroup())
					&& streamOf(other.settings()).equals(streamOf(container.settings()))) {
				throw new ListenerConfigurationException(
						"The kinsumers '" + other.kinsumer() + "' (" + other.description() + ") and '"
								+ container.kinsumer() + "' (" + container.description() + ") both read stream '"
								+ streamOf(container.settings()) + "' for consumer group '"
								+ container.settings().consumerGroup()
								+ "', so that each would get only a part of the records.",
						"Set kinesis.kinsumers." + container.kinsumer()
								+ ".consumer-group to a group of its own if both shall get all records, "
								+ "otherwise remove one of the two.");
			}
		}
	}

	private static String streamOf(KinsumerSettings settings) {
		String arn = settings.streamArn();
		return (arn != null) ? arn : settings.streamName().value();
	}

}
