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

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
 * outer aggregate is opened. Records whose hash key is outside the shard are delivered
 * too.
 * <p>
 * Payloads are not copied: a user record keeps the whole Kinesis record it was in alive.
 */
public final class Deaggregator {

	private Deaggregator() {
	}

	/**
	 * Unpacks records in their order.
	 * @param stream where they were read
	 * @param shardId where they were read
	 * @param records the answer of Kinesis; their bytes are shared, not copied
	 * @param after the last user record already handled: it and those before it are left
	 * out; {@code null} to get all
	 * @return a new list, which the caller may keep and change
	 */
	public static List<KinesisRecord> decode(StreamName stream, ShardId shardId, List<Record> records,
			@Nullable SequenceNumber after) {
		List<KinesisRecord> result = new ArrayList<>(records.size());
		MessageDigest md5 = null;
		for (Record record : records) {
			long first = firstWanted(record.sequenceNumber(), after);
			if (first == Long.MAX_VALUE) {
				continue;
			}
			byte[] bytes = bytes(record.data());
			AggregateContent content = null;
			if (KplFormat.isFramed(bytes)) {
				md5 = (md5 != null) ? md5 : KplFormat.newMd5();
				content = contentOf(bytes, md5);
			}
			Origin origin = new Origin(stream, shardId, record.sequenceNumber(), arrival(record));
			if (content == null) {
				if (first == 0) {
					result.add(new RawKinesisRecord(origin, record.partitionKey(), bytes));
				}
			}
			else {
				for (long index = first; index < content.records(); index++) {
					result.add(new AggregatedKinesisRecord(origin, content, (int) index));
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
		return KplFormat.isFramed(data) && contentOf(data, KplFormat.newMd5()) != null;
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

	private static @Nullable AggregateContent contentOf(byte[] bytes, MessageDigest md5) {
		if (!KplFormat.isDigestValid(bytes, md5)) {
			return null;
		}
		try {
			AggregateContent content = AggregateParser.parse(bytes);
			content.decodeExplicitHashKeys();
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
