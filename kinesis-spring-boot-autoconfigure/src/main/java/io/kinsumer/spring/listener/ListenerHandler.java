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
 * What handles the records of an endpoint.
 */
public sealed interface ListenerHandler {

	/**
	 * Handles records one by one.
	 *
	 * @param listener the listener
	 */
	record OfRecords(RecordListener listener) implements ListenerHandler {

	}

	/**
	 * Handles batches.
	 *
	 * @param listener the listener
	 */
	record OfBatches(BatchListener listener) implements ListenerHandler {

	}

	/**
	 * Handles shards by the engine's own contract. Failures and checkpoints are the
	 * processor's matter: ack modes, interceptors and failure policies do not apply.
	 *
	 * @param factory creates the processors
	 */
	record OfShards(ShardProcessorFactory factory) implements ListenerHandler {

	}

}
