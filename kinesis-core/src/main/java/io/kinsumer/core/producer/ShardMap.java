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

package io.kinsumer.core.producer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * The shards of a stream at some time: which open shard takes a hash key, and which hash
 * keys belong to a shard. Immutable.
 */
final class ShardMap {

	static final ShardMap UNKNOWN = new ShardMap(List.of());

	static final int NONE = -1;

	private final List<StreamShard> open;

	private final long[] startHigh;

	private final long[] startLow;

	private final Set<ShardId> openIds;

	private final Map<ShardId, HashKeyRange> ranges = new HashMap<>();

	ShardMap(List<StreamShard> shards) {
		shards.forEach((shard) -> this.ranges.put(shard.id(), shard.range()));
		this.open = shards.stream()
			.filter(StreamShard::open)
			.sorted(Comparator.comparing((StreamShard shard) -> shard.range().start()))
			.toList();
		this.openIds = this.open.stream().map(StreamShard::id).collect(Collectors.toUnmodifiableSet());
		this.startHigh = this.open.stream().mapToLong((shard) -> shard.range().start().high()).toArray();
		this.startLow = this.open.stream().mapToLong((shard) -> shard.range().start().low()).toArray();
	}

	int size() {
		return this.open.size();
	}

	/**
	 * The open shard that takes a hash key.
	 * @param hashKey the hash key
	 * @return its index, or {@link #NONE} if no shard is known that does
	 */
	int find(HashKey hashKey) {
		int low = 0;
		int high = this.startHigh.length - 1;
		while (low <= high) {
			int middle = (low + high) >>> 1;
			if (startsAfter(middle, hashKey)) {
				high = middle - 1;
			}
			else {
				low = middle + 1;
			}
		}
		return (high >= 0 && this.open.get(high).range().end().compareTo(hashKey) >= 0) ? high : NONE;
	}

	ShardId id(int index) {
		return this.open.get(index).id();
	}

	/**
	 * The hash keys of a shard, open or closed.
	 * @param shardId its id
	 * @return {@code null} if the shard is not known
	 */
	@Nullable HashKeyRange range(ShardId shardId) {
		return this.ranges.get(shardId);
	}

	boolean isOpen(ShardId shardId) {
		return this.openIds.contains(shardId);
	}

	/**
	 * Whether both predict the same.
	 * @param other another map
	 * @return whether the open shards are the same
	 */
	boolean predictsAs(ShardMap other) {
		return this.open.equals(other.open);
	}

	private boolean startsAfter(int index, HashKey hashKey) {
		int result = Long.compareUnsigned(this.startHigh[index], hashKey.high());
		return (result != 0) ? result > 0 : Long.compareUnsigned(this.startLow[index], hashKey.low()) > 0;
	}

}
