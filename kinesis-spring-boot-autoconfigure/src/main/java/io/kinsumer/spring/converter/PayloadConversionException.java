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

package io.kinsumer.spring.converter;

import io.kinsumer.spring.error.NonRetryable;
import org.jspecify.annotations.Nullable;

/**
 * A payload cannot be converted. The message says why; it may quote a few characters of
 * the payload.
 */
public class PayloadConversionException extends RuntimeException implements NonRetryable {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message why the payload cannot be converted
	 * @param cause what the converter met, or {@code null}
	 */
	public PayloadConversionException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
