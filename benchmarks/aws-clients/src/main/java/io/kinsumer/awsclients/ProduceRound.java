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

package io.kinsumer.awsclients;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one side needed for its records.
 *
 * @param side who
 * @param records user records
 * @param cpuSeconds CPU time of the process and of those that it started
 * @param seconds time that passed
 * @param latencies sorted nanoseconds from put to outcome, at a moderate pace
 */
record ProduceRound(String side, int records, double cpuSeconds, double seconds, long[] latencies) {

	static final String PREFIX = "round ";

	double recordsPerCpuSecond() {
		return this.records / this.cpuSeconds;
	}

	private double percentile(double share) {
		int index = (int) Math.min(this.latencies.length - 1L, Math.round(this.latencies.length * share));
		return (this.latencies.length > 0) ? this.latencies[index] / 1e6 : 0;
	}

	String line() {
		return String.format(Locale.ROOT,
				PREFIX + "side=%s records=%d cpu-s=%.3f s=%.3f records/cpu-s=%.0f p50-ms=%.1f p99-ms=%.1f max-ms=%.1f",
				this.side, this.records, this.cpuSeconds, this.seconds, recordsPerCpuSecond(), percentile(0.5),
				percentile(0.99), percentile(1));
	}

	static ProduceRound parse(String line) {
		Map<String, String> values = new HashMap<>();
		Arrays.stream(line.substring(PREFIX.length()).split(" "))
			.map((word) -> word.split("=", 2))
			.forEach((pair) -> values.put(pair[0], pair[1]));
		return new ProduceRound(values.getOrDefault("side", ""), Integer.parseInt(values.getOrDefault("records", "")),
				Double.parseDouble(values.getOrDefault("cpu-s", "")), Double.parseDouble(values.getOrDefault("s", "")),
				new long[0]);
	}

}
