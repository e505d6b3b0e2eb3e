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
import io.kinsumer.core.writer.RecordWriter;

/**
 * Puts records into one stream. Safe for use by any thread.
 */
public interface RecordSender {

	/**
	 * Sends by a producer.
	 * @param destination how the application calls it
	 * @param producer the producer
	 * @return the sender
	 */
	static RecordSender of(String destination, AggregatingProducer producer) {
		return new ProducerSender(
				new SendTarget(destination, SendMode.PRODUCER, producer.settings().streamName().value()), producer);
	}

	/**
	 * Sends by a writer.
	 * @param destination how the application calls it
	 * @param writer the writer
	 * @return the sender
	 */
	static RecordSender of(String destination, RecordWriter writer) {
		return new WriterSender(new SendTarget(destination, SendMode.WRITER, writer.settings().streamName().value()),
				writer);
	}

	/**
	 * Where it sends to.
	 * @return never {@code null}
	 */
	SendTarget target();

	/**
	 * Puts a record.
	 * @param record the record
	 * @return where it was written; may be cancelled
	 */
	CompletableFuture<RecordResult> put(UserRecord record);

	/**
	 * Starts a batch, for use by one thread.
	 * @return an empty batch
	 */
	Batch batch();

	/**
	 * Waits for what was put before.
	 * @return completed, never exceptionally, when all of it is settled
	 */
	CompletableFuture<Void> flush();

	/**
	 * Records that are put together.
	 */
	interface Batch {

		/**
		 * Adds a record, or puts it at once.
		 * @param record the record
		 * @return where it was written
		 */
		CompletableFuture<RecordResult> add(UserRecord record);

		/**
		 * Puts what was added. What is added later is put at once.
		 */
		void send();

	}

}
