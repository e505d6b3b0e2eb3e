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

package io.kinsumer.awsclients.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * Puts and reads a stream with the client of the AWS SDK: calls of 500 records of 200 B,
 * as many at a time as there are shards.
 */
final class KinesisLoad {

	static final int SHARDS = 4;

	static final int BATCH = 500;

	private static final int PAYLOAD = 200;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final KinesisAsyncClient client;

	private final String stream;

	KinesisLoad(KinesisAsyncClient client, String stream) {
		this.client = client;
		this.stream = stream;
	}

	void create() {
		this.client.createStream((request) -> request.streamName(this.stream).shardCount(SHARDS)).join();
		this.client.waiter().waitUntilStreamExists((request) -> request.streamName(this.stream)).join();
		StreamStatus status = this.client.describeStreamSummary((request) -> request.streamName(this.stream))
			.join()
			.streamDescriptionSummary()
			.streamStatus();
		if (status != StreamStatus.ACTIVE) {
			throw new IllegalStateException("Stream " + this.stream + " is " + status);
		}
	}

	void delete() {
		this.client.deleteStream((request) -> request.streamName(this.stream)).join();
	}

	/**
	 * Puts records.
	 * @param calls how many calls
	 * @return records per second
	 */
	double put(int calls) {
		PutRecordsRequest request = request(this.stream);
		AtomicInteger left = new AtomicInteger(calls);
		AtomicInteger refused = new AtomicInteger();
		long started = System.nanoTime();
		List<CompletableFuture<?>> lanes = new ArrayList<>();
		for (int lane = 0; lane < SHARDS; lane++) {
			lanes.add(putNext(request, left, refused));
		}
		join(lanes);
		if (refused.get() > 0) {
			throw new IllegalStateException(refused + " of the records were refused");
		}
		return rate((long) calls * BATCH, started);
	}

	private CompletableFuture<?> putNext(PutRecordsRequest request, AtomicInteger left, AtomicInteger refused) {
		if (left.getAndDecrement() <= 0) {
			return CompletableFuture.completedFuture(null);
		}
		return this.client.putRecords(request).thenCompose((response) -> {
			refused.addAndGet(response.failedRecordCount());
			return putNext(request, left, refused);
		});
	}

	/**
	 * Reads all records, shard by shard, all shards at a time.
	 * @param expected how many there are
	 * @return records per second
	 */
	double read(long expected) {
		List<String> iterators = new ArrayList<>();
		for (Shard shard : this.client.listShards((request) -> request.streamName(this.stream)).join().shards()) {
			iterators.add(
					this.client
						.getShardIterator((request) -> request.streamName(this.stream)
							.shardId(shard.shardId())
							.shardIteratorType(ShardIteratorType.TRIM_HORIZON))
						.join()
						.shardIterator());
		}
		AtomicLong read = new AtomicLong();
		long started = System.nanoTime();
		join(iterators.stream().map((iterator) -> readOn(iterator, read)).toList());
		if (read.get() != expected) {
			throw new IllegalStateException("Read " + read + " records where " + expected + " were put");
		}
		return rate(expected, started);
	}

	private CompletableFuture<?> readOn(String iterator, AtomicLong read) {
		return this.client.getRecords((request) -> request.shardIterator(iterator).limit(BATCH))
			.thenCompose((GetRecordsResponse response) -> {
				read.addAndGet(response.records().size());
				boolean more = response.millisBehindLatest() > 0 || !response.records().isEmpty();
				return more ? readOn(response.nextShardIterator(), read) : CompletableFuture.completedFuture(null);
			});
	}

	/** One key for each record, so that they spread over the shards. */
	static PutRecordsRequest request(String stream) {
		SdkBytes data = SdkBytes.fromByteArray(new byte[PAYLOAD]);
		List<PutRecordsRequestEntry> entries = new ArrayList<>(BATCH);
		for (int i = 0; i < BATCH; i++) {
			entries.add(PutRecordsRequestEntry.builder().partitionKey("key-" + i).data(data).build());
		}
		return PutRecordsRequest.builder().streamName(stream).records(entries).build();
	}

	private static void join(List<? extends CompletableFuture<?>> lanes) {
		CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new))
			.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
			.join();
	}

	private static double rate(long records, long started) {
		return records * 1e9 / (System.nanoTime() - started);
	}

}
