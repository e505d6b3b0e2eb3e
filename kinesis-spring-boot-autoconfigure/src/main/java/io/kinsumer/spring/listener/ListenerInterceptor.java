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

/**
 * Stands around each call of a listener. Beans of this type apply to all listeners in
 * their order, the first one outermost; what they see as a failure goes to the failure
 * policy next. Safe for use by any thread.
 */
@FunctionalInterface
public interface ListenerInterceptor {

	/**
	 * Does something around a call, or in place of it: then the records count as handled
	 * when the stage completes, except with {@link AckMode#MANUAL}, where the interceptor
	 * has to acknowledge them itself.
	 * @param invocation the call
	 * @return completes when the records are handled, usually what
	 * {@link ListenerInvocation#proceed()} returned
	 * @throws Exception counts as a stage that failed
	 */
	CompletionStage<?> intercept(ListenerInvocation invocation) throws Exception;

	/**
	 * Told of a listener that it applies to, before that listener gets any record.
	 * @param endpoint the listener
	 * @param consumerGroup the group of its kinsumer
	 * @param ackMode when its records count as handled
	 * @throws ListenerConfigurationException if it cannot stand around that listener; the
	 * application does not start
	 */
	default void prepare(KinesisListenerEndpoint endpoint, String consumerGroup, AckMode ackMode) {
	}

	/**
	 * Whether it applies to a listener.
	 * @param listenerId the id of the listener
	 * @param kinsumer the name of its kinsumer
	 * @return {@code true} unless overridden
	 */
	default boolean supports(String listenerId, String kinsumer) {
		return true;
	}

}
