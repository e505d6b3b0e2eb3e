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

package io.kinsumer.core.shard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.client.StreamBusyException;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;

/**
 * The calls to Kinesis that reading a stream takes. No method waits; futures complete on
 * the SDK's threads and fail with its exceptions. Cancelling the future of a read ends
 * the call.
 */
public final class StreamReader {

	// A subscription lasts five minutes: a client's limit for calls is not meant for it.
	private static final Duration SUBSCRIPTION_TIMEOUT = Duration.ofMinutes(10);

	private static final Duration DEFAULT_RETENTION = Duration.ofHours(24);

	private final KinesisAsyncClient kinesis;

	private final KinesisAsyncClient reads;

	private final StreamName streamName;

	private final @Nullable String streamArn;

	/**
	 * Creates a reader that uses one client for everything.
	 * @param kinesis the client
	 * @param streamName the full name of the stream
	 * @param streamArn the ARN, used in place of the name in each call
	 */
	public StreamReader(KinesisAsyncClient kinesis, StreamName streamName, @Nullable String streamArn) {
		this(kinesis, kinesis, streamName, streamArn);
	}

	/**
	 * Creates a reader.
	 * @param kinesis describes the stream
	 * @param reads reads its shards
	 * @param streamName the full name of the stream
	 * @param streamArn the ARN, used in place of the name in each call
	 */
	public StreamReader(KinesisAsyncClient kinesis, KinesisAsyncClient reads, StreamName streamName,
			@Nullable String streamArn) {
		this.kinesis = kinesis;
		this.reads = reads;
		this.streamName = streamName;
		this.streamArn = streamArn;
	}

	private @Nullable String name() {
		return (this.streamArn != null) ? null : this.streamName.value();
	}

	/**
	 * Describes the stream.
	 * @return fails with {@link StreamBusyException} while the stream is created or
	 * deleted
	 */
	public CompletableFuture<StreamDescription> describe() {
		return this.kinesis.describeStreamSummary((request) -> request.streamName(name()).streamARN(this.streamArn))
			.thenApply(this::description);
	}

	private StreamDescription description(DescribeStreamSummaryResponse response) {
		var summary = response.streamDescriptionSummary();
		StreamStatus status = summary.streamStatus();
		if (status != StreamStatus.ACTIVE && status != StreamStatus.UPDATING) {
			throw new StreamBusyException(this.streamName.value(), summary.streamStatusAsString(), null);
		}
		String date = response.sdkHttpResponse()
			.firstMatchingHeader("Date")
			.orElseThrow(() -> new DependencyException("an answer of Kinesis carries no Date header", null));
		Integer hours = summary.retentionPeriodHours();
		return new StreamDescription(summary.streamARN(), summary.streamCreationTimestamp(),
				(hours != null) ? Duration.ofHours(hours) : DEFAULT_RETENTION, parse(date));
	}

	private static Instant parse(String date) {
		try {
			return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
		}
		catch (DateTimeParseException ex) {
			throw new DependencyException("an answer of Kinesis carries the Date header '" + date
					+ "', which is not a date as RFC 1123 writes it", ex);
		}
	}

	/**
	 * Lists all shards that the stream still knows, open and closed.
	 * @return complete, or a failure
	 */
	public CompletableFuture<List<Shard>> listShards() {
		return listShards(null, new ArrayList<>());
	}

	private CompletableFuture<List<Shard>> listShards(@Nullable String token, List<Shard> found) {
		// Kinesis refuses a request that repeats the stream beside the token.
		return this.kinesis
			.listShards((request) -> request.nextToken(token)
				.streamName((token != null) ? null : name())
				.streamARN((token != null) ? null : this.streamArn))
			.thenCompose((response) -> {
				addShards(response, found);
				String next = response.nextToken();
				return (next != null) ? listShards(next, found) : CompletableFuture.completedFuture(found);
			});
	}

	private static void addShards(ListShardsResponse response, List<Shard> found) {
		for (software.amazon.awssdk.services.kinesis.model.Shard shard : response.shards()) {
			List<ShardId> parents = new ArrayList<>(2);
			if (shard.parentShardId() != null) {
				parents.add(new ShardId(shard.parentShardId()));
			}
			if (shard.adjacentParentShardId() != null) {
				parents.add(new ShardId(shard.adjacentParentShardId()));
			}
			boolean open = shard.sequenceNumberRange().endingSequenceNumber() == null;
			found.add(new Shard(new ShardId(shard.shardId()), parents, open,
					shard.sequenceNumberRange().startingSequenceNumber(), hashKeys(shard.hashKeyRange())));
		}
	}

	private static @Nullable HashKeyRange hashKeys(
			software.amazon.awssdk.services.kinesis.model.@Nullable HashKeyRange range) {
		return (range != null)
				? new HashKeyRange(HashKey.parse(range.startingHashKey()), HashKey.parse(range.endingHashKey())) : null;
	}

	/**
	 * Opens an iterator. A position after a record begins at that record, because it may
	 * be an aggregate of which only a part was handled.
	 * @param shardId the shard
	 * @param position where to begin
	 * @return an iterator, valid for five minutes
	 */
	public CompletableFuture<String> openIterator(ShardId shardId, ShardPosition position) {
		if (position instanceof ShardPosition.After after) {
			return openIterator(shardId, (request) -> request.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
				.startingSequenceNumber(after.sequenceNumber().sequence()));
		}
		if (position instanceof ShardPosition.AtTimestamp at) {
			return openIterator(shardId,
					(request) -> request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(at.timestamp()));
		}
		return openIterator(shardId, (request) -> request.shardIteratorType(ShardIteratorType.TRIM_HORIZON));
	}

	/**
	 * Opens an iterator after a Kinesis record, whatever it holds.
	 * @param shardId the shard
	 * @param sequence the sequence number of the record
	 * @return an iterator, valid for five minutes
	 */
	public CompletableFuture<String> openIteratorAfter(ShardId shardId, String sequence) {
		return openIterator(shardId, (request) -> request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
			.startingSequenceNumber(sequence));
	}

	private CompletableFuture<String> openIterator(ShardId shardId, Consumer<GetShardIteratorRequest.Builder> where) {
		GetShardIteratorRequest.Builder request = GetShardIteratorRequest.builder()
			.streamName(name())
			.streamARN(this.streamArn)
			.shardId(shardId.value());
		where.accept(request);
		return answer(this.reads.getShardIterator(request.build()), GetShardIteratorResponse::shardIterator);
	}

	/**
	 * Reads a shard.
	 * @param iterator where
	 * @param limit the most records, 1 to 10000
	 * @return what was there
	 */
	public CompletableFuture<FetchedRecords> fetch(String iterator, int limit) {
		return answer(
				this.reads
					.getRecords((request) -> request.shardIterator(iterator).limit(limit).streamARN(this.streamArn)),
				StreamReader::fetched);
	}

	private static <A, T> CompletableFuture<T> answer(CompletableFuture<A> call, Function<A, T> result) {
		CompletableFuture<T> answer = call.thenApply(result);
		answer.whenComplete((ignored, failure) -> {
			// Else the SDK would go on, and keep its connection.
			if (answer.isCancelled()) {
				call.cancel(true);
			}
		});
		return answer;
	}

	private static FetchedRecords fetched(GetRecordsResponse response) {
		Long behind = response.millisBehindLatest();
		return new FetchedRecords(response.records(), response.nextShardIterator(), children(response.childShards()),
				(behind != null) ? behind : 0);
	}

	static List<Shard> children(List<ChildShard> childShards) {
		List<Shard> children = new ArrayList<>(2);
		for (ChildShard child : childShards) {
			children
				.add(new Shard(new ShardId(child.shardId()), child.parentShards().stream().map(ShardId::new).toList(),
						true, null, hashKeys(child.hashKeyRange())));
		}
		return children;
	}

	/**
	 * Subscribes to a shard by enhanced fan-out. A position after a record begins at that
	 * record, because it may be an aggregate of which only a part was handled.
	 * @param consumerArn the registered consumer
	 * @param shardId the shard
	 * @param position where to begin
	 * @param subscriber hears what comes
	 * @return the subscription, which Kinesis ends after five minutes
	 */
	public ShardSubscription subscribe(String consumerArn, ShardId shardId, ShardPosition position,
			ShardSubscriber subscriber) {
		StartingPosition.Builder start = StartingPosition.builder();
		if (position instanceof ShardPosition.After after) {
			start.type(ShardIteratorType.AT_SEQUENCE_NUMBER).sequenceNumber(after.sequenceNumber().sequence());
		}
		else if (position instanceof ShardPosition.AtTimestamp at) {
			start.type(ShardIteratorType.AT_TIMESTAMP).timestamp(at.timestamp());
		}
		else {
			start.type(ShardIteratorType.TRIM_HORIZON);
		}
		return subscribe(consumerArn, shardId, start.build(), subscriber);
	}

	/**
	 * Subscribes to a shard by enhanced fan-out, after a Kinesis record or a continuation
	 * number.
	 * @param consumerArn the registered consumer
	 * @param shardId the shard
	 * @param sequence the number
	 * @param subscriber hears what comes
	 * @return the subscription, which Kinesis ends after five minutes
	 */
	public ShardSubscription subscribeAfter(String consumerArn, ShardId shardId, String sequence,
			ShardSubscriber subscriber) {
		return subscribe(consumerArn, shardId,
				StartingPosition.builder()
					.type(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
					.sequenceNumber(sequence)
					.build(),
				subscriber);
	}

	private ShardSubscription subscribe(String consumerArn, ShardId shardId, StartingPosition start,
			ShardSubscriber subscriber) {
		SubscribeToShardRequest request = SubscribeToShardRequest.builder()
			.consumerARN(consumerArn)
			.shardId(shardId.value())
			.startingPosition(start)
			.overrideConfiguration((override) -> override.apiCallTimeout(SUBSCRIPTION_TIMEOUT))
			.build();
		return EventStreamSubscription.open(this.reads, request, subscriber);
	}

}
