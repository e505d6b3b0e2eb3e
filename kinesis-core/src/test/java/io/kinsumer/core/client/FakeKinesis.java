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

package io.kinsumer.core.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * A Kinesis client whose answers are functions, for tests of those who write.
 */
public class FakeKinesis implements KinesisAsyncClient {

	private final List<PutRecordsRequest> requests = new ArrayList<>();

	private Function<PutRecordsRequest, CompletableFuture<PutRecordsResponse>> putRecords = (
			request) -> CompletableFuture.failedFuture(new AssertionError("no answer to PutRecords is prepared"));

	private Function<ListShardsRequest, CompletableFuture<ListShardsResponse>> listShards = (
			request) -> CompletableFuture.failedFuture(new AssertionError("no answer to ListShards is prepared"));

	private Function<DescribeStreamSummaryRequest, CompletableFuture<DescribeStreamSummaryResponse>> describe = (
			request) -> CompletableFuture
				.failedFuture(new AssertionError("no answer to DescribeStreamSummary is prepared"));

	public void onDescribeStreamSummary(
			Function<DescribeStreamSummaryRequest, CompletableFuture<DescribeStreamSummaryResponse>> answer) {
		this.describe = answer;
	}

	public void onPutRecords(Function<PutRecordsRequest, CompletableFuture<PutRecordsResponse>> answer) {
		this.putRecords = answer;
	}

	public void onListShards(Function<ListShardsRequest, CompletableFuture<ListShardsResponse>> answer) {
		this.listShards = answer;
	}

	public synchronized List<PutRecordsRequest> requests() {
		return List.copyOf(this.requests);
	}

	@Override
	public CompletableFuture<PutRecordsResponse> putRecords(PutRecordsRequest request) {
		synchronized (this) {
			this.requests.add(request);
		}
		return this.putRecords.apply(request);
	}

	@Override
	public CompletableFuture<ListShardsResponse> listShards(ListShardsRequest request) {
		return this.listShards.apply(request);
	}

	@Override
	public CompletableFuture<DescribeStreamSummaryResponse> describeStreamSummary(
			DescribeStreamSummaryRequest request) {
		return this.describe.apply(request);
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
		// Nothing is open.
	}

	public static CompletableFuture<PutRecordsResponse> answer(PutRecordsResultEntry... entries) {
		return CompletableFuture.completedFuture(PutRecordsResponse.builder().records(entries).build());
	}

	public static PutRecordsResultEntry written(String shardId, String sequenceNumber) {
		return PutRecordsResultEntry.builder().shardId(shardId).sequenceNumber(sequenceNumber).build();
	}

	public static PutRecordsResultEntry refused(String code) {
		return PutRecordsResultEntry.builder().errorCode(code).errorMessage("refused by the test").build();
	}

}
