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

package io.kinsumer.core.record;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One user record, as an application put it: a Kinesis record of its own or one of many
 * inside an aggregated record. Immutable and safe for use by several threads.
 */
public interface KinesisRecord {

	/**
	 * The stream it was read from.
	 * @return never {@code null}
	 */
	StreamName stream();

	/**
	 * The shard it was read from.
	 * @return never {@code null}
	 */
	ShardId shardId();

	/**
	 * Its place in the shard.
	 * @return never {@code null}
	 */
	SequenceNumber sequenceNumber();

	/**
	 * The partition key its producer gave it. May be decoded at each call.
	 * @return never {@code null}
	 */
	String partitionKey();

	/**
	 * The explicit hash key its producer gave it. Known for aggregated records only:
	 * Kinesis does not return it for others.
	 * @return a decimal number below 2^128, or {@code null}
	 */
	@Nullable String explicitHashKey();

	/**
	 * The payload.
	 * @return a read-only buffer of its own position and limit, sharing the bytes; empty
	 * when the record has none
	 */
	ByteBuffer data();

	/**
	 * When the Kinesis record reached the stream, by the clock of Kinesis.
	 * @return millisecond precision; for an aggregated record, that of the aggregate
	 */
	Instant approximateArrivalTimestamp();

	/**
	 * Headers that travelled with the record: the tags of the KPL format.
	 * @return unmodifiable, empty when there are none
	 */
	Map<String, String> headers();

	/**
	 * Whether the record was inside an aggregate.
	 * @return {@code false} for a Kinesis record of its own
	 */
	boolean aggregated();

}
