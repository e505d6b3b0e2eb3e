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

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Turns what Kinesis returned into user records: unpacks aggregates of the KPL format,
 * passes everything else through.
 * <p>
 * Nothing gets lost and nothing is thrown, whatever the bytes: a record that looks like
 * an aggregate but is none (wrong digest, malformed message, index outside its table, no
 * records, hash key that is no number below 2^128) is delivered as it came. Only the
 * outer aggregate is opened.
 * <p>
 * Payloads are not copied: a user record keeps the whole Kinesis record it was in alive.
 * For use by several threads.
 */
public final class Deaggregator {

	private static final BitSet NONE = new BitSet();

	private final StreamName stream;

	private final KeyHashes hashes = new KeyHashes();

	/**
	 * Creates one for a stream. It remembers the hashes of partition keys, so that one
	 * should be used for all shards.
	 * @param stream where records are read
	 */
	public Deaggregator(StreamName stream) {
		this.stream = stream;
	}

	/**
	 * Unpacks records in their order, wherever they belong.
	 * @param stream where they were read
	 * @param shardId where they were read
	 * @param records the answer of Kinesis; their bytes are shared, not copied
	 * @param after the last user record already handled: it and those before it are left
	 * out; {@code null} to get all
	 * @return a new list, which the caller may keep and change
	 */
	public static List<KinesisRecord> decode(StreamName stream, ShardId shardId, List<Record> records,
			@Nullable SequenceNumber after) {
		return new Deaggregator(stream).decode(shardId, HashKeyRange.FULL, records, after, (record) -> true);
	}

	/**
	 * Unpacks records in their order, and finds those that do not belong to the shard.
	 * Only records of aggregates can be such: Kinesis routes an aggregate by a hash key
	 * of its own, whatever is in it.
	 * @param shardId where they were read
	 * @param range the hash keys of the shard
	 * @param records the answer of Kinesis; their bytes are shared, not copied
	 * @param after the last user record already handled: it and those before it are left
	 * out; {@code null} to get all
	 * @param misplaced is asked about each record whose hash key is outside the range:
	 * {@code false} leaves it out
	 * @return a new list, which the caller may keep and change
	 */
	public List<KinesisRecord> decode(ShardId shardId, HashKeyRange range, List<Record> records,
			@Nullable SequenceNumber after, Predicate<KinesisRecord> misplaced) {
		List<KinesisRecord> result = new ArrayList<>(records.size());
		KplDigest md5 = null;
		for (Record record : records) {
			long first = firstWanted(record.sequenceNumber(), after);
			if (first == Long.MAX_VALUE) {
				continue;
			}
			byte[] bytes = bytes(record.data());
			AggregateContent content = null;
			if (KplFormat.isFramed(bytes)) {
				md5 = (md5 != null) ? md5 : new KplDigest();
				content = contentOf(bytes, md5);
			}
			Origin origin = new Origin(this.stream, shardId, record.sequenceNumber(), arrival(record));
			if (content == null || md5 == null) {
				if (first == 0) {
					result.add(new RawKinesisRecord(origin, record.partitionKey(), bytes));
				}
			}
			else {
				BitSet outside = range.equals(HashKeyRange.FULL) ? NONE : content.outside(range, this.hashes, md5);
				for (long index = first; index < content.records(); index++) {
					KinesisRecord each = new AggregatedKinesisRecord(origin, content, (int) index);
					if (!outside.get((int) index) || misplaced.test(each)) {
						result.add(each);
					}
				}
			}
		}
		return result;
	}

	/**
	 * Whether a payload is an aggregate, so that consumers would open it.
	 * @param data the payload of a Kinesis record; not changed
	 * @return {@code true} if it holds at least one user record
	 */
	public static boolean isAggregate(byte[] data) {
		return KplFormat.isFramed(data) && contentOf(data, new KplDigest()) != null;
	}

	private static long firstWanted(String sequence, @Nullable SequenceNumber after) {
		if (after == null) {
			return 0;
		}
		int order = SequenceNumber.compareSequences(sequence, after.sequence());
		if (order == 0) {
			return (after.subSequence() < Long.MAX_VALUE) ? after.subSequence() + 1 : Long.MAX_VALUE;
		}
		return (order > 0) ? 0 : Long.MAX_VALUE;
	}

	private static @Nullable AggregateContent contentOf(byte[] bytes, KplDigest md5) {
		if (!md5.isValid(bytes)) {
			return null;
		}
		try {
			AggregateContent content = AggregateParser.parse(bytes);
			content.requireHashKeys();
			return content;
		}
		catch (MalformedAggregateException ex) {
			return null;
		}
	}

	private static byte[] bytes(@Nullable SdkBytes data) {
		return (data != null) ? data.asByteArrayUnsafe() : new byte[0];
	}

	private static Instant arrival(Record record) {
		Instant arrival = record.approximateArrivalTimestamp();
		// Kinesis always tells it; without it a record is as old as can be, never
		// delayed.
		return (arrival != null) ? arrival : Instant.EPOCH;
	}

}
