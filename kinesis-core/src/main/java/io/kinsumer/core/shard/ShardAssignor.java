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

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

import io.kinsumer.core.metadata.Owner;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * Decides which member shall own which shard. Each member decides for itself, from the
 * same facts: an assignor must be a pure function of its arguments. It is called often,
 * by one thread at a time for each kinsumer, and must not wait. While it throws, the
 * kinsumer keeps the shards it has and acquires none.
 */
public interface ShardAssignor {

	/**
	 * Names the rules. Members whose names differ move no shards, until all have the
	 * same.
	 * @return short, without spaces, the same in all processes
	 */
	String name();

	/**
	 * Assigns shards.
	 * @param members those who take part, sorted; never empty
	 * @param owners the shards to assign, sorted, each with its present owner, or for a
	 * free shard with who finished its parents, or {@code null}; an owner need not be a
	 * member
	 * @return each shard with the member that shall own it; one that is missing is given
	 * up by its owner and acquired by nobody
	 */
	Map<ShardId, Owner> assign(SortedSet<Owner> members, SortedMap<ShardId, @Nullable Owner> owners);

}
