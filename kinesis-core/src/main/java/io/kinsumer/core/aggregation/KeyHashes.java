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

import java.util.Arrays;

import io.kinsumer.core.record.HashKey;
import org.jspecify.annotations.Nullable;

/**
 * Hash keys of partition keys that were met lately, by the bytes of the keys, which are
 * not always UTF-8. Bounded: a key makes room for another whose place is the same. A key
 * is kept when it comes for the second time, so that keys that never come again cost
 * nothing. For use by several threads, which may overwrite each other's entries: each is
 * right.
 */
final class KeyHashes {

	private static final int CAPACITY = 2048;

	private static final int SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(CAPACITY);

	/**
	 * Longer keys than this are rare, or no keys that Kinesis would take.
	 */
	private static final int MAX_LENGTH = 256;

	private final int[] seen = new int[CAPACITY];

	private final @Nullable Entry[] entries = new Entry[CAPACITY];

	HashKey get(byte[] bytes, int offset, int length, KplDigest md5) {
		int hash = hashCode(bytes, offset, length);
		int place = (hash * 0x9E3779B9) >>> SHIFT;
		Entry entry = this.entries[place];
		if (entry != null && Arrays.equals(entry.key, 0, entry.key.length, bytes, offset, offset + length)) {
			return entry.hashKey;
		}
		HashKey hashKey = md5.hash(bytes, offset, length);
		if (this.seen[place] == hash && length <= MAX_LENGTH) {
			this.entries[place] = new Entry(Arrays.copyOfRange(bytes, offset, offset + length), hashKey);
		}
		this.seen[place] = hash;
		return hashKey;
	}

	private static int hashCode(byte[] bytes, int offset, int length) {
		int result = 1;
		for (int i = offset; i < offset + length; i++) {
			result = 31 * result + bytes[i];
		}
		return result;
	}

	private static final class Entry {

		private final byte[] key;

		private final HashKey hashKey;

		Entry(byte[] key, HashKey hashKey) {
			this.key = key;
			this.hashKey = hashKey;
		}

	}

}
