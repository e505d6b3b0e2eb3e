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

import java.util.List;

import io.kinsumer.spring.error.DeadLetterTarget;
import io.kinsumer.spring.error.FailureListener;
import io.kinsumer.spring.error.FailurePolicy;
import org.jspecify.annotations.Nullable;

/**
 * How the records of an endpoint are handled.
 *
 * @param ackMode when they count as handled
 * @param failurePolicy decides about what could not be handled
 * @param deadLetterTarget takes dead letters; {@code null} when the policy knows none
 * @param interceptors stand around each call, the first one outermost
 * @param failureListeners hear what became of records that failed
 * @param unwrapper takes what listeners see out of what was read; {@code null}: they see
 * records as they are
 */
public record ListenerOptions(AckMode ackMode, FailurePolicy failurePolicy, @Nullable DeadLetterTarget deadLetterTarget,
		List<ListenerInterceptor> interceptors, List<FailureListener> failureListeners,
		@Nullable RecordUnwrapper unwrapper) {

	public ListenerOptions {
		interceptors = List.copyOf(interceptors);
		failureListeners = List.copyOf(failureListeners);
	}

	/**
	 * Options for a listener that sees records as they are.
	 */
	public ListenerOptions(AckMode ackMode, FailurePolicy failurePolicy, @Nullable DeadLetterTarget deadLetterTarget,
			List<ListenerInterceptor> interceptors, List<FailureListener> failureListeners) {
		this(ackMode, failurePolicy, deadLetterTarget, interceptors, failureListeners, null);
	}

}
