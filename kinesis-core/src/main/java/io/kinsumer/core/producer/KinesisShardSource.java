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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Lists the shards of a stream.
 */
final class KinesisShardSource implements ShardSource {

	private final KinesisAsyncClient client;

	private final StreamName streamName;

	private final @Nullable String streamArn;

	KinesisShardSource(KinesisAsyncClient client, StreamName streamName, @Nullable String streamArn) {
		this.client = client;
		this.streamName = streamName;
		this.streamArn = streamArn;
	}

	@Override
	public CompletableFuture<List<StreamShard>> shards() {
		ListShardsRequest.Builder first = ListShardsRequest.builder();
		if (this.streamArn != null) {
			first.streamARN(this.streamArn);
		}
		else {
			first.streamName(this.streamName.value());
		}
		return page(first.build(), new ArrayList<>());
	}

	private CompletableFuture<List<StreamShard>> page(ListShardsRequest request, List<StreamShard> found) {
		return this.client.listShards(request).thenCompose((response) -> {
			response.shards().forEach((shard) -> found.add(convert(shard)));
			String token = response.nextToken();
			// Kinesis refuses a request that has both a token and a stream.
			return (token != null) ? page(ListShardsRequest.builder().nextToken(token).build(), found)
					: CompletableFuture.completedFuture(found);
		});
	}

	private static StreamShard convert(Shard shard) {
		HashKeyRange range = new HashKeyRange(HashKey.parse(shard.hashKeyRange().startingHashKey()),
				HashKey.parse(shard.hashKeyRange().endingHashKey()));
		return new StreamShard(new ShardId(shard.shardId()), range,
				shard.sequenceNumberRange().endingSequenceNumber() == null);
	}

}
