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

import io.kinsumer.core.processor.ProcessRecordsInput;
import io.kinsumer.core.processor.ShardProcessor;
import io.kinsumer.core.record.KinesisRecord;

/**
 * Calls a listener record by record and checkpoints each one.
 */
final class RecordListenerProcessor implements ShardProcessor {

	private final ListenerMethod listener;

	private final RecordArguments arguments;

	RecordListenerProcessor(ListenerMethod listener, RecordArguments arguments) {
		this.listener = listener;
		this.arguments = arguments;
	}

	@Override
	public void process(ProcessRecordsInput input) throws Exception {
		for (KinesisRecord record : input.records()) {
			if (!input.shard().deliverable()) {
				return;
			}
			this.listener.invoke(this.arguments.resolve(record, input.shard()));
			input.checkpointer().checkpoint(record);
		}
	}

}
