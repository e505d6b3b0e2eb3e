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

package io.kinsumer.core.record;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HashKeyCacheTests {

	@Test
	void tellsTheHashOfManyMoreKeysThanItKeepsFromManyThreads() {
		HashKeyCache cache = new HashKeyCache(16);
		IntStream.range(0, 10_000).parallel().mapToObj((number) -> "key-" + number % 500).forEach((key) -> {
			HashKey first = cache.get(key);
			HashKey again = cache.get(key);
			assertThat(first).isEqualTo(again).isEqualTo(HashKey.ofPartitionKey(key));
		});
	}

	@Test
	void remembersTheLastKeys() {
		HashKeyCache cache = new HashKeyCache(1024);
		assertThat(cache.get("k")).isSameAs(cache.get(new String("k")));
	}

	@Test
	void tellsKeysOfEqualHashCodeApart() {
		HashKeyCache cache = new HashKeyCache(2);
		for (String key : new String[] { "Aa", "BB", "Aa", "BB" }) {
			assertThat(cache.get(key)).isEqualTo(HashKey.ofPartitionKey(key));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3, -2, Integer.MIN_VALUE })
	void refusesCapacitiesThatAreNoPowerOfTwo(int capacity) {
		assertThatIllegalArgumentException().isThrownBy(() -> new HashKeyCache(capacity))
			.withMessageContaining("capacity " + capacity);
	}

}
