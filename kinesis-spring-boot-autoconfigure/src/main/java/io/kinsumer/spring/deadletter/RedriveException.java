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

package io.kinsumer.spring.deadletter;

/**
 * A redrive ended before its time. What it has put back stays so: the next one goes on
 * behind it.
 */
public class RedriveException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final RedriveReport report;

	RedriveException(String message, Throwable cause, RedriveReport report) {
		super(message + ", after " + report.redriven() + " letters were put back: " + cause, cause);
		this.report = report;
	}

	/**
	 * What it did before.
	 * @return never {@code null}
	 */
	public RedriveReport report() {
		return this.report;
	}

}
