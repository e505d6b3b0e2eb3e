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

package io.kinsumer.spring.template;

import java.util.concurrent.CompletableFuture;

import io.kinsumer.core.record.RecordResult;
import io.kinsumer.spring.listener.ReplySender;

/**
 * Sends replies as the application sends everything else: payloads, messages and
 * {@link SendRequest}s, with the rules that {@link SendRequest#of(String, Object)} has
 * for headers. A destination that the reply brings along is not looked at: where to is
 * what {@code @SendTo} says. Safe for use by any thread.
 */
public final class TemplateReplySender implements ReplySender {

	private final KinesisOperations operations;

	/**
	 * Creates a sender.
	 * @param operations sends
	 */
	public TemplateReplySender(KinesisOperations operations) {
		this.operations = operations;
	}

	@Override
	public CompletableFuture<RecordResult> send(Reply reply) {
		SendRequest request = SendRequest.of(reply.destination(), reply.payload());
		return this.operations
			.sendAsync((request.partitionKey() != null) ? request : request.withPartitionKey(reply.partitionKey()));
	}

}
