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

package io.kinsumer.spring.event.deduplication;

import java.time.Duration;

import io.kinsumer.core.processor.RetryAfterException;

/**
 * It could not be found out whether a message was handled before, so it is not handled
 * now, but when the storage answers. Travels as the cause of a
 * {@link RetryAfterException}, so that no failure policy gives a message up that the
 * listener has never seen.
 */
public class DeduplicationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	/**
	 * Creates the exception.
	 * @param message what could not be done
	 * @param cause why
	 */
	public DeduplicationException(String message, Throwable cause) {
		super(message, cause);
	}

	/**
	 * What lets the message come again soon.
	 */
	static RetryAfterException unknown(String group, String id, Throwable cause) {
		return new RetryAfterException(RETRY_AFTER, new DeduplicationException(
				"it is not known whether message " + id + " was handled before by " + group + ": " + cause.getMessage(),
				cause));
	}

}
