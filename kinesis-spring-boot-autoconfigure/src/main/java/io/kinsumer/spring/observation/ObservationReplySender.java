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

package io.kinsumer.spring.observation;

import java.util.concurrent.CompletionStage;

import io.kinsumer.spring.listener.ReplySender;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Sends the replies of listeners that complete later, in another thread, within the
 * observation in whose scope the listener was called. Safe for use by any thread.
 */
public final class ObservationReplySender implements ReplySender {

	private final ReplySender sender;

	private final ObservationRegistry registry;

	/**
	 * Creates a sender.
	 * @param sender sends
	 * @param registry knows the observation of the listener
	 */
	public ObservationReplySender(ReplySender sender, ObservationRegistry registry) {
		this.sender = sender;
		this.registry = registry;
	}

	@Override
	public CompletionStage<?> send(Reply reply) {
		return this.sender.send(reply);
	}

	@Override
	public ReplySender captured() {
		ReplySender captured = this.sender.captured();
		Observation present = this.registry.getCurrentObservation();
		return (present != null) ? (reply) -> present.scoped(() -> captured.send(reply)) : captured;
	}

}
