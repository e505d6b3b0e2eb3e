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

import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;

/**
 * What a reset of checkpoints did.
 *
 * @param position what is stored now
 * @param reset the shards it was stored for
 * @param left the shards that were left as they are: they have nothing to handle again,
 * because they are finished and the position is the tip, or because they have left the
 * stream
 */
public record ResetReport(ShardPosition position, List<ShardId> reset, List<ShardId> left) {

	public ResetReport {
		reset = List.copyOf(reset);
		left = List.copyOf(left);
	}

}
