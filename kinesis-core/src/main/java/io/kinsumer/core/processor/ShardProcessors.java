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

import io.kinsumer.core.record.KinesisRecord;

/**
 * Simple handlers as processors.
 */
public final class ShardProcessors {

	private ShardProcessors() {
	}

	/**
	 * Handles record by record and checkpoints each one.
	 * @param handler safe for use by several threads: shards call it at the same time
	 * @return a factory
	 */
	public static ShardProcessorFactory forRecords(RecordHandler handler) {
		return (shard) -> (input) -> {
			for (KinesisRecord record : input.records()) {
				if (!shard.deliverable()) {
					return;
				}
				handler.handle(record, shard);
				input.checkpointer().checkpoint(record);
			}
		};
	}

	/**
	 * Handles batch by batch and checkpoints each one.
	 * @param handler safe for use by several threads: shards call it at the same time
	 * @return a factory
	 */
	public static ShardProcessorFactory forBatches(BatchHandler handler) {
		return (shard) -> (input) -> {
			handler.handle(input.records(), shard);
			input.checkpointer().checkpoint();
		};
	}

}
