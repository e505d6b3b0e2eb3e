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

package io.kinsumer.spring.listener;

/**
 * Names of the headers that listeners see beside those that travelled with the record.
 * When a message is sent, {@link #PARTITION_KEY}, {@link #EXPLICIT_HASH_KEY} and
 * {@link #DESTINATION} tell where to, {@link #TYPE} travels, and the others are left out.
 */
public final class KinesisHeaders {

	/**
	 * What the names of all of them begin with.
	 */
	static final String PREFIX = "kinesis_";

	/**
	 * Full name of the stream, a {@link String}.
	 */
	public static final String STREAM = "kinesis_stream";

	/**
	 * Id of the shard, a {@link String}.
	 */
	public static final String SHARD_ID = "kinesis_shardId";

	/**
	 * Partition key, a {@link String}.
	 */
	public static final String PARTITION_KEY = "kinesis_partitionKey";

	/**
	 * Explicit hash key, a {@link String}; absent when it is not known.
	 */
	public static final String EXPLICIT_HASH_KEY = "kinesis_explicitHashKey";

	/**
	 * Sequence number of the Kinesis record, a {@link String} of digits.
	 */
	public static final String SEQUENCE_NUMBER = "kinesis_sequenceNumber";

	/**
	 * Index within an aggregated record, a {@link Long}, 0 for a record of its own.
	 */
	public static final String SUB_SEQUENCE_NUMBER = "kinesis_subSequenceNumber";

	/**
	 * When the record reached the stream, an {@link java.time.Instant}.
	 */
	public static final String ARRIVAL_TIMESTAMP = "kinesis_arrivalTimestamp";

	/**
	 * Where a message shall be sent: the name of a producer or writer, or a stream, a
	 * {@link String}.
	 */
	public static final String DESTINATION = "kinesis_destination";

	/**
	 * What a record is, a {@link String} that its sender sets: chooses one of several
	 * handler methods of a class.
	 */
	public static final String TYPE = "kinesis_type";

	private KinesisHeaders() {
	}

}
