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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import io.kinsumer.spring.listener.event.ListenerEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventQueueTests {

	private final Queue<Runnable> threads = new ArrayDeque<>();

	private final List<String> published = new ArrayList<>();

	private final EventQueue queue = new EventQueue(this.threads::add, (event) -> {
		if (event.kinsumer().equals("worse")) {
			throw new NoClassDefFoundError("a listener with a class that is not there");
		}
		if (event.kinsumer().equals("bad")) {
			throw new IllegalStateException("a listener that throws");
		}
		this.published.add(event.kinsumer());
	});

	@Test
	void publishesInOrderOnOneThreadAtATime() {
		add("1", "2", "3");
		assertThat(this.published).isEmpty();
		assertThat(this.threads).hasSize(1);
		this.threads.remove().run();
		assertThat(this.published).containsExactly("1", "2", "3");
		add("4");
		this.threads.remove().run();
		assertThat(this.published).containsExactly("1", "2", "3", "4");
	}

	@Test
	void oneThatThrowsDoesNotHoldUpTheRest() {
		add("1", "bad", "2", "worse", "3");
		this.threads.remove().run();
		assertThat(this.published).containsExactly("1", "2", "3");
	}

	@Test
	void aListenerThatDoesNotReturnFillsTheQueueToItsBoundOnly() {
		for (int i = 0; i < EventQueue.MOST + 5; i++) {
			add("1");
		}
		this.threads.remove().run();
		assertThat(this.published).hasSize(EventQueue.MOST);
		add("2");
		this.threads.remove().run();
		assertThat(this.published).endsWith("2");
	}

	@Test
	void anEventAfterTheEndOfTheApplicationIsLeftOut() {
		EventQueue late = new EventQueue((task) -> {
			throw new RejectedExecutionException("ended");
		}, (event) -> this.published.add("late"));
		late.add(new ListenerEvent.Started("a", "b"));
		assertThat(this.published).isEmpty();
	}

	private void add(String... kinsumers) {
		for (String kinsumer : kinsumers) {
			this.queue.add(new ListenerEvent.Started("id", kinsumer));
		}
	}

}
