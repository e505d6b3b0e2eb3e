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

package io.kinsumer.core.record;

/**
 * The id of a shard, unique within its stream, such as {@code shardId-000000000002}.
 *
 * @param value as Kinesis names it, never blank
 */
public record ShardId(String value) implements Comparable<ShardId> {

	public ShardId {
		if (value.isBlank()) {
			throw new IllegalArgumentException("a shard id must not be blank");
		}
	}

	@Override
	public int compareTo(ShardId other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
