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

package io.kinsumer.spring.listener;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;

/**
 * Counts how often in a row the handling of a shard failed. Safe for use by any thread.
 */
public final class ConsecutiveFailures implements KinsumerListener {

	private final Map<ShardId, Integer> attempts = new ConcurrentHashMap<>();

	/**
	 * How often the last calls of a shard's handler failed.
	 * @param shardId the shard
	 * @return 0 when there was no failure
	 */
	public int of(ShardId shardId) {
		return this.attempts.getOrDefault(shardId, 0);
	}

	@Override
	public void handlingFailed(KinsumerInfo kinsumer, ShardId shardId, Throwable failure, int attempt,
			Duration retryIn) {
		this.attempts.put(shardId, attempt);
	}

	@Override
	public void shardAssigned(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration took) {
		this.attempts.remove(shardId);
	}

	@Override
	public void shardReleased(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration took) {
		this.attempts.remove(shardId);
	}

	@Override
	public void shardLost(KinsumerInfo kinsumer, ShardId shardId, Duration owned) {
		this.attempts.remove(shardId);
	}

	@Override
	public void shardFinished(KinsumerInfo kinsumer, ShardId shardId, Duration owned) {
		this.attempts.remove(shardId);
	}

}
