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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HashKeyProperties {

	@Property
	void decimalFormIsThatOfBigInteger(@ForAll long high, @ForAll long low) {
		BigInteger value = value(high, low);
		HashKey key = new HashKey(high, low);
		assertThat(key).hasToString(value.toString());
		assertThat(HashKey.parse(value.toString())).isEqualTo(key);
	}

	@Property
	void orderIsThatOfBigInteger(@ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
		assertThat(Integer.signum(new HashKey(a, b).compareTo(new HashKey(c, d))))
			.isEqualTo(value(a, b).compareTo(value(c, d)));
	}

	@Property
	void hashOfKeyIsItsMd5(@ForAll String key) throws NoSuchAlgorithmException {
		byte[] md5 = MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
		assertThat(HashKey.ofPartitionKey(key)).hasToString(new BigInteger(1, md5).toString());
	}

	@Example
	void refusesWhatIsNoHashKey() {
		assertThat(HashKey.parse("340282366920938463463374607431768211455")).isEqualTo(HashKey.MAX);
		assertThat(HashKey.parse("0")).isEqualTo(HashKey.MIN);
		for (String text : new String[] { "", "-1", "+5", "007", "1.0", " 1", "٣",
				"340282366920938463463374607431768211456", "999999999999999999999999999999999999999",
				"1000000000000000000000000000000000000000" }) {
			assertThatIllegalArgumentException().as(text)
				.isThrownBy(() -> HashKey.parse(text))
				.withMessageContaining("'" + text + "'");
		}
	}

	@Example
	void rangesIncludeBothEnds() {
		HashKeyRange range = new HashKeyRange(HashKey.parse("10"), HashKey.parse("20"));
		assertThat(range.contains(HashKey.parse("9"))).isFalse();
		assertThat(range.contains(HashKey.parse("10"))).isTrue();
		assertThat(range.contains(HashKey.parse("20"))).isTrue();
		assertThat(range.contains(HashKey.parse("21"))).isFalse();
		assertThat(HashKeyRange.FULL.contains(HashKey.MAX)).isTrue();
	}

	private static BigInteger value(long high, long low) {
		BigInteger bits = BigInteger.ONE.shiftLeft(64);
		return BigInteger.valueOf(high).mod(bits).shiftLeft(64).add(BigInteger.valueOf(low).mod(bits));
	}

}
