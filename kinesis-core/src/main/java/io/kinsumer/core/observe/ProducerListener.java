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

package io.kinsumer.core.observe;

import java.time.Duration;

import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.UserRecord;

/**
 * Hears what producers do. Called on the producers' threads, several at once; must return
 * at once.
 */
public interface ProducerListener {

	/**
	 * A Kinesis record was written, with the user records in it.
	 * @param producer which
	 * @param shardId the shard that took it
	 * @param records user records in it, from 1
	 * @param bytes its payload bytes
	 * @param attempts how often it was sent, from 1
	 * @param buffered from the acceptance of its oldest user record to its last sending
	 */
	default void recordsWritten(ProducerInfo producer, ShardId shardId, int records, long bytes, int attempts,
			Duration buffered) {
	}

	/**
	 * A user record will not be written.
	 * @param producer which
	 * @param record the record
	 * @param failure why
	 */
	default void recordFailed(ProducerInfo producer, UserRecord record, Throwable failure) {
	}

	/**
	 * A {@code PutRecords} was answered, or failed as a whole.
	 * @param producer which
	 * @param kinesisRecords Kinesis records in the request
	 * @param records user records in the request
	 * @param refused how many of the Kinesis records were not taken
	 * @param duration how long it took
	 */
	default void requestCompleted(ProducerInfo producer, int kinesisRecords, int records, int refused,
			Duration duration) {
	}

	/**
	 * A Kinesis record was refused; it is sent again if the reason may pass.
	 * @param producer which
	 * @param errorCode the service's error code, or the name of an exception
	 */
	default void recordRefused(ProducerInfo producer, String errorCode) {
	}

	/**
	 * Kinesis records of a request that was answered, or failed as a whole, had been sent
	 * before.
	 * @param producer which
	 * @param kinesisRecords how many, at least 1
	 */
	default void recordsRetried(ProducerInfo producer, int kinesisRecords) {
	}

	/**
	 * A Kinesis record was written to a shard other than expected: the stream was
	 * resharded.
	 * @param producer which
	 * @param expected the shard it was meant for
	 * @param actual the shard that took it
	 */
	default void shardMispredicted(ProducerInfo producer, ShardId expected, ShardId actual) {
	}

	/**
	 * An aggregate was written to a shard that not all of its records belong to. As some
	 * consumers drop such an aggregate, its records are sent again.
	 * @param producer which
	 * @param shardId the shard that took it
	 * @param records user records in it
	 */
	default void aggregateMisplaced(ProducerInfo producer, ShardId shardId, int records) {
	}

	/**
	 * The shards of the stream were listed.
	 * @param producer which
	 * @param openShards how many take records
	 * @param duration how long it took
	 */
	default void shardsRefreshed(ProducerInfo producer, int openShards, Duration duration) {
	}

	/**
	 * Listing the shards failed; it is tried again.
	 * @param producer which
	 * @param failure why
	 */
	default void shardsRefreshFailed(ProducerInfo producer, Throwable failure) {
	}

	/**
	 * A Kinesis record was held back because its shard takes no more, and is sent now.
	 * @param producer which
	 * @param shardId the shard it is expected to go to
	 * @param records the user records in it
	 * @param waited how long it was held back
	 */
	default void recordsLimited(ProducerInfo producer, ShardId shardId, int records, Duration waited) {
	}

}
