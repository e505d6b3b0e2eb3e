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

import java.util.Map;

import io.kinsumer.core.record.UserRecord;

/**
 * Writes user records in the KPL format, directly into its wire form. Sizes are exact and
 * known before a record is added. Not for use by several threads at once; to be used
 * again after {@link #build()}.
 */
public final class AggregateBuilder {

	private static final int INITIAL_CAPACITY = 1024;

	private final KeyTable partitionKeys = new KeyTable(KplFormat.PARTITION_KEY_TABLE);

	private final KeyTable explicitHashKeys = new KeyTable(KplFormat.EXPLICIT_HASH_KEY_TABLE);

	private final WireBuffer records = new WireBuffer(INITIAL_CAPACITY);

	private final KplDigest digest = new KplDigest();

	private int count;

	/**
	 * User records added so far.
	 * @return 0 or more
	 */
	public int count() {
		return this.count;
	}

	/**
	 * The size that {@link #build()} would return now.
	 * @return bytes
	 */
	public int size() {
		return KplFormat.FRAME_LENGTH + this.partitionKeys.size() + this.explicitHashKeys.size() + this.records.size();
	}

	/**
	 * The size that {@link #build()} would return after a record was added.
	 * @param partitionKey the record's key
	 * @param record the record, whose own partition key is not looked at
	 * @return bytes; {@link Integer#MAX_VALUE} if it cannot be represented
	 */
	public int sizeWith(String partitionKey, UserRecord record) {
		String hashKey = record.explicitHashKey();
		long size = size();
		size += this.partitionKeys.growth(partitionKey);
		size += (hashKey != null) ? this.explicitHashKeys.growth(hashKey) : 0;
		long content = contentSize(this.partitionKeys.indexOf(partitionKey),
				(hashKey != null) ? this.explicitHashKeys.indexOf(hashKey) : -1, record);
		return toInt(size + recordSize(content));
	}

	/**
	 * The size of an aggregate of one record.
	 */
	static int sizeOfLone(String partitionKey, UserRecord record) {
		String hashKey = record.explicitHashKey();
		long size = KplFormat.FRAME_LENGTH + WireBuffer.fieldSize(Utf8.length(partitionKey));
		size += (hashKey != null) ? WireBuffer.fieldSize(hashKey.length()) : 0;
		return toInt(size + recordSize(contentSize(0, (hashKey != null) ? 0 : -1, record)));
	}

	private static long recordSize(long contentSize) {
		return 1 + WireBuffer.varintSize(toInt(contentSize)) + contentSize;
	}

	private static int toInt(long size) {
		return (int) Math.min(size, Integer.MAX_VALUE);
	}

	/**
	 * Adds a record.
	 * @param partitionKey its key: the record's own, or one chosen for it if it has none
	 * @param record the record, whose payload is copied. If its payload cannot be read,
	 * what was added before is not spoilt
	 */
	public void add(String partitionKey, UserRecord record) {
		String hashKey = record.explicitHashKey();
		int partitionKeyIndex = this.partitionKeys.add(partitionKey);
		int hashKeyIndex = (hashKey != null) ? this.explicitHashKeys.add(hashKey) : -1;
		int content = (int) contentSize(partitionKeyIndex, hashKeyIndex, record);
		int start = this.records.size();
		boolean complete = false;
		try {
			write(partitionKeyIndex, hashKeyIndex, content, record);
			complete = true;
		}
		finally {
			if (!complete) {
				this.records.truncate(start);
			}
		}
		this.count++;
	}

	private void write(int partitionKeyIndex, int hashKeyIndex, int content, UserRecord record) {
		this.records.writeTag(KplFormat.RECORDS);
		this.records.writeVarint(content);
		this.records.writeTag(KplFormat.RECORD_PARTITION_KEY_INDEX);
		this.records.writeVarint(partitionKeyIndex);
		if (hashKeyIndex >= 0) {
			this.records.writeTag(KplFormat.RECORD_EXPLICIT_HASH_KEY_INDEX);
			this.records.writeVarint(hashKeyIndex);
		}
		this.records.writeTag(KplFormat.RECORD_DATA);
		this.records.writeVarint(record.size());
		this.records.writePayload(record);
		if (!record.headers().isEmpty()) {
			record.headers().forEach(this::writeTag);
		}
	}

	/**
	 * Finishes the aggregate and empties this builder.
	 * @return the payload of a Kinesis record; a new array
	 */
	public byte[] build() {
		byte[] result = new byte[size()];
		System.arraycopy(KplFormat.MAGIC, 0, result, 0, KplFormat.MAGIC.length);
		int position = KplFormat.MAGIC.length;
		position = this.partitionKeys.copyTo(result, position);
		position = this.explicitHashKeys.copyTo(result, position);
		this.records.copyTo(result, position);
		this.digest.write(result);
		clear();
		return result;
	}

	/**
	 * Forgets what was added.
	 */
	public void clear() {
		this.partitionKeys.clear();
		this.explicitHashKeys.clear();
		this.records.clear();
		this.count = 0;
	}

	private void writeTag(String key, String value) {
		int keyLength = Utf8.length(key);
		int valueLength = Utf8.length(value);
		this.records.writeTag(KplFormat.RECORD_TAGS);
		this.records.writeVarint(WireBuffer.fieldSize(keyLength) + WireBuffer.fieldSize(valueLength));
		this.records.writeTag(KplFormat.TAG_KEY);
		this.records.writeVarint(keyLength);
		this.records.writeText(key, keyLength);
		this.records.writeTag(KplFormat.TAG_VALUE);
		this.records.writeVarint(valueLength);
		this.records.writeText(value, valueLength);
	}

	private static long contentSize(int partitionKeyIndex, int hashKeyIndex, UserRecord record) {
		long size = 1 + WireBuffer.varintSize(partitionKeyIndex);
		size += (hashKeyIndex >= 0) ? 1 + WireBuffer.varintSize(hashKeyIndex) : 0;
		size += 1L + WireBuffer.varintSize(record.size()) + record.size();
		if (record.headers().isEmpty()) {
			return size;
		}
		for (Map.Entry<String, String> header : record.headers().entrySet()) {
			size += WireBuffer.fieldSize(WireBuffer.fieldSize(Utf8.length(header.getKey()))
					+ WireBuffer.fieldSize(Utf8.length(header.getValue())));
		}
		return size;
	}

}
