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

import java.util.ArrayList;
import java.util.List;

import io.kinsumer.test.kinesis.KinesisRequest.CreateStream;
import io.kinsumer.test.kinesis.KinesisRequest.MergeShards;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.KinesisRequest.SplitShard;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordResult;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import io.kinsumer.test.kinesis.KinesisResult.StreamSummary;

/**
 * The way past the gate, for the hand of a test: counts as no request and meets neither
 * faults nor the limits on rates, so that what is tested has them for itself. Errors of
 * the service are {@link io.kinsumer.test.fault.ServiceException}. Safe for use by
 * several threads.
 */
public final class DirectAccess {

	private final Streams streams;

	private final Writes writes;

	private final Resharding resharding;

	DirectAccess(Streams streams, Writes writes, Resharding resharding) {
		this.streams = streams;
		this.writes = writes;
		this.resharding = resharding;
	}

	/**
	 * Create a provisioned stream that is active at once, whatever the transition time.
	 * @param name the name
	 * @param shards the number of shards
	 */
	public void createStream(String name, int shards) {
		this.streams.create(new CreateStream(name, shards, null, null), 0);
	}

	/**
	 * Describe a stream.
	 * @param stream the stream
	 * @return the stream
	 */
	public StreamSummary describe(String stream) {
		return this.streams.summary(StreamRef.named(stream));
	}

	/**
	 * Put a record.
	 * @param request the record
	 * @return where it went
	 */
	public PutRecordResult put(PutRecord request) {
		return this.writes.put(request, false);
	}

	/**
	 * Split a shard.
	 * @param request the shard
	 */
	public void split(SplitShard request) {
		this.resharding.split(request);
	}

	/**
	 * Merge two shards.
	 * @param request the shards
	 */
	public void merge(MergeShards request) {
		this.resharding.merge(request);
	}

	/**
	 * Return what a stream holds at one moment: its shards, closed ones included until
	 * their last record left, and their records that are still kept.
	 * @param stream the stream
	 * @return the shards by id, none while the stream is being created
	 */
	public List<Contents> contents(String stream) {
		return this.streams.with(stream, (state) -> {
			List<Contents> contents = new ArrayList<>();
			for (ShardLog shard : state.shards()) {
				shard.trim(state.horizon());
				if (state.find(shard.id()) != null) {
					Slice all = Slice.of(shard, shard.firstPosition(), Integer.MAX_VALUE, Long.MAX_VALUE);
					contents.add(new Contents(shard.describe(), List.copyOf(all.records())));
				}
			}
			return contents;
		});
	}

	/**
	 * A shard and what it holds.
	 *
	 * @param shard the shard
	 * @param records its records, by sequence number
	 */
	public record Contents(Shard shard, List<StoredRecord> records) {

	}

}
