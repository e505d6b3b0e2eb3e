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

import io.kinsumer.spring.error.NonRetryableException;
import org.jspecify.annotations.Nullable;

/**
 * A message cannot be read from its envelope or from the headers of its record. Names
 * what is wrong, and quotes nothing of it.
 */
public class EnvelopeException extends NonRetryableException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param cause what was found, or {@code null}
	 */
	public EnvelopeException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * The same, naming the record as well.
	 * @param record names the record
	 * @return a new exception
	 */
	public EnvelopeException at(String record) {
		return new EnvelopeException(record + ": " + getMessage(), this);
	}

}
