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

package io.kinsumer.test.fault;

/**
 * An error as AWS answers it: an error code, a message and an HTTP status. Carries no
 * stack trace, since it is an answer and models give it millions of times.
 */
public class ServiceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String code;

	private final int status;

	/**
	 * Create an error of the caller (status 400).
	 * @param code the AWS error code, such as {@code ResourceNotFoundException}
	 * @param message what AWS would say
	 */
	public ServiceException(String code, String message) {
		this(code, message, 400);
	}

	/**
	 * Create an error.
	 * @param code the AWS error code, such as {@code InternalFailure}
	 * @param message what AWS would say
	 * @param status the HTTP status, 400 to 599
	 */
	public ServiceException(String code, String message, int status) {
		super(message, null, false, false);
		this.code = code;
		this.status = status;
	}

	/**
	 * Return the AWS error code.
	 * @return the code, never a URI or a shape prefix
	 */
	public String code() {
		return this.code;
	}

	/**
	 * Return the HTTP status.
	 * @return 400 to 599
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the message.
	 * @return what the service said
	 */
	public String message() {
		return String.valueOf(getMessage());
	}

	@Override
	public String toString() {
		return this.code + ": " + getMessage();
	}

}
