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

package io.kinsumer.spring.template;

import java.util.List;

import io.kinsumer.core.client.KinesisException;

/**
 * Not all that was sent together was written. Tells what became of each; its cause is the
 * first failure.
 */
public class SendFailedException extends KinesisException {

	private static final long serialVersionUID = 1L;

	private final transient List<SendOutcome> outcomes;

	SendFailedException(String destination, List<SendOutcome> outcomes) {
		this(destination, List.copyOf(outcomes), failures(outcomes));
	}

	private SendFailedException(String destination, List<SendOutcome> outcomes, List<SendOutcome.Failed> failures) {
		super(failures.size() + " of " + outcomes.size() + " records could not be sent to '" + destination
				+ "', the first because: " + failures.get(0).failure().getMessage(), failures.get(0).failure());
		this.outcomes = outcomes;
	}

	private static List<SendOutcome.Failed> failures(List<SendOutcome> outcomes) {
		return outcomes.stream()
			.filter(SendOutcome.Failed.class::isInstance)
			.map(SendOutcome.Failed.class::cast)
			.toList();
	}

	/**
	 * What became of each.
	 * @return in the order in which they were given
	 */
	public List<SendOutcome> getOutcomes() {
		return this.outcomes;
	}

	/**
	 * What was not written.
	 * @return one or more, in the order in which they were given
	 */
	public List<SendOutcome.Failed> getFailures() {
		return failures(this.outcomes);
	}

}
