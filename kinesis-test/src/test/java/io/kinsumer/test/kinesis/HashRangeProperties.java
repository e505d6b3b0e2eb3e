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
import java.util.List;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hash keys and ranges against BigInteger.
 */
class HashRangeProperties {

	private static final BigInteger MAX = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

	@Property(tries = 200)
	void rangesAreEvenAndCoverEverythingOnce(@ForAll @IntRange(min = 1, max = 500) int count) {
		List<HashRange> ranges = HashRange.divide(count);
		BigInteger step = BigInteger.ONE.shiftLeft(128).divide(BigInteger.valueOf(count));
		BigInteger expected = BigInteger.ZERO;
		for (HashRange range : ranges) {
			assertThat(range.start().toBigInteger()).isEqualTo(expected);
			expected = range.end().toBigInteger().add(BigInteger.ONE);
			if (range != ranges.get(count - 1)) {
				assertThat(expected.subtract(range.start().toBigInteger())).isEqualTo(step);
			}
		}
		assertThat(ranges).hasSize(count);
		assertThat(expected.subtract(BigInteger.ONE)).isEqualTo(MAX);
	}

	@Property
	void hashKeysAreTheirNumbers(
			@ForAll @BigRange(min = "0", max = "340282366920938463463374607431768211455") BigInteger one,
			@ForAll @BigRange(min = "0", max = "340282366920938463463374607431768211455") BigInteger other) {
		HashKey key = HashKey.of(one);
		assertThat(key.toBigInteger()).isEqualTo(one);
		assertThat(key).hasToString(one.toString());
		assertThat(Integer.signum(key.compareTo(HashKey.of(other)))).isEqualTo(one.compareTo(other));
		if (!one.equals(MAX)) {
			assertThat(key.next().toBigInteger()).isEqualTo(one.add(BigInteger.ONE));
			assertThat(key.next().previous()).isEqualTo(key);
		}
	}

	@Example
	void rangesOfFourShardsAreThoseOfAws() {
		assertThat(HashRange.divide(4)).extracting((range) -> range.start() + "-" + range.end())
			.containsExactly("0-85070591730234615865843651857942052863",
					"85070591730234615865843651857942052864-170141183460469231731687303715884105727",
					"170141183460469231731687303715884105728-255211775190703847597530955573826158591",
					"255211775190703847597530955573826158592-340282366920938463463374607431768211455");
	}

	@Example
	void partitionKeysHashAsMd5() {
		assertThat(HashKey.of("partitionKey").toBigInteger())
			.isEqualTo(new BigInteger("916fb4607e9099fa19225279d711a12e", 16));
	}

}
