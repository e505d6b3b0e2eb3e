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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.error.BatchListenerFailedException;

/**
 * Calls a method for each batch. When a record cannot be converted, those before it are
 * delivered first, so that only it and what comes after it are held back.
 */
final class MethodBatchListener implements BatchListener {

	private static final CompletionStage<?> DONE = CompletableFuture.completedFuture(null);

	private final ListenerMethod method;

	private final BatchArguments arguments;

	MethodBatchListener(ListenerMethod method, BatchArguments arguments) {
		this.method = method;
		this.arguments = arguments;
	}

	@Override
	public CompletionStage<?> onBatch(List<KinesisRecord> records, ListenerContext context) throws Exception {
		BatchArguments.Resolved resolved = this.arguments.resolve(records, context);
		if (resolved.count() > 0) {
			this.method.invoke(resolved.arguments());
		}
		if (resolved.failure() != null) {
			throw new BatchListenerFailedException(resolved.count(), resolved.failure());
		}
		return DONE;
	}

}
