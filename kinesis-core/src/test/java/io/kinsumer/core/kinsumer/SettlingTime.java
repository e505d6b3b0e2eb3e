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
import java.util.Map;

/**
 * How long a group may take, once nothing disturbs it any more, until all is as it must
 * be: by the engine's own timers, the slowness of the network, and what is left to do. A
 * shard begins when its parents are finished, so that the longest line of descent counts.
 */
final class SettlingTime {

	// A process that was starting gives up a call after half a minute, and another one
	// starts a second later; a slow handler runs for fifteen seconds before its shard can
	// be handed over to it.
	private static final Duration START_AND_HANDOVER = Duration.ofSeconds(45);

	// What goes on longest after an answer was lost: the read is given up, and made again
	// after the longest delay.
	private static final Duration LOST_READ = PollingDriver.READ_TIMEOUT.plusSeconds(10);

	// From the end of a shard to its child's first record, by another member: creation of
	// the items, finish, renewal, sessions, items, acquisition, iterator and two reads.
	private static final int CALLS = 9;

	// Until the item of a shard that has left the stream is gone.
	private static final int LISTINGS = 3;

	private final SimulatedGroup group;

	private final Map<StreamTruth.Shard, Duration> lines = new HashMap<>();

	SettlingTime(SimulatedGroup group) {
		this.group = group;
	}

	/**
	 * Until nothing waits for an answer that was lost before.
	 */
	Duration untilUndisturbed() {
		return isAnswerLost() ? LOST_READ : START_AND_HANDOVER;
	}

	private boolean isAnswerLost() {
		return this.group.scenario().loss() > 0 || this.group.scenario()
			.has(Disturbance.PARTITION, Disturbance.KINESIS_OUTAGE, Disturbance.CONTROL_PLANE_OUTAGE,
					Disturbance.DYNAMODB_OUTAGE);
	}

	/**
	 * Until all is settled.
	 */
	Duration longest() {
		Duration line = generation();
		for (StreamTruth.Shard shard : this.group.history().truth().listed()) {
			Duration other = line(shard);
			line = (other.compareTo(line) > 0) ? other : line;
		}
		return byClocks(untilUndisturbed().plus(line).plus(removal()));
	}

	/**
	 * A shard counts as gone when two listings lack it. Then its owner, if it has one,
	 * gives it up, and its item is removed after the next listing.
	 */
	private Duration removal() {
		return (this.group.history().table().leftOver() != null) ? settings().discoverFrequency().multipliedBy(LISTINGS)
				: Duration.ZERO;
	}

	/**
	 * Until a shard that was settled is so again, after records were put.
	 */
	Duration again() {
		return byClocks(generation());
	}

	private Duration byClocks(Duration duration) {
		return this.group.scenario().differingClocks() ? duration.multipliedBy(102).dividedBy(100) : duration;
	}

	private Duration line(StreamTruth.Shard shard) {
		Duration known = this.lines.get(shard);
		if (known != null) {
			return known;
		}
		ShardRow row = this.group.history().table().row(shard);
		Duration result = Duration.ZERO;
		if (row == null || !row.isFinished()) {
			for (String parentId : shard.parents) {
				StreamTruth.Shard parent = this.group.history().truth().find(shard.incarnation, parentId);
				Duration before = (parent != null) ? line(parent) : Duration.ZERO;
				result = (before.compareTo(result) > 0) ? before : result;
			}
			int records = shard.entries.size() - ((row != null) ? row.position() + 1 : 0);
			result = result.plus(generation()).plus(handling().multipliedBy(records));
		}
		this.lines.put(shard, result);
		return result;
	}

	private Duration generation() {
		KinsumerSettings settings = settings();
		Duration roundTrip = Duration.ofMillis(2L * this.group.scenario().latencyMillis());
		return settings.heartbeatInterval()
			.multipliedBy(2)
			.plus(settings.waitTime())
			.plus(roundTrip.multipliedBy(CALLS));
	}

	private KinsumerSettings settings() {
		return this.group.members().get(0).run().settings();
	}

	private Duration handling() {
		return (this.group.scenario().concurrency() > 0) ? SimulatedRecordProcessor.LONGEST : SimulatedHandler.LONGEST;
	}

}
