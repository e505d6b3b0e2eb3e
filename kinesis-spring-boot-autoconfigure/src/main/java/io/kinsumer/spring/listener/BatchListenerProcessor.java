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

import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.processor.ShardProcessor;
import io.kinsumer.core.record.KinesisRecord;

/**
 * Calls a listener batch by batch and checkpoints each one. When a record cannot be
 * converted, those before it are delivered and checkpointed first, so that only it and
 * what comes after it are held back.
 */
final class BatchListenerProcessor implements ShardProcessor {

	private final ListenerMethod listener;

	private final BatchArguments arguments;

	BatchListenerProcessor(ListenerMethod listener, BatchArguments arguments) {
		this.listener = listener;
		this.arguments = arguments;
	}

	@Override
	public void process(ProcessRecordsInput input) throws Exception {
		List<KinesisRecord> records = input.records();
		BatchArguments.Resolved resolved = this.arguments.resolve(records, input.shard());
		if (resolved.count() > 0) {
			this.listener.invoke(resolved.arguments());
			input.checkpointer().checkpoint(records.get(resolved.count() - 1));
		}
		if (resolved.failure() != null) {
			throw resolved.failure();
		}
	}

}
