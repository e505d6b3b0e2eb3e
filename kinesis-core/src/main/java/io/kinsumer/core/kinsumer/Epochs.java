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
import java.util.Map;

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.record.ShardId;

/**
 * The epochs in which one session has owned shards. None is used twice, so that a write
 * of an earlier ownership that arrives late is refused: also where somebody has removed
 * the item of a shard, and the one made anew counts from the beginning.
 */
final class Epochs {

	private final Map<ShardId, Long> used = new HashMap<>();

	/**
	 * The epoch in which to acquire a shard.
	 */
	long next(ShardItem seen) {
		return Math.max(seen.epoch(), lastUsed(seen.shardId())) + 1;
	}

	/**
	 * Whether this session has owned the shard in that epoch, or in a later one.
	 */
	boolean isUsed(ShardItem item) {
		return item.epoch() <= lastUsed(item.shardId());
	}

	/**
	 * Whether this session has owned the shard in that epoch, and in no later one.
	 */
	boolean isLastUsed(ShardItem item) {
		return item.epoch() == lastUsed(item.shardId());
	}

	/**
	 * An ownership begins.
	 */
	void use(ShardItem item) {
		this.used.put(item.shardId(), item.epoch());
	}

	private long lastUsed(ShardId id) {
		return this.used.getOrDefault(id, 0L);
	}

}
