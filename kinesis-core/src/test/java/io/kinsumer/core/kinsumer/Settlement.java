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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run, when nothing disturbs the group any more: all must become as it must
 * be, stay so, and cost no more than an idle group may.
 */
final class Settlement {

	private static final Duration STABLE_FOR = Duration.ofSeconds(4);

	private static final Duration LATEST_EFFECT = Duration.ofSeconds(9);

	private static final Duration IDLE = Duration.ofSeconds(20);

	// An idle member: 30 writes and 60 queries a minute; one more of each may fall into
	// the time that is looked at.
	private static final long MOST_WRITES = 11;

	private static final long MOST_READS = 21;

	private final SimulatedGroup group;

	private final History history;

	private final SettlingTime times;

	private final Duration healed;

	private Duration allowed = Duration.ZERO;

	private Duration took = Duration.ZERO;

	Settlement(SimulatedGroup group) {
		this.group = group;
		this.history = group.history();
		this.times = new SettlingTime(group);
		this.healed = group.awake();
	}

	/**
	 * Lets the group settle, and notes what is wrong.
	 */
	void await() {
		if (this.group.scenario().late() > 0) {
			// What is under way still arrives.
			passes(LATEST_EFFECT);
		}
		Duration before = sinceHealed();
		while (this.group.isRestarting() && sinceHealed().compareTo(this.times.untilUndisturbed()) < 0) {
			// What there is to do is not known before.
			passes(Duration.ofMillis(500));
		}
		this.allowed = this.times.longest().plus(sinceHealed().minus(before));
		String unsettled = unsettled();
		while (unsettled != null && sinceHealed().compareTo(this.allowed) < 0 && this.history.violations().isEmpty()) {
			passes(Duration.ofMillis(500));
			unsettled = unsettled();
		}
		this.took = sinceHealed();
		this.history.mustBeSettled(unsettled, this.took);
		if (unsettled == null) {
			stable();
		}
	}

	/**
	 * How long it took, after everything healed, until all was as it must be.
	 */
	Duration took() {
		return this.took;
	}

	/**
	 * How much of the time that it may take was needed, from 0 to 1.
	 */
	double share() {
		return this.allowed.isZero() ? 0 : (double) this.took.toMillis() / this.allowed.toMillis();
	}

	private void passes(Duration duration) {
		this.group.time().runUntil(this.group.time().elapsed().plus(duration));
	}

	private Duration sinceHealed() {
		return this.group.awake().minus(this.healed);
	}

	private void stable() {
		int acquisitions = this.history.table().acquisitions();
		this.group.stream().produce();
		Duration undisturbed = this.times.untilUndisturbed();
		Duration put = sinceHealed();
		Duration longest = this.times.again().plus((put.compareTo(undisturbed) > 0) ? put : undisturbed);
		do {
			passes(STABLE_FOR);
		}
		while (unsettled() != null && sinceHealed().compareTo(longest) < 0);
		this.history.mustBeSettled(unsettled(), sinceHealed());
		idle();
		if (this.history.table().acquisitions() != acquisitions) {
			this.history.violated(null, "flapping", "shards still move after all is settled");
		}
	}

	/**
	 * Nothing happens for a while: what members write and read then has a budget.
	 */
	private void idle() {
		passes(Duration.ofSeconds(6));
		Map<SimulatedMember, Cost> before = new HashMap<>();
		this.group.up().forEach((member) -> before.put(member, costOf(member)));
		passes(IDLE);
		before.forEach((member, cost) -> {
			Cost more = costOf(member).minus(cost);
			if (more.writes() > MOST_WRITES || more.reads() > MOST_READS) {
				this.history.violated(null, "budget",
						member + " made " + more + " in " + IDLE.toSeconds() + " idle seconds");
			}
		});
	}

	private static Cost costOf(SimulatedMember member) {
		return new Cost(member.dynamoDbNetwork().writes(), member.dynamoDbNetwork().reads());
	}

	/**
	 * What is not yet as it must be in the end.
	 */
	private @Nullable String unsettled() {
		List<SimulatedMember> up = this.group.up();
		if (up.isEmpty() || this.group.isRestarting() || this.group.isAwaitingProcess()) {
			return "somebody is still to join";
		}
		Map<SimulatedMember, Integer> shares = new HashMap<>();
		Set<String> clients = new HashSet<>();
		for (SimulatedMember member : up) {
			if (!clients.add(member.clientId())) {
				return "two processes go by " + member.clientId();
			}
			if (member.run().state() != KinsumerState.RUNNING) {
				return member + " is " + member.run().state();
			}
			// It may not know yet that it has to join anew.
			if (!this.history.table().sessions().isLive(member)) {
				return member + " has no live session";
			}
			shares.put(member, 0);
		}
		String gone = this.history.table().sessions().leftOver();
		if (gone != null) {
			// Shards move once more when that is noticed.
			return gone + " is gone, and counts still";
		}
		return unsettledShard(shares);
	}

	private @Nullable String unsettledShard(Map<SimulatedMember, Integer> shares) {
		for (StreamTruth.Shard shard : this.history.truth().listed()) {
			ShardRow row = this.history.table().row(shard);
			if (shard.listed && (row == null || row.isFinished() == shard.open)) {
				return shard.id + ((row == null) ? " has no item" : " is not finished, or should not be");
			}
			if (row != null && shard.open) {
				SimulatedMember owner = row.owner;
				if (owner == null || row.ownerName() == null || shares.computeIfPresent(owner, (k, n) -> n + 1) == null
						|| !consumes(owner, shard.id)) {
					return shard.id + " is not consumed by its owner " + row.ownerName();
				}
				if (!row.isAtTip()) {
					return shard.id + " is not at its tip again";
				}
			}
		}
		String leftOver = this.history.table().leftOver();
		if (leftOver != null) {
			return "the item of " + leftOver + ", which has left the stream, is still there";
		}
		int most = shares.values().stream().mapToInt(Integer::intValue).max().orElse(0);
		int least = shares.values().stream().mapToInt(Integer::intValue).min().orElse(0);
		if (most - least > 1) {
			return "members have between " + least + " and " + most + " shards";
		}
		int unhandled = this.history.truth().unhandled();
		return (unhandled > 0) ? unhandled + " records are not handled" : null;
	}

	private static boolean consumes(SimulatedMember member, String shardId) {
		CoordinatorDriver shards = member.run().shards();
		ShardDriver consumer = (shards != null) ? shards.consumer(new ShardId(shardId)) : null;
		return consumer != null && !consumer.consumer().isDraining();
	}

	private record Cost(long writes, long reads) {

		Cost minus(Cost other) {
			return new Cost(this.writes - other.writes, this.reads - other.reads);
		}

	}

}
