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

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;

import io.kinsumer.core.record.InitialPosition;

/**
 * What a simulated group goes through.
 *
 * @param name how it is asked for
 * @param members how many take part
 * @param shards how many the stream begins with
 * @param length how long things happen; afterwards everything heals
 * @param recordsPerSecond mean number of records put
 * @param joinSpread the members start within this time
 * @param start where the group begins
 * @param loss share of calls that get lost
 * @param late share of calls that arrive, or are answered, too late
 * @param latencyMillis how long each way of a call takes at most
 * @param refusals share of calls that are throttled, or find their iterator expired
 * @param handlerFailures share of records whose handling fails
 * @param slowHandlers share of records whose handling takes seconds
 * @param differingClocks whether the clocks of the members differ by a percent and by
 * seconds
 * @param fanOut whether records come by enhanced fan-out
 * @param concurrency how many records of a shard are handled at once, one by one and
 * asynchronously; 0 for batches
 * @param disturbances mean number of each, a minute
 */
record Scenario(String name, int members, int shards, Duration length, double recordsPerSecond, Duration joinSpread,
		InitialPosition start, double loss, double late, int latencyMillis, double refusals, double handlerFailures,
		double slowHandlers, boolean differingClocks, boolean fanOut, int concurrency,
		Map<Disturbance, Double> disturbances) {

	private static final Map<String, LongFunction<Scenario>> BY_NAME = Map.ofEntries(
			Map.entry("calm", (seed) -> calm()), Map.entry("rough", (seed) -> rough()),
			Map.entry("hostile", (seed) -> hostile()), Map.entry("outage", (seed) -> outage()),
			Map.entry("storm", (seed) -> storm()), Map.entry("crowd", (seed) -> crowd()),
			Map.entry("vandals", (seed) -> vandals()), Map.entry("twins", (seed) -> twins()),
			Map.entry("aged", (seed) -> aged()), Map.entry("restarts", (seed) -> restarts()),
			Map.entry("many", (seed) -> many()), Map.entry("held", Scenario::held),
			Map.entry("resets", Scenario::resets), Map.entry("fan-out", Scenario::fanOut),
			Map.entry("recordwise", Scenario::recordwise), Map.entry("mixed", Scenario::mixed));

	private static final List<String> ROTATION = List.of("mixed", "calm", "mixed", "rough", "mixed", "hostile", "mixed",
			"outage", "mixed", "storm", "mixed", "crowd", "mixed", "vandals", "mixed", "twins", "mixed", "aged",
			"mixed", "restarts", "mixed", "fan-out", "mixed", "recordwise", "mixed", "held", "mixed", "resets");

	/**
	 * The names that {@link #named} knows, sorted.
	 */
	static List<String> names() {
		return BY_NAME.keySet().stream().sorted().toList();
	}

	static Scenario named(String name, long seed) {
		LongFunction<Scenario> scenario = BY_NAME.get(name);
		if (scenario == null) {
			throw new IllegalArgumentException("there is no scenario '" + name + "', but " + names());
		}
		return scenario.apply(seed);
	}

	/**
	 * One scenario after the other, every second one mixed.
	 */
	static Scenario next(long seed) {
		return named(ROTATION.get((int) Math.floorMod(seed, (long) ROTATION.size())), seed);
	}

	static Scenario calm() {
		return quiet("calm", 5, 8).with(Disturbance.LEAVE, 2).with(Disturbance.RESHARD, 1);
	}

	static Scenario rough() {
		return quiet("rough", 5, 8).handlers(0.001, 0.002)
			.with(Disturbance.LEAVE, 1)
			.with(Disturbance.CRASH, 2)
			.with(Disturbance.FAST_REJOIN, 0.5)
			.with(Disturbance.RESHARD, 1);
	}

	static Scenario hostile() {
		return quiet("hostile", 5, 8).network(0.02, 0.01, 20, 0.01)
			.handlers(0.001, 0.002)
			.differingClockRates()
			.with(Disturbance.LEAVE, 0.5)
			.with(Disturbance.CRASH, 0.5)
			.with(Disturbance.PAUSE, 1)
			.with(Disturbance.SLEEP, 1)
			.with(Disturbance.CLOCK_JUMP, 1)
			.with(Disturbance.PARTITION, 1)
			.with(Disturbance.RESHARD, 1);
	}

	static Scenario outage() {
		return quiet("outage", 5, 8).differingClockRates()
			.with(Disturbance.DYNAMODB_OUTAGE, 1.5)
			.with(Disturbance.KINESIS_OUTAGE, 0.5)
			.with(Disturbance.CONTROL_PLANE_OUTAGE, 1)
			.with(Disturbance.RESHARD, 1);
	}

	static Scenario storm() {
		return quiet("storm", 4, 6).handlers(0, 0.005)
			.with(Disturbance.LEAVE, 1)
			.with(Disturbance.CRASH, 0.5)
			.with(Disturbance.RESHARD, 2)
			.with(Disturbance.RESHARDING_STORM, 3);
	}

	static Scenario crowd() {
		return quiet("crowd", 10, 12).starting(Duration.ofMillis(50), InitialPosition.LATEST)
			.differingClockRates()
			.with(Disturbance.RESHARD, 2)
			.with(Disturbance.CRASH, 1)
			.with(Disturbance.RESTART, 0.5)
			.lasting(Duration.ofSeconds(40));
	}

	static Scenario vandals() {
		return quiet("vandals", 5, 8).network(0.005, 0.02, 20, 0)
			.with(Disturbance.SESSION_DELETED, 2)
			.with(Disturbance.SHARD_ITEM_DELETED, 1)
			.with(Disturbance.TABLE_PRUNED, 0.5)
			.with(Disturbance.LEAVE, 1)
			.with(Disturbance.RESHARD, 1);
	}

	static Scenario twins() {
		return quiet("twins", 4, 8).network(0.01, 0.01, 20, 0)
			.with(Disturbance.TWIN, 2)
			.with(Disturbance.FAST_REJOIN, 1)
			.with(Disturbance.PAUSE, 0.5);
	}

	static Scenario aged() {
		return quiet("aged", 4, 6).with(Disturbance.RETENTION_PASSED, 1)
			.with(Disturbance.STANDSTILL, 1)
			.with(Disturbance.RESHARD, 2)
			.with(Disturbance.LEAVE, 1);
	}

	static Scenario restarts() {
		return quiet("restarts", 4, 6).with(Disturbance.RESTART, 1)
			.with(Disturbance.STREAM_RECREATED, 1)
			.with(Disturbance.RESHARD, 1);
	}

	static Scenario many() {
		return quiet("many", 8, 1000).with(Disturbance.LEAVE, 3)
			.with(Disturbance.CRASH, 2)
			.with(Disturbance.RESHARD, 10)
			.lasting(Duration.ofSeconds(20));
	}

	static Scenario fanOut(long seed) {
		Scenario scenario = List.of(calm(), rough(), hostile(), outage())
			.get((int) Math.floorMod(seed / ROTATION.size(), 4L));
		return scenario.byFanOut().named("fan-out");
	}

	static Scenario held(long seed) {
		Scenario scenario = List.of(calm(), rough(), hostile(), storm())
			.get((int) Math.floorMod(seed / ROTATION.size(), 4L));
		int atOnce = (int) Math.floorMod(seed / (4 * ROTATION.size()), 5L);
		Scenario held = scenario.with(Disturbance.HOLD, 8).recordwise(atOnce).named("held");
		return (Math.floorMod(seed / ROTATION.size(), 8L) == 7) ? held.byFanOut() : held;
	}

	static Scenario resets(long seed) {
		Scenario scenario = List.of(calm(), rough(), hostile(), storm())
			.get((int) Math.floorMod(seed / ROTATION.size(), 4L));
		return scenario.with(Disturbance.RESET, 4)
			.with(Disturbance.RESET_STOPPED, 1.5)
			.recordwise(Math.max(0, (int) Math.floorMod(seed / (4 * ROTATION.size()), 8L) - 4))
			.named("resets");
	}

	static Scenario recordwise(long seed) {
		Scenario scenario = List.of(calm(), rough(), hostile(), storm())
			.get((int) Math.floorMod(seed / ROTATION.size(), 4L));
		return scenario.recordwise(1 + (int) Math.floorMod(seed / (4 * ROTATION.size()), 8L)).named("recordwise");
	}

	/**
	 * Drawn from the seed: size, network and disturbances.
	 */
	static Scenario mixed(long seed) {
		Random random = new Random(seed * 31 + 7);
		int members = 1 + random.nextInt(random.nextInt(12) + 1);
		int shards = 1 + random.nextInt((random.nextInt(8) == 0) ? 100 : 12);
		Scenario scenario = quiet("mixed", members, shards).lasting(Duration.ofSeconds(30 + random.nextInt(90)));
		if (random.nextInt(3) == 0) {
			scenario = scenario.starting(Duration.ofMillis(1 + random.nextInt(3000)), InitialPosition.LATEST);
		}
		if (random.nextInt(8) == 0 && shards <= 12) {
			scenario = scenario.byFanOut();
		}
		if (random.nextBoolean()) {
			scenario = scenario.differingClockRates();
		}
		if (random.nextInt(3) > 0) {
			scenario = scenario.network(0.05 * random.nextDouble() * random.nextDouble(), 0.03 * random.nextDouble(),
					(random.nextInt(4) == 0) ? 400 : 20, 0.02 * random.nextDouble());
		}
		if (random.nextBoolean()) {
			scenario = scenario.handlers(0.005 * random.nextDouble(), 0.01 * random.nextDouble());
		}
		Set<Disturbance> rare = Set.of(Disturbance.TABLE_PRUNED, Disturbance.STREAM_RECREATED,
				Disturbance.RETENTION_PASSED, Disturbance.STANDSTILL, Disturbance.RESTART);
		// Retention and resets at once would make the truth depend on both.
		for (Disturbance disturbance : EnumSet.range(Disturbance.LEAVE, Disturbance.HOLD)) {
			if (random.nextInt(rare.contains(disturbance) ? 8 : 3) == 0) {
				scenario = scenario.with(disturbance, (rare.contains(disturbance) ? 0.7 : 1.5) * random.nextDouble());
			}
		}
		return scenario;
	}

	private static Scenario quiet(String name, int members, int shards) {
		return new Scenario(name, members, shards, Duration.ofSeconds(90), 15, Duration.ofSeconds(5),
				InitialPosition.TRIM_HORIZON, 0, 0, 20, 0, 0, 0, false, false, 0, Map.of());
	}

	/**
	 * Whether nothing stands between a member and its services, so that what was handled
	 * is written in time.
	 */
	boolean isNetworkReliable() {
		return this.loss == 0 && this.late == 0 && this.refusals == 0
				&& !has(Disturbance.PARTITION, Disturbance.DYNAMODB_OUTAGE, Disturbance.PAUSE, Disturbance.SLEEP);
	}

	/**
	 * Whether all members live and can do what they want, or none can.
	 */
	boolean isPeaceful() {
		return this.loss == 0 && this.late == 0 && this.refusals == 0 && this.latencyMillis <= 20
				&& !has(Disturbance.PARTITION, Disturbance.PAUSE, Disturbance.SLEEP, Disturbance.CRASH,
						Disturbance.FAST_REJOIN, Disturbance.TWIN, Disturbance.SESSION_DELETED, Disturbance.CLOCK_JUMP);
	}

	/**
	 * Whether the clocks of all machines tell the same time.
	 */
	boolean isTimeTold() {
		return !this.differingClocks && !has(Disturbance.CLOCK_JUMP);
	}

	boolean has(Disturbance... any) {
		return Set.of(any).stream().anyMatch(this.disturbances::containsKey);
	}

	Scenario with(Disturbance disturbance, double perMinute) {
		Map<Disturbance, Double> more = new EnumMap<>(Disturbance.class);
		more.putAll(this.disturbances);
		more.put(disturbance, perMinute);
		return new Scenario(this.name, this.members, this.shards, this.length, this.recordsPerSecond, this.joinSpread,
				this.start, this.loss, this.late, this.latencyMillis, this.refusals, this.handlerFailures,
				this.slowHandlers, this.differingClocks, this.fanOut, this.concurrency, more);
	}

	Scenario sized(int newMembers, int newShards) {
		return new Scenario(this.name, newMembers, newShards, this.length, this.recordsPerSecond, this.joinSpread,
				this.start, this.loss, this.late, this.latencyMillis, this.refusals, this.handlerFailures,
				this.slowHandlers, this.differingClocks, this.fanOut, this.concurrency, this.disturbances);
	}

	Scenario putting(double newRecordsPerSecond) {
		return new Scenario(this.name, this.members, this.shards, this.length, newRecordsPerSecond, this.joinSpread,
				this.start, this.loss, this.late, this.latencyMillis, this.refusals, this.handlerFailures,
				this.slowHandlers, this.differingClocks, this.fanOut, this.concurrency, this.disturbances);
	}

	Scenario lasting(Duration newLength) {
		return new Scenario(this.name, this.members, this.shards, newLength, this.recordsPerSecond, this.joinSpread,
				this.start, this.loss, this.late, this.latencyMillis, this.refusals, this.handlerFailures,
				this.slowHandlers, this.differingClocks, this.fanOut, this.concurrency, this.disturbances);
	}

	/**
	 * The same with all rates multiplied.
	 */
	Scenario intensified(double factor) {
		Map<Disturbance, Double> more = new EnumMap<>(Disturbance.class);
		this.disturbances.forEach((disturbance, rate) -> more.put(disturbance, rate * factor));
		return new Scenario(this.name, this.members, this.shards, this.length, this.recordsPerSecond, this.joinSpread,
				this.start, Math.min(0.5, this.loss * factor), Math.min(0.5, this.late * factor), this.latencyMillis,
				Math.min(0.5, this.refusals * factor), Math.min(0.5, this.handlerFailures * factor),
				Math.min(0.5, this.slowHandlers * factor), this.differingClocks, this.fanOut, this.concurrency, more);
	}

	/**
	 * The same with records that are handled one by one.
	 */
	Scenario recordwise(int atOnce) {
		return new Scenario(this.name, this.members, this.shards, this.length, this.recordsPerSecond, this.joinSpread,
				this.start, this.loss, this.late, this.latencyMillis, this.refusals, this.handlerFailures,
				this.slowHandlers, this.differingClocks, this.fanOut, atOnce, this.disturbances);
	}

	Scenario byFanOut() {
		return new Scenario(this.name, this.members, this.shards, this.length, this.recordsPerSecond, this.joinSpread,
				this.start, this.loss, this.late, this.latencyMillis, this.refusals, this.handlerFailures,
				this.slowHandlers, this.differingClocks, true, this.concurrency, this.disturbances);
	}

	Scenario named(String newName) {
		return new Scenario(newName, this.members, this.shards, this.length, this.recordsPerSecond, this.joinSpread,
				this.start, this.loss, this.late, this.latencyMillis, this.refusals, this.handlerFailures,
				this.slowHandlers, this.differingClocks, this.fanOut, this.concurrency, this.disturbances);
	}

	Scenario starting(Duration spread, InitialPosition position) {
		return new Scenario(this.name, this.members, this.shards, this.length, this.recordsPerSecond, spread, position,
				this.loss, this.late, this.latencyMillis, this.refusals, this.handlerFailures, this.slowHandlers,
				this.differingClocks, this.fanOut, this.concurrency, this.disturbances);
	}

	Scenario network(double newLoss, double newLate, int newLatencyMillis, double newRefusals) {
		return new Scenario(this.name, this.members, this.shards, this.length, this.recordsPerSecond, this.joinSpread,
				this.start, newLoss, newLate, newLatencyMillis, newRefusals, this.handlerFailures, this.slowHandlers,
				this.differingClocks, this.fanOut, this.concurrency, this.disturbances);
	}

	Scenario handlers(double failures, double slow) {
		return new Scenario(this.name, this.members, this.shards, this.length, this.recordsPerSecond, this.joinSpread,
				this.start, this.loss, this.late, this.latencyMillis, this.refusals, failures, slow,
				this.differingClocks, this.fanOut, this.concurrency, this.disturbances);
	}

	Scenario differingClockRates() {
		return new Scenario(this.name, this.members, this.shards, this.length, this.recordsPerSecond, this.joinSpread,
				this.start, this.loss, this.late, this.latencyMillis, this.refusals, this.handlerFailures,
				this.slowHandlers, true, this.fanOut, this.concurrency, this.disturbances);
	}

}
