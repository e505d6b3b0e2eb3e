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

package io.kinsumer.spring.deadletter;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;

/**
 * A record of a stream of dead letters, with what is known of its failure.
 *
 * @param letter the record as it is in the stream of dead letters, with the payload and
 * the keys that it had
 * @param headers the headers that it had
 * @param stream the stream that it was read from
 * @param shardId its shard there
 * @param sequenceNumber its place there
 * @param arrivalTime when it had reached that stream, by the clock of Kinesis
 * @param causeClass name of the class of the last failure's cause
 * @param causeMessage message of that cause, shortened; {@code null} when it had none or
 * there was no room
 * @param attempts how often it was tried
 * @param kinsumer the name of the kinsumer
 * @param listenerId the id of the listener
 * @param consumerGroup its consumer group
 * @param failedAt when the last attempt failed, by the clock of the machine that tried
 * @param origin where it failed for the first time, see {@link DeadLetterHeaders#ORIGIN}
 * @param redriveCount how often it was put back, 0 or more
 */
public record DeadLetterRecord(KinesisRecord letter, Map<String, String> headers, StreamName stream, ShardId shardId,
		SequenceNumber sequenceNumber, Instant arrivalTime, String causeClass, @Nullable String causeMessage,
		int attempts, String kinsumer, String listenerId, String consumerGroup, Instant failedAt, String origin,
		int redriveCount) {

	/**
	 * Reads a dead letter.
	 * @param record a record of a stream of dead letters
	 * @return the letter
	 * @throws NoDeadLetterException if it is none
	 */
	public static DeadLetterRecord of(KinesisRecord record) {
		Map<String, String> headers = new LinkedHashMap<>(record.headers());
		headers.keySet().removeIf((name) -> name.startsWith(DeadLetterHeaders.PREFIX));
		return new DeadLetterRecord(record, Collections.unmodifiableMap(headers),
				read(record, DeadLetterHeaders.STREAM, StreamName::new),
				read(record, DeadLetterHeaders.SHARD_ID, ShardId::new),
				new SequenceNumber(read(record, DeadLetterHeaders.SEQUENCE_NUMBER, (text) -> text),
						read(record, DeadLetterHeaders.SUB_SEQUENCE_NUMBER, Long::parseLong)),
				read(record, DeadLetterHeaders.ARRIVAL_TIME, Instant::parse),
				read(record, DeadLetterHeaders.CAUSE_CLASS, (text) -> text),
				record.headers().get(DeadLetterHeaders.CAUSE_MESSAGE),
				read(record, DeadLetterHeaders.ATTEMPTS, Integer::parseInt),
				read(record, DeadLetterHeaders.KINSUMER, (text) -> text),
				read(record, DeadLetterHeaders.LISTENER, (text) -> text),
				read(record, DeadLetterHeaders.CONSUMER_GROUP, (text) -> text),
				read(record, DeadLetterHeaders.FAILED_AT, Instant::parse),
				read(record, DeadLetterHeaders.ORIGIN, (text) -> text),
				record.headers().containsKey(DeadLetterHeaders.REDRIVE_COUNT)
						? read(record, DeadLetterHeaders.REDRIVE_COUNT, Integer::parseInt) : 0);
	}

	private static <T> T read(KinesisRecord record, String header, Reader<T> reader) {
		String value = record.headers().get(header);
		if (value == null) {
			throw new NoDeadLetterException(record, header, null);
		}
		try {
			return reader.read(value);
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			throw new NoDeadLetterException(record, header, ex);
		}
	}

	/**
	 * Reads the value of a header.
	 */
	private interface Reader<T> {

		T read(String value);

	}

}
