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

import io.kinsumer.core.record.PendingCheckpoint;

/**
 * A checkpoint whose first phase is stored. Safe for use by any thread.
 */
public interface PreparedCheckpoint {

	/**
	 * What is stored.
	 * @return never {@code null}
	 */
	PendingCheckpoint pending();

	/**
	 * Carries out the second phase: moves the checkpoint and removes what was pending, in
	 * one write.
	 * @return completes, on a thread for handlers, when it is stored; fails as that of
	 * {@link Checkpointer#persist()}
	 * @throws ShutdownException if the shard is no longer owned
	 * @throws InvalidCheckpointException if the checkpoint has moved beyond it
	 */
	CompletableFuture<Void> commit();

}
