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
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.kinsumer.spring.listener.event.ListenerEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the events of one listener one after the other, on threads of an executor.
 * Safe for use by any thread; never waits.
 */
final class EventQueue {

	static final int MOST = 10_000;

	private static final Log logger = LogFactory.getLog(EventQueue.class);

	private final Executor executor;

	private final Consumer<ListenerEvent> publisher;

	private final Deque<ListenerEvent> waiting = new ArrayDeque<>();

	private boolean busy;

	private boolean overflown;

	EventQueue(Executor executor, Consumer<ListenerEvent> publisher) {
		this.executor = executor;
		this.publisher = publisher;
	}

	void add(ListenerEvent event) {
		synchronized (this.waiting) {
			if (this.waiting.size() >= MOST) {
				if (!this.overflown) {
					this.overflown = true;
					logger.error("More than " + MOST + " events of listener '" + event.listenerId()
							+ "' wait for an @EventListener method that does not return; further ones are left out, "
							+ "first of all " + event);
				}
				return;
			}
			this.waiting.add(event);
			if (this.busy) {
				return;
			}
			this.busy = true;
		}
		try {
			this.executor.execute(this::publish);
		}
		catch (RejectedExecutionException ex) {
			// The application has ended; nobody is there to hear.
			logger.debug("Not published: " + event);
		}
	}

	private void publish() {
		ListenerEvent event = next();
		while (event != null) {
			try {
				this.publisher.accept(event);
			}
			catch (Throwable ex) {
				// Errors as well: the next event comes all the same.
				logger.error("An @EventListener failed to handle " + event, ex);
			}
			event = next();
		}
	}

	private @Nullable ListenerEvent next() {
		synchronized (this.waiting) {
			ListenerEvent event = this.waiting.poll();
			if (event == null) {
				this.busy = false;
				this.overflown = false;
			}
			return event;
		}
	}

}
