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

import io.kinsumer.spring.event.message.EventMessage;

/**
 * Handles the events of a subscription. Safe for use by several threads, one for each
 * shard, and more with a {@code concurrency}.
 *
 * @param <T> the type of the events
 */
@FunctionalInterface
public interface EventHandler<T> {

	/**
	 * Handles an event.
	 * @param event the decoded event
	 * @param message what it travelled as
	 * @throws Exception counts as a failed attempt, which the failure policy of the
	 * kinsumer decides about
	 */
	void handle(T event, EventMessage message) throws Exception;

}
