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

package io.kinsumer.core.kinsumer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Kinesis records that were fetched and wait to be handled.
 *
 * @param records in order, never empty
 * @param bytes what they take of the {@link ReadBudget}
 * @param millisBehindLatest how far the answer that brought them was behind the tip
 * @param fetched when that answer came
 */
record ShardBatch(List<Record> records, long bytes, long millisBehindLatest, Mark fetched) {

	// The objects of a record with its sequence number and timestamp, about.
	private static final int RECORD_OVERHEAD = 256;

	/**
	 * How many of the records have reached an age, counted from the first.
	 */
	int countOlderThan(Duration age, Instant now) {
		Instant latest = now.minus(age);
		int count = 0;
		while (count < this.records.size() && !arrival(count).isAfter(latest)) {
			count++;
		}
		return count;
	}

	Instant arrival(int index) {
		Instant arrival = this.records.get(index).approximateArrivalTimestamp();
		return (arrival != null) ? arrival : Instant.EPOCH;
	}

	ShardBatch first(int count) {
		List<Record> first = this.records.subList(0, count);
		return new ShardBatch(first, size(first), this.millisBehindLatest, this.fetched);
	}

	/**
	 * What is left when the first records are taken.
	 * @param first made by {@link #first}
	 */
	@Nullable ShardBatch after(ShardBatch first) {
		int count = first.records.size();
		return (count < this.records.size()) ? new ShardBatch(this.records.subList(count, this.records.size()),
				this.bytes - first.bytes, this.millisBehindLatest, this.fetched) : null;
	}

	/**
	 * The memory that records take, about.
	 */
	static long size(List<Record> records) {
		long size = 0;
		for (Record entry : records) {
			size += RECORD_OVERHEAD + entry.data().asByteArrayUnsafe().length + entry.partitionKey().length();
		}
		return size;
	}

}
