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

package io.kinsumer.spring.listener;

/**
 * A listener cannot be used as it is written or configured. The application does not
 * start.
 */
public class ListenerConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	/**
	 * Creates the exception.
	 * @param message what is wrong, naming the listener
	 * @param remedy what to change
	 */
	public ListenerConfigurationException(String message, String remedy) {
		super(message);
		this.remedy = remedy;
	}

	/**
	 * What to change.
	 * @return a sentence or two
	 */
	public String getRemedy() {
		return this.remedy;
	}

}
