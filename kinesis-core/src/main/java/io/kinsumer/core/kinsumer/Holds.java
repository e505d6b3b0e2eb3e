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

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.kinsumer.core.kinsumer.ShardConsumer.Outcome;
import io.kinsumer.core.processor.StopShardException;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * Which shards of a run are held back from outside, also when they are lost and come
 * again, and whether all are. Everything happens on the loop.
 */
final class Holds {

	private final KinsumerRun run;

	// Those that were asked for one by one.
	private final Map<ShardId, Hold> single = new HashMap<>();

	private boolean paused;

	Holds(KinsumerRun run) {
		this.run = run;
	}

	/**
	 * Whether all shards are paused, those too that come later.
	 */
	boolean isPaused() {
		return this.paused;
	}

	void pause() {
		this.paused = true;
		drivers().forEach((driver) -> {
			if (driver.hold() == Hold.NONE) {
				pause(driver);
			}
		});
	}

	/**
	 * Lets everything go on, whatever held it.
	 */
	void resume() {
		this.paused = false;
		this.single.clear();
		drivers().forEach(this::resume);
	}

	/**
	 * Pauses a shard, unless it is stopped.
	 * @return whether it is owned here
	 */
	boolean pause(ShardId id) {
		ShardDriver driver = driver(id);
		if (driver != null && driver.hold() != Hold.STOPPED) {
			this.single.put(id, Hold.PAUSED);
			if (driver.hold() == Hold.NONE) {
				pause(driver);
			}
		}
		return driver != null;
	}

	/**
	 * Stops a shard.
	 * @return whether it is owned here
	 */
	boolean stop(ShardId id) {
		ShardDriver driver = driver(id);
		if (driver != null && driver.hold() != Hold.STOPPED) {
			this.single.put(id, Hold.STOPPED);
			driver.hold(Hold.STOPPED);
			this.run.reports().stopped(id, new StopShardException("the shard was stopped on request", null));
		}
		return driver != null;
	}

	/**
	 * Lets a shard go on, whatever held it.
	 * @return whether it is owned here
	 */
	boolean resume(ShardId id) {
		this.single.remove(id);
		ShardDriver driver = driver(id);
		if (driver != null) {
			resume(driver);
		}
		return driver != null;
	}

	/**
	 * The consumer of a shard is about to begin.
	 */
	void begun(ShardId id, ShardDriver driver) {
		switch (this.single.getOrDefault(id, this.paused ? Hold.PAUSED : Hold.NONE)) {
			case NONE -> {
			}
			case PAUSED -> pause(driver);
			case STOPPED -> driver.hold(Hold.STOPPED);
		}
	}

	void ended(ShardId id, Outcome outcome) {
		if (outcome == Outcome.FINISHED) {
			this.single.remove(id);
		}
	}

	private void pause(ShardDriver driver) {
		driver.hold(Hold.PAUSED);
		this.run.reports().paused(driver.consumer().item().shardId());
	}

	private void resume(ShardDriver driver) {
		boolean held = driver.hold() != Hold.NONE || driver.consumer().isStopped();
		driver.hold(Hold.NONE);
		if (held) {
			this.run.reports().resumed(driver.consumer().item().shardId());
		}
	}

	private List<ShardDriver> drivers() {
		CoordinatorDriver shards = this.run.shards();
		return (shards != null) ? List.copyOf(shards.consumers()) : List.of();
	}

	private @Nullable ShardDriver driver(ShardId id) {
		CoordinatorDriver shards = this.run.shards();
		return (shards != null) ? shards.consumer(id) : null;
	}

}
