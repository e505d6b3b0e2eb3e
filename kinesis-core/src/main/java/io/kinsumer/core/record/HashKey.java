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
import java.nio.ByteBuffer;

/**
 * A place in the hash space of a stream: a number from 0 to 2^128-1, which decides about
 * the shard of a record.
 *
 * @param high the upper 64 bits, unsigned
 * @param low the lower 64 bits, unsigned
 */
public record HashKey(long high, long low) implements Comparable<HashKey> {

	/**
	 * The smallest hash key, 0.
	 */
	public static final HashKey MIN = new HashKey(0, 0);

	/**
	 * The largest hash key, 2^128-1.
	 */
	public static final HashKey MAX = new HashKey(-1L, -1L);

	private static final int MAX_DIGITS = 39;

	private static final long MASK = 0xFFFFFFFFL;

	/**
	 * The hash key that Kinesis gives to records of a partition key: the MD5 of its UTF-8
	 * form.
	 * @param partitionKey the key
	 * @return its hash
	 */
	public static HashKey ofPartitionKey(String partitionKey) {
		return KeyHasher.hash(partitionKey);
	}

	/**
	 * Reads the decimal form.
	 * @param text decimal digits without sign or leading zeros
	 * @return the hash key
	 * @throws IllegalArgumentException if it is no such number below 2^128
	 */
	public static HashKey parse(String text) {
		if (text.isEmpty() || text.length() > MAX_DIGITS || (text.length() > 1 && text.charAt(0) == '0')) {
			throw invalid(text);
		}
		long high = 0;
		long low = 0;
		for (int i = 0; i < text.length(); i++) {
			int digit = text.charAt(i) - '0';
			if (digit < 0 || digit > 9) {
				throw invalid(text);
			}
			long a = (low & MASK) * 10 + digit;
			long b = (low >>> 32) * 10 + (a >>> 32);
			long c = (high & MASK) * 10 + (b >>> 32);
			long d = (high >>> 32) * 10 + (c >>> 32);
			if (d > MASK) {
				throw invalid(text);
			}
			low = (b << 32) | (a & MASK);
			high = (d << 32) | (c & MASK);
		}
		return new HashKey(high, low);
	}

	private static IllegalArgumentException invalid(String text) {
		return new IllegalArgumentException("hash key '" + text
				+ "' is not valid: it must be a decimal number from 0 to 2^128-1 without leading zeros");
	}

	@Override
	public int compareTo(HashKey other) {
		int result = Long.compareUnsigned(this.high, other.high);
		return (result != 0) ? result : Long.compareUnsigned(this.low, other.low);
	}

	/**
	 * The decimal form, as Kinesis writes it.
	 * @return decimal digits
	 */
	@Override
	public String toString() {
		if (this.high == 0) {
			return Long.toUnsignedString(this.low);
		}
		return new BigInteger(1, ByteBuffer.allocate(16).putLong(this.high).putLong(this.low).array()).toString();
	}

}
