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

package io.kinsumer.core.sim;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.ConsumerRef;
import io.kinsumer.test.kinesis.ConsumerRequest;
import io.kinsumer.test.kinesis.ConsumerResult;
import io.kinsumer.test.kinesis.IteratorType;
import io.kinsumer.test.kinesis.KinesisModel;
import io.kinsumer.test.kinesis.KinesisRequest;
import io.kinsumer.test.kinesis.KinesisResult;
import io.kinsumer.test.kinesis.StreamRef;
import io.kinsumer.test.kinesis.SubscriptionEvent;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.DeregisterStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.DeregisterStreamConsumerResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamConsumerResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.RegisterStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.RegisterStreamConsumerResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/**
 * The SDK's client in front of the Kinesis model, through a simulated network and without
 * sockets.
 */
public class ModelKinesisClient implements KinesisAsyncClient {

	private final KinesisModel model;

	private final Clock clock;

	private final SimulatedNetwork network;

	public ModelKinesisClient(KinesisModel model, Clock clock, SimulatedNetwork network) {
		this.model = model;
		this.clock = clock;
		this.network = network;
	}

	private <T> CompletableFuture<T> call(String operation, Supplier<T> effect) {
		return this.network.read(operation, () -> {
			try {
				return effect.get();
			}
			catch (ServiceException ex) {
				throw translate(ex);
			}
		});
	}

	static RuntimeException translate(ServiceException ex) {
		return switch (ex.code()) {
			case "ResourceNotFoundException" -> ResourceNotFoundException.builder().message(ex.message()).build();
			case "ExpiredIteratorException" -> ExpiredIteratorException.builder().message(ex.message()).build();
			case "ProvisionedThroughputExceededException" ->
				ProvisionedThroughputExceededException.builder().message(ex.message()).build();
			case "ResourceInUseException" -> ResourceInUseException.builder().message(ex.message()).build();
			case "LimitExceededException" -> LimitExceededException.builder().message(ex.message()).build();
			case "InvalidArgumentException" -> InvalidArgumentException.builder().message(ex.message()).build();
			default -> KinesisException.builder()
				.message(ex.toString())
				.statusCode(ex.status())
				.awsErrorDetails(AwsErrorDetails.builder().errorCode(ex.code()).errorMessage(ex.message()).build())
				.build();
		};
	}

	/**
	 * The {@code Date} of an answer.
	 */
	protected Instant date() {
		return this.clock.instant();
	}

	@Override
	public CompletableFuture<DescribeStreamSummaryResponse> describeStreamSummary(
			DescribeStreamSummaryRequest request) {
		return call("DescribeStreamSummary", () -> {
			KinesisResult.StreamSummary summary = this.model.describeStreamSummary(
					new KinesisRequest.DescribeStreamSummary(new StreamRef(request.streamName(), request.streamARN())));
			String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(date().atOffset(ZoneOffset.UTC));
			DescribeStreamSummaryResponse.Builder response = DescribeStreamSummaryResponse.builder()
				.streamDescriptionSummary(StreamDescriptionSummary.builder()
					.streamName(summary.streamName())
					.streamARN(summary.streamArn())
					.streamStatus(summary.status().name())
					.streamCreationTimestamp(summary.creationTimestamp())
					.build());
			response.sdkHttpResponse(SdkHttpResponse.builder().statusCode(200).putHeader("Date", date).build());
			return response.build();
		});
	}

	@Override
	public CompletableFuture<ListShardsResponse> listShards(ListShardsRequest request) {
		return call("ListShards", () -> {
			KinesisResult.ShardPage page = this.model
				.listShards(new KinesisRequest.ListShards(new StreamRef(request.streamName(), request.streamARN()),
						request.nextToken(), null, request.maxResults(), null, null));
			List<Shard> shards = page.shards()
				.stream()
				.map((shard) -> Shard.builder()
					.shardId(shard.shardId())
					.parentShardId(shard.parentShardId())
					.adjacentParentShardId(shard.adjacentParentShardId())
					.sequenceNumberRange((range) -> range.startingSequenceNumber(shard.startingSequenceNumber())
						.endingSequenceNumber(shard.endingSequenceNumber()))
					.build())
				.toList();
			return ListShardsResponse.builder().shards(shards).nextToken(page.nextToken()).build();
		});
	}

	@Override
	public CompletableFuture<GetShardIteratorResponse> getShardIterator(GetShardIteratorRequest request) {
		return call("GetShardIterator", () -> GetShardIteratorResponse.builder()
			.shardIterator(this.model
				.getShardIterator(
						new KinesisRequest.GetShardIterator(new StreamRef(request.streamName(), request.streamARN()),
								request.shardId(), IteratorType.valueOf(request.shardIteratorTypeAsString()),
								request.startingSequenceNumber(), request.timestamp()))
				.shardIterator())
			.build());
	}

	@Override
	public CompletableFuture<GetRecordsResponse> getRecords(GetRecordsRequest request) {
		return call("GetRecords", () -> {
			KinesisResult.RecordBatch batch = this.model
				.getRecords(new KinesisRequest.GetRecords(request.shardIterator(), request.limit(), null));
			return GetRecordsResponse.builder()
				.records(batch.records().stream().map(ModelKinesisClient::record).toList())
				.nextShardIterator(batch.nextShardIterator())
				.millisBehindLatest(batch.millisBehindLatest())
				.childShards(children(batch.childShards()))
				.build();
		});
	}

	@Override
	public CompletableFuture<RegisterStreamConsumerResponse> registerStreamConsumer(
			RegisterStreamConsumerRequest request) {
		return call("RegisterStreamConsumer", () -> {
			ConsumerResult.ConsumerDescription made = this.model.registerStreamConsumer(
					new ConsumerRequest.RegisterStreamConsumer(request.streamARN(), request.consumerName(), Map.of()));
			return RegisterStreamConsumerResponse.builder()
				.consumer((consumer) -> consumer.consumerName(made.consumerName())
					.consumerARN(made.consumerArn())
					.consumerStatus(made.status().name()))
				.build();
		});
	}

	@Override
	public CompletableFuture<DescribeStreamConsumerResponse> describeStreamConsumer(
			DescribeStreamConsumerRequest request) {
		return call("DescribeStreamConsumer", () -> {
			ConsumerResult.ConsumerDescription found = this.model
				.describeStreamConsumer(new ConsumerRequest.DescribeStreamConsumer(
						new ConsumerRef(request.consumerARN(), request.streamARN(), request.consumerName())));
			return DescribeStreamConsumerResponse.builder()
				.consumerDescription((consumer) -> consumer.consumerName(found.consumerName())
					.consumerARN(found.consumerArn())
					.consumerStatus(found.status().name()))
				.build();
		});
	}

	@Override
	public CompletableFuture<DeregisterStreamConsumerResponse> deregisterStreamConsumer(
			DeregisterStreamConsumerRequest request) {
		return call("DeregisterStreamConsumer", () -> {
			this.model.deregisterStreamConsumer(new ConsumerRequest.DeregisterStreamConsumer(
					new ConsumerRef(request.consumerARN(), request.streamARN(), request.consumerName())));
			return DeregisterStreamConsumerResponse.builder().build();
		});
	}

	@Override
	public CompletableFuture<Void> subscribeToShard(SubscribeToShardRequest request,
			SubscribeToShardResponseHandler handler) {
		return call("SubscribeToShard",
				() -> this.model.subscribeToShard(new ConsumerRequest.SubscribeToShard(request.consumerARN(),
						request.shardId(), IteratorType.valueOf(request.startingPosition().typeAsString()),
						request.startingPosition().sequenceNumber(), request.startingPosition().timestamp())))
			.thenCompose((subscription) -> new ModelEventStream(subscription, this.network).open(handler));
	}

	static SubscribeToShardEvent event(SubscriptionEvent.Records event) {
		return SubscribeToShardEvent.builder()
			.records(event.records().stream().map(ModelKinesisClient::record).toList())
			.continuationSequenceNumber(event.continuationSequenceNumber())
			.millisBehindLatest(event.millisBehindLatest())
			.childShards(children(event.childShards()))
			.build();
	}

	private static List<ChildShard> children(List<KinesisResult.ChildShard> children) {
		return children.stream()
			.map((child) -> ChildShard.builder().shardId(child.shardId()).parentShards(child.parentShards()).build())
			.toList();
	}

	private static Record record(KinesisResult.StoredRecord stored) {
		return Record.builder()
			.sequenceNumber(stored.sequenceNumber())
			.partitionKey(stored.partitionKey())
			.approximateArrivalTimestamp(Instant.ofEpochMilli(stored.arrival()))
			.data(SdkBytes.fromByteArrayUnsafe(stored.data()))
			.build();
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
	}

}
