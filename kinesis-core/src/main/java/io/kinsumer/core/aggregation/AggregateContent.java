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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one aggregate: where they are in its bytes.
 */
final class AggregateContent {

	static final int COLUMNS = 6;

	static final int PARTITION_KEY = 0;

	static final int EXPLICIT_HASH_KEY = 1;

	static final int DATA_OFFSET = 2;

	static final int DATA_LENGTH = 3;

	static final int TAGS_OFFSET = 4;

	static final int TAGS_LENGTH = 5;

	private final byte[] bytes;

	private final ByteBuffer readOnly;

	private final KeyEntries partitionKeys;

	private final KeyEntries explicitHashKeys;

	private final int[] rows;

	private final int records;

	AggregateContent(byte[] bytes, Slices partitionKeys, Slices explicitHashKeys, int[] rows, int records) {
		this.bytes = bytes;
		this.readOnly = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
		this.partitionKeys = new KeyEntries(bytes, partitionKeys);
		this.explicitHashKeys = new KeyEntries(bytes, explicitHashKeys);
		this.rows = rows;
		this.records = records;
	}

	int records() {
		return this.records;
	}

	/**
	 * Checks the hash keys that records refer to, as KCL does. Others may be anything.
	 * @throws MalformedAggregateException if one is not a number below 2^128
	 */
	void requireHashKeys() throws MalformedAggregateException {
		if (this.explicitHashKeys.count() == 0) {
			return;
		}
		for (int record = 0; record < this.records; record++) {
			int index = column(record, EXPLICIT_HASH_KEY);
			if (index >= 0) {
				this.explicitHashKeys.requireHashKey(index);
			}
		}
	}

	String partitionKey(int record) {
		return this.partitionKeys.get(column(record, PARTITION_KEY));
	}

	@Nullable String explicitHashKey(int record) {
		int index = column(record, EXPLICIT_HASH_KEY);
		return (index >= 0) ? this.explicitHashKeys.get(index) : null;
	}

	/**
	 * Finds the records that do not belong to a shard.
	 * @param range the hash keys of the shard
	 * @param hashes knows the hashes of keys met lately
	 * @param md5 computes the others
	 * @return the indexes of those outside; empty if all belong to it
	 */
	BitSet outside(HashKeyRange range, KeyHashes hashes, KplDigest md5) {
		BitSet result = new BitSet(0);
		int last = -1;
		boolean inside = true;
		for (int record = 0; record < this.records; record++) {
			int explicit = column(record, EXPLICIT_HASH_KEY);
			int key = column(record, PARTITION_KEY);
			if (explicit >= 0) {
				result.set(record, !range.contains(HashKey.parse(this.explicitHashKeys.get(explicit))));
			}
			else {
				if (key != last) {
					last = key;
					inside = range.contains(hashes.get(this.bytes, this.partitionKeys.offset(key),
							this.partitionKeys.length(key), md5));
				}
				result.set(record, !inside);
			}
		}
		return result;
	}

	ByteBuffer data(int record) {
		return this.readOnly.slice(column(record, DATA_OFFSET), column(record, DATA_LENGTH));
	}

	Map<String, String> tags(int record) {
		int length = column(record, TAGS_LENGTH);
		if (length == 0) {
			return Map.of();
		}
		int start = column(record, TAGS_OFFSET);
		try {
			return readTags(new WireReader(this.bytes, start, start + length));
		}
		catch (MalformedAggregateException ex) {
			throw new IllegalStateException("the bytes of a record were changed after it was read", ex);
		}
	}

	private Map<String, String> readTags(WireReader reader) throws MalformedAggregateException {
		Map<String, String> tags = new LinkedHashMap<>();
		while (reader.hasRemaining()) {
			int tag = reader.readTag();
			if (tag == KplFormat.RECORD_TAGS) {
				int length = reader.readLength();
				readTag(new WireReader(this.bytes, reader.position(), reader.position() + length), tags);
				reader.skip(length);
			}
			else {
				reader.skipField(tag);
			}
		}
		return Collections.unmodifiableMap(tags);
	}

	private void readTag(WireReader reader, Map<String, String> tags) throws MalformedAggregateException {
		String key = "";
		String value = "";
		while (reader.hasRemaining()) {
			int tag = reader.readTag();
			if (tag == KplFormat.TAG_KEY || tag == KplFormat.TAG_VALUE) {
				int length = reader.readLength();
				String text = new String(this.bytes, reader.position(), length, StandardCharsets.UTF_8);
				key = (tag == KplFormat.TAG_KEY) ? text : key;
				value = (tag == KplFormat.TAG_VALUE) ? text : value;
				reader.skip(length);
			}
			else {
				reader.skipField(tag);
			}
		}
		tags.put(key, value);
	}

	private int column(int record, int column) {
		return this.rows[record * COLUMNS + column];
	}

}
