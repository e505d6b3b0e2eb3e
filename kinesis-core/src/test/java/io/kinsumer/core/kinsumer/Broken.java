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
import java.util.List;
import java.util.Set;

import io.kinsumer.core.kinsumer.Journal.Violation;
import io.kinsumer.core.record.InitialPosition;

/**
 * Engines of which one rule is broken, each with the scenario in which that shows.
 */
enum Broken {

	NO_FENCING("An owner's writes depend on neither owner nor epoch", "zombie write", hostile(), 40,
			Breakages.condition("#owningClientId = :owner AND #epoch = :epoch",
					"(#owningClientId = :owner AND #epoch = :epoch OR attribute_exists(#epoch))")),

	NO_VERSION("A write does not depend on the version", "checkpoint moved back", lateWrites(), 20,
			Breakages.condition("#version < :version", "(#version < :version OR attribute_exists(#epoch))")),

	NO_EPOCH("Acquiring does not depend on the epoch seen", "epoch", lateWrites().with(Disturbance.LEAVE, 4), 80,
			Breakages.condition("#epoch = :epoch AND attribute_not_exists",
					"(#epoch = :epoch OR attribute_exists(#epoch)) AND attribute_not_exists")),

	EPOCH_USED_AGAIN("An item made anew is owned in an epoch that its owner has used", "epoch, checkpoint moved back",
			vandals().with(Disturbance.SHARD_ITEM_DELETED, 6), 20, Breakages.epochUsedAgain()),

	RENEWAL_REVIVES("The renewal of a session that was killed succeeds", "the dead stay dead", hostile(), 20,
			Breakages.condition("#state <> :dead", "(#state <> :dead OR attribute_exists(#state))")),

	KILL_WITHOUT_LOOKING("A kill does not depend on the heartbeat seen", "killed too early",
			hostile().network(0.02, 0.1, 20, 0).putting(60), 60,
			Breakages.condition("#sessionId = :sessionId AND #heartbeat = :heartbeat",
					"#sessionId = :sessionId AND (#heartbeat = :heartbeat OR attribute_exists(#heartbeat))")),

	DEAD_WITHOUT_KILL("Silence is death, without a tombstone", "taken from the living", hostile(), 10,
			Breakages.deadWithoutKill()),

	ABSENT_IS_DEAD("An owner whose session item is absent is dead at once", "two owners", vandals(), 20,
			Breakages.absentIsDead()),

	NO_ADOPTION("A shard whose acquisition was not answered is not taken up", "not settled, lost",
			hostile().network(0.05, 0.02, 20, 0).with(Disturbance.LEAVE, 4), 20, Breakages.noAdoption()),

	OWNER_IS_CLIENT_ID("Two processes with one client id are one owner", "two owners, zombie write",
			Scenario.twins().lasting(Duration.ofSeconds(60)), 20, Breakages.sameSessionId()),

	FENCE_TOO_LATE("A client suspends itself after 1.1 session timeouts", "two owners", partitions(), 40,
			Breakages.fenceAfter(Duration.ofSeconds(11))),

	FENCE_AT_TIMEOUT("A client suspends itself after one session timeout, without a margin", "two owners",
			partitions().sized(6, 12).network(0, 0, 1, 0).putting(1200), 40,
			Breakages.watchedFenceAfter(Duration.ofSeconds(10))),

	ASKS_ONCE_A_BATCH("A handler asks before each batch, not each record, whether it may begin", "two owners",
			hostile().handlers(0, 0.03), 20, Breakages.handling(Variant.Handling.ASKS_ONCE_A_BATCH)),

	HELD_AT_BATCHES_ONLY("A batch that runs when its shard is paused is handled to its end", "held back",
			Scenario.held(0).handlers(0, 0.03), 20, Breakages.handling(Variant.Handling.ASKS_ONCE_A_BATCH)),

	OUTAGE_IS_SILENCE("Reads that fail count as if nobody had renewed", "killed without cause",
			Scenario.outage().with(Disturbance.DYNAMODB_OUTAGE, 4), 20, Breakages.outageIsSilence()),

	CHECKPOINTS_FIRST("A record is checkpointed before it is handled", "checkpoint before handling",
			Scenario.calm().handlers(0, 0.05), 5, Breakages.handling(Variant.Handling.CHECKPOINTS_FIRST)),

	HANDOFF_DOES_NOT_WAIT("A shard is handed over while its handler runs",
			"checkpoint before handling, released behind", Scenario.calm().with(Disturbance.LEAVE, 6).handlers(0, 0.05),
			20, Breakages.handling(Variant.Handling.ENDS_TOO_EARLY)),

	DRAIN_LEAVES_GAPS("A shard is handed over with a failed record before others that were handled", "released behind",
			Scenario.calm().recordwise(4).with(Disturbance.LEAVE, 6).handlers(0.05, 0), 20,
			Breakages.handling(Variant.Handling.LEAVES_GAPS)),

	RELEASE_FORGETS("A release does not carry the position", "released behind", Scenario.calm(), 5,
			Breakages.releaseForgets()),

	STALE_POSITION("A new owner begins where it first read the item, not where it acquired it", "repeated",
			Scenario.rough().with(Disturbance.CRASH, 6).putting(60).lasting(Duration.ofSeconds(60)), 60,
			Breakages.stalePosition()),

	ONE_PARENT_SUFFICES("A child begins when its first parent is finished", "child before parent", Scenario.storm(), 20,
			Breakages.oneParent()),

	NO_SHARD_ORDER("A child begins when it is there", "child before parent", Scenario.storm(), 5, Breakages.noOrder()),

	LATEST_BY_OWN_CLOCK("The tip is told by the member's clock", "skipped, lost, before the start", latest(), 20,
			StreamBreakages.ownClock()),

	LATEST_AT_ACQUISITION("The tip is where a shard is when it is acquired", "skipped, lost", latest(), 10,
			StreamBreakages.latestAtAcquisition()),

	STREAM_NOT_RECOGNIZED("A stream that was made again is taken for the old one", "lost, skipped",
			Scenario.restarts().with(Disturbance.STREAM_RECREATED, 2), 10, StreamBreakages.sameStream()),

	GAP_UNNOTICED("Records that expire before they are read are not missed", "gap not told", Scenario.aged(), 20,
			StreamBreakages.retention(8760)),

	GAP_TOO_SHORT("A gap counts from an hour after the last read", "gap too short", Scenario.aged(), 20,
			StreamBreakages.retention(25)),

	RESETS_THE_OWNED("A reset takes an owner for dead that it has not proven dead", "taken from the living", resets(),
			20, Breakages.resetsTheOwned()),

	RESET_KEEPS_EPOCH("A reset does not raise the epoch", "epoch", resets(), 10, Breakages.resetKeepsEpoch()),

	BLIND_TO_NEWCOMERS("Members do not see who joins later", "not settled, lost", Scenario.calm(), 10,
			Breakages.blindToNewcomers()),

	PERSISTS_RARELY("Positions are written once a minute", "persisted too late", Scenario.rough(), 20,
			Breakages.persistsRarely()),

	CALLS_TOO_OFTEN("Sessions are renewed four times as often", "budget", Scenario.calm(), 3,
			Breakages.callsTooOften());

	private final String what;

	private final Set<String> rules;

	private final Scenario scenario;

	private final int within;

	private final Variant variant;

	Broken(String what, String rules, Scenario scenario, int within, Variant variant) {
		this.what = what;
		this.rules = Set.copyOf(List.of(rules.split(", ")));
		this.scenario = scenario;
		this.within = within;
		this.variant = variant;
	}

	private static Scenario hostile() {
		return Scenario.hostile().lasting(Duration.ofSeconds(60));
	}

	private static Scenario vandals() {
		return Scenario.vandals().with(Disturbance.SESSION_DELETED, 6).putting(60).lasting(Duration.ofSeconds(60));
	}

	private static Scenario lateWrites() {
		return Scenario.calm().network(0.02, 0.15, 20, 0).lasting(Duration.ofSeconds(60));
	}

	private static Scenario partitions() {
		return Scenario.calm()
			.named("partitions")
			.sized(4, 12)
			.with(Disturbance.PARTITION, 15)
			.differingClockRates()
			.network(0, 0, 4, 0)
			.putting(150)
			.lasting(Duration.ofSeconds(60));
	}

	private static Scenario latest() {
		return Scenario.crowd()
			.starting(Duration.ofSeconds(3), InitialPosition.LATEST)
			.putting(60)
			.lasting(Duration.ofSeconds(15));
	}

	private static Scenario resets() {
		return Scenario.resets(0).lasting(Duration.ofSeconds(60));
	}

	/**
	 * What is broken.
	 */
	String what() {
		return this.what;
	}

	/**
	 * The first seed, or -1 when all that are allowed pass.
	 */
	int firstSeedThatNotices() {
		for (int seed = 1; seed <= this.within; seed++) {
			List<Violation> violations = new SimulatedGroup(this.scenario, seed, this.variant, false).run();
			if (violations.stream().anyMatch((violation) -> this.rules.contains(violation.rule()))) {
				return seed;
			}
		}
		return -1;
	}

	/**
	 * The rules whose violation shows it.
	 */
	Set<String> rules() {
		return this.rules;
	}

	Scenario scenario() {
		return this.scenario;
	}

	/**
	 * How many seeds it may take.
	 */
	int within() {
		return this.within;
	}

	Variant variant() {
		return this.variant;
	}

}
