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

import io.kinsumer.core.record.KinesisRecord;

/**
 * Handles records batch by batch.
 */
@FunctionalInterface
public interface BatchHandler {

	/**
	 * Handles a batch; when it returns, all its records count as handled.
	 * @param records in order, never empty
	 * @param shard the shard they came from
	 * @throws Exception to have the batch delivered again after a delay
	 */
	void handle(List<KinesisRecord> records, ShardContext shard) throws Exception;

}
