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

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a handler that wants no more records of its shard until somebody resumes it.
 * Nothing is skipped: what failed is delivered again after the resumption, or to the next
 * owner.
 */
public class StopShardException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what happened and what to do about it
	 * @param cause why handling failed; {@code null} if it is stopped on request
	 */
	public StopShardException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
