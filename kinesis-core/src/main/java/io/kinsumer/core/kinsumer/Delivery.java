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

import org.jspecify.annotations.Nullable;

/**
 * Hands the records of a source to a handler, again and again until they are handled, and
 * releases them then. A step machine for the loop: it is told what happened and says what
 * to do next; it never waits.
 */
interface Delivery {

	/**
	 * Begins what may begin now. Called whenever something changed; calling it once more
	 * does no harm.
	 */
	void advance();

	/**
	 * Delivers no more than is needed to leave no gap: nothing that is handled shall come
	 * after something that is not.
	 * @param patience how long it may take to repeat what fails, or to wait for what
	 * others complete
	 */
	void drain(Duration patience);

	/**
	 * Delivers nothing more.
	 */
	void stop();

	/**
	 * Whether a handler runs, or must be called before the shard is handed over.
	 */
	boolean isBusy();

	/**
	 * Whether anybody may still tell that a record is handled, although no handler runs.
	 */
	boolean isAwaited();

	/**
	 * How many records the running handlers have in hand.
	 */
	int inHand();

	/**
	 * How many records are handled that the next owner will repeat, because they come
	 * after one that is not.
	 */
	int handledAhead();

	/**
	 * Whether a handler wants to be resumed before it gets more records.
	 */
	boolean isStopped();

	/**
	 * Goes on at once with what failed.
	 */
	void resume();

	/**
	 * Why a handler failed last, as long as what failed is not handled.
	 */
	@Nullable Throwable failure();

}
