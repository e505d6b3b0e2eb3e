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

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;

/**
 * The meters that a producer and a writer have in common.
 */
final class SendingMeters {

	private final MeterRegistry registry;

	private final String prefix;

	private final Tags tags;

	private final Counter records;

	private final Counter bytes;

	private final Counter failedRecords;

	private final Counter putRecords;

	private final Counter putRecordsFailure;

	private final Counter retriedRecords;

	private final DistributionSummary batchSize;

	private final Timer requestDuration;

	SendingMeters(MeterRegistry registry, String prefix, Tags tags) {
		this.registry = registry;
		this.prefix = prefix;
		this.tags = tags;
		this.records = counter("records", "records", "User records that were written");
		this.bytes = counter("bytes", BaseUnits.BYTES, "Payload bytes that were written, as they travelled");
		this.failedRecords = counter("failed.records", "records", "User records that were given up");
		this.putRecords = counter("put.records", "records", "Kinesis records that were sent, repetitions included");
		this.putRecordsFailure = counter("put.records.failure", "records", "Kinesis records that were refused");
		this.retriedRecords = counter("retried.records", "records", "Kinesis records that were sent again");
		this.batchSize = DistributionSummary.builder(prefix + "put.records.batch.size")
			.baseUnit("records")
			.description("Kinesis records in a request")
			.tags(tags)
			.register(registry);
		this.requestDuration = Timer.builder(prefix + "request.duration")
			.description("Time that a request took")
			.tags(tags)
			.register(registry);
	}

	private Counter counter(String name, String unit, String description) {
		return Counter.builder(this.prefix + name)
			.baseUnit(unit)
			.description(description)
			.tags(this.tags)
			.register(this.registry);
	}

	void written(int records, long bytes) {
		this.records.increment(records);
		this.bytes.increment(bytes);
	}

	void failed() {
		this.failedRecords.increment();
	}

	void requested(int records, int refused, Duration duration) {
		this.putRecords.increment(records);
		this.putRecordsFailure.increment(refused);
		this.batchSize.record(records);
		this.requestDuration.record(duration);
	}

	void retried(int records) {
		this.retriedRecords.increment(records);
	}

	void refused(String errorCode, int records) {
		Counter.builder(this.prefix + "refused.records")
			.baseUnit("records")
			.description("Kinesis records that were refused, by error code")
			.tags(this.tags.and("error", errorCode))
			.register(this.registry)
			.increment(records);
	}

}
