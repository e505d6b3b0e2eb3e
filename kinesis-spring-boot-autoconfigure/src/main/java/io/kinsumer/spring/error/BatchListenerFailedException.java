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
 * Thrown by a listener of batches to tell which record it could not handle: those before
 * it count as handled, it and those after it are delivered again.
 */
public class BatchListenerFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int index;

	/**
	 * Creates the exception.
	 * @param index the index of the record in the batch, from 0
	 * @param cause why it could not be handled
	 */
	public BatchListenerFailedException(int index, Throwable cause) {
		super("record " + index + " of the batch could not be handled: " + cause, cause);
		if (index < 0) {
			throw new IllegalArgumentException("index " + index + " is not valid: it must not be negative");
		}
		this.index = index;
	}

	/**
	 * The index of the record that could not be handled.
	 * @return 0 or more
	 */
	public int index() {
		return this.index;
	}

}
