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

package io.kinsumer.core.kinsumer;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.kinsumer.test.kinesis.KinesisRequest;
import io.kinsumer.test.kinesis.KinesisResult;
import io.kinsumer.test.kinesis.StreamRef;

/**
 * The stream of a simulated group, and its producer.
 */
final class SimulatedStream {

	private static final StreamRef REF = StreamRef.named(SimulatedGroup.STREAM);

	private static final int KEYS = 40;

	private final SimulatedGroup group;

	private boolean there;

	SimulatedStream(SimulatedGroup group) {
		this.group = group;
	}

	void create() {
		this.group.kinesis().createStream(SimulatedGroup.STREAM, this.group.scenario().shards());
		this.group.history()
			.table()
			.streamCreated(this.group.kinesis()
				.describeStreamSummary(new KinesisRequest.DescribeStreamSummary(REF))
				.creationTimestamp());
		this.there = true;
		noteShards();
	}

	void delete() {
		this.group.kinesis().deleteStream(new KinesisRequest.DeleteStream(REF, true));
		this.group.history().truth().recreated();
		this.there = false;
	}

	void produce() {
		if (!this.there) {
			return;
		}
		double mean = this.group.scenario().recordsPerSecond() * SimulatedGroup.STEP.toMillis() / 1000;
		int count = this.group.random().nextInt((int) (2 * mean) + 1);
		for (int i = 0; i < count; i++) {
			String key = "key-" + this.group.random().nextInt(KEYS);
			byte[] data = Integer.toString(this.group.history().truth().nextNumber()).getBytes(StandardCharsets.UTF_8);
			KinesisResult.PutRecordResult result = this.group.kinesis()
				.putRecord(new KinesisRequest.PutRecord(REF, key, null, null, data));
			this.group.history()
				.truth()
				.put(result.shardId(), result.sequenceNumber(), key, this.group.time().nanos(),
						this.group.time().millis());
		}
	}

	void reshard() {
		List<KinesisResult.Shard> open = listShards().stream()
			.filter((shard) -> shard.endingSequenceNumber() == null)
			.toList();
		KinesisResult.Shard first = open.get(this.group.random().nextInt(open.size()));
		if (open.size() < this.group.scenario().shards() || open.size() < 2) {
			BigInteger start = new BigInteger(first.hashKeyRange().start().toString());
			BigInteger end = new BigInteger(first.hashKeyRange().end().toString());
			this.group.kinesis()
				.splitShard(new KinesisRequest.SplitShard(REF, first.shardId(),
						start.add(end).shiftRight(1).add(BigInteger.ONE).toString()));
			this.group.history().journal().note(this.group.time().elapsed(), first.shardId(), () -> "is split");
		}
		else {
			BigInteger next = new BigInteger(first.hashKeyRange().end().toString()).add(BigInteger.ONE);
			open.stream()
				.filter((shard) -> shard.hashKeyRange().start().toString().equals(next.toString()))
				.findFirst()
				.ifPresent((second) -> {
					this.group.kinesis()
						.mergeShards(new KinesisRequest.MergeShards(REF, first.shardId(), second.shardId()));
					this.group.history()
						.journal()
						.note(this.group.time().elapsed(), first.shardId(), () -> "is merged with " + second.shardId());
				});
		}
		noteShards();
	}

	private List<KinesisResult.Shard> listShards() {
		List<KinesisResult.Shard> shards = new ArrayList<>();
		String token = null;
		do {
			KinesisResult.ShardPage page = this.group.kinesis()
				.listShards(new KinesisRequest.ListShards((token != null) ? new StreamRef(null, null) : REF, token,
						null, null, null, null));
			shards.addAll(page.shards());
			token = page.nextToken();
		}
		while (token != null);
		return shards;
	}

	/**
	 * Looks which shards there are.
	 */
	void noteShards() {
		Set<String> listed = new HashSet<>();
		for (KinesisResult.Shard shard : listShards()) {
			List<String> parents = new ArrayList<>();
			if (shard.parentShardId() != null) {
				parents.add(shard.parentShardId());
			}
			if (shard.adjacentParentShardId() != null) {
				parents.add(shard.adjacentParentShardId());
			}
			listed.add(shard.shardId());
			this.group.history().truth().shard(shard.shardId(), parents, shard.endingSequenceNumber() == null);
		}
		this.group.history().truth().listed().forEach((shard) -> shard.listed = listed.contains(shard.id));
	}

}
