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

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.kinsumer.core.record.HashKey;

/**
 * Explicit hash keys as text. Producers write decimal digits; what else {@code KCL}
 * understands (a sign, leading zeros) is understood here too.
 */
final class HashKeyText {

	/**
	 * More characters than any producer needs, few enough to parse hostile input cheaply.
	 */
	private static final int MAX_LENGTH = 1024;

	private static final byte[] LARGEST = HashKey.MAX.toString().getBytes(StandardCharsets.US_ASCII);

	private HashKeyText() {
	}

	/**
	 * Whether a hash key has its usual form, as nearly all have.
	 * @param bytes contain it
	 * @param offset where it begins
	 * @param length how long it is
	 * @return whether it is a number below 2^128, in decimal digits without leading zeros
	 */
	static boolean isCanonical(byte[] bytes, int offset, int length) {
		if (length == 0 || length > LARGEST.length || (length > 1 && bytes[offset] == '0')) {
			return false;
		}
		for (int i = offset; i < offset + length; i++) {
			if (bytes[i] < '0' || bytes[i] > '9') {
				return false;
			}
		}
		return length < LARGEST.length
				|| Arrays.compare(bytes, offset, offset + length, LARGEST, 0, LARGEST.length) <= 0;
	}

	/**
	 * The usual form of a hash key.
	 * @param text as found in the table
	 * @return decimal digits without sign or leading zeros
	 * @throws MalformedAggregateException if it is not a number from 0 to 2^128-1
	 */
	static String canonical(String text) throws MalformedAggregateException {
		if (text.length() > MAX_LENGTH) {
			throw new MalformedAggregateException("explicit hash key of " + text.length() + " characters");
		}
		try {
			BigInteger value = new BigInteger(text);
			if (value.signum() < 0 || value.bitLength() > 128) {
				throw new MalformedAggregateException("explicit hash key out of range");
			}
			String canonical = value.toString();
			return canonical.equals(text) ? text : canonical;
		}
		catch (NumberFormatException ex) {
			throw new MalformedAggregateException("explicit hash key is not a number");
		}
	}

}
