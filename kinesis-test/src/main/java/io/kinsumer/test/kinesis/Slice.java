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

package io.kinsumer.test.kinesis;

import java.util.ArrayList;
import java.util.List;

import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;

/**
 * Consecutive records of a shard.
 *
 * @param records the records
 * @param next the position after them
 * @param bytes their payloads and partition keys
 */
record Slice(List<StoredRecord> records, long next, long bytes) {

	/** Take at least one record if there is one, else as many as the bounds allow. */
	static Slice of(ShardLog shard, long from, int limit, long maxBytes) {
		long end = shard.endPosition();
		List<StoredRecord> records = new ArrayList<>((int) Math.min(limit, end - from));
		long position = from;
		long bytes = 0;
		while (position < end && records.size() < limit) {
			StoredRecord record = shard.get(position);
			if (bytes + record.size() > maxBytes && !records.isEmpty()) {
				break;
			}
			bytes += record.size();
			records.add(record);
			position++;
		}
		return new Slice(records, position, bytes);
	}

	/** Whether the shard has no more records now. */
	boolean atTip(ShardLog shard) {
		return this.next == shard.endPosition();
	}

	/** Whether the shard will never have more records. */
	boolean atEnd(ShardLog shard) {
		return atTip(shard) && !shard.open();
	}

	/** 0 means "all read", so an unread record of this very millisecond counts as 1. */
	long millisBehind(ShardLog shard, long now) {
		return atTip(shard) ? 0 : Math.max(1, now - shard.get(this.next).arrival());
	}

}
