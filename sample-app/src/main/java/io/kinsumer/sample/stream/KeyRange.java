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

/**
 * The hash keys of a shard.
 *
 * @param from the first key
 * @param to the last key, below 2^128
 */
record KeyRange(BigInteger from, BigInteger to) {

	private static final BigInteger SIZE = BigInteger.ONE.shiftLeft(128);

	static KeyRange of(String from, String to) {
		return new KeyRange(new BigInteger(from), new BigInteger(to));
	}

	/**
	 * Where the upper half begins.
	 * @return a key to split the shard at
	 */
	BigInteger middle() {
		return this.from.add(this.to).add(BigInteger.ONE).shiftRight(1);
	}

	boolean splittable() {
		return this.from.compareTo(this.to) < 0;
	}

	boolean endsJustBefore(KeyRange other) {
		return this.to.add(BigInteger.ONE).equals(other.from);
	}

	/**
	 * Where the range begins.
	 * @return 0 for the lowest of all keys, less than 1
	 */
	double start() {
		return this.from.doubleValue() / SIZE.doubleValue();
	}

	/**
	 * Where the range ends.
	 * @return 1 for the highest of all keys, more than 0
	 */
	double end() {
		return this.to.doubleValue() / SIZE.doubleValue();
	}

}
