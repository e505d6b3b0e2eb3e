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

package io.kinsumer.core.producer;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.aggregation.Utf8;
import io.kinsumer.core.record.DataRecord;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.UserRecord;
import org.jspecify.annotations.Nullable;

/**
 * A user record that the producer has accepted or is about to. What can change is guarded
 * by the producer's lock.
 */
final class PendingRecord {

	/**
	 * Roughly what the producer's own objects take for a record.
	 */
	private static final int OVERHEAD = 128;

	private static final int HEADER_OVERHEAD = 64;

	/**
	 * As it was put, for whoever hears of it.
	 */
	final UserRecord given;

	/**
	 * What it was when it was put.
	 */
	final DataRecord record;

	final String partitionKey;

	final HashKey hashKey;

	final CompletableFuture<RecordResult> future = new CompletableFuture<>();

	/**
	 * What it takes of the budget.
	 */
	final long cost;

	long acceptedAt;

	long deadline;

	/**
	 * When it has waited for others long enough.
	 */
	long flushAt;

	long order;

	int attempts;

	/**
	 * How often it was in an aggregate that went to the wrong shard.
	 */
	int misplacements;

	boolean settled;

	@Nullable FlushEpoch epoch;

	@Nullable PendingRecord previous;

	@Nullable PendingRecord next;

	PendingRecord(UserRecord given, DataRecord record, String partitionKey, HashKey hashKey) {
		this.given = given;
		this.record = record;
		this.partitionKey = partitionKey;
		this.hashKey = hashKey;
		this.cost = OVERHEAD + record.size() + partitionKey.length() + sizeOf(record.headers());
	}

	private static long sizeOf(Map<String, String> headers) {
		if (headers.isEmpty()) {
			return 0;
		}
		return headers.entrySet()
			.stream()
			.mapToLong((header) -> HEADER_OVERHEAD + header.getKey().length() + header.getValue().length())
			.sum();
	}

	/**
	 * Makes it wait for no others, because it did so before or was flushed.
	 */
	void waitNoMore() {
		this.flushAt = this.acceptedAt;
	}

	int keyLength() {
		return Utf8.length(this.partitionKey);
	}

	boolean isExpired(long now) {
		return this.deadline - now <= 0;
	}

}
