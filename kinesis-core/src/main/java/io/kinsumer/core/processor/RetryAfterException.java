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

package io.kinsumer.core.processor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a handler that decides itself when it is called again for what it could not
 * handle.
 */
public class RetryAfterException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Duration delay;

	/**
	 * Creates the exception.
	 * @param delay how long to wait; zero means at once, negative is not allowed; more
	 * than 365 days counts as that many
	 * @param cause why handling failed; without one, what was handled counts as put off,
	 * not as failed
	 */
	public RetryAfterException(Duration delay, @Nullable Throwable cause) {
		super("handling is to be repeated after " + delay
				+ ((cause != null) ? ": " + UnprintableException.orSame(cause) : ""), cause);
		if (delay.isNegative()) {
			throw new IllegalArgumentException("delay " + delay + " is not valid: it must not be negative");
		}
		this.delay = delay;
	}

	/**
	 * How long to wait.
	 * @return zero or more
	 */
	public Duration delay() {
		return this.delay;
	}

}
