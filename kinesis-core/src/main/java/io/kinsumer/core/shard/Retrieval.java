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

package io.kinsumer.core.shard;

import org.jspecify.annotations.Nullable;

/**
 * How the records of a stream are read.
 */
public sealed interface Retrieval {

	/**
	 * By {@code GetRecords}. All readers of a shard share five calls and 2 MB a second.
	 * @return polling
	 */
	static Retrieval polling() {
		return new Polling();
	}

	/**
	 * By enhanced fan-out, with a registered consumer named like the group, which is
	 * registered unless it is there.
	 * @return fan-out
	 */
	static Retrieval fanOut() {
		return new FanOut(null, null);
	}

	/**
	 * By enhanced fan-out, with a registered consumer of this name, which is registered
	 * unless it is there.
	 * @param consumerName 1 to 128 letters, digits, underscores, hyphens and dots
	 * @return fan-out
	 */
	static Retrieval fanOut(String consumerName) {
		return new FanOut(consumerName, null);
	}

	/**
	 * By enhanced fan-out, with a consumer that is registered already.
	 * @param consumerArn the ARN of the consumer
	 * @return fan-out
	 */
	static Retrieval fanOutByArn(String consumerArn) {
		return new FanOut(null, consumerArn);
	}

	/**
	 * Polling.
	 */
	record Polling() implements Retrieval {

	}

	/**
	 * Enhanced fan-out: 2 MB a second for each registered consumer and shard, pushed by
	 * Kinesis. At most one of both components is set; when none is, the consumer is named
	 * like the group.
	 *
	 * @param consumerName the name of the registered consumer
	 * @param consumerArn the ARN of the registered consumer
	 */
	record FanOut(@Nullable String consumerName, @Nullable String consumerArn) implements Retrieval {

	}

}
