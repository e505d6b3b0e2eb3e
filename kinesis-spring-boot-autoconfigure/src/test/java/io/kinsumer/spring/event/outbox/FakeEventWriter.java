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

package io.kinsumer.spring.event.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.spring.event.message.EventMessage;
import io.kinsumer.spring.event.message.EventWriter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes messages and answers when it is told to.
 */
final class FakeEventWriter implements EventWriter {

	/** Ids in the order in which they were given. */
	final List<String> sent = new ArrayList<>();

	final List<EventMessage> messages = new ArrayList<>();

	final Map<EventMessage, CompletableFuture<Void>> open = new LinkedHashMap<>();

	@Override
	public CompletableFuture<Void> write(List<EventMessage> messages) {
		assertThat(messages).hasSize(1);
		EventMessage message = messages.get(0);
		if (!message.key().isEmpty()) {
			assertThat(this.open.keySet()).as("one of a key at a time").noneMatch((o) -> o.key().equals(message.key()));
		}
		this.sent.add(message.id());
		this.messages.add(message);
		CompletableFuture<Void> outcome = new CompletableFuture<>();
		this.open.put(message, outcome);
		return outcome;
	}

	void acknowledge(String id) {
		take(id).complete(null);
	}

	void refuse(String id) {
		take(id).completeExceptionally(new IllegalStateException("refused"));
	}

	void acknowledgeAll() {
		List.copyOf(this.open.keySet()).forEach((message) -> acknowledge(message.id()));
	}

	private CompletableFuture<Void> take(String id) {
		EventMessage message = this.open.keySet().stream().filter((each) -> each.id().equals(id)).findFirst().get();
		return this.open.remove(message);
	}

}
