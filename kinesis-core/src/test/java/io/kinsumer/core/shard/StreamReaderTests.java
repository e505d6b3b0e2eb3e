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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.kinsumer.core.client.DependencyException;
import io.kinsumer.core.client.StreamBusyException;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.SequenceNumber;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;
import io.kinsumer.core.record.StreamName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.KinesisRequest;
import software.amazon.awssdk.services.kinesis.model.KinesisResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StreamReaderTests {

	private static final String ARN = "arn:aws:kinesis:eu-central-1:123456789012:stream/orders";

	private static final HashKeyRange RANGE = new HashKeyRange(HashKey.parse("7"), HashKey.parse("9"));

	private static final ShardId SHARD = new ShardId("shardId-000000000000");

	private final FakeKinesis kinesis = new FakeKinesis();

	private final StreamReader byName = new StreamReader(this.kinesis, new StreamName("orders"), null);

	private final StreamReader byArn = new StreamReader(this.kinesis, new StreamName("orders"), ARN);

	@Test
	void aListingIsReadToItsEndAndTheStreamIsNotNamedBesideTheToken() throws Exception {
		this.kinesis.answers.add(listing("next", shard("shardId-0", null, null, true)));
		this.kinesis.answers.add(listing(null, shard("shardId-1", "shardId-0", null, false),
				shard("shardId-2", "shardId-1", "shardId-0", false)));
		assertThat(this.byName.listShards().get()).containsExactly(
				new Shard(new ShardId("shardId-0"), List.of(), false, "1", RANGE),
				new Shard(new ShardId("shardId-1"), List.of(new ShardId("shardId-0")), true, "1", RANGE),
				new Shard(new ShardId("shardId-2"), List.of(new ShardId("shardId-1"), new ShardId("shardId-0")), true,
						"1", RANGE));
		assertThat(this.kinesis.requests).containsExactly(ListShardsRequest.builder().streamName("orders").build(),
				ListShardsRequest.builder().nextToken("next").build());
	}

	@Test
	void aListingIsCompleteOrAFailure() {
		this.kinesis.answers.add(listing("next", shard("shardId-0", null, null, false)));
		this.kinesis.answers.add(new IllegalStateException("no network"));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(this.byName.listShards()::get)
			.withMessageContaining("no network");
	}

	@Test
	void theArnTakesThePlaceOfTheName() throws Exception {
		this.kinesis.answers.add(listing("next"));
		this.kinesis.answers.add(listing(null));
		this.byArn.listShards().get();
		this.kinesis.answers.add(description(StreamStatus.ACTIVE, "Thu, 01 Jan 2026 00:00:07 GMT"));
		this.byArn.describe().get();
		this.kinesis.answers.add(GetShardIteratorResponse.builder().shardIterator("i").build());
		this.byArn.openIterator(SHARD, ShardPosition.TRIM_HORIZON).get();
		this.kinesis.answers.add(GetRecordsResponse.builder().build());
		this.byArn.fetch("i", 10).get();
		assertThat(this.kinesis.requests).containsExactly(ListShardsRequest.builder().streamARN(ARN).build(),
				ListShardsRequest.builder().nextToken("next").build(),
				DescribeStreamSummaryRequest.builder().streamARN(ARN).build(),
				GetShardIteratorRequest.builder()
					.streamARN(ARN)
					.shardId(SHARD.value())
					.shardIteratorType(ShardIteratorType.TRIM_HORIZON)
					.build(),
				GetRecordsRequest.builder().streamARN(ARN).shardIterator("i").limit(10).build());
	}

	@Test
	void aDescriptionHasTheTimeOfItsAnswer() throws Exception {
		this.kinesis.answers.add(description(StreamStatus.UPDATING, "Thu, 01 Jan 2026 00:00:07 GMT"));
		assertThat(this.byName.describe().get()).isEqualTo(
				new StreamDescription(ARN, Instant.EPOCH, Duration.ofHours(24), Instant.parse("2026-01-01T00:00:07Z")));
		assertThat(this.kinesis.requests)
			.containsExactly(DescribeStreamSummaryRequest.builder().streamName("orders").build());
	}

	@ParameterizedTest
	@EnumSource(names = { "CREATING", "DELETING" })
	void aStreamThatComesOrGoesIsBusy(StreamStatus status) {
		this.kinesis.answers.add(description(status, "Thu, 01 Jan 2026 00:00:07 GMT"));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(this.byName.describe()::get)
			.withCauseInstanceOf(StreamBusyException.class)
			.withMessageContaining("orders")
			.withMessageContaining(status.toString());
	}

	@Test
	void aDescriptionWithoutAReadableDateIsAFailure() {
		this.kinesis.answers.add(description(StreamStatus.ACTIVE, null));
		this.kinesis.answers.add(description(StreamStatus.ACTIVE, "yesterday"));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(this.byName.describe()::get)
			.withCauseInstanceOf(DependencyException.class);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(this.byName.describe()::get)
			.withCauseInstanceOf(DependencyException.class)
			.withMessageContaining("'yesterday'");
	}

	@Test
	void positionsAreTurnedIntoIterators() throws Exception {
		for (int i = 0; i < 3; i++) {
			this.kinesis.answers.add(GetShardIteratorResponse.builder().shardIterator("i").build());
		}
		assertThat(this.byName.openIterator(SHARD, ShardPosition.at(Instant.EPOCH)).get()).isEqualTo("i");
		this.byName.openIterator(SHARD, ShardPosition.after(new SequenceNumber("77", 3))).get();
		this.byName.openIteratorAfter(SHARD, "77").get();
		assertThat(this.kinesis.requests).containsExactly(
				iterator().shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(Instant.EPOCH).build(),
				iterator().shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER).startingSequenceNumber("77").build(),
				iterator().shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
					.startingSequenceNumber("77")
					.build());
	}

	@Test
	void theEndOfAShardBringsItsChildren() throws Exception {
		Record record = Record.builder().sequenceNumber("1").build();
		this.kinesis.answers.add(GetRecordsResponse.builder()
			.records(record)
			.millisBehindLatest(5L)
			.childShards(ChildShard.builder()
				.shardId("shardId-2")
				.parentShards("shardId-0", "shardId-1")
				.hashKeyRange((range) -> range.startingHashKey("7").endingHashKey("9"))
				.build())
			.build());
		assertThat(this.byName.fetch("i", 10).get())
			.isEqualTo(
					new FetchedRecords(List.of(record), null,
							List.of(new Shard(new ShardId("shardId-2"),
									List.of(new ShardId("shardId-0"), new ShardId("shardId-1")), true, null, RANGE)),
							5));
	}

	private static GetShardIteratorRequest.Builder iterator() {
		return GetShardIteratorRequest.builder().streamName("orders").shardId(SHARD.value());
	}

	private static ListShardsResponse listing(String token,
			software.amazon.awssdk.services.kinesis.model.Shard... shards) {
		return ListShardsResponse.builder().nextToken(token).shards(shards).build();
	}

	private static software.amazon.awssdk.services.kinesis.model.Shard shard(String id, String parent, String adjacent,
			boolean closed) {
		return software.amazon.awssdk.services.kinesis.model.Shard.builder()
			.shardId(id)
			.parentShardId(parent)
			.adjacentParentShardId(adjacent)
			.hashKeyRange((range) -> range.startingHashKey("7").endingHashKey("9"))
			.sequenceNumberRange((range) -> range.startingSequenceNumber("1").endingSequenceNumber(closed ? "9" : null))
			.build();
	}

	private static DescribeStreamSummaryResponse description(StreamStatus status, String date) {
		DescribeStreamSummaryResponse.Builder response = DescribeStreamSummaryResponse.builder()
			.streamDescriptionSummary(
					(summary) -> summary.streamARN(ARN).streamStatus(status).streamCreationTimestamp(Instant.EPOCH));
		SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(200);
		if (date != null) {
			http.putHeader("Date", date);
		}
		response.sdkHttpResponse(http.build());
		return response.build();
	}

	private static final class FakeKinesis implements KinesisAsyncClient {

		private final List<KinesisRequest> requests = new ArrayList<>();

		private final Deque<Object> answers = new ArrayDeque<>();

		private <T extends KinesisResponse> CompletableFuture<T> answer(KinesisRequest request, Class<T> type) {
			this.requests.add(request);
			Object answer = this.answers.remove();
			return (answer instanceof Throwable failure) ? CompletableFuture.failedFuture(failure)
					: CompletableFuture.completedFuture(type.cast(answer));
		}

		@Override
		public CompletableFuture<ListShardsResponse> listShards(ListShardsRequest request) {
			return answer(request, ListShardsResponse.class);
		}

		@Override
		public CompletableFuture<DescribeStreamSummaryResponse> describeStreamSummary(
				DescribeStreamSummaryRequest request) {
			return answer(request, DescribeStreamSummaryResponse.class);
		}

		@Override
		public CompletableFuture<GetShardIteratorResponse> getShardIterator(GetShardIteratorRequest request) {
			return answer(request, GetShardIteratorResponse.class);
		}

		@Override
		public CompletableFuture<GetRecordsResponse> getRecords(GetRecordsRequest request) {
			return answer(request, GetRecordsResponse.class);
		}

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
		}

	}

}
