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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The parts of one aggregate: where they are in its bytes. Keys are decoded when they are
 * asked for, once per table entry; the caches may be filled by several threads with equal
 * strings.
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

	private final Slices partitionKeys;

	private final Slices explicitHashKeys;

	private final int[] rows;

	private final int records;

	private final @Nullable String[] decodedPartitionKeys;

	private final @Nullable String[] decodedExplicitHashKeys;

	AggregateContent(byte[] bytes, Slices partitionKeys, Slices explicitHashKeys, int[] rows, int records) {
		this.bytes = bytes;
		this.readOnly = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
		this.partitionKeys = partitionKeys;
		this.explicitHashKeys = explicitHashKeys;
		this.rows = rows;
		this.records = records;
		this.decodedPartitionKeys = new String[partitionKeys.count()];
		this.decodedExplicitHashKeys = new String[explicitHashKeys.count()];
	}

	int records() {
		return this.records;
	}

	/**
	 * Checks the hash keys that records refer to, as KCL does, and puts them into their
	 * canonical form. Others may be anything.
	 * @throws MalformedAggregateException if one is not a number below 2^128
	 */
	void decodeExplicitHashKeys() throws MalformedAggregateException {
		if (this.explicitHashKeys.count() == 0) {
			return;
		}
		for (int record = 0; record < this.records; record++) {
			int index = column(record, EXPLICIT_HASH_KEY);
			if (index >= 0 && this.decodedExplicitHashKeys[index] == null) {
				this.decodedExplicitHashKeys[index] = HashKeyText.canonical(text(this.explicitHashKeys, index));
			}
		}
	}

	String partitionKey(int record) {
		int index = column(record, PARTITION_KEY);
		String key = this.decodedPartitionKeys[index];
		if (key == null) {
			key = text(this.partitionKeys, index);
			this.decodedPartitionKeys[index] = key;
		}
		return key;
	}

	@Nullable String explicitHashKey(int record) {
		int index = column(record, EXPLICIT_HASH_KEY);
		return (index >= 0) ? this.decodedExplicitHashKeys[index] : null;
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

	private String text(Slices slices, int index) {
		return new String(this.bytes, slices.offset(index), slices.length(index), StandardCharsets.UTF_8);
	}

	private int column(int record, int column) {
		return this.rows[record * COLUMNS + column];
	}

}
