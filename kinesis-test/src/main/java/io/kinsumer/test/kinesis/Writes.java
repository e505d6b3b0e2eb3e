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

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.kinsumer.test.fault.CallEntry;
import io.kinsumer.test.fault.EntryFault;
import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisRequest.Entry;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecords;
import io.kinsumer.test.kinesis.KinesisResult.EntryResult;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordResult;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordsResult;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import org.jspecify.annotations.Nullable;

/**
 * Putting records. A call that is malformed puts nothing; an entry larger than the stream
 * allows fails alone.
 */
final class Writes {

	static final int MAX_ENTRIES = 500;

	private static final int MAX_BYTES = 10 * 1024 * 1024;

	private final Streams streams;

	private final Gate gate;

	Writes(Streams streams, Gate gate) {
		this.streams = streams;
		this.gate = gate;
	}

	/** The shards that the records of a request go to, as far as it is well-formed. */
	Set<String> shards(KinesisRequest request) {
		try {
			if (request instanceof PutRecord put) {
				return shards(put.stream(), List.of(hashKey(put.partitionKey(), put.explicitHashKey())));
			}
			if (request instanceof PutRecords put) {
				return shards(put.stream(),
						put.records().stream().map((it) -> hashKey(it.partitionKey(), it.explicitHashKey())).toList());
			}
			return Set.of();
		}
		catch (ServiceException ex) {
			// the request is going to be refused, whatever shard a fault is for
			return Set.of();
		}
	}

	private Set<String> shards(StreamRef ref, List<HashKey> keys) {
		return this.streams.withUsable(ref.resolve(),
				(stream) -> keys.stream().map((key) -> stream.shardFor(key).id()).collect(Collectors.toSet()));
	}

	PutRecordResult put(PutRecord request) {
		return put(request, this.streams.options().limits().shardWrites());
	}

	PutRecordResult put(PutRecord request, boolean limited) {
		validate(request.partitionKey(), request.data(), "");
		HashKey key = hashKey(request.partitionKey(), request.explicitHashKey());
		this.streams.requireMemory(Memory.of(1, request.data().length + request.partitionKey().length()));
		return this.streams.withUsable(request.stream().resolve(), (stream) -> {
			String tooLarge = tooLarge(stream, request.partitionKey(), request.data());
			if (tooLarge != null) {
				throw KinesisErrors.invalid(tooLarge);
			}
			requireIssued(stream, request.sequenceNumberForOrdering());
			ShardLog shard = stream.shardFor(key);
			if (limited && !admits(stream, shard, request.partitionKey(), request.data())) {
				throw KinesisErrors.throughput(exceeded(stream, shard));
			}
			return new PutRecordResult(shard.id(), append(stream, shard, request.partitionKey(), request.data()),
					stream.settings().encryption());
		});
	}

	/** The numbers of a stream grow anyway, so that the new one exceeds it. */
	private void requireIssued(StreamState stream, @Nullable String number) {
		if (number != null && !stream.sequenceNumbers().isIssued(number)) {
			throw KinesisErrors.invalid("SequenceNumberForOrdering " + number + " used in PutRecord on stream "
					+ stream.name() + " under account " + this.streams.options().account()
					+ " is invalid because it did not come from this stream.");
		}
	}

	PutRecordsResult put(PutRecords request) {
		List<Entry> entries = request.records();
		if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
			throw KinesisErrors.constraint("[" + entries.size() + " records]", "records",
					"Member must have length between 1 and " + MAX_ENTRIES);
		}
		HashKey[] keys = new HashKey[entries.size()];
		long bytes = 0;
		for (int i = 0; i < keys.length; i++) {
			Entry entry = entries.get(i);
			validate(entry.partitionKey(), entry.data(), "records." + (i + 1) + ".member.");
			keys[i] = hashKey(entry.partitionKey(), entry.explicitHashKey());
			bytes += entry.data().length + entry.partitionKey().length();
		}
		if (bytes > MAX_BYTES) {
			throw KinesisErrors.invalid("Records size exceeds 10 MB limit");
		}
		this.streams.requireMemory(Memory.of(keys.length, bytes));
		return this.streams.withUsable(request.stream().resolve(), (stream) -> putAll(stream, entries, keys));
	}

	private PutRecordsResult putAll(StreamState stream, List<Entry> entries, HashKey[] keys) {
		boolean limited = this.streams.options().limits().shardWrites();
		boolean clear = this.gate.isClear();
		List<EntryResult> results = new ArrayList<>(keys.length);
		int failed = 0;
		for (int i = 0; i < keys.length; i++) {
			Entry entry = entries.get(i);
			ShardLog shard = stream.shardFor(keys[i]);
			EntryFault fault = clear ? null
					: this.gate.entry(new CallEntry("PutRecords", stream.name(), shard.id(), entry.partitionKey()));
			EntryResult result = (fault != null && !fault.afterEffect()) ? failure(fault.error())
					: put(stream, shard, entry, limited);
			if (fault != null && fault.afterEffect()) {
				result = failure(fault.error());
			}
			failed += (result.errorCode() != null) ? 1 : 0;
			results.add(result);
		}
		return new PutRecordsResult(failed, results, stream.settings().encryption());
	}

	private EntryResult put(StreamState stream, ShardLog shard, Entry entry, boolean limited) {
		String tooLarge = tooLarge(stream, entry.partitionKey(), entry.data());
		if (tooLarge != null) {
			return failure(KinesisErrors.invalid(tooLarge));
		}
		if (limited && !admits(stream, shard, entry.partitionKey(), entry.data())) {
			return failure(KinesisErrors.throughput(exceeded(stream, shard)));
		}
		return new EntryResult(shard.id(), append(stream, shard, entry.partitionKey(), entry.data()), null, null);
	}

	private static EntryResult failure(ServiceException error) {
		return new EntryResult(null, null, error.code(), error.message());
	}

	private static boolean admits(StreamState stream, ShardLog shard, String partitionKey, byte[] data) {
		return shard.quota().tryWrite(stream.now(), data.length + partitionKey.length());
	}

	private String exceeded(StreamState stream, ShardLog shard) {
		return "Rate exceeded for shard " + shard.id() + " in stream " + stream.name() + " under account "
				+ this.streams.options().account() + ".";
	}

	private static String append(StreamState stream, ShardLog shard, String partitionKey, byte[] data) {
		String sequenceNumber = stream.sequenceNumbers().next(shard.index());
		shard.trim(stream.horizon());
		shard
			.append(new StoredRecord(sequenceNumber, stream.now(), partitionKey, data, stream.settings().encryption()));
		return sequenceNumber;
	}

	private static @Nullable String tooLarge(StreamState stream, String partitionKey, byte[] data) {
		int size = data.length + partitionKey.length();
		return (size <= stream.maxRecordBytes()) ? null : "Record size " + size + " of data and partition key exceeds "
				+ stream.maxRecordBytes() + " bytes, the largest record of stream " + stream.name();
	}

	private static void validate(String partitionKey, byte[] data, String prefix) {
		if (partitionKey.isEmpty() || partitionKey.length() > 256) {
			throw KinesisErrors.constraint(partitionKey, prefix + "partitionKey",
					"Member must have length between 1 and 256");
		}
		if (data.length > MAX_BYTES) {
			throw KinesisErrors.constraint("[" + data.length + " bytes]", prefix + "data",
					"Member must have length less than or equal to " + MAX_BYTES);
		}
	}

	private static HashKey hashKey(String partitionKey, @Nullable String explicit) {
		return (explicit != null) ? parse(explicit, "explicitHashKey") : HashKey.of(partitionKey);
	}

	static HashKey parse(String text, String member) {
		if (!text.matches("0|([1-9]\\d{0,38})")) {
			throw KinesisErrors.constraint(text, member,
					"Member must satisfy regular expression pattern: 0|([1-9]\\d{0,38})");
		}
		BigInteger value = new BigInteger(text);
		if (value.bitLength() > 128) {
			throw KinesisErrors.invalid("Invalid " + Character.toUpperCase(member.charAt(0)) + member.substring(1)
					+ ". It must be in the range: [0, 2^128-1]. Specified value was " + text);
		}
		return HashKey.of(value);
	}

}
