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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.kinsumer.core.observe.WriterInfo;
import io.kinsumer.core.observe.WriterListener;
import io.kinsumer.core.record.UserRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Meters of all writers, named {@code kinesis.writer.*}, with the tags {@code writer} and
 * {@code stream}.
 */
public final class WriterMeters implements WriterListener {

	private final MeterRegistry registry;

	private final Map<String, SendingMeters> writers = new ConcurrentHashMap<>();

	/**
	 * Creates the meters of writers that report from now on.
	 * @param registry keeps them
	 */
	public WriterMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void recordsWritten(WriterInfo writer, int records, long bytes) {
		of(writer).written(records, bytes);
	}

	@Override
	public void recordFailed(WriterInfo writer, UserRecord record, Throwable failure) {
		of(writer).failed();
	}

	@Override
	public void requestCompleted(WriterInfo writer, int records, int refused, Duration duration) {
		of(writer).requested(records, refused, duration);
	}

	@Override
	public void recordsRetried(WriterInfo writer, String errorCode, int records, Duration delay) {
		of(writer).retried(records);
	}

	@Override
	public void recordsRefused(WriterInfo writer, String errorCode, int records) {
		of(writer).refused(errorCode, records);
	}

	private SendingMeters of(WriterInfo writer) {
		return this.writers.computeIfAbsent(writer.name(), (name) -> new SendingMeters(this.registry, "kinesis.writer.",
				Tags.of("writer", writer.name(), "stream", writer.stream().value())));
	}

}
