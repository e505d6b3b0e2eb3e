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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import io.kinsumer.test.EmbeddedKinesisServer;

/**
 * Compares what a record costs our producer and KPL: each in a process of its own, in
 * turns, against the embedded server in this one, with TLS. What counts is CPU time,
 * KPL's native process included; the server's is not.
 */
public final class ProduceMain {

	private static final int ROUNDS = 2;

	private static final int SHARDS = 16;

	private static final double BUDGET = 2;

	private ProduceMain() {
	}

	/**
	 * Runs the comparison.
	 * @param args where KPL may unpack its daemon: an existing directory
	 * @throws Exception if a side failed
	 */
	public static void main(String[] args) throws Exception {
		System.out.printf("JDK %s, %d processors, load average %.1f%n", Runtime.version(),
				Runtime.getRuntime().availableProcessors(),
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
		List<ProduceRound> ours = new ArrayList<>();
		List<ProduceRound> rival = new ArrayList<>();
		for (int round = 1; round <= ROUNDS; round++) {
			ours.add(run("ours", args[0]));
			rival.add(run("kpl", args[0]));
		}
		double best = best(ours);
		double bestRival = best(rival);
		System.out.printf(Locale.ROOT, "budget: ratio at least %.0f: %s%n", BUDGET,
				(best / bestRival >= BUDGET) ? "kept" : "missed");
		System.out.printf(Locale.ROOT, "produce ratio=%.2f ours=%.0f rival=%.0f unit=records/cpu-s%n", best / bestRival,
				best, bestRival);
	}

	private static double best(List<ProduceRound> rounds) {
		return rounds.stream().map(ProduceRound::recordsPerCpuSecond).max(Comparator.naturalOrder()).orElseThrow();
	}

	private static ProduceRound run(String side, String directory) throws IOException, InterruptedException {
		// a server of its own: what one side wrote is not in the memory of the other's
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder()
			.streams(ProduceSide.STREAM + ":" + SHARDS)
			.tls()
			.start()) {
			Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
					"-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp", System.getProperty("java.class.path"),
					ProduceSide.class.getName(), side, Integer.toString(server.tlsEndpoint().getPort()), directory)
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			ProduceRound result = null;
			try (BufferedReader lines = new BufferedReader(
					new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
				for (String line = lines.readLine(); line != null; line = lines.readLine()) {
					System.out.println(line);
					result = line.startsWith(ProduceRound.PREFIX) ? ProduceRound.parse(line) : result;
				}
			}
			if (process.waitFor() != 0 || result == null) {
				throw new IllegalStateException("the side '" + side + "' failed, see its output above");
			}
			return result;
		}
	}

}
