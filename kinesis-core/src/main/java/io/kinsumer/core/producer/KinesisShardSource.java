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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.record.HashKey;
import io.kinsumer.core.record.HashKeyRange;
import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Lists the shards of a stream. A listing that failed goes on at the page that failed.
 */
final class KinesisShardSource implements ShardSource {

	/**
	 * Of a page. A client may be set to try for ever.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final KinesisAsyncClient client;

	private final StreamName streamName;

	private final @Nullable String streamArn;

	private final AtomicReference<@Nullable Listing> interrupted = new AtomicReference<>();

	KinesisShardSource(KinesisAsyncClient client, StreamName streamName, @Nullable String streamArn) {
		this.client = client;
		this.streamName = streamName;
		this.streamArn = streamArn;
	}

	@Override
	public CompletableFuture<List<StreamShard>> shards() {
		Listing listing = this.interrupted.getAndSet(null);
		return nextPage((listing != null) ? listing : new Listing(null, List.of()));
	}

	private CompletableFuture<List<StreamShard>> nextPage(Listing listing) {
		return this.client.listShards(request(listing.token())).handle((response, failure) -> {
			if (failure != null) {
				// What was listed so far is not asked for again, unless its token is not
				// taken any more.
				boolean refused = AwsErrors.kindOf(failure) == AwsErrors.Kind.PERMANENT;
				this.interrupted.set((listing.token() != null && !refused) ? listing : null);
				return CompletableFuture.<List<StreamShard>>failedFuture(failure);
			}
			List<StreamShard> found = new ArrayList<>(listing.found());
			response.shards().forEach((shard) -> found.add(convert(shard)));
			return (response.nextToken() != null) ? nextPage(new Listing(response.nextToken(), found))
					: CompletableFuture.completedFuture(found);
		}).thenCompose(Function.identity());
	}

	/**
	 * Kinesis refuses a request that has both a token and a stream.
	 */
	private ListShardsRequest request(@Nullable String token) {
		ListShardsRequest.Builder request = ListShardsRequest.builder()
			.overrideConfiguration((overrides) -> overrides.apiCallTimeout(TIMEOUT));
		if (token != null) {
			request.nextToken(token);
		}
		else if (this.streamArn != null) {
			request.streamARN(this.streamArn);
		}
		else {
			request.streamName(this.streamName.value());
		}
		return request.build();
	}

	private static StreamShard convert(Shard shard) {
		HashKeyRange range = new HashKeyRange(HashKey.parse(shard.hashKeyRange().startingHashKey()),
				HashKey.parse(shard.hashKeyRange().endingHashKey()));
		return new StreamShard(new ShardId(shard.shardId()), range,
				shard.sequenceNumberRange().endingSequenceNumber() == null);
	}

	/**
	 * What is left to do of a listing.
	 *
	 * @param token of the next page; {@code null}: the first
	 * @param found by the pages before
	 */
	private record Listing(@Nullable String token, List<StreamShard> found) {

	}

}
