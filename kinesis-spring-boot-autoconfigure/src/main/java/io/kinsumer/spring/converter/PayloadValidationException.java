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

import org.springframework.validation.BindingResult;

/**
 * A payload could be converted, but breaks its constraints. Trying again is useless. The
 * message names the constraints, not the values.
 */
public class PayloadValidationException extends RuntimeException implements NonRetryable {

	private static final long serialVersionUID = 1L;

	private final transient BindingResult errors;

	/**
	 * Creates the exception.
	 * @param message which record, and what is wrong
	 * @param errors what the validator found
	 */
	public PayloadValidationException(String message, BindingResult errors) {
		super(message);
		this.errors = errors;
	}

	/**
	 * What the validator found.
	 * @return one or more errors
	 */
	public BindingResult getErrors() {
		return this.errors;
	}

}
