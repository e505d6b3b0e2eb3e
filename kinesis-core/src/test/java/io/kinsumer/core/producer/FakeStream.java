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

package io.kinsumer.core.producer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.aggregation.Deaggregator;
import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.client.VirtualRuntime;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.SequenceNumberRange;
import software.amazon.awssdk.services.kinesis.model.Shard;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stream in memory: routes by hash key, can be split, answers after a while of virtual
 * time and with faults as a script says.
 */
class FakeStream {

	private final VirtualRuntime runtime;

	private final Map<String, StreamShard> shards = new LinkedHashMap<>();

	private final List<Stored> stored = new ArrayList<>();

	private long sequence = 1000;

	Random faults = new Random(0);

	double refusedShare;

	double lostRequestShare;

	double lostAnswerShare;

	double listFailureShare;

	/**
	 * Of requests to which something comes back that no service should answer.
	 */
	double brokenShare;

	boolean throttled;

	int maxLatencyMillis;

	FakeStream(VirtualRuntime runtime, FakeKinesis kinesis, int shards) {
		this.runtime = runtime;
		create(shards);
		kinesis.onPutRecords(this::put);
		kinesis.onListShards(this::list);
	}

	private static long slice(int index, int count) {
		return Long.divideUnsigned(-1L, count) * index;
	}

	private void add(HashKey start, HashKey end) {
		ShardId id = new ShardId("shardId-" + String.format("%012d", this.shards.size()));
		this.shards.put(id.value(), new StreamShard(id, new io.kinsumer.core.record.HashKeyRange(start, end), true));
	}

	/**
	 * Splits an open shard in the middle of its upper halves.
	 */
	void split() {
		List<StreamShard> open = this.shards.values().stream().filter(StreamShard::open).toList();
		StreamShard parent = open.get(this.faults.nextInt(open.size()));
		long high = parent.range().start().high()
				+ Long.divideUnsigned(parent.range().end().high() - parent.range().start().high(), 2);
		this.shards.put(parent.id().value(), new StreamShard(parent.id(), parent.range(), false));
		add(parent.range().start(), new HashKey(high, -1L));
		add(new HashKey(high + 1, 0), parent.range().end());
	}

	/**
	 * Merges two open shards that are neighbours, if there are two.
	 */
	void merge() {
		List<StreamShard> open = this.shards.values()
			.stream()
			.filter(StreamShard::open)
			.sorted(Comparator.comparing((shard) -> shard.range().start()))
			.toList();
		if (open.size() > 1) {
			int index = this.faults.nextInt(open.size() - 1);
			StreamShard left = open.get(index);
			StreamShard right = open.get(index + 1);
			this.shards.put(left.id().value(), new StreamShard(left.id(), left.range(), false));
			this.shards.put(right.id().value(), new StreamShard(right.id(), right.range(), false));
			add(left.range().start(), right.range().end());
		}
	}

	/**
	 * Deletes the stream; until it is created again, there is none.
	 */
	void delete() {
		this.shards.clear();
	}

	void create(int count) {
		for (int i = 0; i < count; i++) {
			HashKey start = new HashKey(slice(i, count), 0);
			HashKey end = (i + 1 < count) ? new HashKey(slice(i + 1, count) - 1, -1) : HashKey.MAX;
			add(start, end);
		}
	}

	private CompletableFuture<PutRecordsResponse> put(PutRecordsRequest request) {
		assertThat(request.records().size()).isBetween(1, 500);
		if (this.shards.isEmpty()) {
			return CompletableFuture
				.failedFuture(ResourceNotFoundException.builder().message("deleted").statusCode(400).build());
		}
		if (this.faults.nextDouble() < this.brokenShare) {
			return broken(request);
		}
		CompletableFuture<PutRecordsResponse> result = new CompletableFuture<>();
		boolean lost = this.faults.nextDouble() < this.lostRequestShare;
		boolean answerLost = this.faults.nextDouble() < this.lostAnswerShare;
		long before = this.faults.nextInt(this.maxLatencyMillis + 1);
		long after = this.faults.nextInt(this.maxLatencyMillis + 1);
		this.runtime.schedule(Duration.ofMillis(before), () -> {
			PutRecordsResponse response = lost ? null : apply(request);
			this.runtime.schedule(Duration.ofMillis(after), () -> {
				if (lost || answerLost) {
					result.completeExceptionally(new java.io.UncheckedIOException(new java.io.IOException("lost")));
				}
				else {
					result.complete(response);
				}
			});
		});
		return result;
	}

	private CompletableFuture<PutRecordsResponse> broken(PutRecordsRequest request) {
		return switch (this.faults.nextInt(6)) {
			case 0 -> throw new NoClassDefFoundError("thrown by the test");
			case 1 -> throw new IllegalStateException("the client is closed");
			case 2 -> CompletableFuture.failedFuture(new AssertionError("thrown by the test"));
			case 3 -> CompletableFuture.failedFuture(KinesisException.builder().statusCode(400).message("no").build());
			case 4 -> CompletableFuture.completedFuture(null);
			default -> {
				List<PutRecordsResultEntry> entries = new ArrayList<>(apply(request).records());
				entries.set(0, PutRecordsResultEntry.builder().shardId("shardId-000000000000").build());
				if (this.faults.nextBoolean()) {
					entries.remove(0);
				}
				yield CompletableFuture.completedFuture(PutRecordsResponse.builder().records(entries).build());
			}
		};
	}

	private PutRecordsResponse apply(PutRecordsRequest request) {
		List<PutRecordsResultEntry> entries = new ArrayList<>();
		for (PutRecordsRequestEntry entry : request.records()) {
			if (this.throttled || this.faults.nextDouble() < this.refusedShare) {
				entries.add(FakeKinesis.refused((this.throttled || this.faults.nextBoolean())
						? "ProvisionedThroughputExceededException" : "InternalFailure"));
				continue;
			}
			HashKey hashKey = (entry.explicitHashKey() != null) ? HashKey.parse(entry.explicitHashKey())
					: HashKey.ofPartitionKey(entry.partitionKey());
			StreamShard shard = this.shards.values()
				.stream()
				.filter((each) -> each.open() && each.range().contains(hashKey))
				.findFirst()
				.orElseThrow();
			String number = Long.toString(this.sequence++);
			this.stored.add(new Stored(shard,
					Record.builder()
						.sequenceNumber(number)
						.partitionKey(entry.partitionKey())
						.data(entry.data())
						.build()));
			entries.add(FakeKinesis.written(shard.id().value(), number));
		}
		return PutRecordsResponse.builder().records(entries).build();
	}

	private CompletableFuture<ListShardsResponse> list(ListShardsRequest request) {
		CompletableFuture<ListShardsResponse> result = new CompletableFuture<>();
		boolean fails = this.shards.isEmpty() || this.faults.nextDouble() < this.listFailureShare;
		this.runtime.schedule(Duration.ofMillis(this.faults.nextInt(this.maxLatencyMillis + 1)), () -> {
			if (fails) {
				result.completeExceptionally(new java.io.UncheckedIOException(new java.io.IOException("lost")));
			}
			else {
				result.complete(page(request));
			}
		});
		return result;
	}

	/**
	 * Pages of two shards, so that the token is needed.
	 */
	private ListShardsResponse page(ListShardsRequest request) {
		assertThat((request.streamName() == null) == (request.nextToken() != null)).isTrue();
		int from = (request.nextToken() != null) ? Integer.parseInt(request.nextToken()) : 0;
		List<Shard> all = this.shards.values().stream().map(FakeStream::model).toList();
		int to = Math.min(all.size(), from + 2);
		return ListShardsResponse.builder()
			.shards(all.subList(from, to))
			.nextToken((to < all.size()) ? Integer.toString(to) : null)
			.build();
	}

	private static Shard model(StreamShard shard) {
		return Shard.builder()
			.shardId(shard.id().value())
			.hashKeyRange(HashKeyRange.builder()
				.startingHashKey(shard.range().start().toString())
				.endingHashKey(shard.range().end().toString())
				.build())
			.sequenceNumberRange(SequenceNumberRange.builder()
				.startingSequenceNumber("1")
				.endingSequenceNumber(shard.open() ? null : "999")
				.build())
			.build();
	}

	List<Record> kinesisRecords() {
		return this.stored.stream().map(Stored::record).toList();
	}

	/**
	 * What a consumer gets that drops every aggregate of which a record is outside the
	 * shard, as KCL does.
	 */
	List<KinesisRecord> consumedByKcl() {
		List<KinesisRecord> result = new ArrayList<>();
		for (Stored each : this.stored) {
			List<KinesisRecord> records = decode(each);
			boolean fits = records.stream()
				.allMatch((record) -> !record.aggregated() || each.shard().range().contains(hashKey(record)));
			if (fits) {
				result.addAll(records);
			}
		}
		return result;
	}

	static List<KinesisRecord> decode(Stored stored) {
		return Deaggregator.decode(new StreamName("orders"), stored.shard().id(), List.of(stored.record()), null);
	}

	private static HashKey hashKey(KinesisRecord record) {
		String explicit = record.explicitHashKey();
		return (explicit != null) ? HashKey.parse(explicit) : HashKey.ofPartitionKey(record.partitionKey());
	}

	record Stored(StreamShard shard, Record record) {

	}

}
