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

import java.util.List;

import io.kinsumer.core.shard.Shard;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of one owned shard come from. A step machine: it reads ahead of the
 * handling by itself, and never calls back; what it wants done it says through effects of
 * its own. A batch counts as held from its arrival until it is released.
 */
interface ShardSource {

	/**
	 * Begins what may begin now. Called whenever something changed; calling it once more
	 * does no harm.
	 */
	void advance();

	/**
	 * Reads no more and forgets what waits. What was taken may still be released. Calling
	 * it once more does no harm.
	 */
	void stop();

	/**
	 * What was read and is not released.
	 * @return the same at each call
	 */
	ShardBuffer buffer();

	/**
	 * Stops, and releases what was taken: it is handled no more.
	 */
	default void close() {
		stop();
		buffer().releaseAll();
	}

	/**
	 * The oldest records that were not taken yet.
	 * @return {@code null} when none wait
	 */
	default @Nullable ShardBatch head() {
		return buffer().head();
	}

	/**
	 * Takes records from the head, to handle them.
	 * @param count how many Kinesis records, from 1 to as many as the head has
	 * @return what was taken
	 */
	default ShardBatch take(int count) {
		return buffer().take(count);
	}

	/**
	 * The oldest batch that was taken is handled, so that more may be read.
	 */
	default void release() {
		buffer().release();
	}

	/**
	 * Whether no record waits to be taken or released.
	 */
	default boolean isEmpty() {
		return buffer().isEmpty();
	}

	/**
	 * The shards that follow, once all records of a closed shard were taken and released.
	 * @return {@code null} before
	 */
	default @Nullable List<Shard> childrenAtEnd() {
		return buffer().childrenAtEnd();
	}

	/**
	 * How far handling is behind the tip: as Kinesis said of the oldest batch that waits
	 * or is being handled, and the time since it was fetched. If nothing waits, but the
	 * shard could not be read for long, the time since the last answer counts.
	 * @return milliseconds, or {@code null} before the first answer
	 */
	default @Nullable Long millisBehindLatest() {
		return buffer().millisBehindLatest(ShardBuffer.QUIET);
	}

	/**
	 * When a read last found nothing more to read.
	 */
	default @Nullable Mark reachedTip() {
		return buffer().reachedTip();
	}

}
