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

/**
 * Finds the parts of an aggregate's message without copying them. A message is accepted
 * as a whole or not at all: required fields must be there and every index must be inside
 * its table.
 */
final class AggregateParser {

	private static final int NONE = -1;

	private final WireReader reader;

	private final Slices partitionKeys = new Slices();

	private final Slices explicitHashKeys = new Slices();

	private int[] rows = new int[16 * AggregateContent.COLUMNS];

	private int records;

	private long largestPartitionKeyIndex = NONE;

	private long largestExplicitHashKeyIndex = NONE;

	private AggregateParser(WireReader reader) {
		this.reader = reader;
	}

	/**
	 * Parses the payload of a Kinesis record whose frame and digest are valid.
	 * @param bytes the payload with its frame; kept, not copied
	 * @return what was found
	 * @throws MalformedAggregateException if it is not an aggregate
	 */
	static AggregateContent parse(byte[] bytes) throws MalformedAggregateException {
		WireReader reader = new WireReader(bytes, KplFormat.MAGIC.length, bytes.length - KplFormat.DIGEST_LENGTH);
		return new AggregateParser(reader).parseMessage(bytes);
	}

	private AggregateContent parseMessage(byte[] bytes) throws MalformedAggregateException {
		while (this.reader.hasRemaining()) {
			int tag = this.reader.readTag();
			if (tag == KplFormat.PARTITION_KEY_TABLE) {
				readSlice(this.partitionKeys);
			}
			else if (tag == KplFormat.EXPLICIT_HASH_KEY_TABLE) {
				readSlice(this.explicitHashKeys);
			}
			else if (tag == KplFormat.RECORDS) {
				readRecord();
			}
			else {
				this.reader.skipField(tag);
			}
		}
		// Tables may follow the records, so that indexes can be checked only now.
		if (this.largestPartitionKeyIndex >= this.partitionKeys.count()
				|| this.largestExplicitHashKeyIndex >= this.explicitHashKeys.count()) {
			throw new MalformedAggregateException("index outside its table");
		}
		if (this.records == 0) {
			throw new MalformedAggregateException("no records");
		}
		return new AggregateContent(bytes, this.partitionKeys, this.explicitHashKeys, this.rows, this.records);
	}

	private void readSlice(Slices slices) throws MalformedAggregateException {
		int length = this.reader.readLength();
		slices.add(this.reader.position(), length);
		this.reader.skip(length);
	}

	private void readRecord() throws MalformedAggregateException {
		int length = this.reader.readLength();
		int start = this.reader.position();
		int outerLimit = this.reader.limit();
		this.reader.limit(start + length);
		int row = newRow();
		long partitionKey = NONE;
		boolean data = false;
		boolean tags = false;
		while (this.reader.hasRemaining()) {
			int tag = this.reader.readTag();
			if (tag == KplFormat.RECORD_PARTITION_KEY_INDEX) {
				partitionKey = readIndex();
				this.rows[row + AggregateContent.PARTITION_KEY] = (int) partitionKey;
			}
			else if (tag == KplFormat.RECORD_EXPLICIT_HASH_KEY_INDEX) {
				long index = readIndex();
				this.largestExplicitHashKeyIndex = Math.max(this.largestExplicitHashKeyIndex, index);
				this.rows[row + AggregateContent.EXPLICIT_HASH_KEY] = (int) index;
			}
			else if (tag == KplFormat.RECORD_DATA) {
				int dataLength = this.reader.readLength();
				this.rows[row + AggregateContent.DATA_OFFSET] = this.reader.position();
				this.rows[row + AggregateContent.DATA_LENGTH] = dataLength;
				this.reader.skip(dataLength);
				data = true;
			}
			else if (tag == KplFormat.RECORD_TAGS) {
				readRecordTag();
				tags = true;
			}
			else {
				this.reader.skipField(tag);
			}
		}
		if (partitionKey == NONE || !data) {
			throw new MalformedAggregateException("record without partition key or data");
		}
		if (tags) {
			this.rows[row + AggregateContent.TAGS_OFFSET] = start;
			this.rows[row + AggregateContent.TAGS_LENGTH] = length;
		}
		this.largestPartitionKeyIndex = Math.max(this.largestPartitionKeyIndex, partitionKey);
		this.reader.limit(outerLimit);
	}

	private long readIndex() throws MalformedAggregateException {
		long index = this.reader.readVarint();
		if (index < 0 || index > Integer.MAX_VALUE) {
			throw new MalformedAggregateException("index outside its table");
		}
		return index;
	}

	private void readRecordTag() throws MalformedAggregateException {
		int length = this.reader.readLength();
		int outerLimit = this.reader.limit();
		this.reader.limit(this.reader.position() + length);
		boolean key = false;
		while (this.reader.hasRemaining()) {
			int tag = this.reader.readTag();
			key |= (tag == KplFormat.TAG_KEY);
			this.reader.skipField(tag);
		}
		if (!key) {
			throw new MalformedAggregateException("tag without key");
		}
		this.reader.limit(outerLimit);
	}

	private int newRow() {
		int row = this.records * AggregateContent.COLUMNS;
		if (row == this.rows.length) {
			this.rows = Arrays.copyOf(this.rows, 2 * this.rows.length);
		}
		this.rows[row + AggregateContent.EXPLICIT_HASH_KEY] = NONE;
		this.records++;
		return row;
	}

}
