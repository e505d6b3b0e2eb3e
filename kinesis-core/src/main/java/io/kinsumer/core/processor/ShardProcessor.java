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

/**
 * Handles the records of one shard, for one period of ownership. The engine calls one
 * method at a time, from threads of its handler pool; the calls may block.
 * <p>
 * The contract is that of the KCL's record processor: the records up to the checkpoint
 * are handled, whatever comes after the checkpoint is delivered again to the next owner.
 * A failure is repeated after a delay that grows from 1 to 30 seconds, unless the
 * processor throws a {@link RetryAfterException} or a {@link StopShardException}.
 *
 * @see AsyncShardProcessor
 * @see RecordProcessor
 */
@FunctionalInterface
public interface ShardProcessor {

	/**
	 * Called before any record, until it has once returned without throwing; each time on
	 * a processor that was created anew.
	 * @param input the shard, where its records will begin, and what an earlier owner
	 * left pending
	 * @throws Exception to have it called again after a delay
	 */
	default void initialize(InitializationInput input) throws Exception {
	}

	/**
	 * Handles a batch of records, in order. Progress counts by what is given to the
	 * checkpointer, not by returning.
	 * @param input the records, never empty
	 * @throws Exception to have the records after the checkpoint delivered again, after a
	 * delay; nothing is skipped
	 */
	void process(ProcessRecordsInput input) throws Exception;

	/**
	 * Called once, at the end, after {@link #process} returned.
	 * @param input why it ends; with {@link ShutdownReason#TERMINATE} the processor must
	 * checkpoint what it was given, otherwise it is called again after a delay
	 * @throws Exception reported; with {@link ShutdownReason#TERMINATE} it is called
	 * again after a delay
	 */
	default void shutdown(ShutdownInput input) throws Exception {
	}

}
