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

package io.kinsumer.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ComparisonTests {

	private final Comparison fewKeys = comparison("keys=1", 900, 100);

	private final Comparison manyKeys = comparison("keys=200", 800, 400);

	@Test
	void worstShapeCountsWhateverTheOrder() {
		assertThat(Comparison.worst(List.of(this.fewKeys, this.manyKeys))).isSameAs(this.manyKeys);
		assertThat(Comparison.worst(List.of(this.manyKeys, this.fewKeys))).isSameAs(this.manyKeys);
	}

	@Test
	void verdictIsOneLineOfKeysAndValues() {
		assertThat(this.manyKeys.verdict("encode")).isEqualTo("encode ratio=2.00 ours=800 rival=400 unit=records/s");
	}

	@Test
	void ratioIsOfTheMeansOfAllRounds() {
		Side ours = new Side("ours", List.of(new Side.Round(100, 10, 0, 0), new Side.Round(300, 30, 0, 0)));
		Side rival = new Side("rival", List.of(new Side.Round(60, 50, 0, 0), new Side.Round(40, 70, 0, 0)));
		Comparison comparison = new Comparison("keys=1", ours, rival);
		assertThat(comparison.ratio()).isEqualTo(4);
		assertThat(comparison.cpuRatio()).isEqualTo(3);
		assertThat(comparison.details())
			.endsWith("ratio 4.00 (rounds: 1.67 7.50), by CPU time 3.00" + System.lineSeparator());
	}

	@Test
	void outputIsNoGarbage() {
		Side side = new Side("ours", List.of(new Side.Round(1, 1, 150, 110)));
		assertThat(side.garbage()).isEqualTo(40);
	}

	@Test
	void sideThatWasNotMeasuredIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Side("KCL", List.of()))
			.withMessage("'KCL' was not measured");
	}

	private static Comparison comparison(String shape, double ours, double rival) {
		return new Comparison(shape, new Side("ours", List.of(new Side.Round(ours, 1, 0, 0))),
				new Side("rival", List.of(new Side.Round(rival, 1, 0, 0))));
	}

}
