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
import java.util.function.Function;

import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.kinesis.KinesisRequest.CreateStream;
import io.kinsumer.test.kinesis.KinesisRequest.DeleteStream;
import io.kinsumer.test.kinesis.KinesisRequest.DescribeStream;
import io.kinsumer.test.kinesis.KinesisRequest.DescribeStreamSummary;
import io.kinsumer.test.kinesis.KinesisRequest.GetRecords;
import io.kinsumer.test.kinesis.KinesisRequest.GetShardIterator;
import io.kinsumer.test.kinesis.KinesisRequest.ListShards;
import io.kinsumer.test.kinesis.KinesisRequest.ListStreams;
import io.kinsumer.test.kinesis.KinesisRequest.MergeShards;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecords;
import io.kinsumer.test.kinesis.KinesisRequest.SplitShard;
import io.kinsumer.test.kinesis.KinesisResult.Empty;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordResult;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordsResult;
import io.kinsumer.test.kinesis.KinesisResult.RecordBatch;
import io.kinsumer.test.kinesis.KinesisResult.ShardIteratorResult;
import io.kinsumer.test.kinesis.KinesisResult.ShardPage;
import io.kinsumer.test.kinesis.KinesisResult.StreamDescription;
import io.kinsumer.test.kinesis.KinesisResult.StreamPage;
import io.kinsumer.test.kinesis.KinesisResult.StreamSummary;

/**
 * Kinesis without sockets: answers as AWS documents it, at once and on the calling
 * thread. All time comes from its clock. Safe for use by several threads. Every operation
 * may throw {@link io.kinsumer.test.fault.ServiceException} and, under faults,
 * {@link io.kinsumer.test.fault.NoAnswerException}.
 */
public final class KinesisModel {

	private final Gate gate;

	private final Streams streams;

	private final Writes writes;

	private final Reads reads;

	private final ShardListing listing;

	private final Resharding resharding;

	/**
	 * Create a model with default options whose gate only counts.
	 * @param clock the time of the service
	 */
	public KinesisModel(Clock clock) {
		this(clock, KinesisOptions.defaults(), Gate.open(Service.KINESIS));
	}

	/**
	 * Create a model.
	 * @param clock the time of the service
	 * @param options how it is set up
	 * @param gate what every call passes through
	 */
	public KinesisModel(Clock clock, KinesisOptions options, Gate gate) {
		this.gate = gate;
		this.streams = new Streams(clock, options);
		this.writes = new Writes(this.streams);
		this.reads = new Reads(this.streams, clock);
		this.listing = new ShardListing(this.streams, clock);
		this.resharding = new Resharding(this.streams);
	}

	/**
	 * Return the gate that every call passes through: counts and faults.
	 * @return the gate
	 */
	public Gate gate() {
		return this.gate;
	}

	/**
	 * Create a stream.
	 * @param request the request
	 * @return nothing
	 */
	public Empty createStream(CreateStream request) {
		return pass("CreateStream", request, this.streams::create);
	}

	/**
	 * Create a provisioned stream.
	 * @param name the name
	 * @param shards the number of shards
	 */
	public void createStream(String name, int shards) {
		createStream(new CreateStream(name, shards, null, null));
	}

	/**
	 * Delete a stream.
	 * @param request the request
	 * @return nothing
	 */
	public Empty deleteStream(DeleteStream request) {
		return pass("DeleteStream", request, this.streams::delete);
	}

	/**
	 * Describe a stream and its shards.
	 * @param request the request
	 * @return the stream and a page of its shards
	 */
	public StreamDescription describeStream(DescribeStream request) {
		return pass("DescribeStream", request, this.streams::describe);
	}

	/**
	 * Describe a stream.
	 * @param request the request
	 * @return the stream
	 */
	public StreamSummary describeStreamSummary(DescribeStreamSummary request) {
		return pass("DescribeStreamSummary", request, (it) -> this.streams.summary(it.stream()));
	}

	/**
	 * List the streams.
	 * @param request the request
	 * @return a page of streams
	 */
	public StreamPage listStreams(ListStreams request) {
		return pass("ListStreams", request, this.streams::list);
	}

	/**
	 * List the shards of a stream.
	 * @param request the request
	 * @return a page of shards
	 */
	public ShardPage listShards(ListShards request) {
		return pass("ListShards", request, this.listing::list);
	}

	/**
	 * Put a record.
	 * @param request the request
	 * @return where it went
	 */
	public PutRecordResult putRecord(PutRecord request) {
		return pass("PutRecord", request, this.writes::put);
	}

	/**
	 * Put several records.
	 * @param request the request
	 * @return an outcome for each
	 */
	public PutRecordsResult putRecords(PutRecords request) {
		return pass("PutRecords", request, this.writes::put);
	}

	/**
	 * Get an iterator.
	 * @param request the request
	 * @return the iterator
	 */
	public ShardIteratorResult getShardIterator(GetShardIterator request) {
		return pass("GetShardIterator", request, this.reads::iterator);
	}

	/**
	 * Get records.
	 * @param request the request
	 * @return the records and where to go on
	 */
	public RecordBatch getRecords(GetRecords request) {
		return pass("GetRecords", request, this.reads::records);
	}

	/**
	 * Split a shard.
	 * @param request the request
	 * @return nothing
	 */
	public Empty splitShard(SplitShard request) {
		return pass("SplitShard", request, this.resharding::split);
	}

	/**
	 * Merge two shards.
	 * @param request the request
	 * @return nothing
	 */
	public Empty mergeShards(MergeShards request) {
		return pass("MergeShards", request, this.resharding::merge);
	}

	private <Q extends KinesisRequest, R extends KinesisResult> R pass(String operation, Q request,
			Function<Q, R> effect) {
		return this.gate.pass(operation, request.resource(), request, () -> effect.apply(request));
	}

}
