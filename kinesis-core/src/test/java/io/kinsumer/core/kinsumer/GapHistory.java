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
import java.util.Map;

import io.kinsumer.core.observe.KinsumerInfo;
import io.kinsumer.core.observe.KinsumerListener;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.sim.VirtualTime;
import org.jspecify.annotations.Nullable;

/**
 * What retention took before it was handled, and what members told of it.
 */
final class GapHistory {

	private static final Duration RETENTION = Duration.ofHours(24);

	// What Kinesis tells of the age of a position, and what a table keeps, is in whole
	// milliseconds.
	private static final Duration PRECISION = Duration.ofMillis(3);

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
			public void recordsRead(KinsumerInfo kinsumer, ShardId shardId, int records, long bytes,
					long millisBehindLatest) {
				ShardRow row = GapHistory.this.history.ownedBy(member, shardId.value());
				if (row != null) {
					row.readNanos = Math.min(row.readNanos, GapHistory.this.time.nanos());
				}
			}

			@Override
			public void retentionGap(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration gap) {
				GapHistory.this.told(member, shardId.value(), gap);
			}

		};
	}

	private void told(SimulatedMember member, String shardId, Duration gap) {
		this.history.journal().note(this.time.elapsed(), shardId, () -> member + " tells a gap of " + gap);
		ShardRow row = this.history.ownedBy(member, shardId);
		if (!this.scenario.has(Disturbance.RETENTION_PASSED, Disturbance.STANDSTILL)) {
			this.history.violated((row != null) ? row.shard : null, "gap without cause",
					member + " told a gap of " + gap);
		}
		if (row != null) {
			row.gaps.putIfAbsent(this.time.nanos(), gap);
		}
	}

	/**
	 * How long the gap is, at least, that an owner can know of; {@code null} if it cannot
	 * know of one. Who had read the shard knows how old its position was. Who had not
	 * knows when the position was written, if its owner wrote it as it gave the shard up.
	 */
	private @Nullable Duration atLeast(ShardRow row, StreamTruth.Entry lost) {
		long retention = RETENTION.toNanos();
		if (row.readNanos < lost.expiredNanos - retention) {
			return Duration.ofNanos(lost.expiredNanos - retention - lost.putNanos);
		}
		if (row.releasedNanos < 0 || !this.scenario.isTimeTold()) {
			return null;
		}
		long since = Math.max(lost.putNanos, row.releasedNanos);
		return (since < lost.expiredNanos - retention) ? Duration.ofNanos(lost.expiredNanos - retention - since) : null;
	}

	/**
	 * A clock that is wrong by a hundredth measures a day so.
	 */
	private Duration imprecision(Duration gap) {
		return this.scenario.differingClocks() ? PRECISION.plus(RETENTION.plus(gap).dividedBy(95)) : PRECISION;
	}

	/**
	 * The owner of a shard begins a record, and has passed others: it had to tell of
	 * those that are lost when it first read on.
	 */
	void delivered(ShardRow row, StreamTruth.Entry entry) {
		for (; row.looked < entry.index; row.looked++) {
			StreamTruth.Entry passed = entry.shard.entries.get(row.looked);
			Duration least = passed.isLostToRetention() ? atLeast(row, passed) : null;
			if (least != null) {
				mustBeTold(row, entry, passed, least);
			}
		}
	}

	private void mustBeTold(ShardRow row, StreamTruth.Entry entry, StreamTruth.Entry lost, Duration least) {
		Map.Entry<Long, Duration> told = row.gaps.ceilingEntry(lost.expiredNanos);
		String what = row.owner + " began " + entry + " after " + lost + " had expired, could know of a gap of "
				+ least;
		if (told == null && least.compareTo(imprecision(least)) > 0) {
			this.history.violated(entry.shard, "gap not told", what + ", and told none");
		}
		if (told != null && told.getValue().plus(imprecision(least)).compareTo(least) < 0) {
			this.history.violated(entry.shard, "gap too short", what + ", and told " + told.getValue());
		}
	}

}
