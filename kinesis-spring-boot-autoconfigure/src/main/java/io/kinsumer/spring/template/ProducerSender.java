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

import io.kinsumer.core.producer.AggregatingProducer;
import io.kinsumer.core.record.RecordResult;
import io.kinsumer.core.record.UserRecord;

/**
 * Sends by a producer, which collects records anyway.
 */
record ProducerSender(SendTarget target, AggregatingProducer producer) implements RecordSender, RecordSender.Batch {

	@Override
	public CompletableFuture<RecordResult> put(UserRecord record) {
		return this.producer.put(record);
	}

	@Override
	public Batch batch() {
		return this;
	}

	@Override
	public CompletableFuture<RecordResult> add(UserRecord record) {
		return put(record);
	}

	@Override
	public void send() {
		// Each record was put when it was added.
	}

	@Override
	public CompletableFuture<Void> flush() {
		return this.producer.flush();
	}

}
