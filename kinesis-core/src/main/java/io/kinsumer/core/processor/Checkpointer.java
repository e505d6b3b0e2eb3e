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

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;

/**
 * Through which a processor says how far it has handled its shard. A checkpoint is kept
 * in memory at once and written to the metadata table at the persist frequency, at
 * handover, at the end of the shard and at shutdown, or at once by {@link #persist()}.
 * Safe for use by any thread.
 * <p>
 * A checkpoint never moves back and never beyond what was delivered. Once the shard is no
 * longer owned, each use fails with {@link ShutdownException}.
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
	 * @throws InvalidCheckpointException if the record is before the present checkpoint,
	 * was not delivered yet, or is of another shard
	 */
	void checkpoint(KinesisRecord record);

	/**
	 * All records up to and including the given number are handled.
	 * @param sequenceNumber not before the present checkpoint, not after the last
	 * delivered record; a sub-sequence number within an aggregated record is kept
	 * @throws ShutdownException if the shard is no longer owned
	 * @throws InvalidCheckpointException if the number is out of that range
	 */
	void checkpoint(SequenceNumber sequenceNumber);

	/**
	 * Writes the present checkpoint now, if it moved since it was written last.
	 * @return completes, on a thread for handlers, when it is stored. Fails with
	 * {@link ShutdownException} when the shard turns out to belong to another owner,
	 * {@link io.kinsumer.core.client.ThrottlingException} or
	 * {@link io.kinsumer.core.client.DependencyException} when the table could not be
	 * reached: the checkpoint stays in memory and is written at the persist frequency;
	 * {@link io.kinsumer.core.metadata.MetadataException} when the table cannot be used
	 * as it is
	 * @throws ShutdownException if the shard is no longer owned
	 */
	CompletableFuture<Void> persist();

	/**
	 * Begins a two-phase checkpoint: stores where the shard will be checkpointed, with a
	 * state of the application's own. Until it is committed, the checkpoint itself stays
	 * where it is, and whoever owns the shard next is given what is pending in its
	 * {@link InitializationInput}. A checkpoint at the same record or beyond removes what
	 * is pending; another preparation replaces it.
	 * @param sequenceNumber as for {@link #checkpoint(SequenceNumber)}
	 * @param state for the next owner, at most 65536 bytes, may be empty
	 * @return completes, on a thread for handlers, when the first phase is stored; fails
	 * as that of {@link #persist()}, and then nothing is pending as far as this owner
	 * goes, although the next one may see it
	 * @throws ShutdownException if the shard is no longer owned
	 * @throws InvalidCheckpointException if the number is out of range
	 * @throws IllegalArgumentException if the state is too large
	 */
	CompletableFuture<PreparedCheckpoint> prepare(SequenceNumber sequenceNumber, byte[] state);

}
