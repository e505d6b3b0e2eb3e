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

import io.kinsumer.spring.error.NonRetryable;

/**
 * A transaction cannot cover the handling of a message: the handler was not done when it
 * returned, or there is no transaction. To try again makes no difference.
 */
public class DeduplicationTransactionException extends RuntimeException implements NonRetryable {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is wrong, and what to do
	 */
	public DeduplicationTransactionException(String message) {
		super(message);
	}

}
