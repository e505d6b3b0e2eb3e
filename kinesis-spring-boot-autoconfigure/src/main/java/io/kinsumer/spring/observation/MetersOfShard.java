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

import io.kinsumer.core.kinsumer.ShardStatus;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.spring.listener.KinsumerContainer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;

/**
 * The meters of a shard that this process owns.
 */
final class MetersOfShard {

	private static final String PREFIX = MetersOfKinsumer.PREFIX + "shard.";

	final Counter readRecords;

	final Counter records;

	final Counter failedRecords;

	private final MeterRegistry registry;

	private final Tags tags;

	private final Gauge millisBehindLatest;

	MetersOfShard(MeterRegistry registry, KinsumerInfo kinsumer, ShardId shardId, KinsumerContainer container) {
		this.registry = registry;
		this.tags = MetersOfKinsumer.tags(kinsumer).and("shard", shardId.value());
		this.readRecords = counter("read.records", "records", "Kinesis records that were read from the shard");
		this.records = counter("records", "records", "User records of the shard that were handled");
		this.failedRecords = counter("failed.records", "failures",
				"Failures of a handler; what it was given is delivered again");
		this.millisBehindLatest = Gauge
			.builder(PREFIX + "millis.behind.latest", container, (it) -> millisBehindLatest(it, shardId))
			.baseUnit(BaseUnits.MILLISECONDS)
			.description("How far handling is behind the tip of the shard")
			.tags(this.tags)
			.register(registry);
	}

	private Counter counter(String name, String unit, String description) {
		return Counter.builder(PREFIX + name)
			.baseUnit(unit)
			.description(description)
			.tags(this.tags)
			.register(this.registry);
	}

	private static double millisBehindLatest(KinsumerContainer container, ShardId shardId) {
		for (ShardStatus shard : container.status().shards()) {
			Long millis = shard.millisBehindLatest();
			if (shard.shardId().equals(shardId) && millis != null) {
				return millis;
			}
		}
		return Double.NaN;
	}

	void remove() {
		this.registry.remove(this.readRecords);
		this.registry.remove(this.records);
		this.registry.remove(this.failedRecords);
		this.registry.remove(this.millisBehindLatest);
	}

}
