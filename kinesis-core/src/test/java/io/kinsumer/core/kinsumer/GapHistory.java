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

import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.sim.VirtualTime;

/**
 * What retention took before it was handled, and what members told of it.
 */
final class GapHistory {

	private static final Duration RETENTION = Duration.ofHours(24);

	// What two calls may take on a slow network, and the records of one step.
	private static final Duration PRECISION = Duration.ofSeconds(10);

	private final VirtualTime time;

	private final Scenario scenario;

	private final History history;

	GapHistory(VirtualTime time, Scenario scenario, History history) {
		this.time = time;
		this.scenario = scenario;
		this.history = history;
	}

	/**
	 * So much time went by that records are gone.
	 */
	void expired() {
		this.history.truth().expire(this.time.nanos() - RETENTION.toNanos(), this.time.nanos());
	}

	/**
	 * Hears what a process tells.
	 */
	KinsumerListener listener(SimulatedMember member) {
		return new KinsumerListener() {

			@Override
			public void retentionGap(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration gap) {
				GapHistory.this.told(member, shardId.value(), gap);
			}

			@Override
			public void shardVanished(KinsumerInfo kinsumer, ShardId shardId) {
				GapHistory.this.told(shardId.value());
			}

		};
	}

	private StreamTruth.Shard told(String shardId) {
		StreamTruth truth = this.history.truth();
		StreamTruth.Shard shard = truth.find(truth.incarnation(), shardId);
		if (shard == null) {
			throw new IllegalStateException("a gap in a shard that was never there: " + shardId);
		}
		shard.toldNanos = this.time.nanos();
		return shard;
	}

	private void told(SimulatedMember member, String shardId, Duration gap) {
		this.history.journal().note(this.time.elapsed(), shardId, () -> member + " tells a gap of " + gap);
		StreamTruth.Shard shard = told(shardId);
		if (!this.scenario.has(Disturbance.RETENTION_PASSED, Disturbance.STANDSTILL)) {
			this.history.violated(shard, "gap without cause", member + " told a gap of " + gap);
		}
		ShardRow row = this.history.table().row(shard);
		if (row != null && row.owner == member) {
			mustBeExact(row, shard, gap);
		}
	}

	/**
	 * An owner from before knows how far it had read.
	 */
	private void mustBeExact(ShardRow row, StreamTruth.Shard shard, Duration gap) {
		for (int i = row.next; i < shard.entries.size(); i++) {
			StreamTruth.Entry entry = shard.entries.get(i);
			if (entry.isLostToRetention()) {
				Duration passed = Duration.ofNanos(this.time.nanos() - entry.putNanos).minus(RETENTION);
				if (row.acquiredNanos < entry.expiredNanos && !this.scenario.differingClocks()
						&& gap.plus(PRECISION).compareTo(passed) < 0) {
					this.history.violated(shard, "gap too short",
							"a gap of " + gap + " was told, but " + entry + " expired " + passed + " ago");
				}
				return;
			}
		}
	}

	/**
	 * The owner of a shard begins a record, and has passed others.
	 */
	void delivered(ShardRow row, StreamTruth.Entry entry) {
		for (; row.looked < entry.index; row.looked++) {
			StreamTruth.Entry passed = entry.shard.entries.get(row.looked);
			// Where nobody had begun, nobody can tell what was there; nor how long
			// somebody that vanished had found nothing.
			if (passed.isLostToRetention() && (row.begunBefore || row.acquiredNanos < passed.expiredNanos)) {
				entry.shard.lossNanos = Math.max(entry.shard.lossNanos, passed.expiredNanos);
				entry.shard.loss = row.owner + " began " + entry + " after " + passed + " had expired, "
						+ ((row.acquiredNanos < passed.expiredNanos) ? "which it owned then" : "before it owned it");
			}
		}
	}

}
