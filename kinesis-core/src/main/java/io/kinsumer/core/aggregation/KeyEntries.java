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

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A table of keys inside an aggregate. A key is decoded once, when it is asked for;
 * several threads may do so, each with an equal string.
 */
final class KeyEntries {

	private final byte[] bytes;

	private final Slices slices;

	private final @Nullable String[] decoded;

	KeyEntries(byte[] bytes, Slices slices) {
		this.bytes = bytes;
		this.slices = slices;
		this.decoded = new String[slices.count()];
	}

	int count() {
		return this.decoded.length;
	}

	int offset(int index) {
		return this.slices.offset(index);
	}

	int length(int index) {
		return this.slices.length(index);
	}

	String get(int index) {
		String key = this.decoded[index];
		if (key == null) {
			key = new String(this.bytes, offset(index), length(index), StandardCharsets.UTF_8);
			this.decoded[index] = key;
		}
		return key;
	}

	/**
	 * Checks that a key is a hash key as KCL reads it, and puts it into its usual form.
	 * @throws MalformedAggregateException if it is not a number below 2^128
	 */
	void requireHashKey(int index) throws MalformedAggregateException {
		if (this.decoded[index] == null
				&& !HashKeyText.isCanonical(this.bytes, this.slices.offset(index), this.slices.length(index))) {
			this.decoded[index] = HashKeyText.canonical(get(index));
		}
	}

}
