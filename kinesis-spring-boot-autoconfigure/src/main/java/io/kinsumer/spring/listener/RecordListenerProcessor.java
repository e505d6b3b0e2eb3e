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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.processor.RecordDelivery;
import io.kinsumer.core.processor.RecordProcessor;

/**
 * Calls a listener record by record; a record counts as handled when the method returns.
 */
final class RecordListenerProcessor implements RecordProcessor {

	private static final CompletionStage<?> DONE = CompletableFuture.completedFuture(null);

	private final ListenerMethod listener;

	private final RecordArguments arguments;

	RecordListenerProcessor(ListenerMethod listener, RecordArguments arguments) {
		this.listener = listener;
		this.arguments = arguments;
	}

	@Override
	public CompletionStage<?> handle(RecordDelivery delivery) throws Exception {
		this.listener.invoke(this.arguments.resolve(delivery.record(), delivery.shard()));
		return DONE;
	}

}
