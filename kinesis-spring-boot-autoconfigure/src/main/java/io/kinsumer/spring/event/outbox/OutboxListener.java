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

import io.kinsumer.spring.event.message.EventMessage;

/**
 * Is told what becomes of the messages in an outbox, on the thread of the relay: it must
 * not wait. What it throws is logged and has no further effect.
 */
public interface OutboxListener {

	/**
	 * A message was sent.
	 * @param message the message
	 */
	default void messageRelayed(EventMessage message) {
	}

	/**
	 * A message could not be sent, which is tried again later.
	 * @param message the message
	 * @param failure why
	 */
	default void messageFailed(EventMessage message, Throwable failure) {
	}

	/**
	 * This process sends, and has counted what waits: every few seconds.
	 * @param backlog what waits
	 */
	default void backlogCounted(OutboxBacklog backlog) {
	}

	/**
	 * This process does not send: another one does, or the database cannot be reached, or
	 * the application stops.
	 */
	default void relayStoodBy() {
	}

}
