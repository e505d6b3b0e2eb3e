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

package io.kinsumer.test.kinesis;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which shards a listing returns.
 *
 * @param type the kind of filter
 * @param shardId the shard id of {@link Type#AFTER_SHARD_ID}
 * @param timestamp the time of {@link Type#AT_TIMESTAMP} and {@link Type#FROM_TIMESTAMP}
 */
public record ShardFilter(Type type, @Nullable String shardId, @Nullable Instant timestamp) {

	/**
	 * Filter without an argument.
	 * @param type the kind of filter
	 * @return the filter
	 */
	public static ShardFilter of(Type type) {
		return new ShardFilter(type, null, null);
	}

	/**
	 * Kinds of filters, named as AWS names them.
	 */
	public enum Type {

		/** Shards with a greater id. */
		AFTER_SHARD_ID,

		/** Shards that were open at the trim horizon. */
		AT_TRIM_HORIZON,

		/** All shards since the trim horizon. */
		FROM_TRIM_HORIZON,

		/** Open shards. */
		AT_LATEST,

		/** Shards that were open at a time. */
		AT_TIMESTAMP,

		/** Shards that were open at a time or opened since. */
		FROM_TIMESTAMP

	}

}
