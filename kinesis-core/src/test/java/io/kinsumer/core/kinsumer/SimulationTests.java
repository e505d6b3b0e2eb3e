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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Groups of five members that join, leave, crash and stand still, over many seeds.
 */
class SimulationTests {

	private static final int RUNS = Integer.getInteger("simulation.runs", 25);

	@Test
	void orderlyChangesLoseNothingAndRepeatNothing() {
		for (int seed = 1; seed <= RUNS; seed++) {
			SimulatedGroup group = new SimulatedGroup(Scenario.calm(), seed);
			List<String> violations = group.run();
			assertThat(violations).as("seed %d", seed).isEmpty();
			assertThat(group.history().repeats()).as("repeats with seed %d", seed).isZero();
			assertThat(group.history().putCount()).isPositive();
		}
	}

	@Test
	void crashesAndFailingHandlersLoseNothing() {
		for (int seed = 1; seed <= RUNS; seed++) {
			assertThat(new SimulatedGroup(Scenario.rough(), seed).run()).as("seed %d", seed).isEmpty();
		}
	}

	@Test
	void pausesAndLostAnswersLoseNothing() {
		for (int seed = 1; seed <= RUNS; seed++) {
			assertThat(new SimulatedGroup(Scenario.hostile(), seed).run()).as("seed %d", seed).isEmpty();
		}
	}

	@Test
	void orderlyChangesRepeatNoneOfTheRecordsThatAreHandledAtOnce() {
		for (int seed = 1; seed <= RUNS; seed++) {
			SimulatedGroup group = new SimulatedGroup(Scenario.calm().recordwise(1 + seed % 8), seed);
			assertThat(group.run()).as("seed %d", seed).isEmpty();
			assertThat(group.history().repeats()).as("repeats with seed %d", seed).isZero();
		}
	}

	@Test
	void whateverHappensToRecordsThatAreHandledAtOnceLosesNothing() {
		for (int seed = 1; seed <= RUNS; seed++) {
			assertThat(new SimulatedGroup(Scenario.hostile().recordwise(1 + seed % 8), seed).run()).as("seed %d", seed)
				.isEmpty();
		}
	}

}
