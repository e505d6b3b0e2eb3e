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

package io.kinsumer.sample.stream;

import java.math.BigInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyRangeTests {

	private static final String HIGHEST = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE).toString();

	@Test
	void middleStartsTheUpperHalf() {
		assertThat(KeyRange.of("0", "9").middle()).isEqualTo(BigInteger.valueOf(5));
		assertThat(KeyRange.of("10", "11").middle()).isEqualTo(BigInteger.valueOf(11));
		assertThat(KeyRange.of("0", HIGHEST).middle()).isEqualTo(BigInteger.ONE.shiftLeft(127));
	}

	@Test
	void singleKeyCannotBeSplit() {
		assertThat(KeyRange.of("7", "7").splittable()).isFalse();
		assertThat(KeyRange.of("7", "8").splittable()).isTrue();
	}

	@Test
	void neighboursTouch() {
		assertThat(KeyRange.of("0", "9").endsJustBefore(KeyRange.of("10", "20"))).isTrue();
		assertThat(KeyRange.of("0", "9").endsJustBefore(KeyRange.of("11", "20"))).isFalse();
		assertThat(KeyRange.of("0", "9").endsJustBefore(KeyRange.of("0", "9"))).isFalse();
	}

	@Test
	void placeIsAFractionOfAllKeys() {
		KeyRange upperHalf = KeyRange.of(BigInteger.ONE.shiftLeft(127).toString(), HIGHEST);
		assertThat(upperHalf.start()).isEqualTo(0.5);
		assertThat(upperHalf.end()).isEqualTo(1);
	}

}
