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

package io.kinsumer.core.metadata;

import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardPosition;

/**
 * The position in an owned shard, for those who handle its records but must not give the
 * shard up.
 */
public interface CheckpointWithoutRelease {

	/**
	 * Where to go on.
	 * @return the position, stored or not
	 * @throws IllegalStateException if the shard was released
	 */
	ShardPosition position();

	/**
	 * Everything up to a record was handled. Stored by {@link #persist()}.
	 * @param sequenceNumber the record
	 * @throws IllegalArgumentException if the position is beyond it already
	 * @throws IllegalStateException if the shard was released
	 */
	void advance(SequenceNumber sequenceNumber);

	/**
	 * The shard ends with a record, and counts as finished once that was handled.
	 * @param sequenceNumber the last record of the shard
	 * @throws IllegalStateException if the shard was released
	 */
	void done(SequenceNumber sequenceNumber);

	/**
	 * The shard ends where it was handled up to: it counts as finished now. For a shard
	 * that ends without a further record, such as one that never had any.
	 * @throws IllegalStateException if the shard was released
	 */
	void done();

	/**
	 * Stores the position, if it moved.
	 * @return whether the shard is finished and is to be released; fails with
	 * {@link ConditionFailedException} when another client owns it, and with
	 * {@link IllegalStateException} when it was released
	 */
	CompletableFuture<Boolean> persist();

}
