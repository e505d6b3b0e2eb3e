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

import java.util.List;

import io.kinsumer.core.aggregation.AggregateBuilder;
import io.kinsumer.core.aggregation.LoneRecords;
import io.kinsumer.core.client.KinesisException;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * A Kinesis record on its way: one user record, or an aggregate. Its bytes are made when
 * it is first sent, outside the producer's lock.
 */
final class Shipment {

	/**
	 * The partition key of aggregates. It decides nothing, because they have an explicit
	 * hash key, but Kinesis wants one.
	 */
	static final String AGGREGATE_KEY = "a";

	final List<PendingRecord> records;

	/**
	 * Records of one lane are kept in order: a shard, or a hash key.
	 */
	final Object lane;

	final @Nullable ShardId expectedShard;

	final boolean aggregated;

	final int size;

	final int payloadSize;

	private final @Nullable BuilderPool builders;

	private @Nullable AggregateBuilder builder;

	private @Nullable PutRecordsRequestEntry entry;

	int attempts;

	long sentAt;

	/**
	 * Since when it is held back, because its shard takes no more; {@code null}: it is
	 * not.
	 */
	@Nullable Long limitedAt;

	/**
	 * Set when a request with several shipments was refused as wrong.
	 */
	boolean isolated;

	@Nullable KinesisException lastFailure;

	private Shipment(List<PendingRecord> records, Object lane, @Nullable ShardId expectedShard,
			@Nullable AggregateBuilder builder, @Nullable BuilderPool builders) {
		this.records = records;
		this.lane = lane;
		this.expectedShard = expectedShard;
		this.builder = builder;
		this.builders = builders;
		PendingRecord first = records.get(0);
		this.aggregated = (builder != null) || LoneRecords.mustWrap(first.record);
		this.payloadSize = (builder != null) ? builder.size() : LoneRecords.size(first.partitionKey, first.record);
		this.size = this.payloadSize + ((builder != null) ? AGGREGATE_KEY.length() : first.keyLength());
	}

	static Shipment lone(PendingRecord record, Object lane, @Nullable ShardId expectedShard) {
		return new Shipment(List.of(record), lane, expectedShard, null, null);
	}

	/**
	 * An aggregate.
	 * @param records at least two
	 * @param builder has their bytes, and belongs to the shipment from now on
	 * @param builders gets the builder when it is no longer needed
	 */
	static Shipment aggregate(List<PendingRecord> records, Object lane, @Nullable ShardId expectedShard,
			AggregateBuilder builder, BuilderPool builders) {
		return new Shipment(records, lane, expectedShard, builder, builders);
	}

	/**
	 * What is left of this shipment, after some of its records were given up.
	 */
	Shipment with(List<PendingRecord> rest) {
		Shipment result;
		BuilderPool pool = this.builders;
		if (pool == null || rest.size() == 1) {
			result = lone(rest.get(0), this.lane, this.expectedShard);
		}
		else {
			AggregateBuilder rebuilt = pool.take();
			rest.forEach((record) -> rebuilt.add(record.partitionKey, record.record));
			result = aggregate(rest, this.lane, this.expectedShard, rebuilt, pool);
		}
		result.attempts = this.attempts;
		result.isolated = this.isolated;
		result.limitedAt = this.limitedAt;
		result.lastFailure = this.lastFailure;
		return result;
	}

	/**
	 * The form in which it is sent, made once. Called by one thread at a time.
	 */
	PutRecordsRequestEntry entry() {
		PutRecordsRequestEntry result = this.entry;
		if (result == null) {
			PendingRecord first = this.records.get(0);
			PutRecordsRequestEntry.Builder request = PutRecordsRequestEntry.builder();
			AggregateBuilder content = this.builder;
			if (content != null) {
				request.partitionKey(AGGREGATE_KEY)
					.explicitHashKey(first.hashKey.toString())
					.data(SdkBytes.fromByteArrayUnsafe(content.build()));
				this.builder = null;
				if (this.builders != null) {
					this.builders.giveBack(content);
				}
			}
			else {
				request.partitionKey(first.partitionKey)
					.explicitHashKey(first.record.explicitHashKey())
					.data(SdkBytes.fromByteArrayUnsafe(LoneRecords.encode(first.partitionKey, first.record)));
			}
			result = request.build();
			this.entry = result;
		}
		return result;
	}

	/**
	 * Whether its records may belong to several shards. Only such can be misplaced:
	 * Kinesis routes by the hash key of the first.
	 */
	boolean hasSeveralHashKeys() {
		HashKey first = this.records.get(0).hashKey;
		return this.records.stream().anyMatch((record) -> !record.hashKey.equals(first));
	}

	/**
	 * The time at which the first of its records is given up.
	 */
	long earliestDeadline() {
		long result = this.records.get(0).deadline;
		for (PendingRecord record : this.records) {
			result = (record.deadline - result < 0) ? record.deadline : result;
		}
		return result;
	}

}
