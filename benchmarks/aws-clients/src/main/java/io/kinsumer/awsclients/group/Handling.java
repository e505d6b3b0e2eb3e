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

package io.kinsumer.awsclients.group;

import java.time.Duration;

/**
 * How members read and handle records.
 *
 * @param each how long the handling of each record takes
 * @param failures how many of a million records fail, once in a process
 * @param delays how many of a million records take up to 20 ms more
 * @param concurrency how many records of a shard are handled at once
 * @param fanOut whether shards are read with enhanced fan-out
 */
record Handling(Duration each, int failures, int delays, int concurrency, boolean fanOut) {

	/** Nothing takes time, nothing fails. */
	static final Handling INSTANT = taking(Duration.ZERO);

	static Handling taking(Duration each) {
		return new Handling(each, 0, 0, 1, false);
	}

}
