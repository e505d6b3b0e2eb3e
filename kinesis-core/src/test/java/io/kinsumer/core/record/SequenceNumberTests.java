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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SequenceNumberTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "-1", "+1", "1a", "01", "00", "1.0", "\u0661", "SHARD_END" })
	void onlyDecimalDigitsWithoutLeadingZerosAreAccepted(String sequence) {
		assertThatIllegalArgumentException().isThrownBy(() -> SequenceNumber.of(sequence))
			.withMessageContaining("'" + sequence + "'")
			.withMessageContaining("decimal digits without leading zeros");
	}

	@Test
	void zeroIsANumber() {
		assertThat(SequenceNumber.of("0")).isLessThan(SequenceNumber.of("1"));
	}

	@Test
	void theSubSequenceCountsFromZero() {
		assertThat(SequenceNumber.of("7").subSequence()).isZero();
		assertThatIllegalArgumentException().isThrownBy(() -> new SequenceNumber("7", -1)).withMessageContaining("-1");
	}

	@Test
	void aLongerNumberIsGreater() {
		assertThat(SequenceNumber.of("10")).isGreaterThan(SequenceNumber.of("9"));
		assertThat(SequenceNumber.of("49590338271490256608559692538361571095921575989136588898"))
			.isGreaterThan(SequenceNumber.of("9999999999999999999999999999999999999999999999999999999"));
	}

	@Test
	void recordsOfAnAggregateAreOrderedByTheirIndex() {
		assertThat(new SequenceNumber("9", 10)).isGreaterThan(new SequenceNumber("9", 9))
			.isLessThan(SequenceNumber.of("10"));
		assertThat(new SequenceNumber("9", 10)).isEqualByComparingTo(new SequenceNumber("9", 10));
	}

}
