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

package io.kinsumer.core.processor;

import io.kinsumer.core.record.PendingCheckpoint;
import io.kinsumer.core.record.ShardPosition;
import org.jspecify.annotations.Nullable;

/**
 * What a processor learns before its first record.
 *
 * @param shard the shard
 * @param position where its records begin
 * @param pendingCheckpoint what an earlier owner prepared and did not commit, if anything
 * @param checkpointer here it accepts one position beyond the present one, that of the
 * pending checkpoint: with it a processor that finds the work behind it done has the
 * records up to there left out
 */
public record InitializationInput(ShardContext shard, ShardPosition position,
		@Nullable PendingCheckpoint pendingCheckpoint, Checkpointer checkpointer) {

}
