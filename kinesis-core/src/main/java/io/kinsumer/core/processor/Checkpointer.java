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
import io.kinsumer.core.record.SequenceNumber;

/**
 * Through which a processor says how far it has handled its shard. A checkpoint is kept
 * in memory at once and written to the metadata table at the persist frequency, at
 * handover, at the end of the shard and at shutdown. Safe for use by any thread.
 */
public interface Checkpointer {

	/**
	 * All records delivered so far are handled; of a batch that the processor left
	 * because {@link ShardContext#deliverable()} told it to, only those that were
	 * checkpointed.
	 * @throws ShutdownException if the shard is no longer owned
	 */
	void checkpoint();

	/**
	 * The given record and all before it are handled.
	 * @param record a record delivered to this processor
	 * @throws ShutdownException if the shard is no longer owned
	 * @throws IllegalArgumentException if the record is before the present checkpoint or
	 * was not delivered yet
	 */
	default void checkpoint(KinesisRecord record) {
		checkpoint(record.sequenceNumber());
	}

	/**
	 * All records up to and including the given number are handled.
	 * @param sequenceNumber not before the present checkpoint, not after the last
	 * delivered record
	 * @throws ShutdownException if the shard is no longer owned
	 * @throws IllegalArgumentException if the number is out of that range
	 */
	void checkpoint(SequenceNumber sequenceNumber);

}
