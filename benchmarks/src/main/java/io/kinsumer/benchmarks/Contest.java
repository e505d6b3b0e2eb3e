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

import java.util.Arrays;
import java.util.Optional;

/**
 * Who runs against whom, and the budget.
 */
enum Contest {

	ENCODE("encode", EncodeBenchmark.class, AggregatorEncodeBenchmark.class, "amazon-kinesis-aggregator 1.0.3", 6, 100),

	DECODE("decode", DecodeBenchmark.class, KclDecodeBenchmark.class, "KCL 3.5.1", 4, 300);

	private final String label;

	private final Class<?> ours;

	private final Class<?> rival;

	private final String rivalName;

	private final double minimumRatio;

	private final double maximumGarbage;

	Contest(String label, Class<?> ours, Class<?> rival, String rivalName, double minimumRatio, double maximumGarbage) {
		this.label = label;
		this.ours = ours;
		this.rival = rival;
		this.rivalName = rivalName;
		this.minimumRatio = minimumRatio;
		this.maximumGarbage = maximumGarbage;
	}

	static Optional<Contest> named(String name) {
		return Arrays.stream(values()).filter((contest) -> contest.label.equals(name)).findFirst();
	}

	String label() {
		return this.label;
	}

	Class<?> ours() {
		return this.ours;
	}

	Class<?> rival() {
		return this.rival;
	}

	String rivalName() {
		return this.rivalName;
	}

	double minimumRatio() {
		return this.minimumRatio;
	}

	/**
	 * The garbage that is allowed.
	 * @return bytes per user record
	 */
	double maximumGarbage() {
		return this.maximumGarbage;
	}

}
