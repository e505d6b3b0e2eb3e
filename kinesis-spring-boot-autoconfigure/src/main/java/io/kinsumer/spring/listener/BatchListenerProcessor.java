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
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.kinsumer.core.processor.AsyncShardProcessor;
import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.error.BatchListenerFailedException;

/**
 * Calls a listener batch by batch and checkpoints each one, and of one that failed at a
 * record those before it.
 */
final class BatchListenerProcessor implements AsyncShardProcessor {

	private final String listenerId;

	private final BatchListener listener;

	BatchListenerProcessor(String listenerId, BatchListener listener) {
		this.listenerId = listenerId;
		this.listener = listener;
	}

	@Override
	public CompletionStage<?> processAsync(ProcessRecordsInput input) throws Exception {
		List<KinesisRecord> records = input.records();
		ListenerContext context = new DeliveryContext(this.listenerId, input.shard(), 1, input.fetchedAt(),
				input.millisBehindLatest(), null);
		return call(records, context).handle((handled, failure) -> {
			Throwable cause = (failure instanceof CompletionException && failure.getCause() != null)
					? failure.getCause() : failure;
			int count = records.size();
			if (cause instanceof BatchListenerFailedException batch) {
				count = Math.min(batch.index(), count);
			}
			else if (cause != null) {
				count = 0;
			}
			if (count > 0) {
				input.checkpointer().checkpoint(records.get(count - 1));
			}
			if (cause instanceof BatchListenerFailedException batch && batch.getCause() != null) {
				throw new CompletionException(batch.getCause());
			}
			if (cause != null) {
				throw new CompletionException(cause);
			}
			return null;
		});
	}

	private CompletionStage<?> call(List<KinesisRecord> records, ListenerContext context) {
		try {
			return this.listener.onBatch(records, context);
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
