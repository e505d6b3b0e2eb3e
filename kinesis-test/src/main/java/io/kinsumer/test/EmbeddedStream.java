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

package io.kinsumer.test;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.kinsumer.test.dynamodb.DynamoDbModel;
import io.kinsumer.test.kinesis.DirectAccess;
import io.kinsumer.test.kinesis.DirectAccess.Contents;
import io.kinsumer.test.kinesis.HashKey;
import io.kinsumer.test.kinesis.HashRange;
import io.kinsumer.test.kinesis.KinesisRequest.MergeShards;
import io.kinsumer.test.kinesis.KinesisRequest.PutRecord;
import io.kinsumer.test.kinesis.KinesisRequest.SplitShard;
import io.kinsumer.test.kinesis.KinesisResult.PutRecordResult;
import io.kinsumer.test.kinesis.KinesisResult.Shard;
import io.kinsumer.test.kinesis.KinesisResult.StoredRecord;
import io.kinsumer.test.kinesis.StreamRef;

/**
 * Drives a stream of an {@link EmbeddedKinesisServer} by hand. What is done here counts
 * as no request and meets neither faults nor the limits on rates: those are for what is
 * tested. Safe for use by several threads.
 * <p>
 * The methods throw {@link io.kinsumer.test.fault.ServiceException} where AWS would
 * answer with an error, such as {@code ResourceNotFoundException} for a stream that does
 * not exist.
 */
public final class EmbeddedStream {

	/** How long {@link #awaitConsumed()} waits. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

	private final String name;

	private final DirectAccess kinesis;

	private final DynamoDbModel dynamoDb;

	EmbeddedStream(String name, DirectAccess kinesis, DynamoDbModel dynamoDb) {
		this.name = name;
		this.kinesis = kinesis;
		this.dynamoDb = dynamoDb;
	}

	/**
	 * Return the name.
	 * @return the stream's name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the ARN.
	 * @return the stream's ARN
	 */
	public String arn() {
		return this.kinesis.describe(this.name).streamArn();
	}

	/**
	 * Put a record.
	 * @param partitionKey the partition key, 1 to 256 characters
	 * @param text the payload, written as UTF-8
	 * @return where it went
	 */
	public PutRecordResult put(String partitionKey, String text) {
		return put(partitionKey, text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Put a record.
	 * @param partitionKey the partition key, 1 to 256 characters
	 * @param data the payload, which is copied
	 * @return where it went
	 */
	public PutRecordResult put(String partitionKey, byte[] data) {
		return this.kinesis.put(new PutRecord(StreamRef.named(this.name), partitionKey, null, null, data.clone()));
	}

	/**
	 * Put a record into a certain shard, whatever its partition key.
	 * @param shardId an open shard
	 * @param partitionKey the partition key, 1 to 256 characters
	 * @param text the payload, written as UTF-8
	 * @return where it went
	 * @throws IllegalArgumentException if there is no such open shard
	 */
	public PutRecordResult putInto(String shardId, String partitionKey, String text) {
		Shard shard = shards().stream()
			.filter((it) -> it.shardId().equals(shardId) && it.endingSequenceNumber() == null)
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"'" + shardId + "' is no open shard of stream " + this.name + ", which are " + openShards()));
		return this.kinesis.put(new PutRecord(StreamRef.named(this.name), partitionKey,
				shard.hashKeyRange().start().toString(), null, text.getBytes(StandardCharsets.UTF_8)));
	}

	private List<String> openShards() {
		return shards().stream().filter((shard) -> shard.endingSequenceNumber() == null).map(Shard::shardId).toList();
	}

	/**
	 * Split an open shard into equal halves.
	 * @param shardId the shard
	 */
	public void split(String shardId) {
		HashRange range = shards().stream()
			.filter((shard) -> shard.shardId().equals(shardId))
			.map(Shard::hashKeyRange)
			.findFirst()
			.orElse(new HashRange(HashKey.MIN, HashKey.MAX));
		HashKey middle = HashKey
			.of(range.start().toBigInteger().add(range.end().toBigInteger()).shiftRight(1).add(BigInteger.ONE));
		this.kinesis.split(new SplitShard(StreamRef.named(this.name), shardId, middle.toString()));
	}

	/**
	 * Merge two open, adjacent shards.
	 * @param shardId the child's parent
	 * @param adjacentShardId the child's adjacent parent
	 */
	public void merge(String shardId, String adjacentShardId) {
		this.kinesis.merge(new MergeShards(StreamRef.named(this.name), shardId, adjacentShardId));
	}

	/**
	 * Return the shards, closed ones included.
	 * @return the shards, by id
	 */
	public List<Shard> shards() {
		return contents().stream().map(Contents::shard).toList();
	}

	/**
	 * Return all records that are still kept; aggregated ones are unpacked.
	 * @return the records, shard by shard, each in order
	 */
	public List<StreamRecord> records() {
		return unpack(contents());
	}

	/**
	 * Return all Kinesis records that are still kept, as they were put; aggregated ones
	 * are not unpacked.
	 * @return the records, shard by shard, each in order
	 */
	public List<StoredRecord> storedRecords() {
		return contents().stream().flatMap((shard) -> shard.records().stream()).toList();
	}

	private List<Contents> contents() {
		return this.kinesis.contents(this.name);
	}

	private static List<StreamRecord> unpack(List<Contents> contents) {
		List<StreamRecord> records = new ArrayList<>();
		for (Contents shard : contents) {
			shard.records().forEach((record) -> records.addAll(Deaggregation.unpack(shard.shard().shardId(), record)));
		}
		return records;
	}

	/**
	 * Wait until all records that the stream holds now are consumed by every group of
	 * this library that consumes it, at least one: until the checkpoints that the groups
	 * keep in this server's DynamoDB, in whatever table, have reached the last record of
	 * each shard. Waits up to 30 seconds.
	 * @throws AssertionError if they are not consumed in time, naming the shards, their
	 * positions and what is missing
	 * @see #awaitConsumed(Duration)
	 */
	public void awaitConsumed() {
		awaitConsumed(DEFAULT_TIMEOUT);
	}

	/**
	 * Wait until all records that the stream holds now are consumed by every group of
	 * this library that consumes it, at least one. Checkpoints are written when
	 * {@code persist-frequency} says, 5 seconds by default: lower it for tests.
	 * @param timeout how long to wait, in real time whatever the server's clock
	 * @throws AssertionError if they are not consumed in time, naming the shards, their
	 * positions and what is missing
	 */
	public void awaitConsumed(Duration timeout) {
		await(new GroupProgress(this.name, null, this.kinesis, this.dynamoDb), timeout);
	}

	/**
	 * Wait until all records that the stream holds now are consumed by one group.
	 * @param group the consumer group, by default the application's name
	 * @param timeout how long to wait, in real time whatever the server's clock
	 * @throws AssertionError if they are not consumed in time, naming the shards, their
	 * positions and what is missing
	 */
	public void awaitConsumedBy(String group, Duration timeout) {
		await(new GroupProgress(this.name, group, this.kinesis, this.dynamoDb), timeout);
	}

	private static void await(GroupProgress progress, Duration timeout) {
		Waiting.until(progress::isComplete, progress::describe, timeout);
	}

	/**
	 * Wait until all records that the stream holds now are consumed, as told by the test:
	 * for consumers that keep their position elsewhere, or what they do with records.
	 * @param consumed whether a record is consumed; asked often, and no more once it said
	 * so
	 * @param timeout how long to wait, in real time whatever the server's clock
	 * @throws AssertionError if they are not consumed in time, naming those missing
	 */
	public void awaitConsumed(Predicate<? super StreamRecord> consumed, Duration timeout) {
		List<StreamRecord> missing = records();
		int all = missing.size();
		Waiting.until(() -> {
			missing.removeIf(consumed);
			return missing.isEmpty();
		}, (waited) -> Progress.describeMissing(this.name, missing, all, waited), timeout);
	}

	@Override
	public String toString() {
		return "stream " + this.name;
	}

}
