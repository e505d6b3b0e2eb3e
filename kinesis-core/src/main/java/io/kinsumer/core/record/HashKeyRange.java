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

/**
 * The hash keys of a shard.
 *
 * @param start the first, inclusive
 * @param end the last, inclusive
 */
public record HashKeyRange(HashKey start, HashKey end) {

	/**
	 * The whole hash space.
	 */
	public static final HashKeyRange FULL = new HashKeyRange(HashKey.MIN, HashKey.MAX);

	public HashKeyRange {
		if (start.compareTo(end) > 0) {
			throw new IllegalArgumentException(
					"hash key range must not end (" + end + ") before it starts (" + start + ")");
		}
	}

	/**
	 * Whether a hash key belongs to the shard.
	 * @param hashKey the hash key
	 * @return whether it is inside
	 */
	public boolean contains(HashKey hashKey) {
		return this.start.compareTo(hashKey) <= 0 && hashKey.compareTo(this.end) <= 0;
	}

	@Override
	public String toString() {
		return this.start + ".." + this.end;
	}

}
