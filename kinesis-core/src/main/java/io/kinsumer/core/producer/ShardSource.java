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

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.record.StreamName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * Tells a producer the shards of its stream.
 */
@FunctionalInterface
public interface ShardSource {

	/**
	 * The shards as they are now.
	 * @return all that are known, open or closed; empty: unknown, so that only records of
	 * equal hash key are aggregated
	 */
	CompletableFuture<List<StreamShard>> shards();

	/**
	 * Asks Kinesis, page by page.
	 * @param client the client
	 * @param streamName the stream's name
	 * @param streamArn the stream's ARN, used instead of the name; {@code null}: none
	 * @return the source
	 */
	static ShardSource kinesis(KinesisAsyncClient client, StreamName streamName, @Nullable String streamArn) {
		return new KinesisShardSource(client, streamName, streamArn);
	}

	/**
	 * Knows no shards: for streams that the application may not list.
	 * @return the source
	 */
	static ShardSource none() {
		return () -> CompletableFuture.completedFuture(List.of());
	}

	/**
	 * Takes the stream to have so many shards of equal size, as a stream has that was
	 * created with that count and never resharded. Should that be wrong, records are
	 * written to the right shards nevertheless, but each on its own and some of them
	 * twice.
	 * @param count shards, at least 1
	 * @return the source
	 * @throws IllegalArgumentException if the count is below 1
	 */
	static ShardSource evenly(int count) {
		List<StreamShard> shards = EvenShards.of(count);
		return () -> CompletableFuture.completedFuture(shards);
	}

}
