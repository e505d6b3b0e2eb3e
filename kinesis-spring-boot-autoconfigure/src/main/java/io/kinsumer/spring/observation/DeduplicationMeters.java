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

import java.util.Locale;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.event.deduplication.DeduplicationListener;
import io.kinsumer.spring.event.deduplication.DeduplicationOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what deduplication did. Safe for use by any thread.
 */
public final class DeduplicationMeters implements DeduplicationListener {

	private final MeterRegistry registry;

	/**
	 * Creates the meters.
	 * @param registry where they are registered, each when it first counts
	 */
	public DeduplicationMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void outcome(String kinsumer, KinesisRecord record, DeduplicationOutcome outcome) {
		Counter.builder("kinesis.deduplication")
			.baseUnit("records")
			.description("What came of user records that a listener would get, or of their claims later")
			.tag("kinsumer", kinsumer)
			.tag("stream", record.stream().value())
			.tag("outcome", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.register(this.registry)
			.increment();
	}

}
