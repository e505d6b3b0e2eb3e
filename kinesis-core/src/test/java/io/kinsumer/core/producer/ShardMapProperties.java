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

package io.kinsumer.core.producer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.ShardId;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class ShardMapProperties {

	private static final BigInteger SIZE = BigInteger.ONE.shiftLeft(128);

	@Property
	void findsTheShardThatBigIntegersFind(@ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int shards) {
		Random random = new Random(seed);
		TreeSet<BigInteger> starts = new TreeSet<>(List.of(BigInteger.ZERO));
		while (starts.size() < shards) {
			starts.add(new BigInteger(128, random));
		}
		List<BigInteger> sorted = new ArrayList<>(starts);
		List<StreamShard> list = new ArrayList<>();
		for (int i = 0; i < shards; i++) {
			BigInteger end = ((i + 1 < shards) ? sorted.get(i + 1) : SIZE).subtract(BigInteger.ONE);
			list.add(shard("shard-" + i, sorted.get(i), end, true));
		}
		Collections.shuffle(list, random);
		ShardMap map = new ShardMap(list);
		List<BigInteger> probes = new ArrayList<>(List.of(BigInteger.ZERO, SIZE.subtract(BigInteger.ONE),
				SIZE.shiftRight(1), SIZE.shiftRight(1).subtract(BigInteger.ONE)));
		for (BigInteger start : sorted) {
			probes.add(start);
			probes.add(start.add(SIZE).subtract(BigInteger.ONE).mod(SIZE));
		}
		for (BigInteger probe : probes) {
			int expected = sorted.indexOf(starts.floor(probe));
			assertThat(map.id(map.find(HashKey.parse(probe.toString())))).isEqualTo(new ShardId("shard-" + expected));
		}
	}

	@Example
	void knowsGapsAndClosedShards() {
		BigInteger middle = SIZE.shiftRight(1);
		ShardMap map = new ShardMap(List.of(shard("parent", BigInteger.ZERO, SIZE.subtract(BigInteger.ONE), false),
				shard("child", middle, SIZE.subtract(BigInteger.TWO), true)));
		assertThat(map.size()).isEqualTo(1);
		assertThat(map.find(HashKey.MIN)).isEqualTo(ShardMap.NONE);
		assertThat(map.find(HashKey.MAX)).isEqualTo(ShardMap.NONE);
		assertThat(map.find(HashKey.parse(middle.toString()))).isZero();
		assertThat(map.range(new ShardId("parent"))).isEqualTo(HashKeyRange.FULL);
		assertThat(map.range(new ShardId("other"))).isNull();
		assertThat(ShardMap.UNKNOWN.find(HashKey.MIN)).isEqualTo(ShardMap.NONE);
	}

	private static StreamShard shard(String id, BigInteger start, BigInteger end, boolean open) {
		return new StreamShard(new ShardId(id),
				new HashKeyRange(HashKey.parse(start.toString()), HashKey.parse(end.toString())), open);
	}

}
