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

package io.kinsumer.start;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

import io.kinsumer.test.EmbeddedKinesisServer;

/**
 * Starts an application with the starter, with clients made by hand in its place, and
 * without both, in turn, and compares the medians. The server runs in this process. A
 * missed budget is only told.
 */
public final class StartBenchmark {

	private static final long BUDGET_MILLIS = 300;

	private StartBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args the class paths without the starter, with what the starter brings of
	 * Boot's own, with the AWS SDK beside that, and with the starter; the number of
	 * rounds
	 * @throws Exception if an application does not start
	 */
	public static void main(String[] args) throws Exception {
		int rounds = Integer.parseInt(args[4]);
		machine();
		try (EmbeddedKinesisServer server = EmbeddedKinesisServer.builder().streams("orders:4", "parcels:4").start()) {
			Runs without = new Runs(
					new Application("without", "io.kinsumer.start.plain.PlainApplication", args[0], List.of()));
			Runs boot = new Runs(new Application("with Boot's part", "io.kinsumer.start.plain.PlainApplication",
					args[1], List.of()));
			Runs byHand = new Runs(new Application("clients by hand", "io.kinsumer.start.byhand.ByHandApplication",
					args[2],
					List.of("--aws.endpoint=" + server.endpoint(), "--aws.region=" + EmbeddedKinesisServer.REGION)));
			Runs with = new Runs(new Application("with", "io.kinsumer.start.kinesis.KinesisApplication", args[3],
					arguments(server)));
			List<Runs> all = List.of(without, boot, byHand, with);
			for (Runs runs : all) {
				// The first start reads the jars from the disk.
				runs.application().start();
			}
			for (int round = 0; round < rounds; round++) {
				for (Runs runs : all) {
					runs.again();
				}
			}
			report(without, boot, byHand, with);
		}
	}

	private static List<String> arguments(EmbeddedKinesisServer server) {
		return List.of("--spring.application.name=start", "--kinesis.clients.default.endpoint=" + server.endpoint(),
				"--kinesis.clients.default.region=" + EmbeddedKinesisServer.REGION,
				"--kinesis.clients.default.credentials.access-key-id=test",
				"--kinesis.clients.default.credentials.secret-access-key=test",
				"--kinesis.kinsumers.orders.wait-time=1s", "--kinesis.producers.parcels.flush-interval=100ms");
	}

	private static void report(Runs without, Runs boot, Runs byHand, Runs with) {
		line("milliseconds since the launch of the process, medians of %d starts (CPU time in brackets)",
				with.moments().size());
		without.print(Moment.REFRESHED);
		boot.print(Moment.REFRESHED);
		byHand.print(Moment.FIRST_CALL);
		byHand.print(Moment.REFRESHED);
		with.print(Moment.FIRST_CALL);
		with.print(Moment.REFRESHED);
		added("Boot's actuator and Jackson add", boot, Moment.REFRESHED, without, Moment.REFRESHED);
		added("clients made by hand add to that, before the first AWS call", byHand, Moment.FIRST_CALL, boot,
				Moment.REFRESHED);
		added("the starter adds to these, before the first AWS call; budget " + BUDGET_MILLIS + " ms", with,
				Moment.FIRST_CALL, byHand, Moment.FIRST_CALL);
		added("the starter adds to these, until the context is refreshed", with, Moment.REFRESHED, byHand,
				Moment.REFRESHED);
		machine();
		long ours = with.median(Moment.FIRST_CALL, Moment::at);
		long rival = byHand.median(Moment.FIRST_CALL, Moment::at);
		line("start ratio=%.2f ours=%d rival=%d unit=ms", (double) ours / rival, ours, rival);
	}

	private static void added(String what, Runs more, String moment, Runs less, String before) {
		line("%s: %d ms (CPU %d ms)", what, more.median(moment, Moment::at) - less.median(before, Moment::at),
				more.median(moment, Moment::cpuMillis) - less.median(before, Moment::cpuMillis));
	}

	private static void machine() {
		line("machine: load average %.1f, %d processors, Java %s",
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
				Runtime.getRuntime().availableProcessors(), Runtime.version());
	}

	private static void line(String format, Object... values) {
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

	/**
	 * The starts of one application.
	 *
	 * @param application what is started
	 * @param moments what each start reached
	 */
	private record Runs(Application application, List<Map<String, Moment>> moments) {

		Runs(Application application) {
			this(application, new ArrayList<>());
		}

		void again() throws Exception {
			this.moments.add(this.application.start());
		}

		long median(String moment, ToLongFunction<Moment> figure) {
			return this.moments.stream()
				.map((reached) -> Objects.requireNonNull(reached.get(moment), moment))
				.map(figure::applyAsLong)
				.sorted(Comparator.naturalOrder())
				.toList()
				.get(this.moments.size() / 2);
		}

		void print(String moment) {
			line("%-18s %-11s %5d (%d)", this.application.name(), moment, median(moment, Moment::at),
					median(moment, Moment::cpuMillis));
		}

	}

}
