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

import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.spring.listener.KinsumerContainer;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Meters of all kinsumers, named {@code kinesis.kinsumer.*} with the tags
 * {@code kinsumer} and {@code stream}; for kinsumers with shard-level metrics also
 * {@code kinesis.kinsumer.shard.*}, with the tag {@code shard}, which are removed when
 * the shard leaves. Names differ so that each meter has one set of tags.
 */
public final class KinsumerMeters implements KinsumerListener {

	private final MeterRegistry registry;

	private final Function<String, @Nullable KinsumerContainer> containers;

	private final Map<KinsumerInfo, MetersOfKinsumer> kinsumers = new ConcurrentHashMap<>();

	private final Map<String, Map<ShardId, MetersOfShard>> shards = new ConcurrentHashMap<>();

	/**
	 * Creates the meters of kinsumers that join from now on.
	 * @param registry keeps them
	 * @param containers finds a kinsumer by its name, {@code null} when there is none
	 */
	public KinsumerMeters(MeterRegistry registry, Function<String, @Nullable KinsumerContainer> containers) {
		this.registry = registry;
		this.containers = containers;
	}

	@Override
	public void joined(KinsumerInfo kinsumer, Duration took) {
		MetersOfKinsumer meters = of(kinsumer);
		meters.addGauges();
		meters.took("join.duration", "Time it took to join the group", took);
	}

	@Override
	public void left(KinsumerInfo kinsumer, Duration took) {
		MetersOfKinsumer meters = of(kinsumer);
		meters.removeGauges();
		meters.took("leave.duration", "Time it took to hand all shards over and leave", took);
	}

	@Override
	public void sessionLost(KinsumerInfo kinsumer) {
		of(kinsumer).sessionsLost.increment();
	}

	@Override
	public void shardAssigned(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration took) {
		of(kinsumer).took("acquire.duration", "Time it took to acquire a free shard", took);
		KinsumerContainer container = this.containers.apply(kinsumer.name());
		if (container != null && container.options().shardLevelMetrics()) {
			shardsOf(kinsumer).computeIfAbsent(shardId,
					(key) -> new MetersOfShard(this.registry, kinsumer, key, container));
		}
	}

	@Override
	public void shardReleased(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration took) {
		of(kinsumer).took("release.duration", "Time it took to hand a shard over", took);
		remove(kinsumer, shardId);
	}

	@Override
	public void shardLost(KinsumerInfo kinsumer, ShardId shardId, Duration owned) {
		of(kinsumer).shardsLost.increment();
		remove(kinsumer, shardId);
	}

	@Override
	public void shardFinished(KinsumerInfo kinsumer, ShardId shardId, Duration owned) {
		of(kinsumer).shardsFinished.increment();
		remove(kinsumer, shardId);
	}

	private void remove(KinsumerInfo kinsumer, ShardId shardId) {
		MetersOfShard meters = shardsOf(kinsumer).remove(shardId);
		if (meters != null) {
			meters.remove();
		}
	}

	@Override
	public void shardVanished(KinsumerInfo kinsumer, ShardId shardId) {
		of(kinsumer).retentionGaps.increment();
	}

	@Override
	public void retentionGap(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration gap) {
		of(kinsumer).retentionGaps.increment();
	}

	@Override
	public void recordsRead(KinsumerInfo kinsumer, ShardId shardId, int records, long bytes, long millisBehindLatest) {
		MetersOfKinsumer meters = of(kinsumer);
		meters.readCount.increment();
		meters.readRecords.increment(records);
		meters.readBytes.increment(bytes);
		MetersOfShard ofShard = shardsOf(kinsumer).get(shardId);
		if (ofShard != null) {
			ofShard.readRecords.increment(records);
		}
	}

	@Override
	public void readWaited(KinsumerInfo kinsumer, ShardId shardId, Duration waited) {
		of(kinsumer).waitDuration.record(waited);
	}

	@Override
	public void recordsDelayed(KinsumerInfo kinsumer, ShardId shardId, Duration held) {
		of(kinsumer).took("delay.duration",
				"Time that nothing of a shard could be handled, because its records were younger than consume-delay",
				held);
	}

	@Override
	public void recordsMisplaced(KinsumerInfo kinsumer, ShardId shardId, int records, boolean dropped) {
		of(kinsumer).misplacedRecords.increment(records);
	}

	@Override
	public void repeatsExpected(KinsumerInfo kinsumer, ShardId shardId, int records) {
		of(kinsumer).repeatedRecords.increment(records);
	}

	@Override
	public void recordsHandled(KinsumerInfo kinsumer, ShardId shardId, int records, Duration duration) {
		MetersOfKinsumer meters = of(kinsumer);
		meters.records.increment(records);
		meters.processDuration.record(duration);
		MetersOfShard ofShard = shardsOf(kinsumer).get(shardId);
		if (ofShard != null) {
			ofShard.records.increment(records);
		}
	}

	@Override
	public void handlingFailed(KinsumerInfo kinsumer, ShardId shardId, Throwable failure, int attempt,
			Duration retryIn) {
		of(kinsumer).failedRecords.increment();
		MetersOfShard ofShard = shardsOf(kinsumer).get(shardId);
		if (ofShard != null) {
			ofShard.failedRecords.increment();
		}
	}

	@Override
	public void persisted(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position) {
		of(kinsumer).persistCount.increment();
	}

	@Override
	public void callFailed(KinsumerInfo kinsumer, String operation, Throwable failure) {
		of(kinsumer).callFailed(operation);
	}

	private MetersOfKinsumer of(KinsumerInfo kinsumer) {
		return this.kinsumers.computeIfAbsent(kinsumer,
				(info) -> new MetersOfKinsumer(this.registry, info, () -> this.containers.apply(info.name())));
	}

	private Map<ShardId, MetersOfShard> shardsOf(KinsumerInfo kinsumer) {
		return this.shards.computeIfAbsent(kinsumer.name(), (name) -> new ConcurrentHashMap<>());
	}

}
