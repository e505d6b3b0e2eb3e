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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

import io.kinsumer.test.fault.ServiceException;
import io.kinsumer.test.kinesis.ConsumerRequest.DeregisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.DescribeStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerRequest.ListStreamConsumers;
import io.kinsumer.test.kinesis.ConsumerRequest.RegisterStreamConsumer;
import io.kinsumer.test.kinesis.ConsumerResult.ConsumerDescription;
import io.kinsumer.test.kinesis.ConsumerResult.ConsumerPage;
import io.kinsumer.test.kinesis.KinesisResult.Empty;
import org.jspecify.annotations.Nullable;

/**
 * Registering consumers of enhanced fan-out.
 */
final class Consumers {

	private static final int MAX_CONSUMERS = 20;

	private static final int CREATIONS = 5;

	private final Streams streams;

	Consumers(Streams streams) {
		this.streams = streams;
	}

	/** Run something on a registered consumer and its stream. */
	<T> T with(ConsumerRef ref, BiFunction<StreamState, ConsumerState, T> action) {
		return this.streams.withPresent(ref.stream(), (stream) -> {
			for (ConsumerState consumer : stream.consumers().values()) {
				if (ref.names(consumer.name(), consumer.arn())) {
					return action.apply(stream, consumer);
				}
			}
			throw missing(ref, stream.name());
		});
	}

	ServiceException missing(ConsumerRef ref, String stream) {
		return KinesisErrors.notFound("Consumer " + ref.display() + " of stream " + stream + " under account "
				+ this.streams.options().account() + " not found.");
	}

	ConsumerDescription register(RegisterStreamConsumer request) {
		String name = request.consumerName();
		Names.require(name, "consumerName");
		Tags.validate(request.tags());
		boolean limited = this.streams.options().limits().control();
		if (limited) {
			requireFewCreations();
		}
		return this.streams.withPresent(StreamRef.arn(request.streamArn()).resolve(), (stream) -> {
			if (stream.consumers().containsKey(name)) {
				throw KinesisErrors.inUse("Consumer " + name + " of stream " + stream.name() + " under account "
						+ this.streams.options().account() + " already exists.");
			}
			if (limited && stream.consumers().size() >= MAX_CONSUMERS) {
				throw KinesisErrors.limit("Stream " + stream.name() + " has " + MAX_CONSUMERS
						+ " consumers already, which is the most it may have.");
			}
			ConsumerState consumer = new ConsumerState(name, stream.arn(), stream.now(),
					stream.now() + this.streams.options().transition().toMillis(), request.tags());
			stream.consumers().put(name, consumer);
			return consumer.describe(stream.now());
		});
	}

	private void requireFewCreations() {
		AtomicInteger creating = new AtomicInteger();
		this.streams.forEach((stream) -> {
			for (ConsumerState consumer : stream.consumers().values()) {
				creating.addAndGet((consumer.status(stream.now()) == ConsumerStatus.CREATING) ? 1 : 0);
			}
		});
		if (creating.get() >= CREATIONS) {
			throw KinesisErrors.limit("There are already " + CREATIONS + " consumers in the CREATING state.");
		}
	}

	Empty deregister(DeregisterStreamConsumer request) {
		return with(request.consumer(), (stream, consumer) -> {
			consumer.deregister(stream.now() + this.streams.options().transition().toMillis());
			if (consumer.gone(stream.now())) {
				stream.consumers().remove(consumer.name());
			}
			for (ShardLog shard : stream.shards()) {
				shard.signal();
			}
			return new Empty();
		});
	}

	ConsumerDescription describe(DescribeStreamConsumer request) {
		return with(request.consumer(), (stream, consumer) -> consumer.describe(stream.now()));
	}

	ConsumerPage list(ListStreamConsumers request) {
		int max = Streams.page(request.maxResults(), 100, "maxResults");
		String name = StreamRef.arn(request.streamArn()).resolve();
		PageToken token = (request.nextToken() != null) ? PageToken.decode(request.nextToken()) : null;
		if (token != null && request.streamCreationTimestamp() != null) {
			throw KinesisErrors.invalid("NextToken and StreamCreationTimestamp cannot be provided together.");
		}
		if (token != null && !token.stream().equals(name)) {
			throw KinesisErrors.invalid("NextToken does not belong to " + request.streamArn());
		}
		return this.streams.withPresent(name, (stream) -> {
			requireMeant(stream, token, request.streamCreationTimestamp());
			List<ConsumerDescription> page = new ArrayList<>();
			for (ConsumerState consumer : stream.consumers().values()) {
				if (token != null && consumer.name().compareTo(token.after()) <= 0) {
					continue;
				}
				if (page.size() == max) {
					return new ConsumerPage(page,
							new PageToken(name, stream.incarnation(), page.get(max - 1).consumerName(), stream.now())
								.encode());
				}
				page.add(consumer.describe(stream.now()));
			}
			return new ConsumerPage(page, null);
		});
	}

	private void requireMeant(StreamState stream, @Nullable PageToken token, @Nullable Instant created) {
		if (created != null && created.getEpochSecond() != Math.floorDiv(stream.createdAt(), 1000L)) {
			throw this.streams.missing(stream.name());
		}
		if (token != null && token.incarnation() != stream.incarnation()) {
			throw this.streams.missing(stream.name());
		}
		if (token != null && stream.now() - token.issuedAt() > PageToken.LIFETIME_MILLIS) {
			throw KinesisErrors.expiredToken("The pagination token passed to the operation is expired.");
		}
	}

}
