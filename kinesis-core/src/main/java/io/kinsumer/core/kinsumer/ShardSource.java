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

/**
 * Where the batches of one shard come from. A step machine: it is told by its own events
 * what happened and says what to do next; it never waits. What it read lies in its
 * buffer, and it reads on when there is room.
 */
interface ShardSource {

	/**
	 * Begins what may begin now. Called whenever something changed; calling it once more
	 * does no harm.
	 */
	void advance();

	/**
	 * Reads no more, and forgets what waits in the buffer. Batches that were taken stay
	 * in it until they are done. Calling it once more does no harm.
	 */
	void stop();

	/**
	 * What was read.
	 * @return the same at each call
	 */
	ShardBuffer buffer();

}
