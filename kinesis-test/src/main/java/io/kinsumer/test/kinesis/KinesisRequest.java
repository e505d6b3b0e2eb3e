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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.kinsumer.test.fault.Target;
import org.jspecify.annotations.Nullable;

/**
 * Requests of Kinesis, each record named as the operation. Byte arrays are not copied:
 * neither side may change them afterwards.
 */
public sealed interface KinesisRequest permits AdministrationRequest, ConsumerRequest, KinesisRequest.OfStream,
		KinesisRequest.CreateStream, KinesisRequest.ListStreams, KinesisRequest.GetRecords {

	/**
	 * Return what the request names, for faults and messages.
	 * @return a stream name or ARN, or {@code null}
	 */
	default @Nullable String resource() {
		return null;
	}

	/**
	 * A request for one stream.
	 */
	non-sealed interface OfStream extends KinesisRequest {

		/**
		 * Return the stream.
		 * @return the stream as the caller named it
		 */
		StreamRef stream();

		@Override
		default @Nullable String resource() {
			return stream().display();
		}

	}

	/**
	 * Create a stream.
	 *
	 * @param streamName the name
	 * @param shardCount the number of shards; needed unless on demand
	 * @param mode the capacity mode, {@code null} for provisioned
	 * @param maxRecordSizeInKiB the largest record, 1024 (when {@code null}) to 10240
	 * @param tags its tags
	 */
	record CreateStream(String streamName, @Nullable Integer shardCount, @Nullable StreamMode mode,
			@Nullable Integer maxRecordSizeInKiB, Map<String, String> tags) implements KinesisRequest {

		/**
		 * Create a stream without tags.
		 * @param streamName the name
		 * @param shardCount the number of shards; needed unless on demand
		 * @param mode the capacity mode, {@code null} for provisioned
		 * @param maxRecordSizeInKiB the largest record, 1024 (when {@code null}) to 10240
		 */
		public CreateStream(String streamName, @Nullable Integer shardCount, @Nullable StreamMode mode,
				@Nullable Integer maxRecordSizeInKiB) {
			this(streamName, shardCount, mode, maxRecordSizeInKiB, Map.of());
		}

		@Override
		public String resource() {
			return this.streamName;
		}

	}

	/**
	 * Delete a stream.
	 *
	 * @param stream the stream
	 * @param enforceConsumerDeletion whether to delete it even when consumers are
	 * registered, and them with it
	 */
	record DeleteStream(StreamRef stream, boolean enforceConsumerDeletion) implements OfStream {

		/**
		 * Delete a stream without consumers.
		 * @param stream the stream
		 */
		public DeleteStream(StreamRef stream) {
			this(stream, false);
		}

	}

	/**
	 * Describe a stream and its shards.
	 *
	 * @param stream the stream
	 * @param limit the most shards to return, 100 when {@code null}
	 * @param exclusiveStartShardId the shard after which to go on
	 */
	record DescribeStream(StreamRef stream, @Nullable Integer limit,
			@Nullable String exclusiveStartShardId) implements OfStream {

	}

	/**
	 * Describe a stream without its shards.
	 *
	 * @param stream the stream
	 */
	record DescribeStreamSummary(StreamRef stream) implements OfStream {

	}

	/**
	 * List the streams.
	 *
	 * @param limit the most streams to return, 100 when {@code null}
	 * @param exclusiveStartStreamName the name after which to go on
	 * @param nextToken where to go on
	 */
	record ListStreams(@Nullable Integer limit, @Nullable String exclusiveStartStreamName,
			@Nullable String nextToken) implements KinesisRequest {

	}

	/**
	 * List the shards of a stream.
	 *
	 * @param stream the stream; nothing in it when there is a token
	 * @param nextToken where to go on
	 * @param exclusiveStartShardId the shard after which to start
	 * @param maxResults the most shards to return, 1 to 10000, 1000 when {@code null}
	 * @param streamCreationTimestamp the creation time of the stream that is meant
	 * @param filter which shards to return
	 */
	record ListShards(StreamRef stream, @Nullable String nextToken, @Nullable String exclusiveStartShardId,
			@Nullable Integer maxResults, @Nullable Instant streamCreationTimestamp,
			@Nullable ShardFilter filter) implements OfStream {

		/**
		 * List the shards of a stream.
		 * @param stream the stream
		 * @return the request for the first page
		 */
		public static ListShards of(StreamRef stream) {
			return new ListShards(stream, null, null, null, null, null);
		}

	}

	/**
	 * Put one record.
	 *
	 * @param stream the stream
	 * @param partitionKey the partition key
	 * @param explicitHashKey the hash key that overrides the partition key's, decimal
	 * @param sequenceNumberForOrdering a sequence number of the stream, which the new one
	 * exceeds
	 * @param data the payload
	 */
	record PutRecord(StreamRef stream, String partitionKey, @Nullable String explicitHashKey,
			@Nullable String sequenceNumberForOrdering, byte[] data) implements OfStream, Target {

		@Override
		public Set<String> partitionKeys() {
			return Set.of(this.partitionKey);
		}

	}

	/**
	 * Put several records.
	 *
	 * @param stream the stream
	 * @param records the records, 1 to 500
	 */
	record PutRecords(StreamRef stream, List<Entry> records) implements OfStream, Target {

		@Override
		public Set<String> partitionKeys() {
			return this.records.stream().map(Entry::partitionKey).collect(Collectors.toSet());
		}

	}

	/**
	 * One record of {@link PutRecords}.
	 *
	 * @param partitionKey the partition key
	 * @param explicitHashKey the hash key that overrides the partition key's, decimal
	 * @param data the payload
	 */
	record Entry(String partitionKey, @Nullable String explicitHashKey, byte[] data) {

	}

	/**
	 * Get an iterator of a shard.
	 *
	 * @param stream the stream
	 * @param shardId the shard
	 * @param type where to start
	 * @param startingSequenceNumber the sequence number of AT_ and AFTER_SEQUENCE_NUMBER
	 * @param timestamp the time of AT_TIMESTAMP
	 */
	record GetShardIterator(StreamRef stream, String shardId, IteratorType type,
			@Nullable String startingSequenceNumber, @Nullable Instant timestamp) implements OfStream, Target {

		@Override
		public Set<String> shards() {
			return Set.of(this.shardId);
		}

	}

	/**
	 * Get records.
	 *
	 * @param shardIterator the iterator
	 * @param limit the most records to return, 1 to 10000, 10000 when {@code null}
	 * @param streamArn the stream, if the caller names it
	 */
	record GetRecords(String shardIterator, @Nullable Integer limit,
			@Nullable String streamArn) implements KinesisRequest, Target {

		@Override
		public @Nullable String resource() {
			return (this.streamArn != null) ? this.streamArn : IteratorToken.streamOf(this.shardIterator);
		}

		@Override
		public Set<String> shards() {
			return IteratorToken.shardOf(this.shardIterator);
		}

	}

	/**
	 * Split a shard in two.
	 *
	 * @param stream the stream
	 * @param shardToSplit the shard
	 * @param newStartingHashKey the first hash key of the upper child, decimal
	 */
	record SplitShard(StreamRef stream, String shardToSplit, String newStartingHashKey) implements OfStream, Target {

		@Override
		public Set<String> shards() {
			return Set.of(this.shardToSplit);
		}

	}

	/**
	 * Merge two adjacent shards.
	 *
	 * @param stream the stream
	 * @param shardToMerge the shard that becomes the child's parent
	 * @param adjacentShardToMerge the shard that becomes the child's adjacent parent
	 */
	record MergeShards(StreamRef stream, String shardToMerge, String adjacentShardToMerge) implements OfStream, Target {

		@Override
		public Set<String> shards() {
			return new LinkedHashSet<>(List.of(this.shardToMerge, this.adjacentShardToMerge));
		}

	}

}
