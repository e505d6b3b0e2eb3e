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

import java.time.Duration;
import java.util.List;

import io.kinsumer.core.processor.ShutdownReason;
import io.kinsumer.core.shard.Shard;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ShardConsumer} wants done. No method may call back before it returns.
 */
interface ConsumerEffects {

	/**
	 * Answered by {@link ShardConsumer#onInitialized} or
	 * {@link ShardConsumer#onInitializationFailed}.
	 */
	void initialize(Snapshot start);

	/**
	 * Answered by {@link ShardConsumer#onShutdown}.
	 */
	void shutdown(ShutdownReason reason);

	/**
	 * Has the handlers interrupted after a time, if any run then. Answered by
	 * {@link ShardConsumer#interrupt()}.
	 */
	void interruptIn(Duration delay);

	/**
	 * Has the handlers told after a time, if any run then, that the shard should have
	 * been handed over by now.
	 */
	void tellOverdueIn(Duration delay);

	/**
	 * Interrupts the handlers that run.
	 */
	void interrupt();

	/**
	 * For the record: handlers did not end in time.
	 * @param records how many they had in hand, as far as is known
	 */
	void interrupted(int records);

	/**
	 * For the record: the shard is released, and records behind its position were
	 * handled, which the next owner will handle again.
	 */
	void repeating(int records);

	/**
	 * Answered by {@link ShardConsumer#onChildrenCreated}, after as many attempts as it
	 * takes.
	 */
	void createChildren(List<Shard> children);

	/**
	 * Answered by {@link ShardConsumer#advance}; the earliest wish counts.
	 */
	void wakeIn(Duration delay);

	/**
	 * For the record: the handler failed.
	 * @param retryIn zero when it will not be called again, {@code null} when that takes
	 * a resumption
	 */
	void handlerFailed(Throwable failure, int attempt, @Nullable Duration retryIn);

	/**
	 * The ownership is over.
	 */
	void ended(ShardConsumer.Outcome outcome);

}
