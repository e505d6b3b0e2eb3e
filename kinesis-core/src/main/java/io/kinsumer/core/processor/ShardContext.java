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

import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;

/**
 * The period in which this process owns a shard, as a processor sees it. Safe for use by
 * any thread.
 */
public interface ShardContext {

	/**
	 * The name of the kinsumer.
	 * @return never {@code null}
	 */
	String kinsumer();

	/**
	 * The stream.
	 * @return never {@code null}
	 */
	StreamName stream();

	/**
	 * The shard.
	 * @return never {@code null}
	 */
	ShardId shardId();

	/**
	 * The fencing number of this ownership; it grows with each change of owner.
	 * @return 1 or more
	 */
	long epoch();

	/**
	 * Whether the handling of a further record may start now. Ask before each record of a
	 * batch: it turns {@code false} when the shard is to be handed over, when the process
	 * stops, and while the process cannot be sure that it still owns the shard.
	 * @return {@code false} when the processor should return and leave the rest of the
	 * batch unhandled
	 */
	boolean deliverable();

}
