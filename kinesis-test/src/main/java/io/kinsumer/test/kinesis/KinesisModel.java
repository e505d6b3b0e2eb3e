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
import java.util.concurrent.atomic.AtomicReference;

import io.kinsumer.test.fault.Gate;
import io.kinsumer.test.fault.NoAnswerException;
import io.kinsumer.test.fault.Service;
import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.ConsumerRequest.DeregisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.DescribeStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.ListStreamConsumers;
import io.kinsumer.test.kinesis.ConsumerRequest.RegisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.SubscribeToShard;
import io.kinsumer.test.kinesis.ConsumerResult.ConsumerDescription;
import io.kinsumer.test.kinesis.ConsumerResult.ConsumerPage;
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
import org.jspecify.annotations.Nullable;

/**
 * Kinesis without sockets: answers as AWS documents it, at once and on the calling
 * thread. All time comes from its clock. Safe for use by several threads. Every operation
 * may throw {@link io.kinsumer.test.fault.ServiceException} and, under faults,
 * {@link io.kinsumer.test.fault.NoAnswerException}.
 */
public final class KinesisModel {

	private final Entrance entrance;

	private final Streams streams;

	private final Writes writes;

	private final Reads reads;

	private final ShardListing listing;

	private final Resharding resharding;

	private final Consumers consumers;

	private final Subscriptions subscriptions;

	private final KinesisAdministration administration;

	private final DirectAccess direct;

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
		this.streams = new Streams(clock, options);
		this.writes = new Writes(this.streams, gate);
		this.entrance = new Entrance(gate, clock, options, this.writes::shards);
		this.reads = new Reads(this.streams, clock);
		this.listing = new ShardListing(this.streams, clock);
		this.resharding = new Resharding(this.streams);
		this.consumers = new Consumers(this.streams);
		this.subscriptions = new Subscriptions(this.streams, this.consumers, this.reads);
		this.administration = new KinesisAdministration(this.entrance, this.streams, this.consumers);
		this.direct = new DirectAccess(this.streams, this.writes, this.resharding);
	}

	/**
	 * Return the gate that every call passes through: counts and faults.
	 * @return the gate
	 */
	public Gate gate() {
		return this.entrance.gate();
	}

	/**
	 * Return the operations that look after streams.
	 * @return the operations
	 */
	public KinesisAdministration administration() {
		return this.administration;
	}

	/**
	 * Return the way past the gate: what is done there counts as no request and meets
	 * neither faults nor the limits on rates.
	 * @return the access
	 */
	public DirectAccess direct() {
		return this.direct;
	}

	/**
	 * Create a stream.
	 * @param request the request
	 * @return nothing
	 */
	public Empty createStream(CreateStream request) {
		return this.entrance.pass("CreateStream", request, this.streams::create);
	}

	/**
	 * Create a provisioned stream that is active at once, whatever the transition time
	 * and the limits.
	 * @param name the name
	 * @param shards the number of shards
	 */
	public void createStream(String name, int shards) {
		this.entrance.gate()
			.pass("CreateStream", name, new CreateStream(name, shards, null, null),
					() -> this.streams.create(new CreateStream(name, shards, null, null), 0));
	}

	/**
	 * Delete a stream.
	 * @param request the request
	 * @return nothing
	 */
	public Empty deleteStream(DeleteStream request) {
		return this.entrance.pass("DeleteStream", request, this.streams::delete);
	}

	/**
	 * Describe a stream and its shards.
	 * @param request the request
	 * @return the stream and a page of its shards
	 */
	public StreamDescription describeStream(DescribeStream request) {
		return this.entrance.pass("DescribeStream", request, this.streams::describe);
	}

	/**
	 * Describe a stream.
	 * @param request the request
	 * @return the stream
	 */
	public StreamSummary describeStreamSummary(DescribeStreamSummary request) {
		return this.entrance.pass("DescribeStreamSummary", request, (it) -> this.streams.summary(it.stream()));
	}

	/**
	 * List the streams.
	 * @param request the request
	 * @return a page of streams
	 */
	public StreamPage listStreams(ListStreams request) {
		return this.entrance.pass("ListStreams", request, this.streams::list);
	}

	/**
	 * List the shards of a stream.
	 * @param request the request
	 * @return a page of shards
	 */
	public ShardPage listShards(ListShards request) {
		return this.entrance.pass("ListShards", request, this.listing::list);
	}

	/**
	 * Put a record.
	 * @param request the request
	 * @return where it went
	 */
	public PutRecordResult putRecord(PutRecord request) {
		return this.entrance.pass("PutRecord", request, this.writes::put);
	}

	/**
	 * Put several records.
	 * @param request the request
	 * @return an outcome for each
	 */
	public PutRecordsResult putRecords(PutRecords request) {
		return this.entrance.pass("PutRecords", request, this.writes::put);
	}

	/**
	 * Get an iterator.
	 * @param request the request
	 * @return the iterator
	 */
	public ShardIteratorResult getShardIterator(GetShardIterator request) {
		return this.entrance.pass("GetShardIterator", request, this.reads::iterator);
	}

	/**
	 * Get records.
	 * @param request the request
	 * @return the records and where to go on
	 */
	public RecordBatch getRecords(GetRecords request) {
		return this.entrance.pass("GetRecords", request, this.reads::records);
	}

	/**
	 * Split a shard.
	 * @param request the request
	 * @return nothing
	 */
	public Empty splitShard(SplitShard request) {
		return this.entrance.pass("SplitShard", request, this.resharding::split);
	}

	/**
	 * Merge two shards.
	 * @param request the request
	 * @return nothing
	 */
	public Empty mergeShards(MergeShards request) {
		return this.entrance.pass("MergeShards", request, this.resharding::merge);
	}

	/**
	 * Register a consumer of enhanced fan-out.
	 * @param request the request
	 * @return the consumer
	 */
	public ConsumerDescription registerStreamConsumer(RegisterStreamConsumer request) {
		return this.entrance.pass("RegisterStreamConsumer", request, this.consumers::register);
	}

	/**
	 * Deregister a consumer; its subscriptions end.
	 * @param request the request
	 * @return nothing
	 */
	public Empty deregisterStreamConsumer(DeregisterStreamConsumer request) {
		return this.entrance.pass("DeregisterStreamConsumer", request, this.consumers::deregister);
	}

	/**
	 * Describe a consumer.
	 * @param request the request
	 * @return the consumer
	 */
	public ConsumerDescription describeStreamConsumer(DescribeStreamConsumer request) {
		return this.entrance.pass("DescribeStreamConsumer", request, this.consumers::describe);
	}

	/**
	 * List the consumers of a stream.
	 * @param request the request
	 * @return a page of consumers
	 */
	public ConsumerPage listStreamConsumers(ListStreamConsumers request) {
		return this.entrance.pass("ListStreamConsumers", request, this.consumers::list);
	}

	/**
	 * Subscribe to a shard. Within five seconds of a call whose subscription lives, the
	 * next one for the same consumer and shard is refused with ResourceInUseException;
	 * later it takes over, and the former one ends with that error.
	 * @param request the request
	 * @return the subscription, to be closed
	 */
	public Subscription subscribeToShard(SubscribeToShard request) {
		AtomicReference<@Nullable Subscription> made = new AtomicReference<>();
		try {
			return this.entrance.pass("SubscribeToShard", request, (it) -> {
				Subscription subscription = this.subscriptions.subscribe(it);
				made.set(subscription);
				return subscription;
			});
		}
		catch (ServiceException | NoAnswerException ex) {
			// a fault took the answer, so nobody else can end it
			Subscription lost = made.get();
			if (lost != null) {
				lost.close();
			}
			throw ex;
		}
	}

	/**
	 * End subscriptions with an error, as when a server of AWS fails.
	 * @param stream the stream
	 * @param shardId the shard, {@code null} for all
	 * @param error what their holders see
	 * @return how many were ended
	 */
	public int endSubscriptions(StreamRef stream, @Nullable String shardId, ServiceException error) {
		return this.subscriptions.end(stream, shardId, error);
	}

	/**
	 * Remove the records beyond retention from all streams. A stream that is used does so
	 * by itself; a server does so for the others every minute.
	 */
	public void removeExpired() {
		this.streams.forEach(StreamState::sweep);
	}

	/**
	 * Return the bytes that records occupy, as the memory cap counts them.
	 * @return the bytes of all streams
	 */
	public long memoryUsed() {
		return this.streams.memoryUsed();
	}

}
