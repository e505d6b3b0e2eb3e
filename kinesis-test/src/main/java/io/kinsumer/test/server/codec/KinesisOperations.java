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

package io.kinsumer.test.server.codec;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.kinsumer.test.kinesis.EncryptionType;
import io.kinsumer.test.kinesis.HashRange;
import io.kinsumer.test.kinesis.IteratorType;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisRequest.CreateStream;
import io.kinsumer.test.kinesis.KinesisRequest.DeleteStream;
import io.kinsumer.test.kinesis.KinesisRequest.DescribeStream;
import io.kinsumer.test.kinesis.KinesisRequest.DescribeStreamSummary;
import io.kinsumer.test.kinesis.KinesisRequest.Entry;
import io.kinsumer.test.kinesis.KinesisRequest.GetRecords;
import io.kinsumer.test.kinesis.KinesisRequest.GetShardIterator;
import io.kinsumer.test.kinesis.KinesisRequest.ListShards;
import io.kinsumer.test.kinesis.KinesisRequest.ListStreams;
import io.kinsumer.test.kinesis.KinesisRequest.MergeShards;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecords;
import io.kinsumer.test.kinesis.KinesisRequest.SplitShard;
import io.kinsumer.test.kinesis.KinesisResult.ChildShard;
import io.kinsumer.test.kinesis.KinesisResult.Empty;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordResult;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordsResult;
import io.kinsumer.test.kinesis.KinesisResult.RecordBatch;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import io.kinsumer.test.kinesis.KinesisResult.ShardPage;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import io.kinsumer.test.kinesis.KinesisResult.StreamDescription;
import io.kinsumer.test.kinesis.KinesisResult.StreamPage;
import io.kinsumer.test.kinesis.KinesisResult.StreamSummary;
import io.kinsumer.test.kinesis.ShardFilter;
import io.kinsumer.test.kinesis.StreamMode;
import io.kinsumer.test.kinesis.StreamRef;
import org.jspecify.annotations.Nullable;

/**
 * The operations of Kinesis.
 */
final class KinesisOperations {

	private KinesisOperations() {
	}

	static Map<String, Operation<?, ?>> of(KinesisModel model) {
		Map<String, Operation<?, ?>> table = new TreeMap<>();
		table.put("CreateStream",
				new Operation<>(KinesisOperations::createStream, model::createStream, KinesisOperations::empty));
		table.put("DeleteStream",
				new Operation<>(
						(in) -> new DeleteStream(stream(in), Boolean.TRUE.equals(in.bool("EnforceConsumerDeletion"))),
						model::deleteStream, KinesisOperations::empty));
		table.put("DescribeStream",
				new Operation<>(
						(in) -> new DescribeStream(stream(in), in.integer("Limit"), in.text("ExclusiveStartShardId")),
						model::describeStream, KinesisOperations::description));
		table.put("DescribeStreamSummary", new Operation<>((in) -> new DescribeStreamSummary(stream(in)),
				model::describeStreamSummary, KinesisOperations::summary));
		table.put("ListStreams", new Operation<>(
				(in) -> new ListStreams(in.integer("Limit"), in.text("ExclusiveStartStreamName"), in.text("NextToken")),
				model::listStreams, KinesisOperations::streams));
		table.put("ListShards",
				new Operation<>(
						(in) -> new ListShards(stream(in), in.text("NextToken"), in.text("ExclusiveStartShardId"),
								in.integer("MaxResults"), in.instant("StreamCreationTimestamp"), filter(in)),
						model::listShards, KinesisOperations::shards));
		table.put("PutRecord",
				new Operation<>(
						(in) -> new PutRecord(stream(in), in.requireText("PartitionKey"), in.text("ExplicitHashKey"),
								in.text("SequenceNumberForOrdering"), in.requireBytes("Data")),
						model::putRecord, KinesisOperations::put));
		table.put("PutRecords",
				new Operation<>(KinesisOperations::putRecords, model::putRecords, KinesisOperations::putAll));
		table.put("GetShardIterator",
				new Operation<>(
						(in) -> new GetShardIterator(stream(in), in.requireText("ShardId"),
								in.requireChoice("ShardIteratorType", IteratorType.class),
								in.text("StartingSequenceNumber"), in.instant("Timestamp")),
						model::getShardIterator, (out, result) -> out.text("ShardIterator", result.shardIterator())));
		table.put("GetRecords", new Operation<>(
				(in) -> new GetRecords(in.requireText("ShardIterator"), in.integer("Limit"), in.text("StreamARN")),
				model::getRecords, KinesisOperations::records));
		table
			.put("SplitShard",
					new Operation<>(
							(in) -> new SplitShard(stream(in), in.requireText("ShardToSplit"),
									in.requireText("NewStartingHashKey")),
							model::splitShard, KinesisOperations::empty));
		table
			.put("MergeShards",
					new Operation<>(
							(in) -> new MergeShards(stream(in), in.requireText("ShardToMerge"),
									in.requireText("AdjacentShardToMerge")),
							model::mergeShards, KinesisOperations::empty));
		table.putAll(AdministrationOperations.of(model.administration()));
		table.putAll(ConsumerOperations.of(model));
		return table;
	}

	static StreamRef stream(Fields in) {
		return new StreamRef(in.text("StreamName"), in.text("StreamARN"));
	}

	static StreamMode mode(Fields in) {
		return in.requireStructure("StreamModeDetails",
				(details) -> details.requireChoice("StreamMode", StreamMode.class));
	}

	private static CreateStream createStream(Fields in) {
		StreamMode mode = (in.structure("StreamModeDetails") != null) ? mode(in) : null;
		return new CreateStream(in.requireText("StreamName"), in.integer("ShardCount"), mode,
				in.integer("MaxRecordSizeInKiB"), in.textMap("Tags"));
	}

	private static PutRecords putRecords(Fields in) {
		List<Entry> entries = in.requireList("Records", (entry) -> new Entry(entry.requireText("PartitionKey"),
				entry.text("ExplicitHashKey"), entry.requireBytes("Data")));
		return new PutRecords(stream(in), entries);
	}

	private static @Nullable ShardFilter filter(Fields in) {
		if (in.structure("ShardFilter") == null) {
			return null;
		}
		return in.requireStructure("ShardFilter",
				(filter) -> new ShardFilter(filter.requireChoice("Type", ShardFilter.Type.class),
						filter.text("ShardId"), filter.instant("Timestamp")));
	}

	static void empty(Output out, Empty result) {
		// AWS answers with an empty body; an empty structure means the same to its
		// clients
	}

	private static void description(Output out, StreamDescription result) {
		out.structure("StreamDescription", (description) -> {
			stream(description, result.summary());
			description.structures("Shards", result.shards(), KinesisOperations::shard)
				.bool("HasMoreShards", result.hasMoreShards());
		});
	}

	private static void summary(Output out, StreamSummary result) {
		out.structure("StreamDescriptionSummary", (summary) -> {
			stream(summary, result);
			summary.number("OpenShardCount", result.openShardCount())
				.number("ConsumerCount", result.consumerCount())
				.number("MaxRecordSizeInKiB", result.maxRecordSizeInKiB())
				// the default; KPL asks for it, the SDK does not know it yet
				.text("RecordDistributionStrategy", "USER_PARTITION_KEY");
		});
	}

	private static void stream(Output out, StreamSummary stream) {
		brief(out, stream);
		out.number("RetentionPeriodHours", stream.retentionPeriodHours())
			.structures("EnhancedMonitoring", List.of(stream.shardLevelMetrics()),
					(monitoring, metrics) -> monitoring.texts("ShardLevelMetrics", metrics))
			.text("EncryptionType", stream.encryption())
			.text("KeyId", stream.keyId());
	}

	private static void brief(Output out, StreamSummary stream) {
		out.text("StreamName", stream.streamName())
			.text("StreamARN", stream.streamArn())
			.text("StreamStatus", stream.status())
			.structure("StreamModeDetails", (mode) -> mode.text("StreamMode", stream.mode()))
			.instant("StreamCreationTimestamp", stream.creationTimestamp());
	}

	private static void streams(Output out, StreamPage result) {
		out.texts("StreamNames", result.streams().stream().map(StreamSummary::streamName).toList())
			.structures("StreamSummaries", result.streams(), KinesisOperations::brief)
			.bool("HasMoreStreams", result.nextToken() != null)
			.text("NextToken", result.nextToken());
	}

	private static void shards(Output out, ShardPage result) {
		out.structures("Shards", result.shards(), KinesisOperations::shard).text("NextToken", result.nextToken());
	}

	private static void shard(Output out, Shard shard) {
		out.text("ShardId", shard.shardId())
			.text("ParentShardId", shard.parentShardId())
			.text("AdjacentParentShardId", shard.adjacentParentShardId())
			.structure("HashKeyRange", (range) -> range(range, shard.hashKeyRange()))
			.structure("SequenceNumberRange",
					(range) -> range.text("StartingSequenceNumber", shard.startingSequenceNumber())
						.text("EndingSequenceNumber", shard.endingSequenceNumber()));
	}

	private static void range(Output out, HashRange range) {
		out.text("StartingHashKey", range.start()).text("EndingHashKey", range.end());
	}

	private static void put(Output out, PutRecordResult result) {
		out.text("ShardId", result.shardId()).text("SequenceNumber", result.sequenceNumber());
		encryption(out, result.encryption());
	}

	/** AWS names it where something is encrypted only. */
	private static void encryption(Output out, EncryptionType encryption) {
		if (encryption != EncryptionType.NONE) {
			out.text("EncryptionType", encryption);
		}
	}

	private static void putAll(Output out, PutRecordsResult result) {
		out.number("FailedRecordCount", result.failedRecordCount())
			.structures("Records", result.records(),
					(entry, record) -> entry.text("ShardId", record.shardId())
						.text("SequenceNumber", record.sequenceNumber())
						.text("ErrorCode", record.errorCode())
						.text("ErrorMessage", record.errorMessage()));
		encryption(out, result.encryption());
	}

	private static void records(Output out, RecordBatch result) {
		records(out, result.records());
		out.text("NextShardIterator", result.nextShardIterator())
			.number("MillisBehindLatest", result.millisBehindLatest());
		children(out, result.childShards());
	}

	static void records(Output out, List<StoredRecord> records) {
		out.structures("Records", records, (entry, record) -> {
			entry.text("SequenceNumber", record.sequenceNumber())
				.instant("ApproximateArrivalTimestamp", Instant.ofEpochMilli(record.arrival()))
				.text("PartitionKey", record.partitionKey())
				.bytes("Data", record.data());
			encryption(entry, record.encryption());
		});
	}

	static void children(Output out, List<ChildShard> children) {
		if (!children.isEmpty()) {
			out.structures("ChildShards", children,
					(entry, child) -> entry.text("ShardId", child.shardId())
						.texts("ParentShards", child.parentShards())
						.structure("HashKeyRange", (range) -> range(range, child.hashKeyRange())));
		}
	}

}
