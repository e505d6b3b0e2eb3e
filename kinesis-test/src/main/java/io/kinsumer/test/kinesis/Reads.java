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
import java.util.List;

import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.KinesisRequest.GetRecords;
import io.kinsumer.test.kinesis.KinesisRequest.GetShardIterator;
import io.kinsumer.test.kinesis.KinesisResult.RecordBatch;
import io.kinsumer.test.kinesis.KinesisResult.ShardIteratorResult;
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
		Names.require(request.shardId(), "shardId");
		return this.streams.withUsable(name, (stream) -> {
			ShardLog shard = stream.find(request.shardId());
			if (shard == null) {
				throw KinesisErrors.notFound("Shard " + request.shardId() + " in stream " + name + " under account "
						+ this.streams.options().account() + " does not exist");
			}
			if (limited() && !shard.quota().tryIterator(stream.now())) {
				throw exceeded(stream, shard);
			}
			shard.trim(stream.horizon());
			long position = position(stream, shard, request.type(), request.startingSequenceNumber(),
					request.timestamp());
			return new ShardIteratorResult(token(stream, shard, position).encode());
		});
	}

	private IteratorToken token(StreamState stream, ShardLog shard, long position) {
		return new IteratorToken(stream.name(), stream.incarnation(), shard.index(), position, stream.now());
	}

	/** Where reading starts. */
	long position(StreamState stream, ShardLog shard, IteratorType type, @Nullable String sequenceNumber,
			@Nullable Instant timestamp) {
		return switch (type) {
			case TRIM_HORIZON -> shard.firstPosition();
			case LATEST -> shard.endPosition();
			case AT_SEQUENCE_NUMBER -> shard.positionAt(checked(stream, shard, type, sequenceNumber));
			case AFTER_SEQUENCE_NUMBER -> shard.positionAfter(checked(stream, shard, type, sequenceNumber));
			case AT_TIMESTAMP -> shard.positionAt(checked(stream, timestamp));
		};
	}

	private String checked(StreamState stream, ShardLog shard, IteratorType type, @Nullable String number) {
		if (number == null) {
			throw KinesisErrors.invalid("Must either specify startingSequenceNumber or timestamp for type " + type
					+ " on shard " + shard.id() + ".");
		}
		if (!stream.sequenceNumbers().isIssued(number, shard.index())) {
			throw KinesisErrors.invalid("StartingSequenceNumber " + number + " used on shard " + shard.id()
					+ " in stream " + stream.name() + " under account " + this.streams.options().account()
					+ " is invalid because it did not come from this stream.");
		}
		return number;
	}

	private static long checked(StreamState stream, @Nullable Instant timestamp) {
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
		int limit = limit(request.limit());
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
			if (limited() && !shard.quota().tryRead(stream.now())) {
				throw exceeded(stream, shard);
			}
			shard.trim(stream.horizon());
			return read(stream, shard, Math.max(token.position(), shard.firstPosition()), limit);
		});
	}

	/** From GetRecords: of the two bounds, the upper one is no ValidationException. */
	private static int limit(@Nullable Integer limit) {
		if (limit != null && limit > MAX_RECORDS) {
			throw KinesisErrors.invalid("Limit " + limit + " is more than the " + MAX_RECORDS + " records of a call.");
		}
		return Streams.bounded(limit, MAX_RECORDS, MAX_RECORDS, "limit");
	}

	private RecordBatch read(StreamState stream, ShardLog shard, long from, int limit) {
		Slice slice = Slice.of(shard, from, limit, MAX_BYTES);
		if (limited()) {
			shard.quota().read(stream.now(), slice.bytes());
		}
		long behind = slice.millisBehind(shard, stream.now());
		if (slice.atEnd(shard)) {
			return new RecordBatch(slice.records(), null, behind, shard.describeChildren());
		}
		return new RecordBatch(slice.records(), token(stream, shard, slice.next()).encode(), behind, List.of());
	}

	private boolean limited() {
		return this.streams.options().limits().shardReads();
	}

	private ServiceException exceeded(StreamState stream, ShardLog shard) {
		return KinesisErrors.throughput("Rate exceeded for shard " + shard.id() + " in stream " + stream.name()
				+ " under account " + this.streams.options().account() + ".");
	}

}
