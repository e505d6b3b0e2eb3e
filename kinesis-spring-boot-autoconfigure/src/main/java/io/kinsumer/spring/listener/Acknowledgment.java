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

package io.kinsumer.spring.listener;

import java.time.Duration;

/**
 * Through which a listener with {@link AckMode#MANUAL} says that it has handled what it
 * was given. The first call that settles something counts. Safe for use by any thread, at
 * any time, in any order among records.
 * <p>
 * For single records, later records are delivered meanwhile; the checkpoint stays before
 * the first one that is not acknowledged. The next batch is delivered when all of a batch
 * is acknowledged.
 */
public interface Acknowledgment {

	/**
	 * The record, or all of the batch, is handled.
	 * @throws io.kinsumer.core.processor.ShutdownException if the shard is no longer
	 * owned: the next owner gets it again
	 */
	void acknowledge();

	/**
	 * The records of the batch up to and including the given one are handled.
	 * @param index the index in the batch, from 0; 0 for a single record
	 * @throws IndexOutOfBoundsException if the batch has no such record
	 * @throws io.kinsumer.core.processor.ShutdownException if the shard is no longer
	 * owned
	 */
	void acknowledge(int index);

	/**
	 * What is not acknowledged could not be handled: it goes the way of a failure.
	 * @param cause why
	 */
	void fail(Throwable cause);

	/**
	 * What is not acknowledged is to be delivered again, which does not count as a
	 * failure.
	 * @param delay how long to wait, zero or more
	 */
	void retryAfter(Duration delay);

}
