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
 * stream's shards. Safe for use by any thread, handlers and listeners included; no method
 * waits. Futures complete on threads that may block; only a handler must not wait for the
 * end of its own kinsumer, as that waits for the handler.
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
	 * Joins the group and begins to handle records. A kinsumer that was stopped, or that
	 * failed, can be started again.
	 * @return completes when this client is a member of its group; fails with a
	 * {@link io.kinsumer.core.client.KinesisException} when the stream or the metadata
	 * table cannot be used as configured, and with {@link IllegalStateException} when it
	 * is stopped before it has joined. While DynamoDB or Kinesis cannot be reached, it
	 * may take as long as the table's create-timeout to fail
	 * @throws AlreadyRunException if it is started already, and not stopped yet
	 */
	CompletableFuture<Void> start();

	/**
	 * Hands all shards over and leaves the group. Handlers that run longer than the
	 * release delay are interrupted; their records are not checkpointed. A start that has
	 * not joined yet is given up. Does nothing if it is not started.
	 * @return completes when this client has left, never with a failure: within seconds
	 * after the release delay, also while AWS cannot be reached; the same future for each
	 * call
	 */
	CompletableFuture<Void> stop();

	/**
	 * Stops without waiting for handlers any longer: they are interrupted, their records
	 * are not checkpointed, and their shards are left to others. For when the time that
	 * there is for {@link #stop()} is over.
	 * @return completes when this client has left, within a few seconds; the future of
	 * {@link #stop()}
	 */
	CompletableFuture<Void> abandon();

	/**
	 * Pauses all shards, those too that this kinsumer gets later: it remains a member of
	 * its group and keeps its shards, but no handler begins. Handlers that run may end,
	 * and what they handled is written. A few records are read ahead, no more. Shards can
	 * be handed over meanwhile; with a concurrency above 1, that still handles records
	 * that come before one which is handled already. Lasts until a resumption or
	 * {@link #stop()}, not longer than the process.
	 * @return whether the kinsumer runs
	 */
	CompletableFuture<Boolean> pause();

	/**
	 * Lets all shards go on: paused ones, stopped ones, and at once with what waits for
	 * its next attempt.
	 * @return whether the kinsumer runs
	 */
	CompletableFuture<Boolean> resume();

	/**
	 * Pauses a shard, as {@link #pause()} pauses all. If it is lost or handed over and
	 * comes back here, it is paused still. A stopped shard remains stopped.
	 * @param shardId the shard
	 * @return whether this kinsumer owns the shard; otherwise nothing happens
	 */
	CompletableFuture<Boolean> pause(ShardId shardId);

	/**
	 * Stops a shard, as a handler does by a
	 * {@link io.kinsumer.core.processor.StopShardException}: as if it were paused, but
	 * told as something that is wrong. If it is lost or handed over and comes back here,
	 * it is stopped still.
	 * @param shardId the shard
	 * @return whether this kinsumer owns the shard; otherwise nothing happens
	 */
	CompletableFuture<Boolean> stop(ShardId shardId);

	/**
	 * Lets a shard go on, whatever holds it: one that is paused, by itself or with all
	 * others; one that was stopped; and at once with what waits for its next attempt.
	 * @param shardId the shard
	 * @return whether this kinsumer owns the shard
	 */
	CompletableFuture<Boolean> resume(ShardId shardId);

	/**
	 * Moves the stored position of a shard, back or forth, while nobody handles it; also
	 * of one that is finished, whose records are then handled again. For a shard that
	 * waits for its parents, or is free, no live member may own it; for a finished one
	 * there must be no live member. A member that ended without leaving the group is
	 * found out within its session timeout, which this waits for.
	 * @param shardId the shard
	 * @param position where to go on
	 * @return what was done; fails with {@link ResetRefusedException} while the shard is
	 * in use or this kinsumer runs, with {@link NoSuchShardException}, and with
	 * {@link IllegalArgumentException} when the position is none of the shard
	 */
	CompletableFuture<ResetReport> resetCheckpoint(ShardId shardId, ResetPosition position);

	/**
	 * Moves the stored positions of all shards, as
	 * {@link #resetCheckpoint(ShardId, ResetPosition)} does of one. There must be no live
	 * member.
	 * @param position where to go on; not after a record, as each shard has its own
	 * @return what was done; fails as that of one shard. If a member comes meanwhile,
	 * some shards may be reset and others not: the message tells which
	 */
	CompletableFuture<ResetReport> resetCheckpoints(ResetPosition position);

	/**
	 * What the kinsumer is doing now, from memory.
	 * @return a snapshot, not older than about half a second while it runs
	 */
	KinsumerStatus status();

}
