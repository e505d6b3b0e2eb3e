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

package io.kinsumer.spring.event.message;

import org.springframework.core.Ordered;

/**
 * The order of what stands between the failure policy of a kinsumer and the listener,
 * outermost first. Retries and dead letters are the failure policy's, outside of all of
 * them, so that each sees every attempt. An interceptor without an order of its own
 * stands nearest to the listener.
 */
public final class EventInterceptors {

	/**
	 * Logs failed attempts.
	 */
	public static final int ERROR_LOGGING = Ordered.HIGHEST_PRECEDENCE + 50;

	/**
	 * Observes attempts. What stands inside of it is a part of the observed time.
	 */
	public static final int OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 100;

	/**
	 * Leaves out what was handled before. It stands inside of the failure policy, so that
	 * a message that became a dead letter does not count as handled.
	 */
	public static final int DEDUPLICATION = Ordered.HIGHEST_PRECEDENCE + 200;

	private EventInterceptors() {
	}

}
