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

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * User records of all shapes, drawn from a seed: keys of any script, explicit hash keys,
 * headers, payloads from nothing to more than a limit.
 */
public final class ArbitraryRecords {

	private static final String[] LETTERS = { "k", "7", "\u043a", "\u6f22", "\ud83d\ude00" };

	private static final String[] HASH_KEYS = { "0", "1", "170141183460469231731687303715884105727",
			"170141183460469231731687303715884105728", "340282366920938463463374607431768211455" };

	private static final String[] HEADERS = { "traceparent", "baggage", "type", "\u0442\u0438\u043f", "" };

	private final Random random;

	private final int limit;

	private final String[] keys;

	/**
	 * Creates a source.
	 * @param random where chance comes from
	 * @param limit bytes; payloads around it are drawn more often
	 */
	public ArbitraryRecords(Random random, int limit) {
		this.random = random;
		this.limit = limit;
		this.keys = new String[1 + random.nextInt(40)];
		for (int i = 0; i < this.keys.length; i++) {
			this.keys[i] = text(1, random.nextInt(8) == 0 ? 128 : 12);
		}
	}

	/**
	 * The next record.
	 */
	public DataRecord next() {
		String key = (this.random.nextInt(10) > 0) ? this.keys[this.random.nextInt(this.keys.length)] : null;
		String hashKey = (this.random.nextInt(4) == 0) ? HASH_KEYS[this.random.nextInt(HASH_KEYS.length)] : null;
		byte[] payload = new byte[payloadSize()];
		this.random.nextBytes(payload);
		return new DataRecord(key, hashKey, ByteBuffer.wrap(payload), headers());
	}

	private int payloadSize() {
		return switch (this.random.nextInt(10)) {
			case 0 -> 0;
			case 1 -> this.random.nextInt(2 * this.limit);
			case 2 -> Math.max(0, this.limit + 5 - this.random.nextInt(80));
			case 3 -> 120 + this.random.nextInt(12);
			default -> this.random.nextInt(1 + this.limit / 8);
		};
	}

	private Map<String, String> headers() {
		Map<String, String> result = new HashMap<>();
		if (this.random.nextInt(4) == 0) {
			for (int i = this.random.nextInt(3); i >= 0; i--) {
				result.put(HEADERS[this.random.nextInt(HEADERS.length)], text(0, 70));
			}
		}
		return result;
	}

	private String text(int min, int max) {
		int length = min + this.random.nextInt(max - min + 1);
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < length; i++) {
			result.append(LETTERS[this.random.nextInt(LETTERS.length)]);
		}
		return result.toString();
	}

}
