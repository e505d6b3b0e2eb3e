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

package io.kinsumer.test.fault;

import java.time.Duration;

/**
 * Thrown within a {@link Passage} when a fault holds the call back before its effect: the
 * request is to be run again after that time, in the same passage, and goes on then.
 */
public final class HeldBackException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Duration duration;

	HeldBackException(Duration duration) {
		super("Held back for " + duration, null, false, false);
		this.duration = duration;
	}

	/**
	 * Return for how long.
	 * @return the time until the request is to be run again
	 */
	public Duration duration() {
		return this.duration;
	}

}
