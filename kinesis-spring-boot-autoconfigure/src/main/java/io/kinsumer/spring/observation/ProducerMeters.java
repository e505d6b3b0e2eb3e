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
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
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
		meters.kinesisRecords.increment();
		meters.recordsPerKinesisRecord.record(records);
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
		of(producer).recordsPerRequest.record(records);
	}

	@Override
	public void recordsRetried(ProducerInfo producer, int kinesisRecords) {
		of(producer).sending.retried(kinesisRecords);
	}

	@Override
	public void recordRefused(ProducerInfo producer, String errorCode) {
		of(producer).sending.refused(errorCode, 1);
	}

	@Override
	public void shardsRefreshed(ProducerInfo producer, int openShards, Duration duration) {
		of(producer).shardRefreshDuration.record(duration);
	}

	@Override
	public void shardsRefreshFailed(ProducerInfo producer, Throwable failure) {
		of(producer).shardRefreshFailures.increment();
	}

	@Override
	public void shardMispredicted(ProducerInfo producer, ShardId expected, ShardId actual) {
		of(producer).mispredictedRecords.increment();
	}

	@Override
	public void aggregateMisplaced(ProducerInfo producer, ShardId shardId, int records) {
		of(producer).misplacedRecords.increment(records);
	}

	@Override
	public void recordsLimited(ProducerInfo producer, ShardId shardId, int records, Duration waited) {
		of(producer).limiterWait.record(waited);
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

		private final Timer limiterWait;

		private final Timer shardRefreshDuration;

		private final Counter shardRefreshFailures;

		private final Counter kinesisRecords;

		private final Counter mispredictedRecords;

		private final Counter misplacedRecords;

		private final DistributionSummary recordsPerKinesisRecord;

		private final DistributionSummary recordsPerRequest;

		private final Tags tags;

		private final String name;

		MetersOfProducer(ProducerInfo producer) {
			MeterRegistry registry = ProducerMeters.this.registry;
			this.name = producer.name();
			this.tags = Tags.of("producer", producer.name(), "stream", producer.stream().value());
			this.sending = new SendingMeters(registry, PREFIX, this.tags);
			this.bufferedDuration = timer("buffered.duration",
					"Time from the acceptance of the oldest user record of a Kinesis record to its last sending");
			this.limiterWait = timer("limiter.wait",
					"Time that Kinesis records were held back because their shard takes no more");
			this.shardRefreshDuration = timer("shard.refresh.duration", "Time that listing the shards took");
			this.shardRefreshFailures = counter("shard.refresh.failures", "listings", "Listings of shards that failed");
			this.kinesisRecords = counter("kinesis.records", "records", "Kinesis records that were written");
			this.mispredictedRecords = counter("mispredicted.records", "records",
					"Kinesis records that were written to a shard other than expected");
			this.misplacedRecords = counter("misplaced.records", "records",
					"User records that were put again because some of their aggregate did not belong to its shard");
			this.recordsPerKinesisRecord = summary("records.per.kinesis.record", "User records in a Kinesis record");
			this.recordsPerRequest = summary("records.per.request", "User records in a request");
			gauge("backlog.records", "records", "User records held: buffered, in flight, or waiting for a retry",
					ProducerStatus::records);
			gauge("backlog.bytes", BaseUnits.BYTES, "Bytes held", ProducerStatus::bytes);
			gauge("backlog.used", "ratio", "How full the backlog is, by records or bytes: 0 to 1",
					ProducerStatus::used);
			gauge("oldest.record.age", "seconds", "How long the oldest record has been held",
					(status) -> status.oldest().toNanos() / 1e9);
			gauge("open.shards", "shards", "Shards known to take records; 0 while they are not known",
					ProducerStatus::openShards);
			gauge("requests.in.flight", "requests", "Requests on their way", ProducerStatus::requestsInFlight);
		}

		private Timer timer(String timer, String description) {
			return Timer.builder(PREFIX + timer)
				.description(description)
				.tags(this.tags)
				.register(ProducerMeters.this.registry);
		}

		private Counter counter(String counter, String unit, String description) {
			return Counter.builder(PREFIX + counter)
				.baseUnit(unit)
				.description(description)
				.tags(this.tags)
				.register(ProducerMeters.this.registry);
		}

		private DistributionSummary summary(String summary, String description) {
			return DistributionSummary.builder(PREFIX + summary)
				.baseUnit("records")
				.description(description)
				.tags(this.tags)
				.register(ProducerMeters.this.registry);
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
