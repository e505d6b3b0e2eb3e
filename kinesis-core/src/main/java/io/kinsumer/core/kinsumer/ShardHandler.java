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

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.kinsumer.core.processor.InitializationInput;
import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.processor.ShutdownInput;

/**
 * Runs a processor without making the engine wait. One call is under way at most, except
 * for records that are handled one by one.
 */
interface ShardHandler {

	CompletableFuture<Void> initialize(InitializationInput input);

	/**
	 * Whether records are handled one by one. To be asked once it is initialized.
	 */
	default boolean isRecordwise() {
		return false;
	}

	/**
	 * Handles a batch.
	 * @param input unpacks the batch; to be asked on the thread that handles it
	 */
	CompletableFuture<Void> process(Supplier<ProcessRecordsInput> input);

	/**
	 * Handles records one by one, as a scout of the lanes, until there is none.
	 */
	default void work(Lanes lanes) {
		throw new UnsupportedOperationException("records are handled in batches");
	}

	/**
	 * Tells that the shard should have been handed over by now. A call may be under way.
	 */
	default void overdue() {
	}

	CompletableFuture<Void> shutdown(ShutdownInput input);

	/**
	 * Interrupts the calls under way, if there are any.
	 */
	void interrupt();

}
