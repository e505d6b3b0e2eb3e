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

package io.kinsumer.spring.listener;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import io.kinsumer.core.processor.ShardProcessorFactory;
import io.kinsumer.spring.error.RetryBackoff;

/**
 * Makes what the engine calls of what an endpoint says. Safe for use by any thread.
 */
public final class ListenerProcessors {

	private final InstantSource clock;

	private final IntFunction<Duration> refusalDelay;

	/**
	 * Creates it.
	 * @param clock tells when records failed
	 */
	public ListenerProcessors(InstantSource clock) {
		this(clock, (attempt) -> RetryBackoff.DEFAULT.delay(attempt, ThreadLocalRandom.current()::nextDouble));
	}

	/**
	 * Creates it.
	 * @param refusalDelay tells how long to wait when the dead-letter target has refused
	 * a record so often
	 */
	ListenerProcessors(InstantSource clock, IntFunction<Duration> refusalDelay) {
		this.clock = clock;
		this.refusalDelay = refusalDelay;
	}

	/**
	 * Makes the processors of an endpoint.
	 * @param endpoint what handles the records
	 * @param consumerGroup the group of its kinsumer
	 * @param options how they are handled; of no effect with
	 * {@link ListenerHandler.OfShards}
	 * @return creates a processor for each period of ownership of a shard
	 * @throws ListenerConfigurationException if the options do not fit the listener
	 */
	public ShardProcessorFactory create(KinesisListenerEndpoint endpoint, String consumerGroup,
			ListenerOptions options) {
		String id = endpoint.id();
		FailureHandling failures = new FailureHandling(id, consumerGroup, options, this.clock, this.refusalDelay);
		List<ListenerInterceptor> interceptors = options.interceptors()
			.stream()
			.filter((interceptor) -> interceptor.supports(id, endpoint.kinsumer()))
			.toList();
		ListenerHandler handler = endpoint.handler();
		if (handler instanceof ListenerHandler.OfShards shards) {
			return shards.factory();
		}
		Stream.concat(interceptors.stream(), endpoint.ownInterceptors().stream())
			.forEach((interceptor) -> interceptor.prepare(endpoint, consumerGroup, options.ackMode()));
		if (handler instanceof ListenerHandler.OfRecords records) {
			AckModes.check(endpoint, options.ackMode(), records.listener());
			RecordListener listener = UnwrappedCall.around(options.unwrapper(),
					InterceptedCall.around(interceptors, records.listener()));
			return (shard) -> new RecordListenerProcessor(id, listener, options.ackMode(), failures);
		}
		BatchListener batches = ((ListenerHandler.OfBatches) handler).listener();
		AckModes.checkBatches(endpoint, options.ackMode(), batches);
		BatchListener listener = UnwrappedCall.aroundBatches(options.unwrapper(),
				InterceptedCall.aroundBatches(interceptors, batches));
		return (shard) -> new BatchListenerProcessor(id, listener, options.ackMode() == AckMode.MANUAL, failures);
	}

}
