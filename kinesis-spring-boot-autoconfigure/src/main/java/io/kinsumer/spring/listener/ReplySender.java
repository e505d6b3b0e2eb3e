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

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Sends what listeners with
 * {@link org.springframework.messaging.handler.annotation.SendTo @SendTo} return. Safe
 * for use by any thread.
 */
@FunctionalInterface
public interface ReplySender {

	/**
	 * Sends a reply.
	 * @param reply what to send where
	 * @return completes when it is written: only then the record that it answers counts
	 * as handled
	 */
	CompletionStage<?> send(Reply reply);

	/**
	 * Called in the scope of a listener whose result is not known yet: another thread may
	 * complete it.
	 * @return sends as this one does when it is called here, so that the reply belongs to
	 * the same trace; by default this one
	 */
	default ReplySender captured() {
		return this;
	}

	/**
	 * Something to send.
	 *
	 * @param destination the name of a producer or writer, or a stream
	 * @param payload what the listener returned, or one element of it: a payload to be
	 * converted, or what brings keys and headers of its own, such as a
	 * {@link org.springframework.messaging.Message}
	 * @param partitionKey the key of the record that is answered, for a payload that has
	 * no other; {@code null} leaves it open
	 */
	record Reply(String destination, Object payload, @Nullable String partitionKey) {

	}

}
