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

package io.kinsumer.core.shard;

import java.util.List;

import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * A shard as Kinesis lists it.
 *
 * @param id its id
 * @param parents the shards it came from: none, one after a split, two after a merge
 * @param open whether it takes records
 * @param startingSequenceNumber where it begins, which tells it from the shard of this id
 * in an earlier stream of the same name; {@code null} when it was not told
 * @param hashKeys which hash keys it takes; {@code null} where that was not told
 */
public record Shard(ShardId id, List<ShardId> parents, boolean open, @Nullable String startingSequenceNumber,
		@Nullable HashKeyRange hashKeys) {

	public Shard {
		parents = List.copyOf(parents);
	}

	/**
	 * A shard of which it was told neither where it begins nor which hash keys it takes.
	 * @param id its id
	 * @param parents the shards it came from
	 * @param open whether it takes records
	 */
	public Shard(ShardId id, List<ShardId> parents, boolean open) {
		this(id, parents, open, null, null);
	}

	/**
	 * Whether this shard may begin at a sequence number.
	 * @param sequenceNumber where a shard of the same id begins, if it was told
	 * @return {@code false} if it begins elsewhere
	 */
	public boolean begins(@Nullable String sequenceNumber) {
		return this.startingSequenceNumber == null || sequenceNumber == null
				|| this.startingSequenceNumber.equals(sequenceNumber);
	}

}
