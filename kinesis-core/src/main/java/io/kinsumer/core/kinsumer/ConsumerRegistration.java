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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.kinsumer.core.client.AwsErrors;
import io.kinsumer.core.client.AwsErrors.Kind;
import io.kinsumer.core.client.StreamConsumerException;
import io.kinsumer.core.runtime.EngineRuntime;
import io.kinsumer.core.shard.Retrieval;
import io.kinsumer.core.shard.StreamConsumer;
import io.kinsumer.core.shard.StreamConsumers;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Finds the registered consumer of a kinsumer, or registers it, and waits until it can be
 * used. Several members of a group may do so at once.
 */
final class ConsumerRegistration {

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

	private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	// More consumers may be created at once, or more calls made, than Kinesis allows:
	// that passes.
	private static final Duration LIMIT_PATIENCE = Duration.ofSeconds(10);

	private final EngineRuntime runtime;

	private final StreamConsumers consumers;

	private final String streamArn;

	private final String name;

	private final Retrieval.FanOut wanted;

	private final Mark begun;

	private final CompletableFuture<String> found = new CompletableFuture<>();

	ConsumerRegistration(KinsumerSettings settings, Retrieval.FanOut wanted, EngineRuntime runtime,
			StreamConsumers consumers, String streamArn) {
		this.runtime = runtime;
		this.consumers = consumers;
		this.streamArn = streamArn;
		this.wanted = wanted;
		this.name = (wanted.consumerName() != null) ? wanted.consumerName() : settings.consumerGroup();
		this.begun = Mark.now(runtime);
	}

	/**
	 * Finds or registers the consumer.
	 * @return the ARN of a consumer that is active; fails with a
	 * {@link StreamConsumerException} that says why there is none
	 */
	CompletableFuture<String> find() {
		String arn = this.wanted.consumerArn();
		if (arn != null && !arn.startsWith(this.streamArn + "/consumer/")) {
			fail("consumer-arn '" + arn + "' belongs to another stream than '" + this.streamArn
					+ "': correct one of them", null);
		}
		else {
			describe();
		}
		return this.found;
	}

	private void describe() {
		String arn = this.wanted.consumerArn();
		Supplier<CompletableFuture<StreamConsumer>> call = (arn != null) ? () -> this.consumers.describe(arn)
				: () -> this.consumers.describe(this.streamArn, this.name);
		this.runtime.ask(CALL_TIMEOUT, call, (consumer, failure) -> {
			if (failure == null) {
				onDescribed(consumer);
			}
			else if (AwsErrors.unwrap(failure) instanceof ResourceNotFoundException missing) {
				onMissing(missing);
			}
			else {
				onFailed("kinesis:DescribeStreamConsumer", failure);
			}
		});
	}

	private void onDescribed(StreamConsumer consumer) {
		switch (consumer.state()) {
			case ACTIVE -> this.found.complete(consumer.arn());
			case CREATING -> again(PATIENCE, "is being registered for more than " + PATIENCE.toSeconds()
					+ " s: see whether it becomes ACTIVE, then start again", null);
			case DELETING -> {
				if (this.wanted.consumerArn() != null) {
					fail(describe("is being deregistered: name another one by fan-out.consumer-arn"), null);
				}
				else {
					again(PATIENCE,
							"is being deregistered for more than " + PATIENCE.toSeconds()
									+ " s, until which its name is taken: start again later, or set "
									+ "fan-out.consumer-name to another name",
							null);
				}
			}
		}
	}

	private void onMissing(ResourceNotFoundException missing) {
		if (this.wanted.consumerArn() != null) {
			fail(describe("is not registered: register it (aws kinesis register-stream-consumer), or set "
					+ "fan-out.consumer-name in place of fan-out.consumer-arn and let it be registered"), missing);
			return;
		}
		this.runtime.ask(CALL_TIMEOUT, () -> this.consumers.register(this.streamArn, this.name),
				(registered, failure) -> {
					if (failure == null) {
						onDescribed(registered);
					}
					else if (AwsErrors.unwrap(failure) instanceof ResourceInUseException taken) {
						// Another member was faster, or the old one is not quite gone.
						again(PATIENCE, "cannot be registered: " + taken.getMessage(), taken);
					}
					else {
						onFailed("kinesis:RegisterStreamConsumer", failure);
					}
				});
	}

	private void onFailed(String action, Throwable failure) {
		Throwable cause = AwsErrors.unwrap(failure);
		if (AwsErrors.kindOf(cause) == Kind.THROTTLED) {
			again(LIMIT_PATIENCE,
					"cannot be registered: " + cause.getMessage()
							+ " A stream may have 20 registered consumers, 50 with On-demand Advantage: deregister one "
							+ "that nobody uses (aws kinesis list-stream-consumers), or set retrieval to polling",
					cause);
		}
		else if (AwsErrors.isDenied(cause)) {
			fail(describe("cannot be used, because " + action + " is denied: allow it, or register the consumer "
					+ "beforehand and set fan-out.consumer-arn (which takes kinesis:DescribeStreamConsumer and "
					+ "kinesis:SubscribeToShard): " + cause.getMessage()), cause);
		}
		else {
			fail(describe("cannot be used: " + action + " failed: " + cause.getMessage()), cause);
		}
	}

	private void again(Duration patience, String problem, @Nullable Throwable cause) {
		if (this.begun.until(Mark.now(this.runtime)).compareTo(patience) >= 0) {
			fail(describe(problem), cause);
		}
		else {
			this.runtime.schedule(POLL_INTERVAL, this::describe);
		}
	}

	private String describe(String problem) {
		String arn = this.wanted.consumerArn();
		return "the registered consumer '" + ((arn != null) ? arn : this.name + "' of stream '" + this.streamArn) + "' "
				+ problem;
	}

	private void fail(String message, @Nullable Throwable cause) {
		this.found.completeExceptionally(new StreamConsumerException(message, cause));
	}

}
