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

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Results of Kinesis. Byte arrays are not copied: callers must not change them.
 */
public sealed interface KinesisResult
		permits AdministrationResult, ConsumerResult, KinesisResult.Empty, KinesisResult.StreamDescription,
		KinesisResult.StreamSummary, KinesisResult.StreamPage, KinesisResult.ShardPage, KinesisResult.PutRecordResult,
		KinesisResult.PutRecordsResult, KinesisResult.ShardIteratorResult, KinesisResult.RecordBatch {

	/**
	 * Nothing to tell.
	 */
	record Empty() implements KinesisResult {

	}

	/**
	 * A stream and a page of its shards.
	 *
	 * @param summary the stream
	 * @param shards a page of its shards, by id
	 * @param hasMoreShards whether there are more
	 */
	record StreamDescription(StreamSummary summary, List<Shard> shards,
			boolean hasMoreShards) implements KinesisResult {

	}

	/**
	 * A stream.
	 *
	 * @param streamName the name
	 * @param streamArn the ARN
	 * @param status the state
	 * @param mode the capacity mode
	 * @param retentionPeriodHours how long records are kept, in hours
	 * @param creationTimestamp when it was created
	 * @param openShardCount the number of open shards
	 * @param maxRecordSizeInKiB the largest record
	 * @param consumerCount the number of registered consumers
	 * @param shardLevelMetrics the metrics of enhanced monitoring, as AWS names them
	 * @param keyId the key that records are encrypted with, {@code null} when they are
	 * not
	 */
	record StreamSummary(String streamName, String streamArn, StreamStatus status, StreamMode mode,
			int retentionPeriodHours, Instant creationTimestamp, int openShardCount, int maxRecordSizeInKiB,
			int consumerCount, List<String> shardLevelMetrics, @Nullable String keyId) implements KinesisResult {

		/**
		 * Return how new records are encrypted.
		 * @return the encryption
		 */
		public EncryptionType encryption() {
			return (this.keyId != null) ? EncryptionType.KMS : EncryptionType.NONE;
		}

	}

	/**
	 * A page of streams.
	 *
	 * @param streams the streams, by name
	 * @param nextToken where to go on, {@code null} at the end
	 */
	record StreamPage(List<StreamSummary> streams, @Nullable String nextToken) implements KinesisResult {

	}

	/**
	 * A shard.
	 *
	 * @param shardId the id
	 * @param parentShardId the shard it was split or merged from
	 * @param adjacentParentShardId the other shard it was merged from
	 * @param hashKeyRange its hash keys
	 * @param startingSequenceNumber less than those of its records
	 * @param endingSequenceNumber greater than those of its records; {@code null} while
	 * open
	 */
	record Shard(String shardId, @Nullable String parentShardId, @Nullable String adjacentParentShardId,
			HashRange hashKeyRange, String startingSequenceNumber, @Nullable String endingSequenceNumber) {

	}

	/**
	 * A page of shards.
	 *
	 * @param shards the shards, by id
	 * @param nextToken where to go on, {@code null} at the end
	 */
	record ShardPage(List<Shard> shards, @Nullable String nextToken) implements KinesisResult {

	}

	/**
	 * Where a record went.
	 *
	 * @param shardId the shard
	 * @param sequenceNumber its sequence number
	 * @param encryption how it is encrypted
	 */
	record PutRecordResult(String shardId, String sequenceNumber, EncryptionType encryption) implements KinesisResult {

	}

	/**
	 * What became of several records.
	 *
	 * @param failedRecordCount how many were not put
	 * @param records an outcome for each record, in the order of the request
	 * @param encryption how they are encrypted
	 */
	record PutRecordsResult(int failedRecordCount, List<EntryResult> records,
			EncryptionType encryption) implements KinesisResult {

	}

	/**
	 * What became of one of several records: either the first two are set, or the others.
	 *
	 * @param shardId the shard
	 * @param sequenceNumber its sequence number
	 * @param errorCode why it was not put
	 * @param errorMessage why it was not put, in words
	 */
	record EntryResult(@Nullable String shardId, @Nullable String sequenceNumber, @Nullable String errorCode,
			@Nullable String errorMessage) {

	}

	/**
	 * An iterator.
	 *
	 * @param shardIterator the iterator, valid for five minutes
	 */
	record ShardIteratorResult(String shardIterator) implements KinesisResult {

	}

	/**
	 * Records of a shard.
	 *
	 * @param records the records, by sequence number
	 * @param nextShardIterator where to go on; {@code null} at the end of a closed shard
	 * @param millisBehindLatest 0 when all was read, else the age of the oldest record
	 * not read yet
	 * @param childShards the children, at the end of a closed shard; else empty
	 */
	record RecordBatch(List<StoredRecord> records, @Nullable String nextShardIterator, long millisBehindLatest,
			List<ChildShard> childShards) implements KinesisResult {

	}

	/**
	 * A child of a closed shard.
	 *
	 * @param shardId the id
	 * @param parentShards its parents
	 * @param hashKeyRange its hash keys
	 */
	record ChildShard(String shardId, List<String> parentShards, HashRange hashKeyRange) {

	}

	/**
	 * A record as it is kept.
	 *
	 * @param sequenceNumber the sequence number
	 * @param arrival when it arrived, in milliseconds of the epoch, by the server's clock
	 * @param partitionKey the partition key
	 * @param data the payload
	 * @param encryption how it is encrypted
	 */
	record StoredRecord(String sequenceNumber, long arrival, String partitionKey, byte[] data,
			EncryptionType encryption) {

		int size() {
			return this.data.length + this.partitionKey.length();
		}

	}

}
