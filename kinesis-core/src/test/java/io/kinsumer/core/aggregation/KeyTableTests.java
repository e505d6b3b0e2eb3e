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

package io.kinsumer.core.aggregation;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyTableTests {

	private final KeyTable table = new KeyTable(KplFormat.PARTITION_KEY_TABLE);

	@Test
	void eachKeyIsWrittenOnce() {
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < 5000; i++) {
				assertThat(this.table.indexOf("key-" + i)).isEqualTo(i);
				assertThat(this.table.add("key-" + i)).isEqualTo(i);
			}
			int size = this.table.size();
			for (int i = 0; i < 5000; i++) {
				assertThat(this.table.growth("key-" + i)).isZero();
				assertThat(this.table.add("key-" + i)).isEqualTo(i);
			}
			assertThat(this.table.size()).isEqualTo(size);
			this.table.clear();
			assertThat(this.table.size()).isZero();
		}
	}

	@Test
	void keysChosenToCollideCostBytesAndKeepTheirSizesExact() {
		Set<Integer> hashCodes = new HashSet<>();
		int size = 0;
		for (int round = 0; round < 2; round++) {
			for (int i = 0; i < 4096; i++) {
				String key = colliding(i);
				hashCodes.add(key.hashCode());
				int growth = this.table.growth(key);
				int expected = this.table.indexOf(key);
				assertThat(this.table.add(key)).isEqualTo(expected);
				size += growth;
				assertThat(this.table.size()).isEqualTo(size);
			}
		}
		assertThat(hashCodes).hasSize(1);
		// A few of them are found again, most are written twice.
		assertThat(size).isBetween(3 * 4096 * 26 / 2, 2 * 4096 * 26);
	}

	/**
	 * Texts of one hash code: "Aa" and "BB" have the same.
	 */
	private static String colliding(int number) {
		StringBuilder text = new StringBuilder();
		for (int bit = 0; bit < 12; bit++) {
			text.append(((number >> bit) & 1) == 0 ? "Aa" : "BB");
		}
		return text.toString();
	}

}
