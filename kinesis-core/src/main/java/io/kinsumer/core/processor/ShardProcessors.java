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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Simple handlers as processors. Each handler must be safe for use by several threads:
 * shards call it at the same time.
 */
public final class ShardProcessors {

	private static final CompletionStage<?> DONE = CompletableFuture.completedFuture(null);

	private ShardProcessors() {
	}

	/**
	 * Handles record by record; a record counts as handled when the call returns. As many
	 * at once as the kinsumer's {@code concurrency} says, in order for each partition
	 * key.
	 * @param handler called on threads that may block
	 * @return a factory
	 */
	public static ShardProcessorFactory forRecords(RecordHandler handler) {
		RecordProcessor processor = (delivery) -> {
			handler.handle(delivery.record(), delivery.shard());
			return DONE;
		};
		return (shard) -> processor;
	}

	/**
	 * Handles record by record; a record counts as handled when the stage completes. As
	 * many at once as the kinsumer's {@code concurrency} says, in order for each
	 * partition key.
	 * @param handler called on threads that may block
	 * @return a factory
	 */
	public static ShardProcessorFactory forRecordsAsync(AsyncRecordHandler handler) {
		RecordProcessor processor = (delivery) -> handler.handle(delivery.record(), delivery.shard());
		return (shard) -> processor;
	}

	/**
	 * Handles batch by batch; a batch counts as handled when the call returns.
	 * @param handler called on threads that may block
	 * @return a factory
	 */
	public static ShardProcessorFactory forBatches(BatchHandler handler) {
		return (shard) -> (input) -> {
			handler.handle(input.records(), shard);
			input.checkpointer().checkpoint();
		};
	}

	/**
	 * Handles batch by batch; a batch counts as handled when the stage completes.
	 * @param handler called on threads that may block
	 * @return a factory
	 */
	public static ShardProcessorFactory forBatchesAsync(AsyncBatchHandler handler) {
		return (shard) -> (AsyncShardProcessor) (input) -> handler.handle(input.records(), shard)
			.thenRun(input.checkpointer()::checkpoint);
	}

}
