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
import java.util.function.ToDoubleFunction;

/**
 * What one side did with one shape of input, round by round.
 *
 * @param name who it is
 * @param rounds at least one
 */
record Side(String name, List<Round> rounds) {

	Side {
		if (rounds.isEmpty()) {
			throw new IllegalArgumentException("'" + name + "' was not measured");
		}
		rounds = List.copyOf(rounds);
	}

	double recordsPerSecond() {
		return mean(Round::recordsPerSecond);
	}

	/**
	 * CPU time a user record costs.
	 * @return nanoseconds
	 */
	double cpuNanos() {
		return mean(Round::cpuNanos);
	}

	double allocated() {
		return mean(Round::allocated);
	}

	double output() {
		return mean(Round::output);
	}

	double garbage() {
		return allocated() - output();
	}

	private double mean(ToDoubleFunction<Round> value) {
		return this.rounds.stream().mapToDouble(value).average().orElseThrow();
	}

	/**
	 * One run in a JVM of its own.
	 *
	 * @param recordsPerSecond user records
	 * @param cpuNanos CPU time per user record, of all threads
	 * @param allocated bytes per user record, output included
	 * @param output bytes per user record that are returned; 0 where nothing is encoded
	 */
	record Round(double recordsPerSecond, double cpuNanos, double allocated, double output) {

	}

}
