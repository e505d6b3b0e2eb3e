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

import java.util.concurrent.CompletionStage;

/**
 * A {@link ShardProcessor} whose batches end later than the call that handed them over,
 * so that no thread waits for them. One batch is under way at a time.
 */
@FunctionalInterface
public interface AsyncShardProcessor extends ShardProcessor {

	/**
	 * Begins to handle a batch. Progress counts by what is given to the checkpointer.
	 * @param input the records, never empty
	 * @return completes when the next batch may be handed over; fails to have the records
	 * after the checkpoint delivered again, as if the call had thrown. A
	 * {@link java.util.concurrent.CancellationException} once the shard is no longer
	 * {@linkplain ShardContext#deliverable() deliverable} leaves them without counting as
	 * a failure. When the process stops and the release delay is over, the engine cancels
	 * its future, if it offers one
	 * @throws Exception counts as a stage that failed
	 */
	CompletionStage<?> processAsync(ProcessRecordsInput input) throws Exception;

	/**
	 * Called while a batch is under way and the shard is to be handed over since the
	 * release delay. A processor that does nothing any more but wait for somebody's word
	 * may complete the stage now: what is not checkpointed is left to the next owner.
	 * Without that the engine goes on waiting, so as not to interrupt a handler only to
	 * balance the shards; when the process stops, it cancels the stage.
	 */
	default void handoverOverdue() {
	}

	/**
	 * Handles a batch and waits for its end. The engine does not call it.
	 */
	@Override
	default void process(ProcessRecordsInput input) throws Exception {
		Stages.await(processAsync(input));
	}

}
