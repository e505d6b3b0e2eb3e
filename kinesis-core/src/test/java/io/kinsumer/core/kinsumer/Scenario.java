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

/**
 * What a simulated group goes through.
 *
 * @param members how many take part
 * @param shards how many the stream begins with
 * @param length how long things happen; afterwards everything heals
 * @param orderlyChanges members that stop and start, mean number a minute
 * @param crashes members that vanish and come back, mean number a minute
 * @param pauses members that stand still, mean number a minute
 * @param reshards splits and merges, mean number a minute
 * @param loss share of calls that get lost
 * @param handlerFailures share of records whose handling fails
 * @param concurrency how many records of a shard are handled at once, one by one and
 * asynchronously; 0 for batches
 */
record Scenario(int members, int shards, Duration length, double orderlyChanges, double crashes, double pauses,
		double reshards, double loss, double handlerFailures, int concurrency) {

	static Scenario calm() {
		return new Scenario(5, 8, Duration.ofMinutes(5), 1, 0, 0, 0.5, 0, 0, 0);
	}

	static Scenario rough() {
		return new Scenario(5, 8, Duration.ofMinutes(5), 1, 1, 0, 0.5, 0, 0.001, 0);
	}

	static Scenario hostile() {
		return new Scenario(5, 8, Duration.ofMinutes(5), 0.5, 0.5, 0.5, 0.5, 0.02, 0.001, 0);
	}

	/**
	 * The same with records that are handled one by one.
	 */
	Scenario recordwise(int atOnce) {
		return new Scenario(this.members, this.shards, this.length, this.orderlyChanges, this.crashes, this.pauses,
				this.reshards, this.loss, this.handlerFailures, atOnce);
	}

}
