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
import java.util.List;
import java.util.Locale;

import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.ShardId;

/**
 * The shards that Kinesis gives a new stream.
 */
final class EvenShards {

	private static final BigInteger SIZE = BigInteger.ONE.shiftLeft(128);

	private EvenShards() {
	}

	static List<StreamShard> of(int count) {
		if (count < 1) {
			throw new IllegalArgumentException("a stream has at least 1 shard, but '" + count + "' are given");
		}
		BigInteger width = SIZE.divide(BigInteger.valueOf(count));
		List<StreamShard> result = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			BigInteger start = width.multiply(BigInteger.valueOf(i));
			BigInteger end = (i + 1 < count) ? start.add(width) : SIZE;
			result.add(new StreamShard(new ShardId(String.format(Locale.ROOT, "shardId-%012d", i)),
					new HashKeyRange(key(start), key(end.subtract(BigInteger.ONE))), true));
		}
		return List.copyOf(result);
	}

	private static HashKey key(BigInteger value) {
		return HashKey.parse(value.toString());
	}

}
