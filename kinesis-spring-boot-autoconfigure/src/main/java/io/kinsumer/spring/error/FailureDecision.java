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

package io.kinsumer.spring.error;

import java.time.Duration;

/**
 * What happens to a record that could not be handled.
 */
public sealed interface FailureDecision {

	/**
	 * The record is handed to the listener again. Records of other keys go on when the
	 * kinsumer's {@code concurrency} allows it.
	 *
	 * @param delay how long to wait, zero or more
	 */
	record Retry(Duration delay) implements FailureDecision {

		public Retry {
			if (delay.isNegative()) {
				throw new IllegalArgumentException("delay " + delay + " is not valid: it must not be negative");
			}
		}

	}

	/**
	 * The shard stops until it is resumed or another client owns it. Nothing is lost.
	 */
	record Stop() implements FailureDecision {

	}

	/**
	 * The record goes to the dead-letter target, and counts as handled when that has
	 * taken it.
	 */
	record SendToDeadLetter() implements FailureDecision {

	}

	/**
	 * The record counts as handled, although nobody handled it.
	 */
	record Skip() implements FailureDecision {

	}

}
