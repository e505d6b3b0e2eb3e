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

package io.kinsumer.core.kinsumer;

import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.metadata.MetadataRepository;
import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.core.record.ShardId;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * A named consumer of one stream, a member of a group of kinsumers that share the
 * stream's shards. Safe for use by any thread; no method waits.
 */
public interface Kinsumer {

	/**
	 * Starts building a kinsumer.
	 * @param settings its settings
	 * @param kinesis reads the stream
	 * @param metadata what the group remembers
	 * @param processors handle the records
	 * @return a builder
	 */
	static KinsumerBuilder builder(KinsumerSettings settings, KinesisAsyncClient kinesis, MetadataRepository metadata,
			ShardProcessorFactory processors) {
		return new KinsumerBuilder(settings, kinesis, metadata, processors);
	}

	/**
	 * Joins the group and begins to handle records. A kinsumer that was stopped can be
	 * started again.
	 * @return completes when this client is a member of its group; fails with a typed
	 * error when the stream or the metadata table cannot be used as configured
	 * @throws AlreadyRunException if it is started already
	 */
	CompletableFuture<Void> start();

	/**
	 * Hands all shards over and leaves the group. Handlers that run longer than the
	 * release delay are interrupted; their records are not checkpointed.
	 * @return completes when this client has left; the same future for each call
	 */
	CompletableFuture<Void> stop();

	/**
	 * Goes on at once with what failed in a shard: with one that a handler stopped by a
	 * {@link io.kinsumer.core.processor.StopShardException}, or one that waits for its
	 * next attempt.
	 * @param shardId the shard
	 * @return whether this kinsumer owns the shard
	 */
	CompletableFuture<Boolean> resume(ShardId shardId);

	/**
	 * What the kinsumer is doing now, from memory.
	 * @return a snapshot
	 */
	KinsumerStatus status();

}
