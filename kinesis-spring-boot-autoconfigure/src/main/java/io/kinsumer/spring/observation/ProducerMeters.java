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
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import io.kinsumer.core.observe.ProducerInfo;
import io.kinsumer.core.observe.ProducerListener;
import io.kinsumer.core.producer.ProducerStatus;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.UserRecord;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import org.jspecify.annotations.Nullable;

/**
 * Meters of all producers, named {@code kinesis.producer.*}, with the tags
 * {@code producer} and {@code stream}.
 */
public final class ProducerMeters implements ProducerListener {

	private static final String PREFIX = "kinesis.producer.";

	private final MeterRegistry registry;

	private final Function<String, @Nullable ProducerStatus> status;

	private final Map<String, MetersOfProducer> producers = new ConcurrentHashMap<>();

	/**
	 * Creates the meters of producers that report from now on.
	 * @param registry keeps them
	 * @param status asks a producer by its name, {@code null} when there is none
	 */
	public ProducerMeters(MeterRegistry registry, Function<String, @Nullable ProducerStatus> status) {
		this.registry = registry;
		this.status = status;
	}

	@Override
	public void recordsWritten(ProducerInfo producer, ShardId shardId, int records, long bytes, int attempts,
			Duration buffered) {
		MetersOfProducer meters = of(producer);
		meters.sending.written(records, bytes);
		meters.bufferedDuration.record(buffered);
	}

	@Override
	public void recordFailed(ProducerInfo producer, UserRecord record, Throwable failure) {
		of(producer).sending.failed();
	}

	@Override
	public void requestCompleted(ProducerInfo producer, int kinesisRecords, int records, int refused,
			Duration duration) {
		of(producer).sending.requested(kinesisRecords, refused, duration);
	}

	@Override
	public void recordRefused(ProducerInfo producer, String errorCode) {
		of(producer).sending.refused(errorCode, 1);
	}

	@Override
	public void shardsRefreshed(ProducerInfo producer, int openShards, Duration duration) {
		of(producer);
	}

	private MetersOfProducer of(ProducerInfo producer) {
		return this.producers.computeIfAbsent(producer.name(), (name) -> new MetersOfProducer(producer));
	}

	/**
	 * The meters of one producer.
	 */
	private final class MetersOfProducer {

		private final SendingMeters sending;

		private final Timer bufferedDuration;

		private final Tags tags;

		private final String name;

		MetersOfProducer(ProducerInfo producer) {
			MeterRegistry registry = ProducerMeters.this.registry;
			this.name = producer.name();
			this.tags = Tags.of("producer", producer.name(), "stream", producer.stream().value());
			this.sending = new SendingMeters(registry, PREFIX, this.tags);
			this.bufferedDuration = Timer.builder(PREFIX + "buffered.duration")
				.description(
						"Time from the acceptance of the oldest user record of a Kinesis record to its last sending")
				.tags(this.tags)
				.register(registry);
			gauge("backlog.records", "records", "User records held: buffered, in flight, or waiting for a retry",
					ProducerStatus::records);
			gauge("backlog.bytes", BaseUnits.BYTES, "Bytes held", ProducerStatus::bytes);
			gauge("requests.in.flight", "requests", "Requests on their way", ProducerStatus::requestsInFlight);
		}

		private void gauge(String gauge, String unit, String description, ToDoubleFunction<ProducerStatus> value) {
			Gauge.builder(PREFIX + gauge, this, (self) -> self.value(value))
				.baseUnit(unit)
				.description(description)
				.tags(this.tags)
				.register(ProducerMeters.this.registry);
		}

		private double value(ToDoubleFunction<ProducerStatus> value) {
			ProducerStatus present = ProducerMeters.this.status.apply(this.name);
			return (present != null) ? value.applyAsDouble(present) : 0;
		}

	}

}
