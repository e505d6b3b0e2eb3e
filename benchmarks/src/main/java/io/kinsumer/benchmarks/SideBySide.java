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

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs ours and the rival in turns, each in JVMs and on a class path of its own, and
 * compares them. Started by {@code benchmarks/run}.
 */
public final class SideBySide {

	private static final String CLASS_PATH = "java.class.path";

	private static final int ROUNDS = 2;

	private final Contest contest;

	private final CommandLineOptions commandLine;

	private final String rivalClassPath;

	private SideBySide(Contest contest, CommandLineOptions commandLine, String rivalClassPath) {
		this.contest = contest;
		this.commandLine = commandLine;
		this.rivalClassPath = rivalClassPath;
	}

	/**
	 * Runs one benchmark.
	 * @param args its name, the class path of the rival, options of JMH
	 * @throws Exception if a side fails
	 */
	public static void main(String[] args) throws Exception {
		Optional<Contest> contest = (args.length < 2) ? Optional.empty() : Contest.named(args[0]);
		if (contest.isEmpty()) {
			exit("expected: NAME RIVAL-CLASS-PATH [options of JMH], NAME being encode or decode");
			return;
		}
		try {
			CommandLineOptions commandLine = new CommandLineOptions(
					List.of(args).subList(2, args.length).toArray(new String[0]));
			if (commandLine.shouldHelp()) {
				commandLine.showHelp();
			}
			else if (!commandLine.getIncludes().isEmpty()) {
				exit("'" + commandLine.getIncludes().get(0)
						+ "' is no option of JMH: which benchmarks run is told by the name before --");
			}
			else {
				new SideBySide(contest.get(), commandLine, args[1]).run(System.out);
			}
		}
		catch (CommandLineOptionException ex) {
			exit(ex.getMessage() + ": -h after -- lists the options of JMH");
		}
	}

	private void run(PrintStream out) throws RunnerException {
		int rounds = this.commandLine.getForkCount().orElse(ROUNDS);
		if (rounds < 1) {
			exit("-f " + rounds + " is not valid: each round is a fork of ours and one of the rival, at least 1");
		}
		out.printf("JDK %s, %d processors, load average %.1f%n", Runtime.version(),
				Runtime.getRuntime().availableProcessors(),
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
		Map<String, List<Side.Round>> ours = new LinkedHashMap<>();
		Map<String, List<Side.Round>> rival = new LinkedHashMap<>();
		for (int round = 1; round <= rounds; round++) {
			out.printf("round %d of %d%n", round, rounds);
			measure(this.contest.ours(), System.getProperty(CLASS_PATH), ours);
			measure(this.contest.rival(), this.rivalClassPath, rival);
		}
		List<Comparison> comparisons = new ArrayList<>();
		ours.forEach((shape, measured) -> comparisons.add(new Comparison(shape, new Side("ours", measured),
				new Side(this.contest.rivalName(), rival.getOrDefault(shape, List.of())))));
		report(comparisons, out);
	}

	private void report(List<Comparison> comparisons, PrintStream out) {
		out.print(Comparison.header());
		comparisons.forEach((comparison) -> out.print(comparison.details()));
		Comparison worst = Comparison.worst(comparisons);
		double garbage = comparisons.stream()
			.mapToDouble((comparison) -> comparison.ours().garbage())
			.max()
			.orElseThrow();
		out.printf(Locale.ROOT, "budget: ratio at least %.0f: %s; garbage at most %.0f B a record: %s%n",
				this.contest.minimumRatio(), kept(worst.ratio() >= this.contest.minimumRatio()),
				this.contest.maximumGarbage(), kept(garbage <= this.contest.maximumGarbage()));
		out.println(worst.verdict(this.contest.label()));
	}

	private void measure(Class<?> side, String classPath, Map<String, List<Side.Round>> results)
			throws RunnerException {
		String own = System.getProperty(CLASS_PATH);
		// Where JMH takes the class path of its forks from.
		System.setProperty(CLASS_PATH, classPath);
		try {
			for (RunResult result : new Runner(options(side)).run()) {
				String shape = shape(result.getParams());
				results.computeIfAbsent(shape, (key) -> new ArrayList<>()).add(round(result));
			}
		}
		finally {
			System.setProperty(CLASS_PATH, own);
		}
	}

	private Options options(Class<?> side) {
		OptionsBuilder options = new OptionsBuilder();
		options.parent(this.commandLine)
			.include("^" + Pattern.quote(side.getName()) + "\\.")
			.addProfiler(GCProfiler.class)
			.addProfiler(CpuTimeProfiler.class)
			.forks(1)
			.shouldFailOnError(true);
		if (!this.commandLine.verbosity().hasValue()) {
			options.verbosity(VerboseMode.SILENT);
		}
		return options.build();
	}

	private static String shape(BenchmarkParams params) {
		String bytes = params.getParam("bytes");
		return "keys=" + params.getParam("keys") + ((bytes != null) ? " bytes=" + bytes : "");
	}

	private static Side.Round round(RunResult result) {
		double records = secondary(result, "outputRecords");
		return new Side.Round(result.getPrimaryResult().getScore(), secondary(result, CpuTimeProfiler.LABEL),
				secondary(result, "gc.alloc.rate.norm"),
				(records > 0) ? secondary(result, "outputBytes") / records : 0);
	}

	private static double secondary(RunResult result, String label) {
		Result<?> secondary = result.getSecondaryResults().get(label);
		return (secondary != null) ? secondary.getScore() : 0;
	}

	private static String kept(boolean kept) {
		return kept ? "kept" : "MISSED";
	}

	private static void exit(String message) {
		System.err.println(message);
		System.exit(2);
	}

}
