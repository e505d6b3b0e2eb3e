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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The simulation notices an engine of which one rule is broken, and the real one passes
 * the same runs.
 */
class BrokenEngineTests {

	@ParameterizedTest
	@EnumSource
	void isNoticed(Broken broken) {
		int seed = broken.firstSeedThatNotices();
		assertThat(seed).as("%s: seeds until a violation of %s", broken.what(), broken.rules())
			.isPositive()
			.isLessThanOrEqualTo(broken.within());
		assertThat(new SimulatedGroup(broken.scenario(), seed).run()).as("the real engine, same scenario and seed")
			.isEmpty();
	}

}
