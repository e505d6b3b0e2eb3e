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

package io.kinsumer.core.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.shard.StreamConsumer.State;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerDescription;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;

/**
 * The consumers of enhanced fan-out that are registered with streams. A kinsumer
 * registers its consumer by itself and never deregisters it; do that here when a group is
 * given up, because registered consumers are paid for by the hour and limited in number.
 * No method waits; futures fail with the SDK's exceptions.
 */
public final class StreamConsumers {

	private final KinesisAsyncClient kinesis;

	/**
	 * Creates an access to registered consumers.
	 * @param kinesis makes the calls; remains the caller's
	 */
	public StreamConsumers(KinesisAsyncClient kinesis) {
		this.kinesis = kinesis;
	}

	/**
	 * Describes a consumer.
	 * @param consumerArn its ARN
	 * @return fails with {@code ResourceNotFoundException} if there is none
	 */
	public CompletableFuture<StreamConsumer> describe(String consumerArn) {
		return this.kinesis.describeStreamConsumer((request) -> request.consumerARN(consumerArn))
			.thenApply((response) -> consumer(response.consumerDescription()));
	}

	/**
	 * Describes a consumer.
	 * @param streamArn the ARN of its stream
	 * @param name its name
	 * @return fails with {@code ResourceNotFoundException} if there is none
	 */
	public CompletableFuture<StreamConsumer> describe(String streamArn, String name) {
		return this.kinesis.describeStreamConsumer((request) -> request.streamARN(streamArn).consumerName(name))
			.thenApply((response) -> consumer(response.consumerDescription()));
	}

	/**
	 * Registers a consumer, which becomes {@code ACTIVE} within seconds.
	 * @param streamArn the ARN of the stream
	 * @param name its name, unique for the stream
	 * @return fails with {@code ResourceInUseException} if there is one of that name, and
	 * with {@code LimitExceededException} if there are too many
	 */
	public CompletableFuture<StreamConsumer> register(String streamArn, String name) {
		return this.kinesis.registerStreamConsumer((request) -> request.streamARN(streamArn).consumerName(name))
			.thenApply((response) -> consumer(response.consumer()));
	}

	/**
	 * Deregisters a consumer. Kinsumers that use it can read no more; stop them first.
	 * @param consumerArn its ARN
	 * @return fails with {@code ResourceNotFoundException} if there is none
	 */
	public CompletableFuture<Void> deregister(String consumerArn) {
		return this.kinesis.deregisterStreamConsumer((request) -> request.consumerARN(consumerArn))
			.thenApply((response) -> null);
	}

	/**
	 * Lists the consumers of a stream.
	 * @param streamArn the ARN of the stream
	 * @return all of them
	 */
	public CompletableFuture<List<StreamConsumer>> list(String streamArn) {
		return list(streamArn, null, new ArrayList<>());
	}

	private CompletableFuture<List<StreamConsumer>> list(String streamArn, @Nullable String token,
			List<StreamConsumer> found) {
		return this.kinesis.listStreamConsumers((request) -> request.streamARN(streamArn).nextToken(token))
			.thenCompose((response) -> {
				response.consumers().forEach((consumer) -> found.add(consumer(consumer)));
				String next = response.nextToken();
				return (next != null) ? list(streamArn, next, found) : CompletableFuture.completedFuture(found);
			});
	}

	private static StreamConsumer consumer(ConsumerDescription description) {
		return new StreamConsumer(description.consumerName(), description.consumerARN(),
				state(description.consumerStatus()));
	}

	private static StreamConsumer consumer(Consumer consumer) {
		return new StreamConsumer(consumer.consumerName(), consumer.consumerARN(), state(consumer.consumerStatus()));
	}

	private static State state(ConsumerStatus status) {
		return switch (status) {
			case ACTIVE -> State.ACTIVE;
			case DELETING -> State.DELETING;
			// A state that is not known yet may become a known one.
			case CREATING, UNKNOWN_TO_SDK_VERSION -> State.CREATING;
		};
	}

}
