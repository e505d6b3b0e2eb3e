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

package io.kinsumer.core.observe;

import java.time.Duration;

import io.kinsumer.core.record.ShardId;
import io.kinsumer.core.record.ShardPosition;

/**
 * Hears what a kinsumer does. Called on the engine's threads, nearly always on the one
 * that renews the session: a listener that blocks suspends the kinsumer, and loses it its
 * shards when it does so for as long as the session timeout. What a listener throws is
 * logged and has no further effect. No argument is {@code null}; durations are never
 * negative.
 */
public interface KinsumerListener {

	/**
	 * This client joined its group.
	 * @param kinsumer which
	 * @param took since it was started, or lost its session
	 */
	default void joined(KinsumerInfo kinsumer, Duration took) {
	}

	/**
	 * This client left its group in good order.
	 * @param kinsumer which
	 * @param took since it began to hand its shards over
	 */
	default void left(KinsumerInfo kinsumer, Duration took) {
	}

	/**
	 * The kinsumer could not join its group, or stopped by an error that would not go
	 * away by itself. Its shards, if it had any, go to others.
	 * @param kinsumer which
	 * @param failure why, a typed error
	 */
	default void failed(KinsumerInfo kinsumer, Throwable failure) {
	}

	/**
	 * This client's session was ended by others, because it could not renew it in time.
	 * Its shards are lost; it joins anew.
	 * @param kinsumer which
	 */
	default void sessionLost(KinsumerInfo kinsumer) {
	}

	/**
	 * The stream was deleted and made again. Its shards are lost; those of the new one
	 * are read from their beginning.
	 * @param kinsumer which
	 */
	default void streamReplaced(KinsumerInfo kinsumer) {
	}

	/**
	 * The members of the group changed.
	 * @param kinsumer which
	 * @param members the live members, this one included
	 */
	default void membersChanged(KinsumerInfo kinsumer, int members) {
	}

	/**
	 * This client owns a shard from now on.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param position where its records begin
	 * @param took since it set out to acquire the shard, which was free then
	 */
	default void shardAssigned(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration took) {
	}

	/**
	 * This client gave up a shard in good order.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param position where the next owner goes on
	 * @param took since it began to hand the shard over
	 */
	default void shardReleased(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration took) {
	}

	/**
	 * A shard was taken from this client.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param owned how long it was this client's
	 */
	default void shardLost(KinsumerInfo kinsumer, ShardId shardId, Duration owned) {
	}

	/**
	 * All records of a closed shard were handled.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param owned how long it was this client's
	 */
	default void shardFinished(KinsumerInfo kinsumer, ShardId shardId, Duration owned) {
	}

	/**
	 * Retention has passed the position of a shard before it was read on: records may be
	 * lost. Reading goes on with the oldest that is left. It is told when the shard is
	 * read, once a minute at most as long as its owner stays behind. Retention counts as
	 * it was when this client joined.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param position where reading was to go on
	 * @param gap how long the stretch is whose records may be lost. When this client had
	 * read the shard before: from where it had read it to, as Kinesis told, to the trim
	 * horizon, by this client's clocks; that is exact but for the duration of a call.
	 * When others had: from the last write of the position to the arrival of the first
	 * record that is left, or to the trim horizon if none is, by the clocks of its writer
	 * and of Kinesis. The stretch begins earlier where the former owner was behind when
	 * it wrote; zero when it was so far behind that nothing can be told. An idle shard
	 * whose owner vanished has such a gap too when the first record comes, because that
	 * owner had nothing to write
	 */
	default void retentionGap(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position, Duration gap) {
	}

	/**
	 * A shard has left the stream before all its records were handled: retention has
	 * passed them. Its owner tells that, and gives it up. Where its owner is dead, or
	 * nobody had begun it yet, that client tells it which removes its item.
	 * @param kinsumer which
	 * @param shardId the shard
	 */
	default void shardVanished(KinsumerInfo kinsumer, ShardId shardId) {
	}

	/**
	 * A read of a shard was answered.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param records Kinesis records in the answer, 0 or more
	 * @param bytes their payload bytes
	 * @param millisBehindLatest milliseconds behind the tip, as Kinesis said
	 */
	default void recordsRead(KinsumerInfo kinsumer, ShardId shardId, int records, long bytes, long millisBehindLatest) {
	}

	/**
	 * A shard is read again, by polling.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param waited since the last read was answered: because the tip was reached, to
	 * keep to the throughput of a shard, or because handling is behind
	 */
	default void readWaited(KinsumerInfo kinsumer, ShardId shardId, Duration waited) {
	}

	/**
	 * Records that were too young to be handled have the age of the consume delay now.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param held how long nothing of the shard could be handled because of that
	 */
	default void recordsDelayed(KinsumerInfo kinsumer, ShardId shardId, Duration held) {
	}

	/**
	 * User records were found in a shard they do not belong to by their hash keys,
	 * because their producer put them into an aggregate for another shard. Each is told
	 * once as long as this client owns the shard.
	 * @param kinsumer which
	 * @param shardId the shard they were found in
	 * @param records user records, at least 1
	 * @param dropped whether they are left out; otherwise they are handled
	 */
	default void recordsMisplaced(KinsumerInfo kinsumer, ShardId shardId, int records, boolean dropped) {
	}

	/**
	 * Records were handled.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param records user records that the processor has checkpointed, or that were
	 * handled one by one
	 * @param duration how long the processor took; of records that are handled one by
	 * one, the sum
	 */
	default void recordsHandled(KinsumerInfo kinsumer, ShardId shardId, int records, Duration duration) {
	}

	/**
	 * A processor failed; what it did not checkpoint will be delivered again.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param failure what it threw
	 * @param attempt consecutive failures of this shard, or of the record if records are
	 * handled one by one, from 1
	 * @param retryIn when it is called again; zero when this owner will not do so, or
	 * only after a resumption
	 */
	default void handlingFailed(KinsumerInfo kinsumer, ShardId shardId, Throwable failure, int attempt,
			Duration retryIn) {
	}

	/**
	 * A processor put off what it did not checkpoint, by a {@code RetryAfterException}
	 * without a cause. That is no failure.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param retryIn when it is called again
	 */
	default void handlingPutOff(KinsumerInfo kinsumer, ShardId shardId, Duration retryIn) {
	}

	/**
	 * A handler stopped its shard, or an operator did: nothing more is delivered until
	 * somebody resumes it, or another client owns it.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param failure what the handler threw; without a cause if it was an operator
	 */
	default void shardStopped(KinsumerInfo kinsumer, ShardId shardId, Throwable failure) {
	}

	/**
	 * A shard of this client is paused: it is kept, but nothing is handled until it is
	 * resumed. Told for each shard when the kinsumer is paused, and for one that a paused
	 * kinsumer gets.
	 * @param kinsumer which
	 * @param shardId the shard
	 */
	default void shardPaused(KinsumerInfo kinsumer, ShardId shardId) {
	}

	/**
	 * A shard that was paused or stopped goes on.
	 * @param kinsumer which
	 * @param shardId the shard
	 */
	default void shardResumed(KinsumerInfo kinsumer, ShardId shardId) {
	}

	/**
	 * Handlers did not end within the release delay and were interrupted. What they had
	 * in hand is not checkpointed, even if they return now.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param records how many records they had in hand, as far as that is known
	 */
	default void handlingInterrupted(KinsumerInfo kinsumer, ShardId shardId, int records) {
	}

	/**
	 * This client hands a shard over and could not handle a record in time, although it
	 * has handled records that come after it: those are delivered again to the next
	 * owner. It happens only to shards whose records are handled one by one.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param records how many records will be handled again, at least 1
	 */
	default void repeatsExpected(KinsumerInfo kinsumer, ShardId shardId, int records) {
	}

	/**
	 * The position of a shard was written to the metadata table.
	 * @param kinsumer which
	 * @param shardId the shard
	 * @param position what was written
	 */
	default void persisted(KinsumerInfo kinsumer, ShardId shardId, ShardPosition position) {
	}

	/**
	 * A call to Kinesis or DynamoDB failed and will be made again.
	 * @param kinsumer which
	 * @param operation the operation, such as {@code GetRecords} or
	 * {@code writing of a position}: one of few, without the name of a shard or a client
	 * @param failure why
	 */
	default void callFailed(KinsumerInfo kinsumer, String operation, Throwable failure) {
	}

}
