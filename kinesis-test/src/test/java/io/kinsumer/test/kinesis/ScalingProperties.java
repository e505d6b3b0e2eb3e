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
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.kinsumer.test.kinesis.AdministrationRequest.UpdateShardCount;
import io.kinsumer.test.kinesis.KinesisRequest.ListShards;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However a stream is scaled, its open shards cover all hash keys evenly, and every shard
 * descends from its parents by a split or a merge.
 */
class ScalingProperties {

	private static final StreamRef STREAM = StreamRef.named("s");

	private static final ListShards ALL = new ListShards(STREAM, null, null, 10_000, null, null);

	@Property(tries = 200)
	void openShardsCoverAllKeysEvenly(@ForAll @IntRange(min = 1, max = 20) int initial,
			@ForAll @Size(max = 5) List<@IntRange(min = 50, max = 200) Integer> percents) {
		KinesisModel model = new KinesisModel(Clock.systemUTC());
		model.createStream("s", initial);
		int count = initial;
		for (int percent : percents) {
			count = Math.max(Math.floorDiv(count * percent, 100), (count + 1) / 2);
			model.administration().updateShardCount(new UpdateShardCount(STREAM, count));
			List<Shard> shards = model.listShards(ALL).shards();
			assertEven(shards, count);
			assertDescent(shards);
		}
	}

	private static void assertEven(List<Shard> shards, int count) {
		List<HashRange> open = shards.stream()
			.filter((shard) -> shard.endingSequenceNumber() == null)
			.map(Shard::hashKeyRange)
			.sorted(Comparator.comparing(HashRange::start))
			.toList();
		assertThat(open).hasSize(count);
		assertThat(open.get(0).start()).isEqualTo(HashKey.MIN);
		assertThat(open.get(count - 1).end()).isEqualTo(HashKey.MAX);
		BigInteger share = BigInteger.ONE.shiftLeft(128).divide(BigInteger.valueOf(count));
		for (int i = 0; i < count; i++) {
			if (i > 0) {
				assertThat(open.get(i).start()).isEqualTo(open.get(i - 1).end().next());
			}
			BigInteger size = open.get(i).end().toBigInteger().subtract(open.get(i).start().toBigInteger());
			assertThat(size.subtract(share).abs().bitLength()).isLessThan(12);
		}
	}

	private static void assertDescent(List<Shard> shards) {
		Map<String, Shard> byId = new HashMap<>();
		shards.forEach((shard) -> byId.put(shard.shardId(), shard));
		for (Shard shard : shards) {
			Shard parent = byId.get(shard.parentShardId());
			Shard adjacent = byId.get(shard.adjacentParentShardId());
			if (parent == null) {
				assertThat(adjacent).isNull();
				continue;
			}
			assertThat(parent.endingSequenceNumber()).isLessThan(shard.startingSequenceNumber());
			HashRange range = shard.hashKeyRange();
			if (adjacent != null) {
				assertThat(range)
					.isEqualTo(new HashRange(parent.hashKeyRange().start(), adjacent.hashKeyRange().end()));
			}
			else {
				assertThat(parent.hashKeyRange().contains(range.start()) && parent.hashKeyRange().contains(range.end()))
					.isTrue();
			}
		}
	}

}
