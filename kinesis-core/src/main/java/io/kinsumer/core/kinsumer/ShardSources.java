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

import java.util.Objects;

import io.kinsumer.core.metadata.ShardItem;
import io.kinsumer.core.runtime.EngineRuntime;

/**
 * Opens the source that the settings ask for.
 */
final class ShardSources {

	private ShardSources() {
	}

	/**
	 * Prepares the reading of a shard.
	 * @param item the shard and where to begin
	 * @param run its kinsumer
	 * @param runtime of the shard
	 * @param changed called on the loop when there may be more to do
	 */
	static ShardSource open(ShardItem item, KinsumerRun run, EngineRuntime runtime, Runnable changed) {
		ReadBudget.Share share = run.budget().share(() -> runtime.loop().execute(changed));
		ShardBuffer buffer = new ShardBuffer(runtime, run.settings().maxBatchSize(), share);
		String consumerArn = run.consumer().arn();
		if (consumerArn != null) {
			return new FanOutDriver(item, () -> Objects.requireNonNullElse(run.consumer().arn(), consumerArn), run,
					runtime, buffer, changed)
				.source();
		}
		return new PollingDriver(item, run, runtime, buffer, changed).source();
	}

}
