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

import org.jspecify.annotations.Nullable;

/**
 * Sequence numbers of the shape that AWS uses: 186 bits, so always 56 digits, with a
 * counter that grows over the whole stream, then 32 bits for the shard and 4 for the
 * version. Equal lengths make them compare as text.
 */
final class SequenceNumbers {

	static final int DIGITS = 56;

	private static final BigInteger BASE = BigInteger.ONE.shiftLeft(185);

	private static final int VERSION = 2;

	private static final int INCARNATION_SHIFT = 40;

	private final long origin;

	private long counter;

	/**
	 * Numbers that no earlier stream of the same name has given.
	 */
	SequenceNumbers(long incarnation) {
		this.origin = incarnation << INCARNATION_SHIFT;
		this.counter = this.origin;
	}

	String next(int shard) {
		this.counter++;
		return BASE.add(BigInteger.valueOf(this.counter).shiftLeft(36))
			.add(BigInteger.valueOf(((long) shard << 4) | VERSION))
			.toString();
	}

	/**
	 * Return whether the text is a number that this stream may have given to this shard.
	 */
	boolean isIssued(@Nullable String text, int shard) {
		BigInteger offset = issuedOffset(text);
		return offset != null && (offset.longValue() & 0xFFFFFFFFFL) == (((long) shard << 4) | VERSION);
	}

	/**
	 * Return whether the text is a number that this stream may have given to any shard.
	 */
	boolean isIssued(@Nullable String text) {
		return issuedOffset(text) != null;
	}

	private @Nullable BigInteger issuedOffset(@Nullable String text) {
		if (text == null || text.length() != DIGITS || !text.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			return null;
		}
		BigInteger offset = new BigInteger(text).subtract(BASE);
		BigInteger count = offset.shiftRight(36);
		boolean issued = (offset.longValue() & 0xF) == VERSION && count.compareTo(BigInteger.valueOf(this.origin)) > 0
				&& count.compareTo(BigInteger.valueOf(this.counter)) <= 0;
		return issued ? offset : null;
	}

}
