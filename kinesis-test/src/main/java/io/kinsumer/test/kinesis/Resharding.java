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

import java.util.List;

import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisRequest.MergeShards;
import io.kinsumer.test.kinesis.KinesisRequest.SplitShard;
import io.kinsumer.test.kinesis.KinesisResult.Empty;

/**
 * Splitting and merging shards.
 */
final class Resharding {

	private final Streams streams;

	Resharding(Streams streams) {
		this.streams = streams;
	}

	Empty split(SplitShard request) {
		HashKey at = Writes.parse(request.newStartingHashKey(), "newStartingHashKey");
		this.streams.requireRoomFor(1);
		return this.streams.withActive(request.stream().resolve(), (stream) -> {
			requireProvisioned(stream);
			ShardLog shard = eligible(stream, request.shardToSplit());
			HashRange range = shard.range();
			if (at.compareTo(range.start()) <= 0 || at.previous().equals(range.start())
					|| at.compareTo(range.end()) >= 0) {
				throw KinesisErrors
					.invalid("NewStartingHashKey " + at + " used in SplitShard() on shard " + shard.id() + " in stream "
							+ where(stream) + " is not both greater than one plus the shard's" + " StartingHashKey "
							+ range.start() + " and less than the shard's EndingHashKey " + range.end() + ".");
			}
			change(stream, List.of(shard),
					List.of(new HashRange(range.start(), at.previous()), new HashRange(at, range.end())));
			return new Empty();
		});
	}

	Empty merge(MergeShards request) {
		return this.streams.withActive(request.stream().resolve(), (stream) -> {
			requireProvisioned(stream);
			ShardLog shard = eligible(stream, request.shardToMerge());
			ShardLog adjacent = eligible(stream, request.adjacentShardToMerge());
			HashRange one = shard.range();
			HashRange other = adjacent.range();
			boolean before = !one.end().equals(HashKey.MAX) && one.end().next().equals(other.start());
			boolean after = !other.end().equals(HashKey.MAX) && other.end().next().equals(one.start());
			if (!before && !after) {
				throw KinesisErrors.invalid("Shards " + shard.id() + " and " + adjacent.id() + " in stream "
						+ where(stream) + " are not an adjacent pair of shards eligible for merging");
			}
			change(stream, List.of(shard, adjacent),
					List.of(new HashRange((before ? one : other).start(), (before ? other : one).end())));
			return new Empty();
		});
	}

	private void change(StreamState stream, List<ShardLog> parents, List<HashRange> children) {
		this.streams.change(stream, () -> stream.reshard(parents, children));
	}

	static void requireProvisioned(StreamState stream) {
		if (stream.settings().mode() == StreamMode.ON_DEMAND) {
			throw KinesisErrors.validation("Stream " + stream.name()
					+ " is ON_DEMAND; its shards cannot be changed: this is only supported in PROVISIONED mode.");
		}
	}

	private ShardLog eligible(StreamState stream, String shardId) {
		ShardLog shard = stream.find(Names.require(shardId, "shardId"));
		if (shard == null) {
			throw KinesisErrors.notFound("Could not find shard " + shardId + " in stream " + where(stream) + ".");
		}
		if (!shard.open()) {
			throw ineligible(stream, shardId);
		}
		return shard;
	}

	private ServiceException ineligible(StreamState stream, String shardId) {
		return KinesisErrors.invalid("Shard " + shardId + " in stream " + where(stream)
				+ " has already been merged or split, and thus is not eligible for merging or splitting.");
	}

	private String where(StreamState stream) {
		return stream.name() + " under account " + this.streams.options().account();
	}

}
