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

import java.util.List;

import io.kinsumer.core.shard.Retrieval;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The groups of {@link SimulationTests}, reading by enhanced fan-out.
 */
class FanOutSimulationTests {

	private static final int RUNS = Integer.getInteger("simulation.runs", 10);

	@Test
	void orderlyChangesLoseNothingAndRepeatNothing() {
		for (int seed = 1; seed <= RUNS; seed++) {
			SimulatedGroup group = new SimulatedGroup(Scenario.calm(), seed, Retrieval.fanOut());
			List<String> violations = group.run();
			assertThat(violations).as("seed %d", seed).isEmpty();
			assertThat(group.history().repeats()).as("repeats with seed %d", seed).isZero();
			assertThat(group.history().putCount()).isPositive();
		}
	}

	@Test
	void crashesAndFailingHandlersLoseNothing() {
		for (int seed = 1; seed <= RUNS; seed++) {
			assertThat(new SimulatedGroup(Scenario.rough(), seed, Retrieval.fanOut()).run()).as("seed %d", seed)
				.isEmpty();
		}
	}

	@Test
	void pausesLostAnswersAndBrokenSubscriptionsLoseNothing() {
		for (int seed = 1; seed <= RUNS; seed++) {
			assertThat(new SimulatedGroup(Scenario.hostile(), seed, Retrieval.fanOut()).run()).as("seed %d", seed)
				.isEmpty();
		}
	}

}
