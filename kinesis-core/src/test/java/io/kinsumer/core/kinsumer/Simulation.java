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

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

import io.kinsumer.core.kinsumer.Journal.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Runs simulated groups, over many seeds or one again.
 */
public final class Simulation {

	private static final int MOST_SHOWN = 10;

	private final Arguments arguments;

	private final PrintStream out;

	private final AtomicLong next;

	private final AtomicLong done = new AtomicLong();

	private final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());

	private Duration longestToSettle = Duration.ZERO;

	private double largestShare;

	private long records;

	private long repeats;

	Simulation(Arguments arguments, PrintStream out) {
		this.arguments = arguments;
		this.out = out;
		this.next = new AtomicLong(arguments.seed());
	}

	public static void main(String[] args) throws InterruptedException {
		if (args.length == 1 && args[0].equals("--variants")) {
			System.exit(variants() ? 0 : 1);
		}
		Arguments arguments;
		try {
			arguments = Arguments.parse(args);
		}
		catch (IllegalArgumentException ex) {
			System.err.println("simulate: " + ex.getMessage());
			System.exit(2);
			return;
		}
		System.exit(new Simulation(arguments, System.out).run() ? 0 : 1);
	}

	private static boolean variants() {
		int unnoticed = 0;
		int[] seeds = Arrays.stream(Broken.values()).parallel().mapToInt(Broken::firstSeedThatNotices).toArray();
		for (Broken broken : Broken.values()) {
			int seed = seeds[broken.ordinal()];
			System.out.printf("%-22s %-10s %s%n", broken, (seed > 0) ? "seed " + seed : "UNNOTICED", broken.what());
			unnoticed += (seed > 0) ? 0 : 1;
		}
		System.out.printf("variants=%d unnoticed=%d%n", seeds.length, unnoticed);
		return unnoticed == 0;
	}

	/**
	 * Runs, and prints the result as the last line.
	 * @return whether all is well
	 */
	boolean run() throws InterruptedException {
		long begun = System.nanoTime();
		List<Thread> workers = new ArrayList<>();
		for (int i = 0; i < Math.min(this.arguments.threads(), this.arguments.runs()); i++) {
			Thread worker = new Thread(this::work, "simulation-" + i);
			worker.start();
			workers.add(worker);
		}
		for (Thread worker : workers) {
			worker.join();
		}
		if (this.arguments.runs() == 1 && !this.failures.isEmpty()) {
			replay(this.failures.get(0));
		}
		double seconds = (System.nanoTime() - begun) / 1e9;
		this.out.printf(Locale.ROOT, "seconds=%.1f records=%d repeats=%d settled-within=%.1fs used-of-bound=%.0f%%%n",
				seconds, this.records, this.repeats, this.longestToSettle.toMillis() / 1000.0, 100 * this.largestShare);
		this.out.printf("simulation runs=%d violations=%d%n", this.done.get(), this.failures.size());
		return this.failures.isEmpty() && this.done.get() == this.arguments.runs();
	}

	private void work() {
		long end = this.arguments.seed() + this.arguments.runs();
		for (long seed = this.next.getAndIncrement(); seed < end; seed = this.next.getAndIncrement()) {
			Scenario scenario = this.arguments.scenario(seed);
			try {
				SimulatedGroup group = new SimulatedGroup(scenario, seed);
				List<Violation> violations = group.run();
				note(group);
				if (!violations.isEmpty()) {
					failed(new Failure(scenario.name(), seed, violations.get(0).toString()));
				}
			}
			catch (RuntimeException | StackOverflowError ex) {
				failed(new Failure(scenario.name(), seed, "the simulation itself failed: " + ex));
				ex.printStackTrace(this.out);
			}
			long finished = this.done.incrementAndGet();
			if (finished % 500 == 0) {
				this.out.printf("%d runs, %d with violations%n", finished, this.failures.size());
			}
		}
	}

	private synchronized void note(SimulatedGroup group) {
		this.records += group.history().truth().size();
		this.repeats += group.history().repeats();
		Settlement settlement = group.settlement();
		if (settlement != null) {
			this.largestShare = Math.max(this.largestShare, settlement.share());
			this.longestToSettle = (settlement.took().compareTo(this.longestToSettle) > 0) ? settlement.took()
					: this.longestToSettle;
		}
	}

	private void failed(Failure failure) {
		this.failures.add(failure);
		if (this.failures.size() <= MOST_SHOWN) {
			show(failure);
		}
	}

	private void show(Failure failure) {
		this.out.printf("violation scenario=%s seed=%d: %s%n    again: %s%n", failure.scenario(), failure.seed(),
				failure.violation(), this.arguments.command(failure));
	}

	private void replay(Failure failure) {
		SimulatedGroup group = new SimulatedGroup(this.arguments.scenario(failure.seed()), failure.seed(), Variant.NONE,
				true);
		List<Violation> violations = group.run();
		this.out.println("what happened before:");
		group.history().journal().around(violations.get(0)).forEach(this.out::println);
		violations.forEach((violation) -> this.out.println("VIOLATION " + violation));
	}

	/**
	 * A run that broke a rule.
	 */
	private record Failure(String scenario, long seed, String violation) {

	}

	/**
	 * What is to be run.
	 *
	 * @param runs how many seeds
	 * @param seed the first one
	 * @param name the scenario, {@code null} for one after the other
	 * @param members how many, 0 as the scenario says
	 * @param shards how many, 0 as the scenario says
	 * @param minutes how long, 0 as the scenario says
	 * @param faults factor of the scenario's rates
	 * @param threads how many runs at once
	 */
	record Arguments(int runs, long seed, @Nullable String name, int members, int shards, double minutes, double faults,
			int threads) {

		static Arguments parse(String... args) {
			int runs = 0;
			long seed = 0;
			String name = null;
			int members = 0;
			int shards = 0;
			double minutes = 0;
			double faults = 1;
			int threads = Runtime.getRuntime().availableProcessors();
			for (int i = 0; i < args.length; i += 2) {
				if (i + 1 == args.length) {
					throw new IllegalArgumentException("option " + args[i] + " has no value");
				}
				String value = args[i + 1];
				try {
					switch (args[i]) {
						case "--runs" -> runs = Integer.parseInt(value);
						case "--seed" -> seed = Long.parseLong(value);
						case "--scenario" -> name = value;
						case "--members" -> members = Integer.parseInt(value);
						case "--shards" -> shards = Integer.parseInt(value);
						case "--minutes" -> minutes = Double.parseDouble(value);
						case "--faults" -> faults = Double.parseDouble(value);
						case "--threads" -> threads = Integer.parseInt(value);
						default -> throw new IllegalArgumentException("there is no option " + args[i]
								+ ", but --runs, --seed, --scenario, --members, --shards, --minutes, --faults, --threads");
					}
				}
				catch (NumberFormatException ex) {
					throw new IllegalArgumentException(args[i] + " must be a number, but is '" + value + "'", ex);
				}
			}
			if (name != null && !Scenario.names().contains(name)) {
				throw new IllegalArgumentException("there is no scenario '" + name + "', but "
						+ String.join(", ", new TreeSet<>(Scenario.names())));
			}
			if (runs < 0 || members < 0 || shards < 0 || minutes < 0 || faults < 0 || threads < 1) {
				throw new IllegalArgumentException("no value may be negative, and --threads not zero");
			}
			// A seed alone means that one run.
			int wanted = (runs > 0) ? runs : ((seed > 0) ? 1 : 1000);
			return new Arguments(wanted, (seed > 0) ? seed : 1, name, members, shards, minutes, faults, threads);
		}

		Scenario scenario(long ofSeed) {
			LongFunction<Scenario> named = (this.name != null) ? (it) -> Scenario.named(this.name, it) : Scenario::next;
			Scenario scenario = named.apply(ofSeed);
			if (this.members > 0 || this.shards > 0) {
				scenario = scenario.sized((this.members > 0) ? this.members : scenario.members(),
						(this.shards > 0) ? this.shards : scenario.shards());
			}
			if (this.minutes > 0) {
				scenario = scenario.lasting(Duration.ofMillis((long) (this.minutes * 60_000)));
			}
			return (this.faults != 1) ? scenario.intensified(this.faults) : scenario;
		}

		String command(Failure failure) {
			StringBuilder command = new StringBuilder("./simulate --scenario ").append(failure.scenario())
				.append(" --seed ")
				.append(failure.seed());
			if (this.members > 0) {
				command.append(" --members ").append(this.members);
			}
			if (this.shards > 0) {
				command.append(" --shards ").append(this.shards);
			}
			if (this.minutes > 0) {
				command.append(" --minutes ").append(this.minutes);
			}
			if (this.faults != 1) {
				command.append(" --faults ").append(this.faults);
			}
			return command.toString();
		}

	}

}
