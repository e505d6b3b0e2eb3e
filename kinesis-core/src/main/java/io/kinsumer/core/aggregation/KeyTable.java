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

import org.jspecify.annotations.Nullable;

/**
 * A table of distinct keys and its wire form, meant to be reused: once grown, it makes no
 * garbage.
 * <p>
 * A key that meets too many others on the way to its place is added without looking any
 * further, so that keys chosen to collide cost bytes, which are bounded, instead of time.
 */
final class KeyTable {

	private static final int INITIAL_PLACES = 64;

	private static final int MAX_PROBES = 64;

	private static final int NONE = -1;

	private final int tag;

	private final WireBuffer buffer = new WireBuffer(256);

	/**
	 * Keys by their hash, at most half full.
	 */
	private @Nullable String[] places = new String[INITIAL_PLACES];

	private int[] indexes = new int[INITIAL_PLACES];

	private int count;

	/**
	 * The key that was looked for last, with its index, or {@link #NONE} and its place.
	 */
	private @Nullable String last;

	private int lastIndex;

	private int lastPlace;

	private int lastLength;

	KeyTable(int tag) {
		this.tag = tag;
	}

	/**
	 * The size of the wire form.
	 */
	int size() {
		return this.buffer.size();
	}

	/**
	 * The index that a key has, or would get.
	 */
	int indexOf(String key) {
		find(key);
		return (this.lastIndex != NONE) ? this.lastIndex : this.count;
	}

	/**
	 * The bytes by which the wire form would grow.
	 */
	int growth(String key) {
		find(key);
		return (this.lastIndex != NONE) ? 0 : WireBuffer.fieldSize(this.lastLength);
	}

	/**
	 * Adds a key if it is not there.
	 * @return its index
	 */
	int add(String key) {
		find(key);
		if (this.lastIndex == NONE) {
			this.buffer.reserve(WireBuffer.fieldSize(this.lastLength));
			this.buffer.writeTag(this.tag);
			this.buffer.writeVarint(this.lastLength);
			this.buffer.writeText(key, this.lastLength);
			this.lastIndex = this.count++;
			if (this.lastPlace != NONE) {
				this.places[this.lastPlace] = key;
				this.indexes[this.lastPlace] = this.lastIndex;
			}
			if (2 * this.count > this.places.length) {
				grow();
			}
		}
		return this.lastIndex;
	}

	int copyTo(byte[] target, int offset) {
		return this.buffer.copyTo(target, offset);
	}

	void clear() {
		if (this.count > 0) {
			Arrays.fill(this.places, null);
		}
		this.buffer.clear();
		this.count = 0;
		this.last = null;
	}

	private void find(String key) {
		if (key.equals(this.last)) {
			return;
		}
		this.last = key;
		this.lastIndex = NONE;
		this.lastPlace = NONE;
		int mask = this.places.length - 1;
		int place = placeOf(key, mask);
		for (int probes = 0; probes < MAX_PROBES; probes++) {
			String other = this.places[place];
			if (other == null) {
				this.lastPlace = place;
				break;
			}
			if (other.equals(key)) {
				this.lastIndex = this.indexes[place];
				return;
			}
			place = (place + 1) & mask;
		}
		this.lastLength = Utf8.length(key);
	}

	private void grow() {
		@Nullable String[] oldPlaces = this.places;
		int[] oldIndexes = this.indexes;
		int mask = 2 * oldPlaces.length - 1;
		@Nullable String[] newPlaces = new String[mask + 1];
		this.indexes = new int[mask + 1];
		this.places = newPlaces;
		for (int i = 0; i < oldPlaces.length; i++) {
			String key = oldPlaces[i];
			if (key != null) {
				int place = placeOf(key, mask);
				while (this.places[place] != null) {
					place = (place + 1) & mask;
				}
				this.places[place] = key;
				this.indexes[place] = oldIndexes[i];
			}
		}
	}

	private static int placeOf(String key, int mask) {
		int hash = key.hashCode() * 0x9E3779B9;
		return (hash ^ (hash >>> 16)) & mask;
	}

}
