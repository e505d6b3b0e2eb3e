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

import java.time.Instant;
import java.util.List;

import io.kinsumer.core.record.KinesisRecord;

/**
 * A batch of records to handle.
 *
 * @param shard the shard
 * @param records in order, never empty
 * @param checkpointer tells the engine what was handled
 * @param millisBehindLatest how far the end of this batch was behind the tip of the shard
 * when it was fetched, in milliseconds, as Kinesis said
 * @param fetchedAt when the batch was fetched, by this machine's clock
 * @param handedAt when it was handed to the processor, by this machine's clock
 */
public record ProcessRecordsInput(ShardContext shard, List<KinesisRecord> records, Checkpointer checkpointer,
		long millisBehindLatest, Instant fetchedAt, Instant handedAt) {

}
