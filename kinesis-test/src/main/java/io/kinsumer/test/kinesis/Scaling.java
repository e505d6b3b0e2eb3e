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

package io.kinsumer.test.kinesis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

import io.kinsumer.test.kinesis.AdministrationRequest.UpdateShardCount;
import io.kinsumer.test.kinesis.AdministrationResult.ShardCountChange;

/**
 * Scaling to a number of shards of equal size, as AWS does: by splits first and merges
 * then, which may leave short-lived shards.
 */
final class Scaling {

	private static final int MAX_SHARDS = 10_000;

	private static final int CHANGES_A_DAY = 10;

	private final Streams streams;

	Scaling(Streams streams) {
		this.streams = streams;
	}

	ShardCountChange update(UpdateShardCount request) {
		int target = request.targetShardCount();
		if (target < 1) {
			throw KinesisErrors.constraint(target, "targetShardCount",
					"Member must have value greater than or equal to 1");
		}
		return this.streams.withActive(request.stream().resolve(), (stream) -> {
			Resharding.requireProvisioned(stream);
			int current = stream.openCount();
			requireWithin(current, target);
			Plan plan = Plan.of(boundaries(stream), target);
			this.streams.requireRoomFor(plan.peak() - current);
			this.streams.requireQuota(stream, "UpdateShardCount", CHANGES_A_DAY);
			this.streams.change(stream, () -> apply(stream, plan));
			return new ShardCountChange(stream.name(), stream.arn(), current, target);
		});
	}

	private static void requireWithin(int current, int target) {
		String counts = " Current open shard count: " + current + ", target shard count: " + target;
		if (target > 2L * current) {
			throw KinesisErrors
				.invalid("UpdateShardCount cannot scale over double your current open shard count." + counts);
		}
		if (2L * target < current) {
			throw KinesisErrors
				.invalid("UpdateShardCount cannot scale below half your current open shard count." + counts);
		}
		if (target > MAX_SHARDS) {
			throw KinesisErrors
				.invalid("UpdateShardCount cannot scale to more than " + MAX_SHARDS + " shards." + counts);
		}
	}

	private static NavigableSet<HashKey> boundaries(StreamState stream) {
		NavigableSet<HashKey> boundaries = new TreeSet<>();
		for (ShardLog shard : stream.openShards()) {
			boundaries.add(shard.range().start());
		}
		return boundaries;
	}

	private static void apply(StreamState stream, Plan plan) {
		for (HashKey at : plan.splits()) {
			ShardLog shard = stream.shardFor(at);
			stream.reshard(List.of(shard), List.of(new HashRange(shard.range().start(), at.previous()),
					new HashRange(at, shard.range().end())));
		}
		for (HashKey at : plan.merges()) {
			ShardLog lower = stream.shardFor(at.previous());
			ShardLog upper = stream.shardFor(at);
			stream.reshard(List.of(lower, upper), List.of(new HashRange(lower.range().start(), upper.range().end())));
		}
	}

	/**
	 * Where to split and to merge.
	 *
	 * @param splits where new shards start
	 * @param merges where shards start that will be no more
	 * @param peak the most open shards meanwhile
	 */
	record Plan(List<HashKey> splits, List<HashKey> merges, int peak) {

		/**
		 * A boundary that is where it should be but for the rounding of the division
		 * stays, since a shard a few hash keys wide would help nobody.
		 */
		static Plan of(NavigableSet<HashKey> present, int target) {
			BigInteger rounding = BigInteger.valueOf(2L * (present.size() + target));
			NavigableSet<HashKey> wanted = new TreeSet<>();
			for (HashRange range : HashRange.divide(target)) {
				wanted.add(nearest(present, range.start(), rounding));
			}
			List<HashKey> splits = new ArrayList<>(wanted);
			splits.removeAll(present);
			List<HashKey> merges = new ArrayList<>(present);
			merges.removeAll(wanted);
			return new Plan(splits, merges, present.size() + splits.size());
		}

		private static HashKey nearest(NavigableSet<HashKey> present, HashKey wanted, BigInteger within) {
			for (HashKey candidate : new HashKey[] { present.floor(wanted), present.ceiling(wanted) }) {
				if (candidate != null
						&& candidate.toBigInteger().subtract(wanted.toBigInteger()).abs().compareTo(within) <= 0) {
					return candidate;
				}
			}
			return wanted;
		}

	}

}
