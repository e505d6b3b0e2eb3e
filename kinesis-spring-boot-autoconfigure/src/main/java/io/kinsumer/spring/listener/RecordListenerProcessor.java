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

import java.util.concurrent.CompletionStage;

import io.kinsumer.core.processor.Checkpointer;
import io.kinsumer.core.processor.InitializationInput;
import io.kinsumer.core.processor.RecordCompletion;
import io.kinsumer.core.processor.RecordDelivery;
import io.kinsumer.core.processor.RecordProcessor;
import io.kinsumer.core.processor.RetryAfterException;
import io.kinsumer.core.processor.ShardContext;
import io.kinsumer.core.processor.ShutdownException;
import io.kinsumer.core.processor.StopShardException;
import io.kinsumer.core.processor.UnprintableException;
import io.kinsumer.core.record.KinesisRecord;
import io.kinsumer.spring.error.FailureDecision;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls a listener record by record, for one period of ownership of a shard.
 */
final class RecordListenerProcessor implements RecordProcessor {

	private static final Log logger = LogFactory.getLog(RecordListenerProcessor.class);

	private final String listenerId;

	private final RecordListener listener;

	private final AckMode ackMode;

	private final FailureHandling failures;

	private final Attempts attempts = new Attempts();

	private @Nullable Checkpointer checkpointer;

	RecordListenerProcessor(String listenerId, RecordListener listener, AckMode ackMode, FailureHandling failures) {
		this.listenerId = listenerId;
		this.listener = listener;
		this.ackMode = ackMode;
		this.failures = failures;
	}

	@Override
	public void initialize(InitializationInput input) {
		this.checkpointer = input.checkpointer();
	}

	@Override
	public CompletionStage<?> handle(RecordDelivery delivery) {
		Attempts.Entry entry = this.attempts.find(delivery.record());
		if (entry != null && entry.letter() != null) {
			return Pipeline.then(this.failures.offer(delivery.shard(), entry),
					(problem) -> (problem != null) ? FailureHandling.pass(problem) : handled(delivery));
		}
		RecordAcknowledgment acknowledgment = (this.ackMode == AckMode.MANUAL)
				? new RecordAcknowledgment(this, delivery) : null;
		ListenerContext context = new DeliveryContext(this.listenerId, delivery.shard(),
				(entry != null) ? entry.attempts() + 1 : 1, delivery.fetchedAt(), delivery.millisBehindLatest(),
				acknowledgment);
		CompletionStage<?> stage = Pipeline.call(() -> this.listener.onRecord(delivery.record(), context));
		if (this.ackMode == AckMode.BATCH && entry == null && Pipeline.succeeded(stage)) {
			return Pipeline.DONE;
		}
		if (acknowledgment != null) {
			return Pipeline.then(stage, (failure) -> called(delivery, acknowledgment, failure));
		}
		return Pipeline.then(stage,
				(failure) -> (failure == null) ? handled(delivery)
						: Pipeline.then(failed(delivery.record(), delivery.shard(), failure),
								(problem) -> (problem != null) ? FailureHandling.pass(problem) : handled(delivery)));
	}

	/**
	 * The call of a listener that acknowledges by itself has ended.
	 */
	private CompletionStage<?> called(RecordDelivery delivery, RecordAcknowledgment acknowledgment,
			@Nullable Throwable failure) {
		if (failure == null) {
			return Pipeline.DONE;
		}
		if (!acknowledgment.settle()) {
			logger.warn("Listener '" + this.listenerId + "' failed after it had told the end of record "
					+ delivery.record().sequenceNumber() + " of shard " + delivery.record().shardId()
					+ ", which is what counts", UnprintableException.orSame(failure));
			return Pipeline.DONE;
		}
		return Pipeline.then(failed(delivery.record(), delivery.shard(), failure), (problem) -> {
			if (problem != null) {
				return FailureHandling.pass(problem);
			}
			acknowledgment.complete();
			return Pipeline.DONE;
		});
	}

	/**
	 * A record was not handled.
	 * @return completes when it counts as handled nevertheless
	 */
	CompletionStage<?> failed(KinesisRecord record, ShardContext shard, Throwable failure) {
		if (FailureHandling.isLeft(failure, shard)) {
			return FailureHandling.left();
		}
		if (failure instanceof RetryAfterException) {
			return FailureHandling.pass(failure);
		}
		Attempts.Entry entry = this.attempts.of(record);
		if (failure instanceof StopShardException) {
			entry.stopped();
			return FailureHandling.pass(failure);
		}
		FailureDecision decision = this.failures.decide(record, shard, failure, entry);
		return this.failures.carryOut(decision, record, shard, failure, entry);
	}

	/**
	 * A record counts as handled.
	 */
	void forget(KinesisRecord record) {
		this.attempts.forget(record);
	}

	private CompletionStage<?> handled(RecordDelivery delivery) {
		forget(delivery.record());
		return (this.ackMode == AckMode.RECORD) ? persisted(delivery) : Pipeline.DONE;
	}

	/**
	 * Writes the position. Whether that succeeds makes no difference to the record: the
	 * position is kept, and written with the next one or at the persist frequency.
	 */
	private CompletionStage<?> persisted(RecordDelivery delivery) {
		Checkpointer checkpointer = this.checkpointer;
		RecordCompletion completion = delivery.defer();
		try {
			completion.complete();
			return (checkpointer != null) ? Pipeline.then(checkpointer.persist(), (ignored) -> Pipeline.DONE)
					: Pipeline.DONE;
		}
		catch (ShutdownException ex) {
			return FailureHandling.left();
		}
	}

	int failing() {
		return this.attempts.size();
	}

}
