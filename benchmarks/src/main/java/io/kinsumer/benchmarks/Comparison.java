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

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Both sides with one shape of input.
 *
 * @param shape the input
 * @param ours our side
 * @param rival the other side, with as many rounds
 */
record Comparison(String shape, Side ours, Side rival) {

	double ratio() {
		return this.ours.recordsPerSecond() / this.rival.recordsPerSecond();
	}

	/**
	 * The shape in which we are worst: the one that counts.
	 * @param comparisons at least one
	 * @return that of the smallest ratio
	 */
	static Comparison worst(List<Comparison> comparisons) {
		return comparisons.stream().min(Comparator.comparingDouble(Comparison::ratio)).orElseThrow();
	}

	/**
	 * How much more CPU time the rival spends on a record.
	 * @return above 1 where ours spends less
	 */
	double cpuRatio() {
		return this.rival.cpuNanos() / this.ours.cpuNanos();
	}

	/**
	 * A table row for each side, and the ratios, those of every round among them.
	 * @return lines
	 */
	String details() {
		StringBuilder rounds = new StringBuilder();
		for (int i = 0; i < this.ours.rounds().size(); i++) {
			rounds.append(format(" %.2f",
					this.ours.rounds().get(i).recordsPerSecond() / this.rival.rounds().get(i).recordsPerSecond()));
		}
		return row(this.ours) + row(this.rival)
				+ format("%-19s ratio %.2f (rounds:%s), by CPU time %.2f%n", this.shape, ratio(), rounds, cpuRatio());
	}

	static String header() {
		return format("%-19s %-32s %12s %14s %14s %14s%n", "input", "", "records/s", "CPU ns/record", "garbage B/rec",
				"output B/rec");
	}

	/**
	 * What scripts read.
	 * @param name of the benchmark
	 * @return one line
	 */
	String verdict(String name) {
		return format("%s ratio=%.2f ours=%.0f rival=%.0f unit=records/s", name, ratio(), this.ours.recordsPerSecond(),
				this.rival.recordsPerSecond());
	}

	private String row(Side side) {
		return format("%-19s %-32s %12.0f %14.0f %14.0f %14.0f%n", this.shape, side.name(), side.recordsPerSecond(),
				side.cpuNanos(), side.garbage(), side.output());
	}

	private static String format(String format, Object... arguments) {
		return String.format(Locale.ROOT, format, arguments);
	}

}
