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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.spring.listener.ReplySender;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ObservationReplySenderTests {

	@Test
	void whatAnotherThreadSendsBelongsToTheObservationOfTheListener() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler((context) -> true);
		List<@Nullable Observation> seen = new ArrayList<>();
		ObservationReplySender sender = new ObservationReplySender((reply) -> {
			seen.add(registry.getCurrentObservation());
			return CompletableFuture.completedFuture(null);
		}, registry);
		Observation listening = Observation.start("listening", registry);
		ReplySender captured = listening.scoped(sender::captured);
		ReplySender outside = sender.captured();
		ReplySender.Reply reply = new ReplySender.Reply("replies", "a", "answered");
		captured.send(reply);
		outside.send(reply);
		sender.send(reply);
		assertThat(seen).containsExactly(listening, null, null);
	}

}
