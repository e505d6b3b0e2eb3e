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

import org.jspecify.annotations.Nullable;

/**
 * An envelope lacks what a message cannot do without: its id, its stream or its data.
 */
public class EmptyMessageException extends EnvelopeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is missing
	 */
	public EmptyMessageException(String message) {
		this(message, null);
	}

	private EmptyMessageException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	@Override
	public EmptyMessageException at(String record) {
		return new EmptyMessageException(record + ": " + getMessage(), this);
	}

}
