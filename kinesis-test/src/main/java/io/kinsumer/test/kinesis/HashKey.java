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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An unsigned 128-bit hash key.
 *
 * @param high the upper 64 bits, unsigned
 * @param low the lower 64 bits, unsigned
 */
public record HashKey(long high, long low) implements Comparable<HashKey> {

	/** The smallest hash key. */
	public static final HashKey MIN = new HashKey(0, 0);

	/** The largest hash key. */
	public static final HashKey MAX = new HashKey(-1, -1);

	/**
	 * Return the hash key of a partition key: the MD5 of its UTF-8 bytes.
	 * @param partitionKey the partition key
	 * @return its hash key
	 */
	public static HashKey of(String partitionKey) {
		try {
			ByteBuffer digest = ByteBuffer
				.wrap(MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8)));
			return new HashKey(digest.getLong(), digest.getLong());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has MD5", ex);
		}
	}

	/**
	 * Return a hash key for a number.
	 * @param value the number
	 * @return the hash key
	 * @throws IllegalArgumentException if the number is not within 0 and 2^128-1
	 */
	public static HashKey of(BigInteger value) {
		if (value.signum() < 0 || value.bitLength() > 128) {
			throw new IllegalArgumentException("Hash key " + value + " is not within [0, 2^128-1]");
		}
		return new HashKey(value.shiftRight(64).longValue(), value.longValue());
	}

	/**
	 * Return this hash key as a number.
	 * @return the number, never negative
	 */
	public BigInteger toBigInteger() {
		return new BigInteger(1, ByteBuffer.allocate(16).putLong(this.high).putLong(this.low).array());
	}

	HashKey next() {
		return (this.low != -1) ? new HashKey(this.high, this.low + 1) : new HashKey(this.high + 1, 0);
	}

	HashKey previous() {
		return (this.low != 0) ? new HashKey(this.high, this.low - 1) : new HashKey(this.high - 1, -1);
	}

	@Override
	public int compareTo(HashKey other) {
		int result = Long.compareUnsigned(this.high, other.high);
		return (result != 0) ? result : Long.compareUnsigned(this.low, other.low);
	}

	@Override
	public String toString() {
		return toBigInteger().toString();
	}

}
