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

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.kinsumer.test.kinesis.KinesisRequest.GetRecords;
import io.kinsumer.test.kinesis.KinesisRequest.GetShardIterator;
import io.kinsumer.test.kinesis.KinesisResult.ChildShard;
import io.kinsumer.test.kinesis.KinesisResult.RecordBatch;
import io.kinsumer.test.kinesis.KinesisResult.ShardIteratorResult;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import org.jspecify.annotations.Nullable;

/**
 * Iterators and reading.
 */
final class Reads {

	private static final int MAX_RECORDS = 10_000;

	private static final long MAX_BYTES = 10L * 1024 * 1024;

	private final Streams streams;

	private final Clock clock;

	Reads(Streams streams, Clock clock) {
		this.streams = streams;
		this.clock = clock;
	}

	ShardIteratorResult iterator(GetShardIterator request) {
		String name = request.stream().resolve();
		return this.streams.withUsable(name, (stream) -> {
			ShardLog shard = stream.find(request.shardId());
			if (shard == null) {
				throw KinesisErrors.notFound("Shard " + request.shardId() + " in stream " + name + " under account "
						+ this.streams.options().account() + " does not exist");
			}
			shard.trim(stream.horizon());
			long position = position(stream, shard, request);
			return new ShardIteratorResult(token(stream, shard, position).encode());
		});
	}

	private IteratorToken token(StreamState stream, ShardLog shard, long position) {
		return new IteratorToken(stream.name(), stream.incarnation(), shard.index(), position, stream.now());
	}

	private long position(StreamState stream, ShardLog shard, GetShardIterator request) {
		return switch (request.type()) {
			case TRIM_HORIZON -> shard.firstPosition();
			case LATEST -> shard.endPosition();
			case AT_SEQUENCE_NUMBER -> shard.positionAt(sequenceNumber(stream, shard, request));
			case AFTER_SEQUENCE_NUMBER -> shard.positionAfter(sequenceNumber(stream, shard, request));
			case AT_TIMESTAMP -> shard.positionAt(timestamp(stream, request.timestamp()));
		};
	}

	private String sequenceNumber(StreamState stream, ShardLog shard, GetShardIterator request) {
		String number = request.startingSequenceNumber();
		if (number == null) {
			throw KinesisErrors.invalid("Must either specify startingSequenceNumber or timestamp for type "
					+ request.type() + " on shard " + shard.id() + ".");
		}
		if (!stream.sequenceNumbers().isIssued(number, shard.index())) {
			throw KinesisErrors.invalid("StartingSequenceNumber " + number + " used in GetShardIterator on shard "
					+ shard.id() + " in stream " + stream.name() + " under account " + this.streams.options().account()
					+ " is invalid because it did not come from this stream.");
		}
		return number;
	}

	private static long timestamp(StreamState stream, @Nullable Instant timestamp) {
		if (timestamp == null) {
			throw KinesisErrors.invalid("Must specify timestamp parameter for iterator of type AT_TIMESTAMP.");
		}
		if (timestamp.toEpochMilli() > stream.now()) {
			throw KinesisErrors.invalid("The timestampInMillis parameter cannot be greater than the "
					+ "currentTimestampInMillis. timestampInMillis: " + timestamp.toEpochMilli()
					+ ", currentTimestampInMillis: " + stream.now());
		}
		return timestamp.toEpochMilli();
	}

	RecordBatch records(GetRecords request) {
		int limit = Streams.bounded(request.limit(), MAX_RECORDS, MAX_RECORDS, "limit");
		IteratorToken token = IteratorToken.decode(request.shardIterator());
		if (request.streamArn() != null && !StreamRef.arn(request.streamArn()).resolve().equals(token.stream())) {
			throw KinesisErrors.invalid("StreamARN " + request.streamArn() + " does not match the ShardIterator.");
		}
		long now = this.clock.millis();
		if (now - token.issuedAt() > IteratorToken.LIFETIME_MILLIS) {
			throw KinesisErrors.expiredIterator("Iterator expired. The iterator was created at time "
					+ Instant.ofEpochMilli(token.issuedAt()) + " while right now it is " + Instant.ofEpochMilli(now)
					+ " which is further in the future than the tolerated delay of " + IteratorToken.LIFETIME_MILLIS
					+ " milliseconds.");
		}
		return this.streams.withUsable(token.stream(), (stream) -> {
			ShardLog shard = stream.at(token.shard());
			if (token.incarnation() != stream.incarnation() || shard == null) {
				throw KinesisErrors.notFound("Shard " + ShardLog.idOf(token.shard()) + " in stream " + stream.name()
						+ " under account " + this.streams.options().account() + " does not exist");
			}
			if (token.position() < 0 || token.position() > shard.endPosition()) {
				throw IteratorToken.invalid();
			}
			shard.trim(stream.horizon());
			return read(stream, shard, Math.max(token.position(), shard.firstPosition()), limit);
		});
	}

	private RecordBatch read(StreamState stream, ShardLog shard, long from, int limit) {
		long end = shard.endPosition();
		List<StoredRecord> records = new ArrayList<>((int) Math.min(limit, end - from));
		long position = from;
		long bytes = 0;
		while (position < end && records.size() < limit) {
			StoredRecord record = shard.get(position);
			bytes += record.size();
			if (bytes > MAX_BYTES && !records.isEmpty()) {
				break;
			}
			records.add(record);
			position++;
		}
		// 0 means "all read", so an unread record of this very millisecond counts as 1
		long behind = (position == end) ? 0 : Math.max(1, stream.now() - shard.get(position).arrival());
		if (position == end && !shard.open()) {
			return new RecordBatch(records, null, behind, children(shard));
		}
		return new RecordBatch(records, token(stream, shard, position).encode(), behind, List.of());
	}

	private static List<ChildShard> children(ShardLog shard) {
		List<ChildShard> children = new ArrayList<>(2);
		for (ShardLog child : shard.children()) {
			children.add(new ChildShard(child.id(), child.parents(), child.range()));
		}
		return children;
	}

}
