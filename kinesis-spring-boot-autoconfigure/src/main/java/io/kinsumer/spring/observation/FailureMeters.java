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

package io.kinsumer.spring.observation;

import io.kinsumer.core.record.StreamName;
import io.kinsumer.spring.error.DeadLetter;
import io.kinsumer.spring.error.FailureListener;
import io.kinsumer.spring.error.HandlingFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Counts what became of records that listeners could not handle. Safe for use by any
 * thread.
 */
public final class FailureMeters implements FailureListener {

	private final MeterRegistry registry;

	/**
	 * Creates the meters.
	 * @param registry where they are registered, each when it first counts
	 */
	public FailureMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void recordSkipped(HandlingFailure failure) {
		count("skipped.records", "records", "User records that were skipped, and are lost",
				tags(failure.kinsumer(), failure.record().stream()));
	}

	@Override
	public void deadLetterStored(DeadLetter letter) {
		count("dead.letters", "records", "User records that a dead-letter target has taken", tags(letter));
	}

	@Override
	public void deadLetterRefused(DeadLetter letter, Throwable failure, int attempt) {
		count("dead.letter.refusals", "records", "Times that a dead-letter target has not taken a user record",
				tags(letter));
	}

	private void count(String name, String unit, String description, Tags tags) {
		Counter.builder(MetersOfKinsumer.PREFIX + name)
			.baseUnit(unit)
			.description(description)
			.tags(tags)
			.register(this.registry)
			.increment();
	}

	private static Tags tags(DeadLetter letter) {
		return tags(letter.kinsumer(), letter.record().stream());
	}

	private static Tags tags(String kinsumer, StreamName stream) {
		return Tags.of("kinsumer", kinsumer, "stream", stream.value());
	}

}
