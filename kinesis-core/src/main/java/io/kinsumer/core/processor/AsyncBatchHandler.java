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

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.record.KinesisRecord;

/**
 * Handles batches without keeping a thread until they are handled.
 */
@FunctionalInterface
public interface AsyncBatchHandler {

	/**
	 * Begins to handle a batch. The next one of the shard follows when it has ended.
	 * @param records in order, never empty
	 * @param shard the shard they came from
	 * @return completes when all records are handled; fails to have the batch delivered
	 * again after a delay
	 * @throws Exception counts as a stage that failed
	 */
	CompletionStage<?> handle(List<KinesisRecord> records, ShardContext shard) throws Exception;

}
