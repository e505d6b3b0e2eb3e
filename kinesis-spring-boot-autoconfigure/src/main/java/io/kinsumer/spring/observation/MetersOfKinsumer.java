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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.kinsumer.core.kinsumer.KinsumerState;
import io.kinsumer.core.kinsumer.KinsumerStatus;
import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.spring.listener.KinsumerContainer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one kinsumer.
 */
final class MetersOfKinsumer {

	static final String PREFIX = "kinesis.kinsumer.";

	final Counter readCount;

	final Counter readRecords;

	final Counter readBytes;

	final Counter records;

	final Counter failedRecords;

	final Counter misplacedRecords;

	final Counter repeatedRecords;

	final Counter persistCount;

	final Counter sessionsLost;

	final Counter shardsLost;

	final Counter shardsFinished;

	final Counter retentionGaps;

	final Timer processDuration;

	final Timer waitDuration;

	private final MeterRegistry registry;

	private final Tags tags;

	private final Supplier<@Nullable KinsumerContainer> container;

	private final List<Gauge> gauges = new ArrayList<>();

	MetersOfKinsumer(MeterRegistry registry, KinsumerInfo kinsumer, Supplier<@Nullable KinsumerContainer> container) {
		this.registry = registry;
		this.tags = tags(kinsumer);
		this.container = container;
		this.readCount = counter("read.count", "calls", "Answered reads");
		this.readRecords = counter("read.records", "records", "Kinesis records that were read");
		this.readBytes = counter("read.bytes", BaseUnits.BYTES, "Payload bytes that were read");
		this.records = counter("records", "records", "User records that were handled");
		this.failedRecords = counter("failed.records", "failures",
				"Failures of a handler; what it was given is delivered again");
		this.misplacedRecords = counter("misplaced.records", "records",
				"User records found in a shard they do not belong to, because of how they were aggregated");
		this.repeatedRecords = counter("repeated.records", "records",
				"User records that the next owner of a shard handles again, because one before them kept failing");
		this.persistCount = counter("persist.count", "writes", "Positions written to the metadata table");
		this.sessionsLost = counter("sessions.lost", "sessions", "Sessions that others ended");
		this.shardsLost = counter("shards.lost", "shards", "Shards that were taken from this process");
		this.shardsFinished = counter("shards.finished", "shards", "Closed shards whose records were all handled");
		this.retentionGaps = counter("retention.gaps", "gaps",
				"Shards whose retention has passed records that were not handled");
		this.processDuration = Timer.builder(PREFIX + "process.duration")
			.description("Time that a handler took for a batch")
			.tags(this.tags)
			.register(registry);
		this.waitDuration = Timer.builder(PREFIX + "wait.duration")
			.description("Time from the answer of a read to the next read of the shard, by polling")
			.tags(this.tags)
			.register(registry);
	}

	static Tags tags(KinsumerInfo kinsumer) {
		return Tags.of("kinsumer", kinsumer.name(), "stream", kinsumer.stream().value());
	}

	private Counter counter(String name, String unit, String description) {
		return Counter.builder(PREFIX + name)
			.baseUnit(unit)
			.description(description)
			.tags(this.tags)
			.register(this.registry);
	}

	void took(String name, String description, Duration duration) {
		Timer.builder(PREFIX + name).description(description).tags(this.tags).register(this.registry).record(duration);
	}

	void callFailed(String operation) {
		Counter.builder(PREFIX + "call.failures")
			.baseUnit("calls")
			.description("Calls to Kinesis or DynamoDB that failed and are made again")
			.tags(this.tags.and("operation", operation))
			.register(this.registry)
			.increment();
	}

	synchronized void addGauges() {
		if (this.gauges.isEmpty()) {
			gauge("millis.behind.latest", BaseUnits.MILLISECONDS,
					"How far handling is behind the tip of the stream, in the shard of this process that is farthest behind",
					MetersOfKinsumer::millisBehindLatest);
			gauge("shards", "shards", "Shards that this process owns",
					(status) -> status.shards().stream().filter(ShardStatus::mine).count());
			gauge("task.ratio", BaseUnits.PERCENT, "Shards that are not finished, for each live member, in percent",
					MetersOfKinsumer::shardTaskRatio);
			gauge("members", "members", "Live members of the group", (status) -> status.members().size());
		}
	}

	private void gauge(String name, String unit, String description, ToDoubleFunction<KinsumerStatus> value) {
		this.gauges.add(Gauge.builder(PREFIX + name, this, (self) -> self.value(value))
			.baseUnit(unit)
			.description(description)
			.tags(this.tags)
			.register(this.registry));
	}

	private double value(ToDoubleFunction<KinsumerStatus> value) {
		KinsumerContainer present = this.container.get();
		return (present != null) ? value.applyAsDouble(present.status()) : Double.NaN;
	}

	/**
	 * No number where nobody knows: 0 would look like the tip.
	 */
	private static double millisBehindLatest(KinsumerStatus status) {
		List<ShardStatus> owned = status.shards().stream().filter(ShardStatus::mine).toList();
		if (owned.isEmpty()) {
			return (status.state() == KinsumerState.RUNNING) ? 0 : Double.NaN;
		}
		return owned.stream()
			.map(ShardStatus::millisBehindLatest)
			.filter(Objects::nonNull)
			.mapToDouble(Long::doubleValue)
			.max()
			.orElse(Double.NaN);
	}

	private static double shardTaskRatio(KinsumerStatus status) {
		long unfinished = status.shards()
			.stream()
			.filter((shard) -> shard.state() != ShardStatus.State.FINISHED)
			.count();
		return status.members().isEmpty() ? Double.NaN : 100.0 * unfinished / status.members().size();
	}

	synchronized void removeGauges() {
		this.gauges.forEach(this.registry::remove);
		this.gauges.clear();
	}

}
