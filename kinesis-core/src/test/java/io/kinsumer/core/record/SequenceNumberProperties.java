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

import java.math.BigInteger;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class SequenceNumberProperties {

	@Property
	void theOrderIsThatOfNumbers(@ForAll("sequences") BigInteger left, @ForAll("sequences") BigInteger right) {
		int order = SequenceNumber.of(left.toString()).compareTo(SequenceNumber.of(right.toString()));
		assertThat(Integer.signum(order)).isEqualTo(left.compareTo(right));
	}

	@Property
	void equalSequencesAreOrderedByTheSubSequence(@ForAll("sequences") BigInteger sequence,
			@ForAll("indexes") long left, @ForAll("indexes") long right) {
		int order = new SequenceNumber(sequence.toString(), left)
			.compareTo(new SequenceNumber(sequence.toString(), right));
		assertThat(Integer.signum(order)).isEqualTo(Long.compare(left, right));
	}

	@Provide
	Arbitrary<BigInteger> sequences() {
		BigInteger limit = BigInteger.TEN.pow(56);
		return Arbitraries.oneOf(Arbitraries.bigIntegers().between(BigInteger.ZERO, limit),
				Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.valueOf(200)));
	}

	@Provide
	Arbitrary<Long> indexes() {
		return Arbitraries.longs().between(0, Long.MAX_VALUE);
	}

}
