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

package io.kinsumer.core.kinsumer;

import java.util.ArrayList;
import java.util.List;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.processor.UnprintableException;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of a run, on its loop.
 */
final class StatusReader {

	private StatusReader() {
	}

	static KinsumerStatus read(KinsumerInfo info, KinsumerRun run) {
		KinsumerStartup.Start start = run.start();
		Throwable failure = run.failure();
		CoordinatorDriver driver = run.shards();
		List<String> members = List.of();
		List<ShardStatus> shards = new ArrayList<>();
		if (driver != null) {
			Members present = driver.coordinator().members();
			members = present.active().stream().map(Owner::clientId).toList();
			ShardMap map = driver.coordinator().shards();
			for (ShardItem item : map.items()) {
				shards.add(shard(item, driver.consumer(item.shardId()), info.clientId(),
						map.isRunnable(item, present.dead())));
			}
			shards.sort((left, right) -> left.shardId().compareTo(right.shardId()));
		}
		return new KinsumerStatus(info, (start != null) ? start.stream().arn() : null, run.state(),
				run.holds().isPaused(), members, List.copyOf(shards),
				(failure != null) ? String.valueOf(failure.getMessage()) : null);
	}

	private static ShardStatus shard(ShardItem item, @Nullable ShardDriver driver, String clientId, boolean runnable) {
		if (driver == null) {
			Owner owner = item.owner();
			return new ShardStatus(item.shardId(), state(item, runnable), (owner != null) ? owner.clientId() : null,
					false, item.epoch(), item.position(), null, item.parents(), null, null, item.persistedAt());
		}
		ShardConsumer consumer = driver.consumer();
		Throwable failure = consumer.failure();
		return new ShardStatus(item.shardId(), state(driver), clientId, true, item.epoch(), consumer.position(),
				consumer.millisBehindLatest(), item.parents(), consumer.watch().lastProgress(),
				(failure != null) ? UnprintableException.orSame(failure).toString() : null, driver.persistedAt());
	}

	private static ShardStatus.State state(ShardDriver driver) {
		if (driver.consumer().isDraining()) {
			return ShardStatus.State.DRAINING;
		}
		if (driver.consumer().isStopped()) {
			return ShardStatus.State.STOPPED;
		}
		return switch (driver.hold()) {
			case NONE -> ShardStatus.State.ACTIVE;
			case PAUSED -> ShardStatus.State.PAUSED;
			case STOPPED -> ShardStatus.State.STOPPED;
		};
	}

	private static ShardStatus.State state(ShardItem item, boolean runnable) {
		if (item.finished()) {
			return ShardStatus.State.FINISHED;
		}
		if (item.owner() != null) {
			return ShardStatus.State.ACTIVE;
		}
		return runnable ? ShardStatus.State.FREE : ShardStatus.State.WAITING_FOR_PARENTS;
	}

}
