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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.kinsumer.core.aggregation.AggregateBuilder;
import io.kinsumer.core.record.ShardId;
import org.jspecify.annotations.Nullable;

/**
 * Collects records into aggregates: one open aggregate for each shard or, for hash keys
 * whose shard is not known, for each hash key, so that no aggregate spans shards. Guarded
 * by the producer's lock.
 */
final class Aggregator {

	private final ProducerSettings settings;

	private final Consumer<Shipment> sink;

	private final Map<Object, Bucket> buckets = new HashMap<>();

	private final BuilderPool builders;

	private ShardMap shards = ShardMap.UNKNOWN;

	/**
	 * Creates an aggregator.
	 * @param settings the limits
	 * @param sink takes what is ready to be sent
	 */
	Aggregator(ProducerSettings settings, Consumer<Shipment> sink) {
		this.settings = settings;
		this.sink = sink;
		this.builders = new BuilderPool(settings.aggregateBatchSize());
	}

	ShardMap shards() {
		return this.shards;
	}

	/**
	 * Changes the map. Records collected by the former must have been removed before.
	 */
	void shards(ShardMap shards) {
		this.shards = shards;
	}

	/**
	 * Adds a record.
	 * @param record the record
	 */
	void add(PendingRecord record) {
		int index = this.shards.find(record.hashKey);
		ShardId shard = (index != ShardMap.NONE) ? this.shards.id(index) : null;
		Object lane = (shard != null) ? shard : record.hashKey;
		Bucket bucket = this.buckets.get(lane);
		if (bucket != null && !bucket.hasRoomFor(record)) {
			this.buckets.remove(lane);
			bucket.seal();
			bucket = null;
		}
		if (bucket == null) {
			bucket = new Bucket(lane, shard, record.flushAt);
			if (this.settings.flushInterval().isZero() || !bucket.hasRoomFor(record)) {
				bucket.discard();
				// Safe at any shard: it has one hash key only.
				this.sink.accept(Shipment.lone(record, lane, shard));
				return;
			}
			this.buckets.put(lane, bucket);
		}
		bucket.add(record);
		if (bucket.isFull()) {
			this.buckets.remove(lane);
			bucket.seal();
		}
	}

	/**
	 * Sends what has waited long enough.
	 * @param now the time
	 */
	void sealDue(long now) {
		for (Iterator<Bucket> iterator = this.buckets.values().iterator(); iterator.hasNext();) {
			Bucket bucket = iterator.next();
			if (bucket.flushAt - now <= 0) {
				iterator.remove();
				bucket.seal();
			}
		}
	}

	void sealAll() {
		List<Bucket> all = new ArrayList<>(this.buckets.values());
		this.buckets.clear();
		all.forEach(Bucket::seal);
	}

	/**
	 * The nanoseconds until the next aggregate is due.
	 * @param now the time
	 * @return negative if nothing is collected
	 */
	long nanosToNext(long now) {
		long result = -1;
		for (Bucket bucket : this.buckets.values()) {
			long nanos = Math.max(0, bucket.flushAt - now);
			result = (result < 0) ? nanos : Math.min(result, nanos);
		}
		return result;
	}

	/**
	 * Removes the records that are not sent.
	 * @return the records, in no order
	 */
	List<PendingRecord> removeAll() {
		List<PendingRecord> result = new ArrayList<>();
		for (Bucket bucket : this.buckets.values()) {
			result.addAll(bucket.records);
			bucket.discard();
		}
		this.buckets.clear();
		return result;
	}

	private final class Bucket {

		private final Object lane;

		private final @Nullable ShardId shard;

		private long flushAt;

		private final AggregateBuilder builder = Aggregator.this.builders.take();

		private final List<PendingRecord> records = new ArrayList<>();

		Bucket(Object lane, @Nullable ShardId shard, long flushAt) {
			this.lane = lane;
			this.shard = shard;
			this.flushAt = flushAt;
		}

		boolean hasRoomFor(PendingRecord record) {
			return this.records.size() < Aggregator.this.settings.aggregateBatchCount() && record.misplacements <= 1
					&& this.builder.sizeWith(record.partitionKey, record.record)
							+ Shipment.AGGREGATE_KEY.length() <= Aggregator.this.settings.aggregateBatchSize();
		}

		void add(PendingRecord record) {
			this.builder.add(record.partitionKey, record.record);
			this.records.add(record);
			this.flushAt = (record.flushAt - this.flushAt < 0) ? record.flushAt : this.flushAt;
		}

		boolean isFull() {
			return this.records.size() == Aggregator.this.settings.aggregateBatchCount();
		}

		void seal() {
			Aggregator.this.sink.accept(shipment());
		}

		/**
		 * Gives up the bytes. The bucket is not to be used after that.
		 */
		void discard() {
			Aggregator.this.builders.giveBack(this.builder);
		}

		private Shipment shipment() {
			if (this.records.size() > 1) {
				return Shipment.aggregate(this.records, this.lane, this.shard, this.builder, Aggregator.this.builders);
			}
			discard();
			return Shipment.lone(this.records.get(0), this.lane, this.shard);
		}

	}

}
