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

/**
 * The hash keys of a shard, both ends included.
 *
 * @param start the first hash key
 * @param end the last hash key
 */
public record HashRange(HashKey start, HashKey end) {

	/**
	 * Divide all hash keys evenly, as AWS does for a new stream.
	 * @param count the number of ranges, at least 1
	 * @return adjacent ranges in order; the last one takes what the division leaves
	 */
	public static List<HashRange> divide(int count) {
		BigInteger step = BigInteger.ONE.shiftLeft(128).divide(BigInteger.valueOf(count));
		List<HashRange> ranges = new ArrayList<>(count);
		HashKey start = HashKey.MIN;
		for (int i = 1; i < count; i++) {
			HashKey next = HashKey.of(step.multiply(BigInteger.valueOf(i)));
			ranges.add(new HashRange(start, next.previous()));
			start = next;
		}
		ranges.add(new HashRange(start, HashKey.MAX));
		return ranges;
	}

	/**
	 * Return whether a hash key is within this range.
	 * @param key the hash key
	 * @return whether it is
	 */
	public boolean contains(HashKey key) {
		return key.compareTo(this.start) >= 0 && key.compareTo(this.end) <= 0;
	}

}
