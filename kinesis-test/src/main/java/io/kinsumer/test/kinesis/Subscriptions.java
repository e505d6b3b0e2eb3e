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

package io.kinsumer.test.kinesis;

import java.util.List;

import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.ConsumerRequest.SubscribeToShard;
import org.jspecify.annotations.Nullable;

/**
 * Subscribing to shards: one subscription per consumer and shard.
 */
final class Subscriptions {

	/**
	 * How long after a call the next one is refused; from the documentation of
	 * SubscribeToShard. A subscription that has ended meanwhile is in nobody's way.
	 */
	private static final long UNDISTURBED_MILLIS = 5_000;

	private final Streams streams;

	private final Consumers consumers;

	private final Reads reads;

	Subscriptions(Streams streams, Consumers consumers, Reads reads) {
		this.streams = streams;
		this.consumers = consumers;
		this.reads = reads;
	}

	Subscription subscribe(SubscribeToShard request) {
		Names.require(request.shardId(), "shardId");
		return this.consumers.with(ConsumerRef.arn(request.consumerArn()), (stream, consumer) -> {
			ConsumerStatus status = consumer.status(stream.now());
			if (status != ConsumerStatus.ACTIVE) {
				throw KinesisErrors.inUse("Consumer " + consumer.arn() + " is not ACTIVE, instead in state " + status);
			}
			ShardLog shard = stream.find(request.shardId());
			if (shard == null) {
				throw KinesisErrors.notFound("Shard " + request.shardId() + " in stream " + stream.name()
						+ " under account " + this.streams.options().account() + " does not exist");
			}
			if (this.streams.options().limits().fanOut() && !consumer.calls(shard.index()).tryUse(stream.now(), 1)) {
				throw KinesisErrors
					.limit("Rate exceeded for consumer " + consumer.arn() + " and shard " + shard.id() + ".");
			}
			shard.trim(stream.horizon());
			long position = this.reads.position(stream, shard, request.type(), request.sequenceNumber(),
					request.timestamp());
			takeOver(stream, shard, consumer);
			Subscription subscription = new Subscription(this.streams, stream, shard, consumer, position);
			shard.subscriptions().add(subscription);
			return subscription;
		});
	}

	private static void takeOver(StreamState stream, ShardLog shard, ConsumerState consumer) {
		for (Subscription other : List.copyOf(shard.subscriptions())) {
			if (!other.isOf(consumer) || other.overdue(stream.now())) {
				continue;
			}
			if (stream.now() - other.openedAt() < UNDISTURBED_MILLIS) {
				throw KinesisErrors
					.inUse("Another active subscription exists for consumer " + consumer.arn() + " and shard "
							+ shard.id() + ", begun less than " + UNDISTURBED_MILLIS / 1000 + " seconds ago.");
			}
			other.fail(KinesisErrors.inUse(
					"Another subscription of consumer " + consumer.arn() + " to shard " + shard.id() + " took over."));
		}
	}

	int end(StreamRef ref, @Nullable String shardId, ServiceException error) {
		return this.streams.with(ref.resolve(), (stream) -> {
			int ended = 0;
			for (ShardLog shard : stream.shards()) {
				if (shardId == null || shardId.equals(shard.id())) {
					for (Subscription subscription : List.copyOf(shard.subscriptions())) {
						subscription.fail(error);
						ended++;
					}
				}
			}
			return ended;
		});
	}

}
