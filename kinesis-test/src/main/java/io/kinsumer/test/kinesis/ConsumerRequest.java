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

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import io.kinsumer.test.fault.Target;
import org.jspecify.annotations.Nullable;

/**
 * Requests of enhanced fan-out, each record named as the operation.
 */
public sealed interface ConsumerRequest extends KinesisRequest {

	/**
	 * Register a consumer.
	 *
	 * @param streamArn the ARN of the stream
	 * @param consumerName the name, unique for the stream
	 * @param tags its tags
	 */
	record RegisterStreamConsumer(String streamArn, String consumerName,
			Map<String, String> tags) implements ConsumerRequest {

		@Override
		public String resource() {
			return this.streamArn;
		}

	}

	/**
	 * Deregister a consumer.
	 *
	 * @param consumer the consumer
	 */
	record DeregisterStreamConsumer(ConsumerRef consumer) implements ConsumerRequest {

		@Override
		public @Nullable String resource() {
			return resourceOf(this.consumer);
		}

	}

	/**
	 * Describe a consumer.
	 *
	 * @param consumer the consumer
	 */
	record DescribeStreamConsumer(ConsumerRef consumer) implements ConsumerRequest {

		@Override
		public @Nullable String resource() {
			return resourceOf(this.consumer);
		}

	}

	/**
	 * List the consumers of a stream.
	 *
	 * @param streamArn the ARN of the stream
	 * @param nextToken where to go on
	 * @param maxResults the most consumers to return, 1 to 10000, 100 when {@code null}
	 * @param streamCreationTimestamp the creation time of the stream that is meant
	 */
	record ListStreamConsumers(String streamArn, @Nullable String nextToken, @Nullable Integer maxResults,
			@Nullable Instant streamCreationTimestamp) implements ConsumerRequest {

		@Override
		public String resource() {
			return this.streamArn;
		}

	}

	/**
	 * Subscribe to a shard.
	 *
	 * @param consumerArn the ARN of the consumer
	 * @param shardId the shard
	 * @param type where to start
	 * @param sequenceNumber the sequence number of AT_ and AFTER_SEQUENCE_NUMBER
	 * @param timestamp the time of AT_TIMESTAMP
	 */
	record SubscribeToShard(String consumerArn, String shardId, IteratorType type, @Nullable String sequenceNumber,
			@Nullable Instant timestamp) implements ConsumerRequest, Target {

		@Override
		public String resource() {
			return this.consumerArn;
		}

		@Override
		public Set<String> shards() {
			return Set.of(this.shardId);
		}

	}

	private static @Nullable String resourceOf(ConsumerRef consumer) {
		return (consumer.consumerArn() != null) ? consumer.consumerArn() : consumer.streamArn();
	}

}
