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

import io.kinsumer.core.processor.ShardProcessorFactory;

/**
 * Makes what the engine calls of what an endpoint says. Safe for use by any thread.
 */
public final class ListenerProcessors {

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
		ListenerHandler handler = endpoint.handler();
		if (handler instanceof ListenerHandler.OfShards shards) {
			return shards.factory();
		}
		if (handler instanceof ListenerHandler.OfRecords records) {
			return (shard) -> new RecordListenerProcessor(endpoint.id(), records.listener());
		}
		ListenerHandler.OfBatches batches = (ListenerHandler.OfBatches) handler;
		return (shard) -> new BatchListenerProcessor(endpoint.id(), batches.listener());
	}

}
