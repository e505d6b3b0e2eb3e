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
 * The dead-letter target did not take a record. The record stays where it is, and is
 * offered again after a delay, without calling the listener.
 */
public class DeadLetterRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int attempt;

	/**
	 * Creates the exception.
	 * @param letter what was offered
	 * @param attempt how often it was offered, from 1
	 * @param cause what the target said
	 */
	public DeadLetterRefusedException(DeadLetter letter, int attempt, Throwable cause) {
		super("the dead-letter target did not take record " + letter.record().sequenceNumber() + " of shard "
				+ letter.record().shardId() + " (offered " + attempt + " times): " + cause, cause);
		this.attempt = attempt;
	}

	/**
	 * How often the record was offered.
	 * @return 1 or more
	 */
	public int getAttempt() {
		return this.attempt;
	}

}
