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

/**
 * Hears what became of records that could not be handled. Beans of this type apply to all
 * listeners. Safe for use by any thread; returns at once, does not throw.
 */
public interface FailureListener {

	/**
	 * The policy skips a record: it counts as handled, although nobody handled it.
	 * @param failure the record, and why it failed last
	 */
	default void recordSkipped(HandlingFailure failure) {
	}

	/**
	 * The dead-letter target has taken a record.
	 * @param letter the record, and why it failed last
	 */
	default void deadLetterStored(DeadLetter letter) {
	}

	/**
	 * The dead-letter target has not taken a record, which will be offered again.
	 * @param letter the record, and why it failed last
	 * @param failure what the target said
	 * @param attempt how often it was offered, from 1
	 */
	default void deadLetterRefused(DeadLetter letter, Throwable failure, int attempt) {
	}

}
