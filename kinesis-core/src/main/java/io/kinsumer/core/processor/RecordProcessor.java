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

package io.kinsumer.core.processor;

import java.util.concurrent.CompletionStage;

import io.kinsumer.core.record.KinesisRecord;

/**
 * Handles the records of one shard one by one, for one period of ownership. The engine
 * calls it for as many records at once as the kinsumer's {@code concurrency} says, but
 * never for two records with the same partition key: the next of a key follows when the
 * call for the one before it has ended. With a concurrency of 1 the order is that of the
 * shard.
 * <p>
 * The engine keeps the checkpoint: it is the last record before the first one that is not
 * handled. A record that fails is delivered again after a delay, and holds back the
 * records of its key; those of other keys go on until 10,000 records of the shard wait,
 * or as much as the kinsumer holds in memory of one shard.
 * <p>
 * Before a shard is handed over, the records that come before a handled one are finished,
 * so that the next owner repeats nothing: the engine calls for them although the shard is
 * no longer {@linkplain ShardContext#deliverable() deliverable}. Those that fail are
 * tried again for the release delay.
 */
@FunctionalInterface
public interface RecordProcessor extends ShardProcessor {

	/**
	 * Handles a record.
	 * @param delivery the record
	 * @return when it completes the record counts as handled, unless it was
	 * {@linkplain RecordDelivery#defer() deferred}, and the next one of its key may
	 * begin. When it fails, or the call throws, the record is delivered again after a
	 * delay, which grows from 1 to 30 seconds unless a {@link RetryAfterException} says
	 * otherwise; a {@link StopShardException} stops the shard. A
	 * {@link java.util.concurrent.CancellationException} once the shard is no longer
	 * {@linkplain ShardContext#deliverable() deliverable} leaves the record unhandled
	 * without counting as a failure; it is handed over once more if later records are
	 * handled already. A stage that has not ended when the release delay is over has its
	 * future cancelled
	 * @throws Exception counts as a stage that failed
	 */
	CompletionStage<?> handle(RecordDelivery delivery) throws Exception;

	/**
	 * Handles the records of a batch one after the other, and checkpoints each. For
	 * callers that have batches only; the engine does not call it.
	 */
	@Override
	default void process(ProcessRecordsInput input) throws Exception {
		for (KinesisRecord record : input.records()) {
			if (!input.shard().deliverable()) {
				return;
			}
			BatchRecordDelivery delivery = new BatchRecordDelivery(input, record);
			Stages.await(handle(delivery));
			Stages.await(delivery.completion());
			input.checkpointer().checkpoint(record);
		}
	}

}
