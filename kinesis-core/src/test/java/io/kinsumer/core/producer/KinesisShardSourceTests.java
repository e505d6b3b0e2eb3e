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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.client.FakeKinesis;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;

import static org.assertj.core.api.Assertions.assertThat;

class KinesisShardSourceTests {

	private final FakeKinesis kinesis = new FakeKinesis();

	private final Deque<CompletableFuture<ListShardsResponse>> answers = new ArrayDeque<>();

	private final List<ListShardsRequest> requests = new ArrayList<>();

	private final ShardSource source = ShardSource.kinesis(this.kinesis, new StreamName("orders"), null);

	KinesisShardSourceTests() {
		this.kinesis.onListShards((request) -> {
			this.requests.add(request);
			return this.answers.remove();
		});
	}

	@Test
	void goesOnAtThePageThatFailed() {
		this.answers.add(page("0", "token-1"));
		this.answers.add(page("1", "token-2"));
		this.answers.add(CompletableFuture.failedFuture(new UncheckedIOException(new IOException("lost"))));
		assertThat(this.source.shards()).isCompletedExceptionally();
		this.answers.add(page("2", null));
		assertThat(this.source.shards().join()).extracting((shard) -> shard.id().value())
			.containsExactly("shardId-0", "shardId-1", "shardId-2");
		assertThat(this.requests).extracting(ListShardsRequest::nextToken)
			.containsExactly(null, "token-1", "token-2", "token-2");
		assertThat(this.requests).extracting(ListShardsRequest::streamName).containsExactly("orders", null, null, null);
	}

	@Test
	void beginsAnewWhenTheTokenIsUsedUp() {
		this.answers.add(page("0", "token-1"));
		this.answers.add(CompletableFuture.failedFuture(ExpiredNextTokenException.builder().message("old").build()));
		assertThat(this.source.shards()).isCompletedExceptionally();
		this.answers.add(page("0", null));
		assertThat(this.source.shards().join()).extracting(StreamShard::id).containsExactly(new ShardId("shardId-0"));
		assertThat(this.requests).extracting(ListShardsRequest::nextToken).containsExactly(null, "token-1", null);
	}

	@Test
	void arnReplacesTheName() {
		String arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/orders";
		this.answers.add(page("0", null));
		ShardSource.kinesis(this.kinesis, new StreamName("orders"), arn).shards().join();
		assertThat(this.requests.get(0).streamARN()).isEqualTo(arn);
		assertThat(this.requests.get(0).streamName()).isNull();
	}

	private static CompletableFuture<ListShardsResponse> page(String shard, String token) {
		return CompletableFuture.completedFuture(ListShardsResponse.builder()
			.shards(Shard.builder()
				.shardId("shardId-" + shard)
				.hashKeyRange((range) -> range.startingHashKey("0").endingHashKey("9"))
				.sequenceNumberRange((range) -> range.startingSequenceNumber("1"))
				.build())
			.nextToken(token)
			.build());
	}

}
